"""What our program and product offer to a partner in a field: releases, offers, levels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from tools.portfolio import Portfolio
from tools.proposition.market import keys_of
from tools.proposition.needs import YEAR
from tools.segments.cells import field_key, of_partners

_PAIR: Final = ("sector", "technology")
_LISTS: Final = ("sectors", "technologies")


@dataclass(frozen=True)
class Field:
    """Sectors and technologies that a question is about, as keys of `field_key`; empty for any."""

    sectors: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()


def releases(
    vendor: pd.DataFrame, sectors: Collection[str], technologies: Collection[str], as_of: date
) -> list[str]:
    """Our releases of the last 365 days for these fields, newest first, each once.

    Args:
        vendor: Rows of the vendor table as known on the day.
        sectors, technologies: Keys of `field_key`; empty for any.
        as_of: The day.
    """
    recent = vendor[vendor["period_ends_on"] > pd.Timestamp(as_of) - pd.Timedelta(days=YEAR)]
    named = recent[recent["innovation"].fillna("").str.strip().ne("")]
    for column, wanted in zip(_PAIR, (sectors, technologies), strict=True):
        if wanted:
            named = named[keys_of(named[column]).isin(["", *wanted])]
    ordered = named.sort_values(["period_ends_on", "innovation"], ascending=[False, True])
    return list(dict.fromkeys(ordered["innovation"].str.strip()))


def fitting_offers(offers: pd.DataFrame, field: Field, as_of: date) -> pd.DataFrame:
    """Running and coming offers for these sectors and technologies, soonest first and running ones last.

    None that is for one tier of ours, and without a field none that is for some fields only.

    Args:
        offers: The offers table.
        field: What somebody does.
        as_of: The day.
    """
    open_to_all = offers["tiers"].map(len).eq(0) & ~(offers["ends_on"] < pd.Timestamp(as_of))
    found = offers[open_to_all.astype(bool)]
    for column, wanted in zip(_LISTS, (field.sectors, field.technologies), strict=True):
        fits = [not names or _meet(names, wanted) for names in found[column]]
        found = found[pd.Series(fits, index=found.index, dtype=bool)]
    ahead = found.assign(running=~(found["starts_on"] >= pd.Timestamp(as_of)))
    return ahead.sort_values(["running", "starts_on", "offer_id"], na_position="last")


def _meet(names: Collection[str], wanted: Collection[str]) -> bool:
    return any(field_key(name) in wanted for name in names)


def field_on_file(portfolio: Portfolio, partner_id: str) -> Field:
    """Sectors and technologies that a partner has on file."""
    row = portfolio.partners.loc[partner_id]
    return Field(*(frozenset(map(field_key, row[on_file])) for on_file in _LISTS))


def field_of_partner(portfolio: Portfolio, pairs: pd.DataFrame, partner_id: str) -> Field:
    """Sectors and technologies that a partner has on file or works in."""
    row = portfolio.partners.loc[partner_id]
    worked = of_partners(pairs, [partner_id]).index
    return Field(
        *(
            frozenset(map(field_key, row[on_file])) | frozenset(worked.get_level_values(column))
            for on_file, column in zip(_LISTS, _PAIR, strict=True)
        )
    )
