"""What is said about coverage: the count first, then the cells with their risk, then who could help."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, Among, Row, Slots, about_all, is_missing
from tools.charts import worth_showing
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.listing import NAMED, listing
from tools.portfolio import Portfolio
from tools.segments import kinds
from tools.segments.charts import coverage_chart
from tools.segments.counted_rows import with_rows
from tools.segments.coverage import Segments
from tools.segments.nearest import Lacks, Nearest, nearest
from tools.segments.shown import Show, shown_cells, thin

_YEAR: Final = pd.Timedelta(days=365)


@dataclass(frozen=True, eq=False)
class Map:
    """A coverage map that can be told.

    Attributes:
        cells: What `coverage` returned.
        ids: Partners that it counts.
        asked: What the question was about besides these partners: fields, region.
        whole: Whether these are all that the asker may know of.
        dark: Ids of partners that are going dark.
        rows: Deals, projects and certifications of the partners that are named, as known on the day.
    """

    portfolio: Portfolio
    segments: Segments
    cells: pd.DataFrame
    ids: Collection[str]
    whole: bool
    dark: Collection[str]
    rows: Mapping[str, pd.DataFrame]
    asked: str = ""

    @cached_property
    def among(self) -> Among:
        """Makes facts about these partners."""
        return Among.of(self.portfolio, self.ids, self.asked)


def coverage_findings(told: Map, show: Show, *, partner_id: str | None = None, limit: int = 10) -> Findings:
    """Cells with their demand and who is qualified there.

    Args:
        told: The map.
        show: Which cells.
        partner_id: Only cells in which this partner is the only one.
        limit: Cells in the table at most.
    """
    shown = _rows(shown_cells(told.cells, show, partner_id, limit))
    said = [_headline(told, show) if partner_id is None else _only_one(told, partner_id), *_counted(told)]
    said += () if told.cells.empty else (Statement("segments.meaning", follows=True),)
    said += _risk(told) if show is Show.SINGLE and partner_id is None else ()
    first = _rows(thin(told.cells, show, partner_id))
    said += [line for row in first for line in _cell(told, row)]
    said += _helped(told, first[0]) if first else ()
    table = TableSpec("segments.title", _COLUMNS, tuple(_line(told, row) for row in shown)) if shown else None
    asked = (Suggestion("segments.ask_find", _fields(told, first[0])),) if first else ()
    chart = None if partner_id else coverage_chart(told.portfolio, told.segments, told.cells, told.among)
    return Findings(tuple(said), table, asked, charts=worth_showing(chart))


def _rows(cells: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in cells.reset_index().to_dict("records")]


def _headline(told: Map, show: Show) -> Statement:
    """How many cells there are of that kind."""
    number = told.cells["qualified"]
    if number.empty:
        return Statement("segments.nothing")
    counts: Slots = {
        "empty": _count(told, kinds.EMPTY, (number == 0).sum()),
        "single": _count(told, kinds.SINGLE, (number == 1).sum()),
    }
    if show is Show.ALL:
        return Statement("segments.all", {"cells": _count(told, kinds.CELLS, len(number)), **counts})
    if not (number == (1 if show is Show.SINGLE else 0)).any():
        return Statement(f"segments.no_{show}")
    return Statement(f"segments.{show}", {show.value: counts[show.value]})


def _only_one(told: Map, partner_id: str) -> Statement:
    """In how many cells a partner is the only one."""
    about, alone = About(told.portfolio, partner_id), told.cells["partner"].eq(partner_id).sum()
    if not alone:
        return Statement("segments.never_only_one", {"partner": about.partner()})
    single = about.fact(kinds.SINGLE, alone, told.among.subject)
    return Statement("segments.only_one", {"partner": about.partner(), "single": single})


def _count(told: Map, kind: Kind, value: object, subject: str = "") -> Fact:
    return told.among.fact(kind, value, subject)


def _counted(told: Map) -> tuple[Statement, ...]:
    """That only some partners are counted; nothing if it is all of them."""
    if told.whole or told.cells.empty:
        return ()
    return (Statement("segments.counted", {"counted": _count(told, kinds.COUNTED, len(told.ids))}),)


def _risk(told: Map) -> tuple[Statement, ...]:
    """What hangs on partners who are the only ones somewhere, and how many of them are going dark."""
    alone = told.cells[told.cells["partner"].ne("")]
    if not (revenue := alone["partner_revenue"].sum()):
        return ()
    fact = replace(_count(told, kinds.AT_RISK, revenue), currency=told.portfolio.currency)
    hangs = Statement("segments.risk", {"revenue": fact})
    found = set(alone["partner"]) & set(told.dark)
    dark = [one for one in dict.fromkeys(alone["partner"]) if one in found]
    named = [About(told.portfolio, one).partner() for one in dark[: NAMED + 1]]
    return (hangs, *listing("segments.alone_dark", named, _count(told, kinds.DARK, len(dark))))


def _cell(told: Map, row: Row) -> tuple[Statement, ...]:
    """A cell with what hangs on it, and whether the only partner is going dark."""
    slots: Slots = {**_fields(told, row), "demand": _demand(told, row)}
    if not row["partner"]:
        return (Statement("segments.cell_empty", slots),)
    about = About(told.portfolio, str(row["partner"]))
    slots["partner"] = about.partner()
    if row["partner_revenue"] > 0:
        said = Statement("segments.cell_single", slots | {"revenue": _revenue(told, about, row)})
    else:
        said = Statement("segments.cell_single_unpaid", slots)
    return (said, _how(told, about, row), *_troubled(told, about))


def _how(told: Map, about: About, row: Row) -> Statement:
    """What makes the only partner qualified there: delivered projects, else a certification and won deals."""
    sector, technology = str(row["sector"]), str(row["technology"])
    there, pairs = (about.partner_id, sector, technology), told.segments.pairs
    subject = _subject(row)
    if (number := pairs["cell_delivered_recently"][there]) > 0:
        delivered = with_rows(told.rows, about.fact(kinds.DELIVERED, number, subject), row, schema.PROJECTS)
        return Statement("segments.by_delivery", {"delivered": delivered}, follows=True)
    held = told.segments.certified["cell_valid"][about.partner_id, technology]
    slots: Slots = {
        "certifications": with_rows(
            told.rows, about.fact(kinds.HELD, held, subject), row, schema.CERTIFICATIONS
        ),
        "deals": with_rows(
            told.rows, about.fact(kinds.WON, pairs["cell_won"][there], subject), row, schema.DEALS
        ),
    }
    return Statement("segments.by_certification", slots, follows=True)


def _troubled(told: Map, about: About) -> Iterator[Statement]:
    """That the only partner is paused, or going dark."""
    if told.portfolio.partners["status"][about.partner_id] == "paused":
        yield Statement("segments.paused", {"partner": about.partner()}, follows=True)
    if about.partner_id in told.dark:
        yield Statement("segments.dark", {"partner": about.partner()}, follows=True)


def nearest_partner(told: Map, show: Show, partner_id: str | None) -> str | None:
    """The partner that `coverage_findings` will name as nearest to qualifying: its rows are opened."""
    first = _rows(thin(told.cells, show, partner_id))
    found = _nearest(told, first[0]) if first else None
    return found.partner_id if found else None


def _nearest(told: Map, row: Row) -> Nearest | None:
    ended = told.portfolio.partners["status"].eq("ended")
    ids = set(told.ids) - set(ended.index[ended])
    return nearest(told.segments, ids, str(row["sector"]), str(row["technology"]))


def _helped(told: Map, row: Row) -> tuple[Statement, ...]:
    """Who is nearest to qualifying in a cell, and what is missing."""
    found = _nearest(told, row)
    if found is None:
        return (Statement("segments.nobody_near", _fields(told, row)),)
    return (Statement(f"segments.near_{found.lacks}", _near(told, row, found)),)


def _near(told: Map, row: Row, found: Nearest) -> Slots:
    about = About(told.portfolio, found.partner_id)
    slots: Slots = {"partner": about.partner(), **_fields(told, row)}
    subject = _subject(row)
    if found.lacks is Lacks.CERTIFICATION:
        won = about.fact(kinds.WON, found.count, subject)
        slots["deals"] = with_rows(told.rows, won, row, schema.DEALS)
    if found.lacks is Lacks.WIN:
        held = about.fact(kinds.HELD, found.count, subject)
        slots["certifications"] = with_rows(told.rows, held, row, schema.CERTIFICATIONS)
    return slots


def _fields(told: Map, row: Row) -> dict[str, Fact]:
    """The cell's sector and technology as they are usually spelled."""
    sector = told.segments.spelled("sector", str(row["sector"]))
    technology = told.segments.spelled("technology", str(row["technology"]))
    return {
        "sector": about_all(told.portfolio, kinds.SECTOR, sector, str(row["sector"])),
        "technology": about_all(told.portfolio, kinds.TECHNOLOGY, technology, str(row["technology"])),
    }


def _subject(row: Row) -> str:
    return f"{row['sector']} {row['technology']}"


def _demand(told: Map, row: Row) -> Fact:
    return _count(told, kinds.DEMAND, row["demand"], _subject(row))


def _revenue(told: Map, about: About, row: Row) -> Fact:
    """What the only partner won there within 12 months, with the deals."""
    fact = about.fact(kinds.REVENUE, row["partner_revenue"], _subject(row))
    return with_rows(told.rows, fact, row, schema.DEALS, _YEAR)


_COLUMNS: Final = ("sector", "technology", "demand", "market", "qualified", "only partner", "won by them")


def _line(told: Map, row: Row) -> tuple[Fact | None, ...]:
    about = About(told.portfolio, str(row["partner"])) if row["partner"] else None
    market = None if is_missing(row["index"]) else _count(told, kinds.MARKET, row["index"], _subject(row))
    return (
        *_fields(told, row).values(),
        _demand(told, row),
        market,
        _count(told, kinds.QUALIFIED, row["qualified"], _subject(row)),
        about.partner() if about else None,
        _revenue(told, about, row) if about else None,
    )
