"""What is not on file about partners."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pandas as pd

from tools.about import Slots, about_all
from tools.facts import Statement, TableSpec
from tools.health.kinds import ATTRIBUTE, KNOWN_SHARE, LACKING, PARTNERS
from tools.health.policy import HealthPolicy
from tools.portfolio import Portfolio

ATTRIBUTES_READ: Final = (
    "manager_email",
    "market_relevance",
    "type",
    "share_of_wallet",
    "region",
    "country",
    "sectors",
    "technologies",
    "languages",
    "signed_on",
    "sc_contacts",
)
"""Columns that Rapport reads of a partner, the most needed first; `sc_contacts` is its contacts."""


def gaps(portfolio: Portfolio, ids: Collection[str] | None, policy: HealthPolicy) -> Iterator[Statement]:
    """The attributes that most partners lack."""
    having, count = known(portfolio, ids)
    if not count:
        return
    lacking = (count - having)[lambda missing: missing > 0].sort_values(ascending=False, kind="stable")
    for column, missing in lacking[: policy.gaps_named].items():
        slots: Slots = {
            "lacking": about_all(portfolio, LACKING, missing, str(column)),
            "partners": about_all(portfolio, PARTNERS, count),
            "attribute": about_all(portfolio, ATTRIBUTE, f"attribute.{column}", str(column)),
        }
        yield Statement("health.lacking", slots)


def known(portfolio: Portfolio, ids: Collection[str] | None) -> tuple[pd.Series[int], int]:
    """How many partners have each attribute, and how many there are; ended ones do not count unless named."""
    partners = portfolio.partners
    chosen = (
        partners[partners["status"].ne("ended")] if ids is None else partners[partners.index.isin(list(ids))]
    )
    having = {name: int(_filled(chosen[name]).sum()) for name in ATTRIBUTES_READ}
    return pd.Series(having, dtype="int64"), len(chosen)


def _filled(values: pd.Series) -> pd.Series[bool]:
    """Which cells say something: not missing, not empty, for counts and lists at least one."""
    if values.name == "sc_contacts":
        return values > 0
    return values.map(len) > 0 if values.dtype == object else values.notna() & values.ne("")


def attribute_table(portfolio: Portfolio, ids: Collection[str] | None) -> TableSpec:
    """Every attribute that is read, with how many partners have it."""
    having, count = known(portfolio, ids)
    lines = tuple(
        (
            about_all(portfolio, ATTRIBUTE, f"attribute.{column}", str(column)),
            about_all(portfolio, KNOWN_SHARE, partners / count, str(column)) if count else None,
            about_all(portfolio, LACKING, count - partners, str(column)),
        )
        for column, partners in having.items()
    )
    return TableSpec("health.attributes_title", ("attribute", "partners with it", "without"), lines)
