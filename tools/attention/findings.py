"""What is said about who needs attention, and what changed since an earlier day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from tools.about import About, Slots, about_all
from tools.attention import kinds
from tools.attention.items import AttentionItem, Lane
from tools.attention.lanes import arranged
from tools.attention.policy import AttentionPolicy
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio

ITEM_COLUMNS: Final = ("partner", "lane", "why", "money at stake", "last touch")
"""Words over the cells of `item_row`."""
_NAMED_PARTING: Final = 3
_TOLD: Final = 3  # partners in prose; the table holds the others
_SAID: Final = 2  # reasons per partner in prose; the rest is one "why?" away


def attention_findings(
    portfolio: Portfolio,
    items: Sequence[AttentionItem],
    ids: Collection[str],
    policy: AttentionPolicy,
    *,
    lane: Lane | None = None,
    limit: int = 5,
) -> Findings:
    """Who of `ids` needs a person: how many of how many, then each partner with reasons and a next step.

    Args:
        portfolio: At the day in question.
        items: What `attention` returned for the whole portfolio.
        ids: Partners that the question is about.
        policy: The one behind `items`.
        lane: Only this lane; a partner in several is found in each.
        limit: Partners shown at most.
    """
    asked = frozenset(ids)
    mine = [item for item in items if item.partner_id in asked]
    if lane is Lane.PART_WAYS:
        return Findings(statements=_parting(portfolio, mine, named=limit, nobody=True))
    pressing = [item for item in mine if item.lane is not Lane.PART_WAYS]
    wanted = arranged(
        [seen for item in pressing if (seen := item.seen_in(lane or item.lane))], policy.rising_every
    )
    shown = wanted[:limit]
    partners = portfolio.partners
    total = int((partners.index.isin(list(asked)) & partners["status"].ne("ended")).sum())
    said = [_headline(portfolio, len(wanted), total, lane), *_shown(portfolio, len(shown), len(wanted))]
    said += [line for item in shown[:_TOLD] for line in item_statements(portfolio, item)]
    said += _shares(portfolio, shown, asked)
    return Findings(
        statements=(*said, *(() if lane else _parting(portfolio, mine, named=_NAMED_PARTING, nobody=False))),
        table=TableSpec("attention.title", ITEM_COLUMNS, tuple(item_row(portfolio, item) for item in shown))
        if shown
        else None,
        suggestions=_suggestions(portfolio, shown),
    )


def item_statements(portfolio: Portfolio, item: AttentionItem) -> tuple[Statement, ...]:
    """One partner in words: the main reason by name, one more, and the suggested next step."""
    main, *more = item.reasons[:_SAID]
    also = [Statement(f"{reason.key}_also", _without_partner(reason), follows=True) for reason in more]
    about = About(portfolio, item.partner_id)
    play = {"play": about.fact(kinds.PLAY, item.play)}
    return (main, *also, Statement("attention.next_step", play, follows=True))


def new_since(
    items_now: Iterable[AttentionItem], items_before: Iterable[AttentionItem], policy: AttentionPolicy
) -> tuple[AttentionItem, ...]:
    """Items that are news: not there before, in another lane, or clearly more urgent; order kept."""
    before = {item.partner_id: item for item in items_before}
    return tuple(item for item in items_now if _is_news(item, before.get(item.partner_id), policy))


def _is_news(item: AttentionItem, before: AttentionItem | None, policy: AttentionPolicy) -> bool:
    if before is None or before.lane is not item.lane:
        return True
    return item.urgency - before.urgency >= policy.clearly_worse


def _without_partner(reason: Statement) -> Slots:
    return {slot: fact for slot, fact in reason.slots.items() if slot != "partner"}


def _headline(portfolio: Portfolio, count: int, total: int, lane: Lane | None) -> Statement:
    """How many of how many; other words for each lane, when nobody does, and when there was nobody to ask."""
    if not total:
        return Statement("attention.nobody_asked")
    subject = str(lane or "all")
    ending = f"_{lane}" if lane else ""
    slots: Slots = {"total": about_all(portfolio, kinds.TOTAL, total, subject)}
    if not count:
        return Statement(f"attention.nobody{ending}", slots)
    slots["count"] = about_all(portfolio, kinds.NEEDING, count, subject)
    return Statement(f"attention.headline{ending}", slots)


def _shown(portfolio: Portfolio, shown: int, count: int) -> tuple[Statement, ...]:
    """How many of them are told in words, and how many stand in the table; nothing when all are told."""
    told = min(shown, _TOLD)
    if told == count:
        return ()
    if told == shown == 1:
        return (Statement("attention.shown_one", follows=True),)
    slots: Slots = {"told": about_all(portfolio, kinds.TOLD, told)}
    if told == shown:
        return (Statement("attention.shown", slots, follows=True),)
    slots["shown"] = about_all(portfolio, kinds.SHOWN, shown)
    return (Statement(f"attention.shown_{'all' if shown == count else 'more'}", slots, follows=True),)


def _shares(portfolio: Portfolio, shown: Sequence[AttentionItem], asked: frozenset[str]) -> list[Statement]:
    """Share of attention against share of revenue: places of the smaller half by won revenue of 12 months."""
    frame = portfolio.partners
    revenue = frame["attention_revenue_365d"][frame.index.isin(list(asked)) & frame["status"].ne("ended")]
    smaller = revenue.rank(method="first") <= len(revenue) / 2
    total = float(revenue.sum())
    if len(shown) < _SAID or total <= 0 or not smaller.any():
        return []
    places = sum(bool(smaller.get(item.partner_id, default=False)) for item in shown)
    slots: Slots = {
        "places": about_all(portfolio, kinds.SMALL_PLACES, places),
        "shown": about_all(portfolio, kinds.SHOWN, len(shown), "share"),
        "share": about_all(portfolio, kinds.SMALL_REVENUE, float(revenue[smaller].sum()) / total),
    }
    return [Statement("attention.shares", slots)]


def _parting(
    portfolio: Portfolio, items: Sequence[AttentionItem], *, named: int, nobody: bool
) -> tuple[Statement, ...]:
    """Partners to part ways with, as such; a few by name with the reason."""
    parting = [item for item in items if item.lane is Lane.PART_WAYS]
    if not parting:
        return (Statement("attention.parting_nobody"),) if nobody else ()
    count = about_all(portfolio, kinds.PARTING, len(parting))
    return (
        Statement("attention.parting_count", {"count": count}),
        *(reason for item in parting[:named] for reason in item.reasons),
    )


def item_row(portfolio: Portfolio, item: AttentionItem) -> tuple[Fact | None, ...]:
    """One partner as a row: lane, the main reason, money at stake, last contact."""
    about = About(portfolio, item.partner_id)
    reason = about.fact(kinds.REASON, item.reasons[0].key.replace("attention.", "reason."))
    touch = about.fact(kinds.LAST_TOUCH, item.last_touch) if item.last_touch else None
    lane = about.fact(kinds.LANE, f"lane.{item.lane}")
    return (about.partner(), lane, reason, item.at_stake, touch)


def _suggestions(portfolio: Portfolio, shown: Sequence[AttentionItem]) -> tuple[Suggestion, ...]:
    """For the first partner: write to them, ask why, prepare a call."""
    if not shown:
        return ()
    partner = {"partner": About(portfolio, shown[0].partner_id).partner()}
    return tuple(Suggestion(f"suggest.{what}", partner) for what in ("draft", "why", "brief"))
