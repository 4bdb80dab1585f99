"""Writes a sample portfolio: CSV files as they are imported, and what can be found in them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from knowledge.sample.assembly import Assembly, Rows
from knowledge.sample.casting import cast_parts
from knowledge.sample.managers import manager_rows
from knowledge.sample.material import load_material
from knowledge.sample.program import Cell, program_rows, territory_rows
from knowledge.sample.program_material import load_program
from knowledge.sample.rhythm import Span
from knowledge.sample.rows import Deal, Rate
from tools.schema import TABLES

_YEAR: Final = 365


@dataclass(frozen=True)
class SampleSummary:
    """What was written.

    Attributes:
        until: Last day with rows.
        rows: Table name to number of rows.
        situations: Situation (see `describe_situations`) to the ids of the partners in it, in order of ids.
    """

    folder: Path
    until: date
    rows: dict[str, int]
    situations: dict[str, tuple[str, ...]]


def describe_situations() -> dict[str, str]:
    """Every situation that a sample can hold: a story or a twist, and what it looks like in the rows."""
    material = load_material()
    stories = {name: story.what for name, story in material.stories.items()}
    return stories | {name: twist.what for name, twist in material.twists.items()}


def write_sample(
    folder: Path,
    *,
    partners: int = 40,
    managers: int = 4,
    months: int = 24,
    until: date = date(2026, 10, 31),
    seed: int = 7,
) -> SampleSummary:
    """Write the CSV files of a fictional portfolio into `folder`, which is made if it is missing.

    The same arguments give the same bytes on every platform, and the rows of a smaller sample are the first
    rows of a larger one, but for targets, which go by what is sold. The first forty partners are a cast
    written by hand, with situations worth finding; further ones are drawn. Nothing is dated after `until`.
    Files of the same names are replaced.
    """
    material, program, span = load_material(), load_program(), Span(until, months)
    staff = manager_rows(material, managers, seed)
    assembly = Assembly(material, program, staff, span, seed)
    situations: dict[str, list[str]] = defaultdict(list)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        tables.write({"fx": [Rate(*rate) for rate in material.market.fx.items()], "managers": staff})
        tables.write(program_rows(material.market, program, span, seed))
        for part in cast_parts(material, partners, managers, seed):
            tables.write(assembly.rows(part, tables.counts))
            for situation in part.situations:
                situations[situation].append(part.partner_id)
        targets = territory_rows(material.market, tables.sold(material.market.fx, span), span, seed)
        tables.write({"territories": targets})
    found = {name: tuple(situations[name]) for name in describe_situations() if situations[name]}
    return SampleSummary(folder, until, tables.counts, found)


class _Tables:
    """One open CSV file per table, with the header already written."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.counts = {table.name: 0 for table in TABLES}
        self._won: list[Deal] = []
        self._writers = {}
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[table.name] = csv.writer(file, lineterminator="\n")
            self._writers[table.name].writerow([column.name for column in table.columns])

    def write(self, rows: Rows) -> None:
        """Append the rows to their files."""
        for table, more in rows.items():
            self._writers[table].writerows(more)
            self.counts[table] += len(more)
        self._won += [row for row in rows.get("deals", ()) if isinstance(row, Deal) and row.stage == "won"]

    def sold(self, fx: Mapping[str, float], span: Span) -> dict[Cell, float]:
        """Won revenue of the last year in base currency, by region, sector and technology."""
        cells: dict[Cell, float] = defaultdict(float)
        for deal in self._won:
            if deal.closed_on is not None and span.ago(deal.closed_on) < _YEAR:
                cells[deal.region, deal.sector, deal.technology] += deal.amount * fx[deal.currency]
        return cells
