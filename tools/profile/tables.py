"""The tables beside a profile: the 5Cs, or the measures of one of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from tools.about import About
from tools.facts import Fact, TableSpec
from tools.profile.sides import measures_of
from tools.scorecard import Category, Measure, Scorecards, kinds
from tools.scorecard.stated import (
    backed_fact,
    category_fact,
    category_score_fact,
    measure_fact,
    place,
    raw_fact,
    score_fact,
)

_CATEGORIES: Final = ("category", "score", "rank", "data on file")
_MEASURES: Final = ("measure", "value", "score", "data on file")


def category_table(cards: Scorecards, partner_id: str, among: Collection[str] | None) -> TableSpec:
    """One line per category; what no data tells of anybody is no line."""
    lines = tuple(
        _category_line(cards, partner_id, category, among)
        for category in Category
        if cards.categories[category].notna().any()
    )
    return TableSpec("profile.title", _CATEGORIES, lines)


def measure_table(cards: Scorecards, partner_id: str, category: Category) -> TableSpec:
    """One line per measure of the category."""
    lines = tuple(_measure_line(cards, partner_id, measure) for measure in measures_of(category))
    return TableSpec("profile.measures_title", _MEASURES, lines)


def _category_line(
    cards: Scorecards, partner_id: str, category: Category, among: Collection[str] | None
) -> tuple[Fact | None, ...]:
    """Score, rank and backing of one category; no score where nothing backs it, never zero."""
    about, name = About(cards.portfolio, partner_id), category_fact(cards, partner_id, category)
    share = cards.category_backed[category][partner_id]
    kind = kinds.of_category(kinds.CATEGORY_BACKED, category)
    backed = None if pd.isna(share) else about.fact(kind, share, category)
    if pd.isna(cards.categories[category][partner_id]):
        return (name, None, None, backed)
    rank, _ = place(cards.categories[category], partner_id, among)
    ranked = about.fact(kinds.of_category(kinds.CATEGORY_RANK, category), rank, category)
    return (name, category_score_fact(cards, partner_id, category), ranked, backed)


def _measure_line(cards: Scorecards, partner_id: str, measure: Measure) -> tuple[Fact | None, ...]:
    name = measure_fact(cards, partner_id, measure)
    if pd.isna(cards.score[measure.name][partner_id]):
        return (name, None, None, None)
    return (
        name,
        raw_fact(cards, partner_id, measure),
        score_fact(cards, partner_id, measure),
        backed_fact(cards, partner_id, measure),
    )
