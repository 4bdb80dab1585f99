"""What is said about partners that meet their level today and lose it by a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, row_of
from tools.counted import counted
from tools.facts import Fact, Statement
from tools.portfolio import Portfolio
from tools.program import kinds
from tools.program.levels import REQUIREMENTS, Levels, Requirement
from tools.program.losing import losing

_SAID: Final = 5


@dataclass(frozen=True, eq=False)
class Lost:
    """Levels that partners lose by a day.

    Attributes:
        rows: What `losing` returned.
        until: The last day looked at.
    """

    rows: pd.DataFrame
    until: date

    @classmethod
    def by(cls, portfolio: Portfolio, levels: Levels, rows: Mapping[str, pd.DataFrame], until: date) -> Lost:
        """The levels lost by `until`, of those whose certifications and deals are in `rows`."""
        return cls(losing(portfolio, levels, rows, until), until)

    def among(self, ids: pd.Index) -> Lost:
        """Only those of these partners."""
        return Lost(self.rows[self.rows.index.isin(ids)], self.until)


def losing_statements(portfolio: Portfolio, lost: Lost) -> list[Statement]:
    """Who loses its level and when, the first that do by name; that nobody does."""
    slots: Slots = {"until": _until(portfolio, lost)}
    if lost.rows.empty:
        return [Statement("certifications.none_losing", slots)]
    count = kinds.over(portfolio, kinds.RISK_PARTNERS, len(lost.rows), counted(lost.rows.index, "losing"))
    told = [_loses(portfolio, lost, str(partner_id)) for partner_id in lost.rows.index[:_SAID]]
    return [Statement("certifications.losing", {**slots, "count": count}), *told]


def losing_cells(portfolio: Portfolio, lost: Lost, limit: int) -> list[tuple[Fact | None, ...]]:
    """Partner, level, level met, what is needed to keep it, the last day; the first to lose it on top."""
    return [_cells(portfolio, lost, str(partner_id)) for partner_id in lost.rows.index[:limit]]


def _loses(portfolio: Portfolio, lost: Lost, partner_id: str) -> Statement:
    """One partner: until when, what runs out first, and how much of it keeps the level."""
    about, row = About(portfolio, partner_id), row_of(lost.rows, partner_id)
    first = Requirement(row["first"])
    slots: Slots = {
        "partner": about.partner(),
        "level": kinds.placed(about, row["level"]),
        "day": _last_day(about, row),
        "needed": _needed(about, row, lost, first),
        "until": _until(portfolio, lost),
    }
    return Statement(f"certifications.loses_{first}", slots)


def _cells(portfolio: Portfolio, lost: Lost, partner_id: str) -> tuple[Fact | None, ...]:
    about, row = About(portfolio, partner_id), row_of(lost.rows, partner_id)
    needed = (_needed(about, row, lost, one) if row[f"needed_{one}"] else None for one in REQUIREMENTS)
    return about.partner(), kinds.placed(about, row["level"]), None, *needed, _last_day(about, row)


def _last_day(about: About, row: Row) -> Fact:
    """The last day on which the level is met."""
    return about.fact(kinds.HOLDS_UNTIL, row["last_day"], f"{row['level']}/{row['first']}")


def _needed(about: About, row: Row, lost: Lost, one: Requirement) -> Fact:
    """What must come by the day looked at to keep the level."""
    return about.fact(kinds.NEEDED[one], row[f"needed_{one}"], lost.until.isoformat())


def _until(portfolio: Portfolio, lost: Lost) -> Fact:
    return kinds.over(portfolio, kinds.UNTIL, lost.until, lost.until.isoformat())
