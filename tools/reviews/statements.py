"""What is said of one move: from where to where, which side crossed, what we did there in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import pandas as pd

from tools import schema
from tools.about import About, Row, Slots, about_all, is_missing, row_of
from tools.facts import Fact, Kind, Statement
from tools.opening import row_keys
from tools.reviews import kinds
from tools.reviews.doings import PLAY
from tools.reviews.period import Period, crossed
from tools.tiers import kinds as tier_kinds
from tools.tiers.figures import leads_facts, relevance_facts
from tools.tiers.statements import is_decided

Rows: TypeAlias = Mapping[str, pd.DataFrame]
PLAYS_DONE: Final = "plays_done"
"""Name of the records of plays among raw rows: `play_done_id`, `partner_id`, `play`, `done_on`."""

_SIDES: Final = ("leads", "relevance")
_MOST_DONE: Final = 2  # in words
_SINCE: Final = ("rose", "fell", "lifted")  # told with the day that they are compared with


@dataclass(frozen=True, eq=False)
class Move:
    """One partner that moved between both ends of a period.

    Attributes:
        rows: Raw rows of some partners, for the keys of what was done; may be empty.
    """

    period: Period
    partner_id: str
    rows: Rows

    @property
    def now(self) -> About:
        """The partner at the end."""
        return About(self.period.end, self.partner_id)

    def tier(self, kind: Kind) -> Fact | None:
        """The tier before (`kinds.BEFORE`) or after; None if there was none."""
        name = self.period.moved["before" if kind is kinds.BEFORE else "after"][self.partner_id]
        subject = self.period.start.as_of.isoformat()
        return self.now.fact(kind, f"tier.{name}", subject) if name else None

    def why(self) -> tuple[str, ...]:
        """Codes such as `leads_rose`, one per side that crossed; `decided` alone if a person made the move.

        A tier that a person set at either end is the reason: the figures may have moved the other way.
        """
        before = self.period.row(self.partner_id, at_start=True)
        after = row_of(self.period.after, self.partner_id)
        found = [f"{side}_{how}" for side in _SIDES if (how := crossed(before, after, side))]
        decided = is_decided(after) or (before is not None and is_decided(before))
        return ("decided",) if decided else tuple(found) or ("decided",)

    def done(self) -> list[tuple[Fact, Fact]]:
        """The kinds of things that we did there, most often first, each with how often."""
        if self.partner_id not in self.period.done.index:
            return []
        counts = row_of(self.period.done, self.partner_id)
        most = sorted((kind for kind, count in counts.items() if count > 0), key=lambda kind: -counts[kind])
        return [self._done(kind, counts[kind]) for kind in most]

    def _done(self, kind: str, count: object) -> tuple[Fact, Fact]:
        subject = f"{kind}:{self.period.start.as_of.isoformat()}"
        named = self.now.fact(kinds.DONE_KIND, f"done.{kind}", subject)
        times = self.now.fact(kinds.DONE, count, subject)
        return named, replace(times, rows=self._keys(kind))

    def _keys(self, kind: str) -> tuple[str, ...]:
        """Keys of the rows that were counted."""
        if kind.startswith(PLAY):
            return self._recorded(kind.removeprefix(PLAY))
        table = schema.LEADS if kind == "lead" else schema.ACTIVITIES
        if table.name not in self.rows:
            return ()
        rows = self._inside(table.name, table.event_date or "")
        if table is schema.ACTIVITIES:
            rows = rows[rows["kind"].eq(kind)]
        return row_keys(rows[rows["direction"].eq("out")] if kind in ("lead", "call") else rows, table)

    def _recorded(self, play: str) -> tuple[str, ...]:
        """Keys of the records of a play, newest first."""
        if PLAYS_DONE not in self.rows:
            return ()
        rows = self._inside(PLAYS_DONE, "done_on")
        rows = rows[rows["play"].eq(play)].sort_values("done_on", ascending=False)
        return tuple(f"play_done:{key}" for key in rows["play_done_id"])

    def _inside(self, name: str, column: str) -> pd.DataFrame:
        """The partner's rows of a table in the period."""
        rows = self.rows[name]
        start, end = pd.Timestamp(self.period.start.as_of), pd.Timestamp(self.period.end.as_of)
        return rows[rows["partner_id"].eq(self.partner_id) & (rows[column] > start) & (rows[column] <= end)]


def move_statements(move: Move) -> Iterator[Statement]:
    """From where to where, why, and what we did there."""
    slots: Slots = {"partner": move.now.partner()}
    for name, kind in (("before", kinds.BEFORE), ("after", kinds.AFTER)):
        if (tier := move.tier(kind)) is not None:
            slots[name] = tier
    yield Statement("review.moved", slots)
    for code in move.why():
        yield Statement(f"review.{code}", _reason(move, code), follows=True)
    yield from done_statements(move)


def done_statements(move: Move) -> Iterator[Statement]:
    """What we did there in between, most often first; that nothing is on record."""
    told = move.done()[:_MOST_DONE]
    slots: Slots = {}
    for at, (named, times) in enumerate(told, 1):
        slots |= {f"kind{at}": named, f"times{at}": times}
    yield Statement(f"review.done_{len(told)}", slots, follows=True)


def _reason(move: Move, code: str) -> Slots:
    """The figures that a reason names: the value then and now, and where high begins."""
    side, _, how = code.partition("_")
    if side not in _SIDES:
        return {}
    before = move.period.row(move.partner_id, at_start=True)
    after = move.period.row(move.partner_id, at_start=False)
    slots: Slots = {}
    if how in _SINCE:
        slots["since"] = about_all(move.period.end, kinds.SINCE, move.period.start.as_of)
    if before is not None and how != "known":
        then = About(move.period.start, move.partner_id)
        slots["before"] = _figure(then, before, side) if how != "bar" else _bar(then, before, side)
    if after is not None and how != "unknown":
        slots["after"] = _figure(move.now, after, side)
        slots["begins"] = _bar(move.now, after, side)
    return slots


def _figure(about: About, row: Row, side: str) -> Fact:
    if is_missing(row[side]):
        return about.fact(tier_kinds.RELEVANCE, 0)
    return _facts(about, row, side)[0]


def _bar(about: About, row: Row, side: str) -> Fact:
    if is_missing(row[side]):
        return about.fact(tier_kinds.RELEVANCE_HIGH, row["relevance_threshold"])
    return _facts(about, row, side)[1]


def _facts(about: About, row: Row, side: str) -> tuple[Fact, Fact]:
    return leads_facts(about, row) if side == "leads" else relevance_facts(about, row)
