"""Facts out of a scorecard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About
from tools.facts import Fact, Unit
from tools.scorecard import kinds
from tools.scorecard.measure import Category, Measure
from tools.scorecard.scorecards import Scorecards

_SHOWN: Final = 0.005
"""The least share that is written as more than 0 %."""


def raw_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's raw value; a count keeps its fraction, for it may be an effective number."""
    value = float(cards.raw[measure.name][partner_id])
    if measure.unit is Unit.SHARE and abs(value) < _SHOWN:
        value = 0.0  # never -0 %
    fact = About(cards.portfolio, partner_id).fact(kinds.raw_kind(measure), value)
    return replace(fact, value=int(value) if value.is_integer() and isinstance(fact.value, int) else value)


def measure_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's name, as a label."""
    return About(cards.portfolio, partner_id).fact(kinds.MEASURE, f"measure.{measure.name}", measure.name)


def score_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's score, 0-100."""
    kind = kinds.of_measure(kinds.MEASURE_SCORE, measure)
    score = cards.score[measure.name][partner_id]
    return About(cards.portfolio, partner_id).fact(kind, score, measure.name)


def backed_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """Share of the measure that data backs, 0-1."""
    kind = kinds.of_measure(kinds.MEASURE_BACKED, measure)
    share = cards.backing[measure.name][partner_id]
    return About(cards.portfolio, partner_id).fact(kind, share, measure.name)


def category_fact(cards: Scorecards, partner_id: str, category: Category) -> Fact:
    """The category's name, as a label."""
    return About(cards.portfolio, partner_id).fact(kinds.CATEGORY, f"category.{category}", category)


def category_score_fact(cards: Scorecards, partner_id: str, category: Category) -> Fact:
    """The category's score, 0-100."""
    kind = kinds.of_category(kinds.CATEGORY_SCORE, category)
    score = cards.categories[category][partner_id]
    return About(cards.portfolio, partner_id).fact(kind, score, category)


def place(scores: pd.Series, partner_id: str, among: Collection[str] | None) -> tuple[int, int]:
    """Rank, 1 is best and equal scores share one, and how many are ranked."""
    ranked = scores.dropna() if among is None else scores[scores.index.isin(list(among))].dropna()
    return 1 + int((ranked > scores[partner_id]).sum()), len(ranked)
