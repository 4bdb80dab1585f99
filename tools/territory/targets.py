"""Which targets a question is about, so that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.segments import field_key
from tools.territory.deals import FIELDS, NONE, Array
from tools.territory.periods import BadPeriod, Period, period_of


class Source(StrEnum):
    """How the target of a cell for a period came about."""

    EXACT = "exact"  # a row for exactly that period
    SUMMED = "summed"  # rows for all parts of it
    PARTIAL = "partial"  # rows for some parts of it only
    SHARED = "shared"  # the share, by days, of a row for a longer period


def period_targets(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The target of every cell for one period.

    The row for exactly that period; else rows for parts of it, the longest first and never two for one day;
    else the share by days of the shortest period that holds it. Spellings of one cell are one, and their rows
    for one period are added up.

    Args:
        rows: The territories table.
        period: What is asked for.

    Returns:
        Indexed by keys of `region`, `sector`, `technology` ("" for all of them): `target` (base currency),
        `source` (`Source`); sorted by key.
    """
    found: dict[tuple[str, ...], dict[Period, float]] = {}
    names = rows[[*FIELDS]].fillna(NONE)
    for *cell, written, target in zip(
        *(names[name] for name in FIELDS), rows["period"], rows["target_revenue"], strict=True
    ):
        try:
            of = period_of(str(written))
        except BadPeriod:
            continue
        if of.meets(period):
            by_period = found.setdefault(tuple(field_key(one) if one else NONE for one in cell), {})
            by_period[of] = by_period.get(of, 0.0) + target
    taken = {cell: _taken(by_period, period) for cell, by_period in found.items()}
    kept = sorted((cell, *one) for cell, one in taken.items())
    index = pd.MultiIndex.from_tuples([cell for cell, _, _ in kept], names=FIELDS) if kept else _NOTHING
    return pd.DataFrame(
        {
            "target": pd.Series([target for _, target, _ in kept], index, dtype="float64"),
            "source": pd.Series([source.value for _, _, source in kept], index, dtype="str"),
        }
    )


_NOTHING: Final = pd.MultiIndex.from_arrays([[], [], []], names=FIELDS)


def _taken(by_period: Mapping[Period, float], asked: Period) -> tuple[float, Source]:
    exact = [target for of, target in by_period.items() if (of.start, of.end) == (asked.start, asked.end)]
    if exact:
        return sum(exact), Source.EXACT
    parts: list[Period] = []
    for of in sorted(by_period, key=lambda one: (-one.days, one.start)):
        if asked.holds(of) and not any(of.meets(part) for part in parts):
            parts.append(of)
    if parts:
        whole = sum(part.days for part in parts) == asked.days
        return sum(by_period[part] for part in parts), Source.SUMMED if whole else Source.PARTIAL
    holding = min(by_period, key=lambda one: (one.days, one.start))
    return by_period[holding] * asked.days / holding.days, Source.SHARED


@dataclass(frozen=True, eq=False)
class Chosen:
    """The targets that answer a question.

    Attributes:
        cells: All inside of what was asked; as `period_targets` says.
        whole: Those of them that are added up, no two over one cell: of overlapping ones the wider.
        every: All of the period, whatever was asked.
        wider: Whether none lies inside, so that the nearest one around it is told instead.
    """

    cells: pd.DataFrame
    whole: pd.DataFrame
    every: pd.DataFrame
    wider: bool = False

    @property
    def left_out(self) -> int:
        """How many lie over the same cells as others and are not added."""
        return len(self.cells) - len(self.whole)

    def areas(self, asked: Mapping[str, str]) -> list[tuple[str, ...]]:
        """The part of each target of the period that lies inside of what was asked; keys of the fields."""
        wanted = [asked.get(name, NONE) for name in FIELDS]
        met = (
            tuple(key or one for key, one in zip(target, wanted, strict=True))
            for target in self.every.index
            if all(NONE in (key, one) or key == one for key, one in zip(target, wanted, strict=True))
        )
        return [*met]


def chosen(targets: pd.DataFrame, asked: Mapping[str, str]) -> Chosen:
    """The targets for fields that were asked for, by key; none for all.

    A target for a whole region makes the sum for it: those for its sectors and technologies are parts of it.

    Args:
        targets: What `period_targets` returned.
        asked: Keys by field: `region`, `sector`, `technology`.
    """
    inside = targets[_where(targets, asked)]
    return _around(targets, asked) if inside.empty else Chosen(inside, apart(inside), targets)


def holds(wide: tuple[str, ...], fine: tuple[str, ...]) -> bool:
    """Whether a target (its keys) lies inside of another one and is not the same."""
    return wide != fine and all(one in (NONE, other) for one, other in zip(wide, fine, strict=True))


def _around(targets: pd.DataFrame, asked: Mapping[str, str]) -> Chosen:
    """The finest target that holds what was asked for; nothing if none does."""
    fields = _fields(targets)
    around = np.ones(len(targets), dtype=bool)
    for place, name in enumerate(FIELDS):
        around &= np.isin(fields[:, place], [NONE, asked.get(name, NONE)])
    named = np.where(around, (fields != NONE).sum(axis=1), -1)
    finest = targets[around & (np.arange(len(targets)) == (named.argmax() if len(named) else 0))]
    return Chosen(finest, finest, targets, wider=not finest.empty)


def _where(targets: pd.DataFrame, asked: Mapping[str, str]) -> Array:
    kept = np.ones(len(targets), dtype=bool)
    for name, key in asked.items():
        kept &= np.asarray(targets.index.get_level_values(name) == key)
    return kept


def _fields(targets: pd.DataFrame) -> Array:
    return np.array([targets.index.get_level_values(name) for name in FIELDS], dtype=object).T.reshape(-1, 3)


def apart(targets: pd.DataFrame) -> pd.DataFrame:
    """The targets to keep so that no two lie over one cell: the wider ones first.

    Of equally wide ones those that were set for the period itself, then the larger.
    """
    fields, shared = _fields(targets), targets["source"].eq(Source.SHARED).to_numpy()
    order = np.lexsort((-targets["target"].to_numpy(), shared, -(fields == NONE).sum(axis=1)))
    kept = np.zeros(len(fields), dtype=bool)
    for place in order:
        one, others = fields[place], fields[kept]
        meet = (others == one) | (others == NONE) | (one == NONE)
        kept[place] = not meet.all(axis=1).any()
    return targets[kept]
