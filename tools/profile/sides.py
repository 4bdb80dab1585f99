"""A partner's strong and weak sides, and what no data tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from tools.about import About, Slots
from tools.facts import Fact, Statement
from tools.listing import listing
from tools.scorecard import BY_NAME, MEASURES, Category, Measure, Scorecards, kinds
from tools.scorecard.stated import measure_fact, score_fact

_NAMED: Final = 2  # strong, early and weak sides each
_MIDDLE: Final = 50  # points


def measures_of(category: Category | None) -> list[Measure]:
    """The measures of one of the 5Cs, or all."""
    return [measure for measure in MEASURES if category in (None, measure.category)]


def missing_measures(
    cards: Scorecards, partner_id: str, category: Category | None = None
) -> tuple[Fact, ...]:
    """Measures that no data backs for this partner, the weightiest first."""
    without = [m for m in measures_of(category) if pd.isna(cards.score[m.name][partner_id])]
    without.sort(key=lambda measure: -measure.weight)
    return tuple(measure_fact(cards, partner_id, measure) for measure in without)


def sides(cards: Scorecards, partner_id: str, category: Category | None) -> Iterator[Statement]:
    """The good and the bad measures that draw the total most, as far as enough data backs them.

    A good score that rests on few cases, or on a short time, is called early and not strong.
    """
    scored = [m for m in measures_of(category) if not pd.isna(cards.score[m.name][partner_id])]
    scored.sort(key=lambda measure: -abs(_pull(cards, partner_id, measure)))
    good = [m for m in scored if _score(cards, partner_id, m) >= cards.policy.strong_from]
    proven = [m for m in good if cards.firm(partner_id, m) and not cards.few_cases(partner_id, m)]
    weak = [
        m
        for m in scored
        if _score(cards, partner_id, m) <= cards.policy.weak_until
        and cards.firm(partner_id, m)
        and _score(cards, partner_id, m) < cards.score[m.name].median()  # what most lack is nobody's weakness
    ]
    yield from _named("profile.strong", cards, partner_id, proven)
    yield from _named("profile.early", cards, partner_id, [m for m in good if m not in proven])
    yield from _named("profile.weak", cards, partner_id, weak)


def _score(cards: Scorecards, partner_id: str, measure: Measure) -> float:
    return float(cards.score[measure.name][partner_id])


def _pull(cards: Scorecards, partner_id: str, measure: Measure) -> float:
    """Points by which the measure draws the total away from the middle."""
    weight = float(cards.weight[measure.name][partner_id])
    return weight * (_score(cards, partner_id, measure) - _MIDDLE)


def _named(key: str, cards: Scorecards, partner_id: str, measures: Sequence[Measure]) -> Iterator[Statement]:
    """The first few with their scores."""
    slots: Slots = {}
    for number, measure in enumerate(measures[:_NAMED], 1):
        slots[f"measure{number}"] = measure_fact(cards, partner_id, measure)
        slots[f"score{number}"] = score_fact(cards, partner_id, measure)
    if slots:
        yield Statement(f"{key}_{len(slots) // 2}", slots)


def missing(cards: Scorecards, about: About, category: Category | None) -> Iterator[Statement]:
    """What is missing of this partner, what it is too early to say, and what nobody's data tells."""
    groups: dict[str, list[Fact]] = {"missing": [], "too_early": [], "unrecorded": []}
    for fact in missing_measures(cards, about.partner_id, category):
        groups[_why_missing(cards, about.partner_id, BY_NAME[fact.subject])].append(fact)
    for key, facts in groups.items():
        count = about.fact(kinds.MISSING, len(facts), f"{category or ''} {key}")
        yield from listing(f"profile.{key}", facts, count)


def _why_missing(cards: Scorecards, partner_id: str, measure: Measure) -> str:
    if cards.too_early[measure.name][partner_id]:
        return "too_early"
    return "unrecorded" if cards.score[measure.name].isna().all() else "missing"
