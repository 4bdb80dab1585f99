"""What a question about territories found, ready to be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

import pandas as pd

from tools.about import Among
from tools.facts import Fact, Kind, Unit
from tools.portfolio import Portfolio
from tools.segments import field_key
from tools.territory import kinds
from tools.territory.deals import FIELDS, NONE
from tools.territory.fillers import Field
from tools.territory.forecast import Capacity, Forecast, forecast
from tools.territory.periods import Period
from tools.territory.policy import TerritoryPolicy
from tools.territory.targets import Chosen, apart, holds

_MOST: Final = 0.5  # of a gap, from which the finer targets inside tell where it is


class Whose(StrEnum):
    """Whose deals count; targets are everybody's, so that only all partners can reach or miss them."""

    ALL = "all"
    OWN = "own"  # the asker's book
    ONE = "one"  # one partner
    SOME = "some"  # narrowed otherwise


@dataclass(frozen=True, eq=False)
class Plan:
    """Targets, what stands against them, and who could be asked.

    Attributes:
        among: Makes facts about this question.
        period: What was asked for.
        asked: Keys of what was asked for, by field; empty for all.
        chosen: The targets; what-ifs are in them.
        capacity: Cells of the period.
        policy: Ranges.
        names: The spelling of every key, by field.
        field: Who could fill a gap.
        rows: Deals, projects and certifications of the partners that are named.
        on_file: Deals on file, of whatever partner and stage.
        closed: Closed deals that the chances rest on.
        times: What targets were multiplied with.
        whose: Which partners count.
    """

    among: Among
    period: Period
    asked: Mapping[str, str]
    chosen: Chosen
    capacity: Capacity
    policy: TerritoryPolicy
    names: Mapping[str, Mapping[str, str]]
    field: Field
    rows: Mapping[str, pd.DataFrame]
    on_file: int
    closed: int
    times: float = 1.0
    whose: Whose = Whose.ALL

    @property
    def portfolio(self) -> Portfolio:
        """The day."""
        return self.among.portfolio

    @property
    def past(self) -> bool:
        """Whether the period has ended."""
        return self.period.end <= self.portfolio.as_of

    @cached_property
    def whole(self) -> Forecast:
        """All that was asked for."""
        return self._forecast(self.chosen.whole)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every target, the largest gap first; of equals the first by name.

        Where only some partners count, those first that they bring most towards.
        """
        rows = (self.chosen.cells.iloc[place : place + 1] for place in range(len(self.chosen.cells)))
        made = [Cell(tuple(row.index[0]), self._forecast(row)) for row in rows]
        if self.whose is not Whose.ALL:
            return tuple(sorted(made, key=lambda cell: (-cell.forecast.expected, cell.keys)))
        return tuple(sorted(made, key=lambda cell: (-cell.forecast.gap, cell.keys)))

    @cached_property
    def elsewhere(self) -> float:
        """What is expected inside of what was asked for, but under no target at all; base currency."""
        around = self._expected([tuple(self.asked.get(name, NONE) for name in FIELDS)])
        return max(0.0, around - self._expected(self.chosen.areas(self.asked)))

    def _expected(self, areas: list[tuple[str, ...]]) -> float:
        sums = self.capacity.under(areas)
        return sums["won"] + sums["pipeline"] + sums["run_rate"]

    @property
    def missed(self) -> tuple[Cell, ...]:
        """The targets that are not reached."""
        return tuple(cell for cell in self.cells if cell.forecast.misses)

    @cached_property
    def telling(self) -> tuple[Cell, ...]:
        """Of these all but those whose gap lies for the most part in finer ones, which tell where it is."""
        return tuple(cell for cell in self.missed if not self._parted(cell))

    def _parted(self, wide: Cell) -> bool:
        parts = sum(cell.forecast.gap for cell in self.missed if holds(wide.keys, cell.keys))
        return wide.forecast.gap > 0 and parts >= _MOST * wide.forecast.gap

    def groups(self, by: str) -> Iterator[tuple[str, Forecast]]:
        """Every region, sector or technology with all targets in it, the largest gap first.

        Of overlapping targets of one group the wider one counts; those that name none are a group besides.
        """
        cells = self.chosen.cells
        keys = cells.index.get_level_values(by)
        made = [(key, self._forecast(apart(cells[keys == key]))) for key in sorted(set(keys))]
        yield from sorted(made, key=lambda group: -group[1].gap)

    def _forecast(self, targets: pd.DataFrame) -> Forecast:
        return forecast(self.capacity.under(targets.index), float(targets["target"].sum()), self.policy)

    def fact(self, kind: Kind, value: object, subject: str = "") -> Fact:
        """A fact about this question; amounts are in base currency."""
        made = self.among.fact(kind, value, subject)
        return replace(made, currency=self.portfolio.currency) if kind.unit is Unit.MONEY else made

    def number(self, kind: Kind, value: float) -> Fact:
        """A number that need not be whole."""
        return Fact(kind, None, value, self.portfolio.as_of, self.among.subject)

    def named(self, field: str, key: str) -> Fact | None:
        """Name of a region, sector or technology; None where all are meant."""
        if key == NONE:
            return None
        kind = kinds.FIELDS[FIELDS.index(field)]
        return self.fact(kind, self.names[field].get(key, key), key)

    def cell(self, keys: tuple[str, ...]) -> Fact:
        """Names of all fields that a target gives, in one."""
        return self.fact(kinds.CELL, self.cell_name(keys), "|".join(keys))

    def asked_for(self) -> Fact:
        """Names of everything that was asked for, in one."""
        return self.cell(tuple(self.asked.get(name, NONE) for name in FIELDS))

    def cell_name(self, keys: tuple[str, ...]) -> str:
        """The same as a word; for the target over everything as well."""
        said = [self.names[field].get(key, key) for field, key in zip(FIELDS, keys, strict=True) if key]
        return ", ".join(said) or "everything"


@dataclass(frozen=True)
class Cell:
    """One target.

    Attributes:
        keys: Of region, sector and technology.
    """

    keys: tuple[str, str, str]
    forecast: Forecast

    @property
    def subject(self) -> str:
        """Tells its facts apart."""
        return "|".join(self.keys)

    @property
    def everywhere(self) -> bool:
        """Whether it is for all regions, sectors and technologies."""
        return self.keys == (NONE, NONE, NONE)


def spellings(*columns: Mapping[str, pd.Series[str]]) -> dict[str, dict[str, str]]:
    """The first spelling of every key, by field."""
    found: dict[str, dict[str, str]] = {field: {} for field in FIELDS}
    for named in columns:
        for field, column in named.items():
            for word in column.dropna().unique():
                if word:
                    found[field].setdefault(field_key(word), word)
    return found
