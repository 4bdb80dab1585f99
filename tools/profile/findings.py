"""How one partner is doing, in the order in which it should be said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

import pandas as pd

from tools import kinds as common
from tools.about import About, Slots
from tools.charts import worth_showing
from tools.conditions import ACTIVE_STATUSES
from tools.facts import Fact, Findings, Kind, Statement, Suggestion
from tools.profile.latest import latest
from tools.profile.sides import missing, sides
from tools.profile.tables import category_table, measure_table
from tools.scorecard import Category, Scorecards, kinds
from tools.scorecard.charts import profile_chart
from tools.scorecard.stated import category_fact, category_score_fact, place

_ORDINALS: Final = ("first", "second", "third")


@dataclass(frozen=True, eq=False)
class Context:
    """What other sciences say of a partner.

    Attributes:
        tier: Its tier as a label fact; None if it has none.
        phase: Its journey phase as a label fact; None if it has none.
        attention: Why it needs a person and what to do, if it does: said first.
        rows: Its rows as known that day, for what happened last; empty to leave that out.
    """

    tier: Fact | None = None
    phase: Fact | None = None
    attention: Sequence[Statement] = ()
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def profile_findings(
    cards: Scorecards,
    partner_id: str,
    context: Context,
    category: Category | None = None,
    among: Collection[str] | None = None,
) -> Findings:
    """One partner's profile, or one of its 5Cs.

    Args:
        cards: Scorecards of the whole portfolio.
        partner_id: Which partner.
        context: What other sciences say of it.
        category: Only this one of the 5Cs.
        among: Partners among whom it is ranked and counted; None for all.
    """
    about = About(cards.portfolio, partner_id)
    row = cast("pd.Series", cards.portfolio.partners.loc[partner_id])
    known = (*_key_facts(about, row), *(latest(about, context.rows) if context.rows else ()))
    if partner_id not in cards.total.dropna().index:
        said = (*context.attention, _unscored(about, row), *_standing(context), *known)
        return Findings(said, suggestions=_suggestions(about, scored=False))
    if category:
        said = (
            _category(cards, about, category, among),
            *sides(cards, partner_id, category),
            *missing(cards, about, category),
        )
        return Findings(said, measure_table(cards, partner_id, category), _suggestions(about, scored=True))
    said = (
        *context.attention,
        _score(cards, about, among),
        *_left_out(cards, about),
        *_standing(context),
        *known,
        *sides(cards, partner_id, None),
        *missing(cards, about, None),
    )
    return Findings(
        said,
        category_table(cards, partner_id, among),
        _suggestions(about, scored=True),
        charts=worth_showing(profile_chart(cards, partner_id, among)),
    )


def _unscored(about: About, row: pd.Series) -> Statement:
    """Not active or paused, or too new, or without any data."""
    slots: Slots = {"partner": about.partner()}
    if row["status"] in ACTIVE_STATUSES:
        return Statement("profile.too_new", slots)
    slots["status"] = about.fact(kinds.STATUS, f"status.{row['status']}")
    return Statement("profile.unscored", slots)


def _score(cards: Scorecards, about: About, among: Collection[str] | None) -> Statement:
    """Total and rank, and how far they can be trusted."""
    rank, peers = place(cards.total, about.partner_id, among)
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


def _left_out(cards: Scorecards, about: About) -> Iterator[Statement]:
    """Which of the 5Cs nothing is on file for, so that the score is made without them."""
    empty = [one for one in Category if pd.isna(cards.categories[one][about.partner_id])]
    facts = [category_fact(cards, about.partner_id, one) for one in empty[: len(_ORDINALS)]]
    if facts:
        named = zip(_ORDINALS, facts, strict=False)
        yield Statement(f"profile.left_out_{len(facts)}", {"partner": about.partner(), **dict(named)})


def _category(
    cards: Scorecards, about: About, category: Category, among: Collection[str] | None
) -> Statement:
    slots: Slots = {"partner": about.partner(), "category": category_fact(cards, about.partner_id, category)}
    if pd.isna(cards.categories[category][about.partner_id]):
        return Statement("profile.category_unknown", slots)
    rank, peers = place(cards.categories[category], about.partner_id, among)
    slots["score"] = category_score_fact(cards, about.partner_id, category)
    slots["rank"] = about.fact(kinds.of_category(kinds.CATEGORY_RANK, category), rank, category)
    slots["peers"] = about.fact(kinds.PEERS, peers, category)
    return Statement("profile.category", slots)


def _standing(context: Context) -> Iterator[Statement]:
    known: Slots = {name: fact for name, fact in (("tier", context.tier), ("phase", context.phase)) if fact}
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
        "deals": about.fact(common.DEALS_WON_12M, row["sc_won_365d"]),
        **last,
    }
    if not row["sc_priced_365d"]:
        return Statement("profile.won_unpriced", slots)
    slots["revenue"] = about.fact(common.WON_REVENUE_12M, row["sc_revenue_365d"])
    return Statement("profile.won", slots)


def _dated(about: About, kind: Kind, day: object) -> Slots:
    """The date as slot `last`, or no slot if there is none."""
    return {} if day is pd.NaT else {"last": about.fact(kind, day)}


def _suggestions(about: About, *, scored: bool) -> tuple[Suggestion, ...]:
    keys = ("suggest.why", "suggest.draft", "suggest.brief") if scored else ("suggest.brief",)
    return tuple(Suggestion(key, {"partner": about.partner()}) for key in keys)
