"""Which partners are like one that we do not have yet, widened until there are enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from tools.portfolio import Portfolio
from tools.segments import are_among
from tools.selection import select

_FIELDS: Final = ("sector", "technology")
_PLACES: Final = ("region", "country")
_READ: Final = ("type", "region", "country", "sectors", "technologies")


@dataclass(frozen=True, eq=False)
class Group:
    """Partners that are alike in some respects.

    Attributes:
        filters: In what: type, region, country, sector, technology, in the asker's words.
        ids: Active or paused ones of the whole portfolio.
        widened: Whether this is less than what was asked for.
    """

    filters: Mapping[str, str]
    ids: pd.Index
    widened: bool

    @property
    def type(self) -> str | None:
        """The type that they have in common."""
        return self.filters.get("type")

    @property
    def where(self) -> str:
        """Place and field that they have in common; "" if none."""
        return ", ".join(words for name, words in self.filters.items() if name != "type")


def group_of(portfolio: Portfolio, filters: Mapping[str, str]) -> pd.Index:
    """Active or paused partners that fit the filters; nobody where a filter names what no partner has."""
    peers = portfolio.partners.index[portfolio.is_peer]
    if not filters:
        return peers
    found = select(portfolio.partners[list(_READ)].loc[peers], filters)
    return peers[are_among(peers, found.ids)]


def widening(portfolio: Portfolio, asked: Mapping[str, str], least: int) -> Group:
    """The narrowest of these groups with at least `least` partners: as asked, by type and place, type, all.

    Args:
        portfolio: All partners.
        asked: Filters with their words.
        least: Partners that are enough.

    Returns:
        All partners if no group has enough.
    """
    group = Group(asked, portfolio.partners.index[:0], widened=False)
    for one in _steps(asked):
        group = Group(one, group_of(portfolio, one), one != asked)
        if len(group.ids) >= least:
            break
    return group


def _steps(asked: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Each with fewer filters than the one before; those without a field, a place, a type."""
    yield dict(asked)
    for dropped in (_FIELDS, (*_FIELDS, *_PLACES), (*_FIELDS, *_PLACES, "type")):
        yield {name: words for name, words in asked.items() if name not in dropped}
