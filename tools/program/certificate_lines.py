"""Sentences and tables about single certificates, shared by what is held, expiring and lapsed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tools import kinds as common
from tools.about import About, Row, Slots, is_missing
from tools.facts import Fact, Statement, TableSpec
from tools.portfolio import Portfolio
from tools.program import kinds

COLUMNS = ("partner", "person", "certification", "technology", "level", "until")


def each(portfolio: Portfolio, rows: pd.DataFrame, limit: int) -> Iterator[tuple[About, Row]]:
    """The first rows, each with its partner."""
    names = portfolio.partners["name"]
    for row in rows.head(limit).to_dict("records"):
        partner_id = str(row["partner_id"])
        yield About(portfolio, partner_id, str(names[partner_id])), {str(key): row[key] for key in row}


def line(about: About, row: Row, key: str, *, here: bool = False) -> Statement:
    """One certificate that ends, with its holder: `key`, or `key_here` when the partner has been named."""
    slots: Slots = {
        "person": _person(about, row),
        "name": _name(about, row),
        "until": kinds.on_row(
            about, common.CERTIFICATION_EXPIRES, row["expires_on"], row["certification_id"]
        ),
    }
    return Statement(f"{key}_here", slots) if here else Statement(key, {"partner": about.partner(), **slots})


def certificate_table(portfolio: Portfolio, rows: pd.DataFrame, limit: int) -> TableSpec | None:
    """One row per certificate; None without any."""
    cells = tuple(_cells(about, row) for about, row in each(portfolio, rows, limit))
    return TableSpec("certifications.title", COLUMNS, cells) if cells else None


def _person(about: About, row: Row) -> Fact:
    """Who holds it."""
    return kinds.on_row(about, common.CERTIFICATION_PERSON, row["person"], row["certification_id"])


def _name(about: About, row: Row) -> Fact:
    """What it is called."""
    return kinds.on_row(about, common.CERTIFICATION, row["name"], row["certification_id"])


def _last_day(about: About, row: Row) -> Fact | None:
    """Its last valid day; None if it never ends."""
    if is_missing(row["expires_on"]):
        return None
    return kinds.on_row(about, common.CERTIFICATION_EXPIRES, row["expires_on"], row["certification_id"])


def _cells(about: About, row: Row) -> tuple[Fact | None, ...]:
    return (
        about.partner(),
        _person(about, row),
        _name(about, row),
        _technology(about, row),
        _level(about, row),
        _last_day(about, row),
    )


def _level(about: About, row: Row) -> Fact | None:
    if is_missing(row["level"]) or not row["level"]:
        return None
    code = f"level.{row['level']}"
    return kinds.on_row(about, kinds.CERTIFICATE_LEVEL, code, row["certification_id"])


def _technology(about: About, row: Row) -> Fact | None:
    if is_missing(row["technology"]) or not row["technology"]:
        return None
    return kinds.on_row(about, kinds.TECHNOLOGY, row["technology"], row["certification_id"])
