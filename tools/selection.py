"""Which partners a question is about: filters over the portfolio's columns, tolerant of case and accents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
from rapidfuzz import process

from tools.spelling import fold

AREAS: Final[Mapping[str, frozenset[str]]] = {
    "dach": frozenset({"DE", "AT", "CH", "LI"}),
    "nordics": frozenset({"DK", "FI", "IS", "NO", "SE"}),
    "benelux": frozenset({"BE", "LU", "NL"}),
    "iberia": frozenset({"AD", "ES", "PT"}),
    "uk&i": frozenset({"GB", "IE"}),
    "baltics": frozenset({"EE", "LT", "LV"}),
}
"""Areas that people name, as ISO countries, for data whose `region` column is finer or empty."""

_ONE_VALUE: Final = ("region", "country", "type")
_MANY_VALUES: Final = {"sector": "sectors", "technology": "technologies"}


@dataclass(frozen=True)
class Selection:
    """Partners that fit, or the value that no partner has.

    Attributes:
        ids: Partner ids that fit every filter.
        unknown: Filter name and value that no partner in the portfolio has; None if all are known.
        nearest: Values that exist and read alike, best first.
    """

    ids: frozenset[str]
    unknown: tuple[str, str] | None = None
    nearest: tuple[str, ...] = ()


def select(partners: pd.DataFrame, filters: Mapping[str, str]) -> Selection:
    """Partners of the frame that fit all of `filters` (region, country, type, sector, technology).

    Args:
        partners: Frame with one row per partner, indexed by partner id.
        filters: Filter name to the words that the asker used.
    """
    chosen = pd.Series(data=True, index=partners.index)
    for name, words in filters.items():
        column = partners[_MANY_VALUES.get(name, name)]
        fits = _fits(column, name, words, partners["country"])
        if not fits.any():
            return Selection(frozenset(), (name, words), _nearest(column, words))
        chosen &= fits
    return Selection(frozenset(partners.index[chosen]))


def _fits(column: pd.Series, name: str, words: str, countries: pd.Series) -> pd.Series:
    wanted = _bare(words)
    if name in _ONE_VALUE:
        fits = column.map(lambda value: isinstance(value, str) and _bare(value) == wanted).astype(bool)
    else:
        fits = column.map(lambda values: wanted in {_bare(one) for one in _listed(values)}).astype(bool)
    if name == "region" and not fits.any() and wanted in AREAS:
        return countries.isin(AREAS[wanted])
    return fits


def _nearest(column: pd.Series, words: str) -> tuple[str, ...]:
    known = {_bare(one): one for values in column for one in _listed(values)}
    return tuple(known[hit] for hit, _, _ in process.extract(_bare(words), list(known), limit=3))


def _bare(words: str) -> str:
    return fold(words.strip())


def _listed(values: object) -> Iterable[str]:
    if isinstance(values, str):
        return (values,)
    return values if isinstance(values, list | tuple) else ()
