"""Cells: a partner's work and demand by sector and technology, spelling variants folded into one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.conditions import VALID, WON
from tools.spelling import JOINERS, fold, tokens_of

RECENT: Final = 730
"""Days for which a delivered project qualifies: 24 months."""
SCALE: Final = 730
"""Days in which a project or a won deal falls to 1/e of its worth; a year leaves 61 % of it."""
_YEAR: Final = 365
_CENTURY: Final = 36_525

_EVER_WON: Final = (*WON, *ever("closed_on"))
_OPEN: Final = among("stage", "open")
_DELIVERED: Final = ever("delivered_on")
_PROMISED: Final = (Condition("promised_on", Op.AFTER, days=-_CENTURY),)  # any day at all
_ON_TIME: Final = (Condition("delivered_on", Op.NOT_LATER_THAN, other="promised_on"),)


def _decayed(name: str, where: Conditions, column: str = "", power: int = 1) -> Aggregate:
    """Delivered projects by age."""
    every = (*_DELIVERED, *where)
    return Aggregate(
        f"cell_{name}", "projects", Function.DECAYED, column, every, "delivered_on", SCALE, power
    )


def _count(name: str, table: str, *where: Condition) -> Aggregate:
    return Aggregate(f"cell_{name}", table, Function.COUNT, where=where)


WORK: Final[tuple[Aggregate, ...]] = (
    _count("won", "deals", *_EVER_WON),
    Aggregate("cell_won_worth", "deals", Function.DECAYED, where=_EVER_WON, aged_by="closed_on", scale=SCALE),
    _count("delivered", "projects", *_DELIVERED),
    _decayed("delivered_worth", ()),
    _decayed("rating_worth", (), "rating"),
    _decayed("rated_worth", (), "rating", power=0),
    _decayed("promised_worth", _PROMISED),
    _decayed("on_time_worth", _ON_TIME),
)
"""What partners did: won deals, delivered projects with rating (0-10) and punctuality, decayed by age."""

DEMAND: Final[tuple[Aggregate, ...]] = (
    _count("delivered_recently", "projects", *within("delivered_on", RECENT)),
    _count("open", "deals", *_OPEN),
    _count("open_created_later", "deals", *_OPEN, Condition("created_on", Op.AFTER)),
    _count(
        "closed_later",
        "deals",
        *among("stage", "won", "lost"),
        *ever("created_on"),
        Condition("closed_on", Op.AFTER),
    ),
    _count("won_365d", "deals", *WON, *within("closed_on", _YEAR)),
    Aggregate(
        "cell_revenue_365d",
        "deals",
        Function.SUM,
        "amount",
        (*WON, *within("closed_on", _YEAR)),
    ),
    _count("leads_365d", "leads", *within("created_on", _YEAR)),
)
PAIR_AGGREGATES: Final = (*WORK, *DEMAND)
"""By sector and technology."""

QUALIFYING: Final = tuple(
    item for item in PAIR_AGGREGATES if item.name in ("cell_won", "cell_delivered_recently")
)
"""Those of them by which a partner is qualified."""

HOLDING: Final[tuple[Aggregate, ...]] = (_count("valid", "certifications", *VALID),)
"""What a partner must hold in the technology to be qualified by won deals."""

CERTIFICATION_AGGREGATES: Final[tuple[Aggregate, ...]] = (
    *HOLDING,
    _count("professional", "certifications", *VALID, *among("level", "professional")),
    _count("expert", "certifications", *VALID, *among("level", "expert")),
)
"""By technology; a certification without a level counts as an associate's."""


def field_key(name: str) -> str:
    """What all spellings of a sector or technology have in common: `Data-Platform` is `data platform`.

    Case, accents, blanks, punctuation and the word "and" do not matter.
    """
    return "".join(word for word in tokens_of(name) if word not in JOINERS) or fold(name.strip())


def folded(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with `field_key` for every name; cells that become the same are added up.

    Args:
        cells: Indexed by `partner_id` and names of fields, one column per aggregate that can be added up.
    """
    if cells.empty:
        return cells
    index = cells.index.remove_unused_levels()  # type: ignore[attr-defined]  # of a MultiIndex
    fields = range(1, index.nlevels)
    keys = [pd.Index([field_key(name) for name in index.levels[number]], dtype="str") for number in fields]
    if all(names.is_unique for names in keys):
        return cells.set_axis(index.set_levels(keys, level=[*fields])).sort_index()
    names = [names.take(index.codes[number]) for number, names in zip(fields, keys, strict=True)]
    keyed = pd.MultiIndex.from_arrays([index.get_level_values("partner_id"), *names], names=index.names)
    return cells.set_axis(keyed).groupby(level=[*range(index.nlevels)]).sum()


def spellings(names: Iterable[tuple[str, float]]) -> Mapping[str, str]:
    """For each key the spelling that weighs most, of equals the first by alphabet.

    Args:
        names: Spellings with a weight; the same one may come several times.
    """
    weights: dict[str, float] = {}
    for name, weight in names:
        weights[name] = weights.get(name, 0.0) + weight
    ranked = sorted(weights, key=lambda name: (weights[name], _descending(name)))
    return {field_key(name): name for name in ranked}


def _descending(name: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in name)


def level_weights(cells: pd.DataFrame, level: str, column: str) -> list[tuple[str, float]]:
    """The names in one level of the index, each with the sum of `column` over its cells."""
    if cells.empty:
        return []
    number = cells.index.names.index(level)
    index = cells.index
    levels, codes = index.levels[number], index.codes[number]  # type: ignore[attr-defined]  # of a MultiIndex
    sums = np.bincount(codes, weights=cells[column].to_numpy(), minlength=len(levels))
    return [(str(name), float(weight)) for name, weight in zip(levels, sums, strict=True)]


def are_among(names: pd.Index[str], ids: Collection[str] | pd.Index[str]) -> npt.NDArray[np.bool_]:
    """Which of the names are among the ids: hashed, where `isin` makes a scalar of every single id."""
    return np.asarray(pd.Index(list(ids), dtype="str").unique().get_indexer_for(names) >= 0)


def of_partners(cells: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    """The cells of these partners."""
    if cells.empty:
        return cells
    names = cells.index.levels[0]  # type: ignore[attr-defined]  # of a MultiIndex
    codes = cells.index.codes[0]  # type: ignore[attr-defined]  # of a MultiIndex
    kept: pd.DataFrame = cells[are_among(names, ids)[codes]]
    return kept


def holding(cells: pd.DataFrame, **keys: frozenset[str]) -> pd.DataFrame:
    """The cells whose names are among the keys; a level without keys may hold any.

    Codes of the index are compared, not its names: half a million cells take milliseconds.
    """
    if cells.empty:
        return cells
    kept = np.ones(len(cells), dtype=bool)
    for level, wanted in keys.items():
        if wanted:
            number = cells.index.names.index(level)
            names = cells.index.levels[number]  # type: ignore[attr-defined]  # of a MultiIndex
            codes = cells.index.codes[number]  # type: ignore[attr-defined]  # of a MultiIndex
            kept &= np.isin(codes, np.flatnonzero(names.isin(list(wanted))))
    return cells[kept]
