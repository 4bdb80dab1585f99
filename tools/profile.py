"""How one partner is doing: score, standing, strong and weak sides, key facts, and what is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, cast

import pandas as pd

from tools import kinds as common
from tools.about import About, Slots
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.listing import listing
from tools.scorecard import MEASURES, Category, Measure, Scorecards, kinds
from tools.scorecard.stated import category_fact, measure_fact, raw_fact, score_fact

_CATEGORIES: Final = ("category", "score", "rank", "data on file")
_MEASURES: Final = ("measure", "value", "score")
_NAMED: Final = 2  # strong and weak sides each


def profile_findings(
    cards: Scorecards,
    partner_id: str,
    *,
    tier: Fact | None,
    phase: Fact | None,
    category: Category | None = None,
    among: Collection[str] | None = None,
    attention: Sequence[Statement] = (),
) -> Findings:
    """One partner's profile, or one of its 5Cs.

    Args:
        cards: Scorecards of the whole portfolio.
        partner_id: Which partner.
        tier: Its tier as a label fact; None if it has none.
        phase: Its journey phase as a label fact; None if it has none.
        category: Only this one of the 5Cs.
        among: Partners among whom it is ranked and counted; None for all.
        attention: Why it needs a person and what to do, if it does: said first.
    """
    about = About(cards.portfolio, partner_id)
    row = cast("pd.Series", cards.portfolio.partners.loc[partner_id])
    if partner_id not in cards.total.dropna().index:
        said = (*attention, _unscored(about, row), *_standing(tier, phase), *_key_facts(about, row))
        return Findings(said, suggestions=_suggestions(about, scored=False))
    if category:
        said = (
            _category(cards, about, category, among),
            *_sides(cards, about, category),
            *_missing(cards, about, category),
        )
        return Findings(said, _measures(cards, partner_id, category), _suggestions(about, scored=True))
    said = (
        *attention,
        _score(cards, about, among),
        *_standing(tier, phase),
        *_key_facts(about, row),
        *_sides(cards, about, None),
        *_missing(cards, about, None),
    )
    return Findings(said, _categories(cards, partner_id, among), _suggestions(about, scored=True))


def missing_measures(
    cards: Scorecards, partner_id: str, category: Category | None = None
) -> tuple[Fact, ...]:
    """Measures that no data backs for this partner, the weightiest first."""
    without = [measure for measure in _of(category) if pd.isna(cards.score[measure.name][partner_id])]
    without.sort(key=lambda measure: -measure.weight)
    return tuple(measure_fact(cards, partner_id, measure) for measure in without)


def _unscored(about: About, row: pd.Series) -> Statement:
    slots: Slots = {"partner": about.partner(), "status": about.fact(kinds.STATUS, f"status.{row['status']}")}
    return Statement("profile.unscored", slots)


def _score(cards: Scorecards, about: About, among: Collection[str] | None) -> Statement:
    """Total and rank, and how far they can be trusted."""
    rank, peers = _place(cards.total, about.partner_id, among)
    slots: Slots = {
        "partner": about.partner(),
        "total": about.fact(kinds.TOTAL, cards.total[about.partner_id]),
        "rank": about.fact(kinds.RANK, rank),
        "peers": about.fact(kinds.PEERS, peers),
        "confidence": about.fact(kinds.CONFIDENCE, cards.confidence[about.partner_id]),
    }
    return Statement(
        "profile.score_thin" if cards.low_confidence(about.partner_id) else "profile.score", slots
    )


def _category(
    cards: Scorecards, about: About, category: Category, among: Collection[str] | None
) -> Statement:
    slots: Slots = {"partner": about.partner(), "category": category_fact(cards, about.partner_id, category)}
    if pd.isna(score := cards.categories[category][about.partner_id]):
        return Statement("profile.category_unknown", slots)
    rank, peers = _place(cards.categories[category], about.partner_id, among)
    slots["score"] = about.fact(kinds.CATEGORY_SCORE, score, category)
    slots["rank"] = about.fact(kinds.CATEGORY_RANK, rank, category)
    slots["peers"] = about.fact(kinds.PEERS, peers, category)
    return Statement("profile.category", slots)


def _place(scores: pd.Series, partner_id: str, among: Collection[str] | None) -> tuple[int, int]:
    """Rank, 1 is best and equal scores share one, and how many are ranked."""
    ranked = scores.dropna() if among is None else scores[scores.index.isin(list(among))].dropna()
    return 1 + int((ranked > scores[partner_id]).sum()), len(ranked)


def _standing(tier: Fact | None, phase: Fact | None) -> Iterator[Statement]:
    known: Slots = {name: fact for name, fact in (("tier", tier), ("phase", phase)) if fact}
    if known:
        yield Statement("profile." + "_".join(known), known)


def _key_facts(about: About, row: pd.Series) -> Iterator[Statement]:
    """Won revenue, last win, open deals, certifications, people, last contact."""
    yield _won(about, row)
    yield Statement(
        "profile.holds",
        {
            "open": about.fact(common.DEALS_OPEN, row["sc_open"] + row["sc_closed_later"]),
            "certifications": about.fact(common.CERTIFICATIONS_VALID, row["sc_certifications"]),
            "contacts": about.fact(common.CONTACTS_KNOWN, row["sc_contacts"]),
        },
    )
    if not pd.isna(touch := row["sc_last_touch_on"]):
        met = _dated(about, common.LAST_MEETING, row["sc_last_meeting_on"])
        slots: Slots = {**met, "touch": about.fact(common.LAST_TOUCH, touch)}
        yield Statement("profile.met" if met else "profile.touched", slots)


def _won(about: About, row: pd.Series) -> Statement:
    last = _dated(about, common.LAST_WON, row["sc_last_won_on"])
    if not last or not row["sc_won_365d"]:
        return Statement("profile.won_before" if last else "profile.never_won", last)
    slots: Slots = {
        "revenue": about.fact(common.WON_REVENUE_12M, row["sc_revenue_365d"]),
        "deals": about.fact(common.DEALS_WON_12M, row["sc_won_365d"]),
        **last,
    }
    return Statement("profile.won", slots)


def _dated(about: About, kind: Kind, day: object) -> Slots:
    """The date as slot `last`, or no slot if there is none."""
    return {} if day is pd.NaT else {"last": about.fact(kind, day)}


def _sides(cards: Scorecards, about: About, category: Category | None) -> Iterator[Statement]:
    """The best and the worst measures by score."""
    scores = pd.Series(
        {measure.name: cards.score[measure.name][about.partner_id] for measure in _of(category)}
    )
    ranked = scores.dropna().sort_values(ascending=False, kind="stable")
    strong = ranked[ranked >= cards.policy.strong_from][:_NAMED]
    weak = ranked[ranked <= cards.policy.weak_until][::-1][:_NAMED]
    for key, side in (("strong", strong), ("weak", weak)):
        slots: Slots = {}
        for number, name in enumerate(side.index, 1):
            measure = next(measure for measure in MEASURES if measure.name == name)
            slots[f"measure{number}"] = measure_fact(cards, about.partner_id, measure)
            slots[f"score{number}"] = score_fact(cards, about.partner_id, measure)
        if slots:
            yield Statement(f"profile.{key}_{len(side)}", slots)


def _missing(cards: Scorecards, about: About, category: Category | None) -> Iterator[Statement]:
    """What nobody's data tells apart from what is missing of this partner."""
    missing = missing_measures(cards, about.partner_id, category)
    nobodys = {f"measure.{name}" for name in cards.score if cards.score[name].isna().all()}
    for key, of_nobody in (("missing", False), ("unrecorded", True)):
        facts = tuple(fact for fact in missing if (fact.value in nobodys) is of_nobody)
        count = about.fact(
            kinds.MISSING, len(facts), f"{category or ''}{'' if key == 'missing' else ' ' + key}"
        )
        yield from listing(f"profile.{key}", facts, count)


def _categories(cards: Scorecards, partner_id: str, among: Collection[str] | None) -> TableSpec:
    return TableSpec(
        "profile.title",
        _CATEGORIES,
        tuple(
            _category_line(cards, partner_id, category, among)
            for category in Category
            if cards.categories[category].notna().any()  # what no data tells of anybody is no line
        ),
    )


def _category_line(
    cards: Scorecards, partner_id: str, category: Category, among: Collection[str] | None
) -> tuple[Fact | None, ...]:
    """Score, rank and backing of one category; no score where nothing backs it, never zero."""
    about, name = About(cards.portfolio, partner_id), category_fact(cards, partner_id, category)
    share = cards.category_backed[category][partner_id]
    backed = None if pd.isna(share) else about.fact(kinds.CATEGORY_BACKED, share, category)
    if pd.isna(score := cards.categories[category][partner_id]):
        return (name, None, None, backed)
    rank = about.fact(kinds.CATEGORY_RANK, _place(cards.categories[category], partner_id, among)[0], category)
    return (name, about.fact(kinds.CATEGORY_SCORE, score, category), rank, backed)


def _measures(cards: Scorecards, partner_id: str, category: Category) -> TableSpec:
    return TableSpec(
        "profile.measures_title",
        _MEASURES,
        tuple(
            (measure_fact(cards, partner_id, measure), *_measured(cards, partner_id, measure))
            for measure in _of(category)
        ),
    )


def _measured(cards: Scorecards, partner_id: str, measure: Measure) -> tuple[Fact | None, Fact | None]:
    if pd.isna(cards.score[measure.name][partner_id]):
        return None, None
    return raw_fact(cards, partner_id, measure), score_fact(cards, partner_id, measure)


def _of(category: Category | None) -> list[Measure]:
    return [measure for measure in MEASURES if category in (None, measure.category)]


def _suggestions(about: About, *, scored: bool) -> tuple[Suggestion, ...]:
    keys = ("suggest.why", "suggest.draft", "suggest.brief") if scored else ("suggest.brief",)
    return tuple(Suggestion(key, {"partner": about.partner()}) for key in keys)
