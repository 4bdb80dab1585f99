"""What is said about who needs attention."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About, Among, Slots
from tools.attention import kinds
from tools.attention.charts import stake_chart
from tools.attention.items import AttentionItem, Lane
from tools.attention.lanes import Attention
from tools.charts import worth_showing
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio

ITEM_COLUMNS: Final = ("partner", "lane", "why", "money in play", "last touch")
"""Words over the cells of `item_row`."""
_NAMED_PARTING: Final = 3
_TOLD: Final = (
    2  # partners in prose: with a third the answer is cut at its length; the table holds the others
)
_SAID: Final = 2  # reasons per partner in prose; the rest is one "why?" away


def attention_findings(
    attention: Attention,
    ids: Collection[str],
    *,
    lane: Lane | None = None,
    limit: int = 5,
    snoozed: Collection[str] = (),
    show_snoozed: bool = False,
) -> Findings:
    """Who of `ids` needs a person: how many of how many, then each partner with reasons and a next step.

    Args:
        attention: What `tools.attention.attention` returned.
        ids: Partners that the question is about.
        lane: Only this lane; a partner in several is found in each.
        limit: Partners shown at most.
        snoozed: Partners that the asker does not want to be told of now; they are counted, not listed.
        show_snoozed: List them all the same.
    """
    rows = attention.rows(ids)
    listed = attention.listed(rows, lane)
    hidden = frozenset(snoozed)
    wanted = listed if show_snoozed else tuple(one for one in listed if one not in hidden)
    parting = [one for one in attention.listed(rows, Lane.PART_WAYS) if show_snoozed or one not in hidden]
    if lane is Lane.PART_WAYS:
        every = Among.of(attention.portfolio, ids, lane, limit, *sorted(hidden), show_snoozed)
        return Findings(statements=_parting(attention, every, parting, named=limit, nobody=True))
    portfolio = attention.portfolio
    among = Among.of(portfolio, ids, lane, limit, *sorted(hidden), show_snoozed)
    shown = attention.items(wanted[:limit])
    asked = portfolio.partners[["status", "outlook_revenue_365d"]].iloc[rows]
    revenue = asked.loc[asked["status"] != "ended", "outlook_revenue_365d"]
    said = [_headline(attention, among, wanted, len(revenue), lane)]
    said += _snoozed(among, sum(one in hidden for one in listed), show=show_snoozed)
    said += _shown(among, len(shown), len(wanted))
    said += [line for item in shown[:_TOLD] for line in item_statements(portfolio, item, lane)]
    said += _shares(among, shown, revenue)
    said += () if lane else _parting(attention, among, parting, named=_NAMED_PARTING, nobody=False)
    cells = tuple(item_row(portfolio, item) for item in shown)
    return Findings(
        statements=tuple(said),
        table=TableSpec("attention.title", ITEM_COLUMNS, cells) if cells else None,
        suggestions=_suggestions(portfolio, shown),
        charts=worth_showing(stake_chart(attention, wanted)),
    )


def item_statements(
    portfolio: Portfolio, item: AttentionItem, lane: Lane | None = None, most: int = _SAID
) -> tuple[Statement, ...]:
    """One partner in words: the main reason by name, further ones, and the suggested next step.

    The reasons are the same whatever is asked; only where none of them is of the lane asked for, that lane's
    first reason takes the last one's place.

    Args:
        portfolio: Of the item's day.
        item: The partner.
        lane: What was asked for.
        most: Reasons told at most.
    """
    main, *more = _told_of(item, lane, most)
    also = [Statement(f"{reason.key}_also", _without_partner(reason), follows=True) for reason in more]
    about = About(portfolio, item.partner_id)
    play = {"play": about.fact(kinds.PLAY, item.play)}
    return (main, *also, Statement("attention.next_step", play, follows=True))


def _told_of(item: AttentionItem, lane: Lane | None, most: int) -> tuple[Statement, ...]:
    first = item.reasons[:most]
    own = next((reading.reasons for reading in item.readings if reading.lane is lane), ())
    if not own or any(reason in own for reason in first):
        return first
    return (*first[: most - 1], own[0])


def _without_partner(reason: Statement) -> Slots:
    return {slot: fact for slot, fact in reason.slots.items() if slot != "partner"}


def _headline(
    attention: Attention, among: Among, wanted: Sequence[str], total: int, lane: Lane | None
) -> Statement:
    """How many of how many; other words for each lane, when nobody does, and when nobody can be judged."""
    if not total:
        return Statement("attention.nobody_asked")
    ending = f"_{lane}" if lane else ""
    slots: Slots = {"total": among.fact(kinds.TOTAL, total)}
    if not wanted:
        return Statement(
            "attention.no_history" if attention.without_history else f"attention.nobody{ending}", slots
        )
    slots["count"] = among.fact(kinds.NEEDING, len(wanted))
    if lane is Lane.MONEY_AT_RISK:
        losses = among.fact(kinds.LOSSES, attention.expected_loss(wanted))
        slots["loss"] = replace(losses, currency=attention.portfolio.currency)
    return Statement(f"attention.headline{ending}", slots)


def _snoozed(among: Among, count: int, *, show: bool) -> tuple[Statement, ...]:
    """How many were left out because the asker snoozed them, or are there all the same."""
    if not count:
        return ()
    slots: Slots = {"snoozed": among.fact(kinds.SNOOZED, count)}
    return (Statement("attention.snoozed_too" if show else "attention.snoozed", slots, follows=True),)


def _shown(among: Among, shown: int, count: int) -> tuple[Statement, ...]:
    """How many of them are told in words, and how many stand below; nothing when all are told."""
    told = min(shown, _TOLD)
    if told == count:
        return ()
    if told == shown == 1:
        return (Statement("attention.shown_one", follows=True),)
    slots: Slots = {"told": among.fact(kinds.TOLD, told)}
    if told == shown:
        return (Statement("attention.shown", slots, follows=True),)
    slots["shown"] = among.fact(kinds.SHOWN, shown)
    return (Statement(f"attention.shown_{'all' if shown == count else 'more'}", slots, follows=True),)


def _shares(among: Among, shown: Sequence[AttentionItem], revenue: pd.Series) -> list[Statement]:
    """Share of attention against share of revenue: places of the smaller half by won revenue of 12 months."""
    smaller = revenue.rank(method="first") <= len(revenue) / 2
    total = float(revenue.sum())
    if len(shown) < _SAID or total <= 0 or not smaller.any():
        return []
    places = sum(bool(smaller.get(item.partner_id, default=False)) for item in shown)
    slots: Slots = {
        "places": among.fact(kinds.SMALL_PLACES, places),
        "shown": among.fact(kinds.SHOWN, len(shown), "share"),
        "share": among.fact(kinds.SMALL_REVENUE, float(revenue[smaller].sum()) / total),
    }
    return [Statement("attention.shares", slots)]


def _parting(
    attention: Attention, among: Among, parting: Sequence[str], *, named: int, nobody: bool
) -> tuple[Statement, ...]:
    """Partners to part ways with, as such; a few by name with the reason."""
    if not parting:
        return (Statement("attention.parting_nobody"),) if nobody else ()
    count = among.fact(kinds.PARTING, len(parting))
    return (
        Statement("attention.parting_count", {"count": count}),
        *(reason for item in attention.items(parting[:named]) for reason in item.reasons),
    )


def item_row(portfolio: Portfolio, item: AttentionItem) -> tuple[Fact | None, ...]:
    """One partner as a row: lane, the main reason, money at stake or gained, last contact."""
    about = About(portfolio, item.partner_id)
    reason = about.fact(kinds.REASON, item.reasons[0].key.replace("attention.", "reason."))
    touch = about.fact(kinds.LAST_TOUCH, item.last_touch) if item.last_touch else None
    lane = about.fact(kinds.LANE, f"lane.{item.lane}")
    stake = item.at_stake if item.at_stake.value else None  # nothing won yet is no stake of zero
    return (about.partner(), lane, reason, stake, touch)


def _suggestions(portfolio: Portfolio, shown: Sequence[AttentionItem]) -> tuple[Suggestion, ...]:
    """For the first partner: the message that its next step asks for, ask why, prepare a call."""
    if not shown:
        return ()
    partner = {"partner": About(portfolio, shown[0].partner_id).partner()}
    draft = DRAFTS.get(shown[0].play, "suggest.draft")
    return tuple(Suggestion(key, partner) for key in (draft, "suggest.why", "suggest.brief"))


DRAFTS: Final[Mapping[str, str]] = {
    "play.keep_promise": "suggest.draft_promise",
    "play.answer": "suggest.draft_answer",
    "play.win_back": "suggest.draft_win_back",
    "play.back_them": "suggest.draft_congratulation",
    "play.renew_certification": "suggest.draft_certification",
    "play.keep_level": "suggest.draft_certification",
}
"""The message that a suggested next step asks for; a check-in serves the others."""
