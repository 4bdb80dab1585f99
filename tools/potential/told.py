"""What every answer about potential has in common: facts of one partner, sums over many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from tools.about import About, Among, Row, Slots, about_all, row_of
from tools.facts import Fact, Kind, Statement
from tools.potential import kinds
from tools.potential.estimates import Potentials
from tools.potential.known import Source
from tools.potential.quadrants import Quadrants, quadrants


@dataclass(frozen=True)
class Told:
    """One question about potential.

    Attributes:
        found: Of the whole portfolio.
        ids: Partners that the question is about.
        asked: What else was asked, to tell its sums from those of other questions.
    """

    found: Potentials
    ids: Collection[str]
    asked: str = ""

    @cached_property
    def among(self) -> Among:
        """Makes facts about these partners."""
        return Among.of(self.found.portfolio, self.ids, self.asked)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Rows of those active or paused with a potential, most headroom first."""
        rows = self.found.peers
        rows = rows[rows.index.isin(list(self.ids))]
        return rows.sort_values("headroom", ascending=False, kind="stable")

    @cached_property
    def unknown(self) -> int:
        """How many active or paused partners there are whose potential nothing tells."""
        active = self.found.portfolio.is_peer.loc[self.found.frame.index]
        ids = active.index[active & self.found.frame["potential"].isna()]
        return int(ids.isin(list(self.ids)).sum())

    @cached_property
    def quadrants(self) -> Quadrants:
        """Who is high and low, by the whole portfolio."""
        return quadrants(self.found)

    def sum_of(self, kind: Kind, value: object, subject: str = "") -> Fact:
        """An amount of money of all these partners, or of a part of them."""
        return replace(self.among.fact(kind, value, subject), currency=self.found.portfolio.currency)

    def chance(self) -> Fact:
        """How often the range holds the true potential."""
        return about_all(self.found.portfolio, kinds.CHANCE, self.found.policy.coverage)

    def about(self, partner_id: str) -> tuple[About, Row]:
        """A partner and its row."""
        return About(self.found.portfolio, partner_id), row_of(self.found.frame, partner_id)


def figures(about: About, row: Row) -> dict[str, Fact]:
    """Current and potential revenue, range and headroom of a partner that has a potential."""
    source = Source(row["source"])
    return {
        "partner": about.partner(),
        "current": about.fact(kinds.CURRENT, row["current"]),
        "potential": about.fact(kinds.POTENTIAL[source], row["potential"]),
        "low": about.fact(kinds.LOW[source], row["low"]),
        "high": about.fact(kinds.HIGH[source], row["high"]),
        "headroom": about.fact(kinds.HEADROOM[source], row["headroom"]),
    }


def only(slots: Mapping[str, Fact], *names: str) -> Slots:
    """Some of the slots."""
    return {name: slots[name] for name in names}


def untapped(told: Told) -> tuple[Statement, ...]:
    """How much could still come from the partners in question, and how much of that is an estimate."""
    rows = told.rows
    if rows.empty:
        return (Statement("potential.nobody_known"),)
    headroom = told.sum_of(kinds.SUM_HEADROOM, rows["headroom"].sum())
    slots: Slots = {
        "headroom": headroom,
        "partners": told.among.fact(kinds.PARTNERS, len(rows)),
        "current": told.sum_of(kinds.SUM_CURRENT, rows["current"].sum()),
        "potential": told.sum_of(kinds.SUM_POTENTIAL, rows["potential"].sum()),
    }
    return (Statement("potential.untapped", slots), _resting(told), *_unknown(told))


def _resting(told: Told) -> Statement:
    """How much of what is untapped is an estimate, and how far that can be trusted."""
    given = told.rows["source"].eq(Source.GIVEN)
    if given.all():
        return Statement("potential.all_on_file", follows=True)
    estimated = told.sum_of(kinds.SUM_ESTIMATED, told.rows["headroom"].mask(given, 0.0).sum())
    if told.rows["source"].eq(Source.ATTAINED).any():
        return Statement("potential.partly_attained", {"estimated": estimated}, follows=True)
    slots: Slots = {"estimated": estimated, "chance": told.chance()}
    return Statement("potential.partly_estimated", slots, follows=True)


def _unknown(told: Told) -> tuple[Statement, ...]:
    if not told.unknown:
        return ()
    return (Statement("potential.unknown", {"unknown": told.among.fact(kinds.UNKNOWN, told.unknown)}),)
