"""Who moved tier in a period and why, what we did there, and what went together with moving up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pandas as pd

from tools.about import Slots, about_all
from tools.charts import worth_showing
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.reviews import kinds
from tools.reviews.charts import movement_map
from tools.reviews.period import LISTED, Period
from tools.reviews.policy import ReviewPolicy
from tools.reviews.statements import Move, Rows, done_statements, move_statements
from tools.reviews.worked import Comparison
from tools.tiers.charts import tier_quadrant
from tools.tiers.moves import Direction
from tools.tiers.whose import Whom

_TOLD: Final = 2  # in words; the table has them all


def listed_moves(period: Period, ids: Collection[str], direction: Direction | None = None) -> pd.DataFrame:
    """The moves between two tiers of these partners: up, down, aside, each by name of partner id."""
    moved = period.moved[period.moved.index.isin(list(ids))]
    wanted = (direction,) if direction else LISTED
    order = moved["direction"].map({name: at for at, name in enumerate(wanted)})
    listed = moved.assign(order=order, id=moved.index)[order.notna()]
    return listed.sort_values(["order", "id"]).drop(columns=["order", "id"])


def movement_findings(
    period: Period,
    whom: Whom,
    policy: ReviewPolicy,
    *,
    direction: Direction | None = None,
    rows: Rows | None = None,
    proposed: tuple[Statement, ...] = (),
    limit: int = 10,
) -> Findings:
    """Who moved, why, and what we did there; then what went together with moving up.

    Args:
        period: Two days and what was done in between.
        whom: Partners that the question is about; comparisons are made among them alone.
        policy: When a comparison is worth telling.
        direction: Only moves up or down.
        rows: Raw rows of the listed partners, to name those behind what was done.
        proposed: What the last review proposes and nobody has decided, if anything.
        limit: Partners in the table at most.
    """
    listed = listed_moves(period, whom.ids, direction)
    named = [Move(period, str(partner_id), rows or {}) for partner_id in listed.index[:limit]]
    told = [tuple(move_statements(move)) for move in named[:_TOLD]]
    compared = tuple(worked_statements(period, whom.ids, policy)) if named else ()
    moved = [str(partner_id) for partner_id in listed.index]
    return Findings(
        statements=(
            *_headline(period, listed, whom, direction),
            *proposed,
            *(line for lines in told[:1] for line in lines),
            *compared,  # before further names: an answer of many words is cut at its end
            *(line for lines in told[1:] for line in lines),
        ),
        table=_table(named) if named else None,
        suggestions=_suggestions(named, waits=bool(proposed)),
        charts=worth_showing(
            movement_map(period, whom.ids), tier_quadrant(period.end, period.after, whom.ids, moved)
        ),
    )


def partner_movement(
    period: Period, partner_id: str, rows: Rows, standing: tuple[Statement, ...]
) -> Findings:
    """Whether one partner moved, why and what we did there; that it stayed where it was.

    Args:
        period: As for `movement_findings`.
        partner_id: The partner.
        rows: Its raw rows.
        standing: What `tools.tiers.tier_statements` says at the end.
    """
    move = Move(period, partner_id, rows)
    since = about_all(period.end, kinds.SINCE, period.start.as_of)
    slots: Slots = {"partner": move.now.partner(), "since": since}
    if partner_id not in period.moved.index:
        tier = str(period.after["tier"][partner_id])
        if not tier:
            return Findings((Statement("review.stays_none", slots), *standing[:1]))
        slots["tier"] = move.now.fact(kinds.AFTER, f"tier.{tier}")
        return Findings((Statement("review.stays", slots), *standing[:1], *done_statements(move)))
    way = period.moved["direction"][partner_id]
    if way in LISTED:
        return Findings((*move_statements(move), *standing[:1]), table=_table([move]))
    gone = way == Direction.GONE
    tier_fact = move.tier(kinds.BEFORE if gone else kinds.AFTER)
    if tier_fact is not None:
        slots["tier"] = tier_fact
    return Findings((Statement("review.gone" if gone else "review.first", slots), *standing[:1]))


def _headline(
    period: Period, listed: pd.DataFrame, whom: Whom, direction: Direction | None
) -> Iterator[Statement]:
    """How many moved which way, of whom; then who was judged for the first time or is no longer."""
    slots: Slots = {
        "whose": whom.words(period.end),
        "since": about_all(period.end, kinds.SINCE, period.start.as_of),
    }
    if listed.empty:
        yield Statement(f"review.nobody_{direction}" if direction else "review.nobody", slots)
        yield from _elsewhere(period, whom, direction)
    elif direction:
        slots["count"] = _count(period, len(listed), direction)
        yield Statement(f"review.headline_{direction}", slots)
    else:
        yield _all_ways(period, listed, slots)
    others = period.moved[period.moved.index.isin(list(whom.ids))]["direction"].value_counts()
    for way in (Direction.FIRST, Direction.GONE):
        if not direction and (number := int(others.get(way.value, 0))):
            yield Statement(f"review.also_{way}", {"count": _count(period, number, way)}, follows=True)


def _all_ways(period: Period, listed: pd.DataFrame, slots: Slots) -> Statement:
    """How many moved, and how many of them up, down and sideways."""
    ways = listed["direction"].value_counts()
    counts = {way.value: _count(period, int(ways.get(way.value, 0)), way) for way in LISTED}
    slots |= counts | {"count": _count(period, len(listed), "all")}
    if ways.get(Direction.ASIDE.value):
        return Statement("review.headline_aside", slots)
    slots.pop(Direction.ASIDE.value)
    return Statement("review.headline", slots)


def _elsewhere(period: Period, whom: Whom, direction: Direction | None) -> Iterator[Statement]:
    """How many others moved, where none of those in question did."""
    if others := len(listed_moves(period, whom.beside, direction)):
        yield Statement("review.elsewhere", {"count": _count(period, others, "elsewhere")}, follows=True)


def _count(period: Period, value: int, subject: str) -> Fact:
    return about_all(period.end, kinds.MOVED, value, subject)


def worked_statements(period: Period, ids: Collection[str], policy: ReviewPolicy) -> Iterator[Statement]:
    """The clearest comparison; that none is clear; or that there are too few to tell."""
    told = [one for one in period.compared(ids, policy) if one.low is not None]
    if not told:
        yield Statement("review.worked_few")
        return
    best = told[0]
    key = "review.worked_unclear"
    if best.clear:
        key = "review.worked_up" if best.up_with > best.up_without else "review.worked_down"
    yield Statement(key, _compared(period, best))


def _compared(period: Period, one: Comparison) -> Slots:
    values = {
        "kind": (kinds.DONE_KIND, f"done.{one.done}"),
        "with": (kinds.WITH, one.with_it),
        "without": (kinds.WITHOUT, one.without),
        "up_with": (kinds.UP_WITH, one.ups_with),
        "up_without": (kinds.UP_WITHOUT, one.ups_without),
    }
    return {name: about_all(period.end, kind, value, one.done) for name, (kind, value) in values.items()}


def _table(named: list[Move]) -> TableSpec:
    cells = []
    for move in named:
        code = move.why()[0]
        kind, times = next(iter(move.done()), (None, None))
        why = move.now.fact(kinds.WHY, f"why.{code}")
        cells.append((move.now.partner(), move.tier(kinds.BEFORE), move.tier(kinds.AFTER), why, kind, times))
    columns = ("partner", "from", "to", "why", "what we did most", "times")
    return TableSpec("review.title", columns, tuple(cells))


def _suggestions(named: list[Move], *, waits: bool) -> tuple[Suggestion, ...]:
    why = (Suggestion("suggest.why", {"partner": named[0].now.partner()}),) if named else ()
    return (*((Suggestion("suggest.review"),) if waits else ()), *why)
