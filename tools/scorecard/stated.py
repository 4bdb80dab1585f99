"""Facts out of a scorecard."""

from __future__ import annotations

from dataclasses import replace

from tools.about import About
from tools.facts import Fact
from tools.scorecard import kinds
from tools.scorecard.measure import Category, Measure
from tools.scorecard.scorecards import Scorecards


def raw_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's raw value; a count keeps its fraction, for it may be an effective number."""
    value = float(cards.raw[measure.name][partner_id])
    fact = About(cards.portfolio, partner_id).fact(kinds.raw_kind(measure), value)
    return replace(fact, value=int(value) if value.is_integer() and isinstance(fact.value, int) else value)


def measure_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's name, as a label."""
    return About(cards.portfolio, partner_id).fact(kinds.MEASURE, f"measure.{measure.name}", measure.name)


def score_fact(cards: Scorecards, partner_id: str, measure: Measure) -> Fact:
    """The measure's score, 0-100."""
    score = cards.score[measure.name][partner_id]
    return About(cards.portfolio, partner_id).fact(kinds.MEASURE_SCORE, score, measure.name)


def category_fact(cards: Scorecards, partner_id: str, category: Category) -> Fact:
    """The category's name, as a label."""
    return About(cards.portfolio, partner_id).fact(kinds.CATEGORY, f"category.{category}", category)
