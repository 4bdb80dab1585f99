"""A small program and partners with certificates and wins, written by hand."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, tables
from tools.portfolio import Portfolio
from tools.program import AGGREGATES, Levels

LEVELS = {
    "Gold": ["certifications>=3", "revenue>=2000", "wins>=2"],
    "Registered": [],
    "Silver": ["certifications>=1", "wins>=1"],
}


def levels(asked: dict[str, list[str]] | None = None) -> Levels:
    given = LEVELS if asked is None else asked
    return Levels.of(pd.DataFrame({"program_level": list(given), "requirements": list(given.values())}))


def certificates(partner_id: str, *expires: date | None, **columns: object) -> list[dict[str, object]]:
    """One certificate per day of expiry, each of a person of its own."""
    return [
        {
            "certification_id": f"{partner_id}-{number}",
            "partner_id": partner_id,
            "person": f"person {number}",
            "name": "ERP Expert",
            "technology": "ERP",
            "level": "expert",
            "earned_on": ago(400),
            "expires_on": day,
            **columns,
        }
        for number, day in enumerate(expires)
    ]


def placed(**program_levels: str | None) -> list[dict[str, object]]:
    return [{"partner_id": name, "program_level": level} for name, level in program_levels.items()]


def made(partners: Rows, as_of: date = DAY, **rows: Rows) -> Portfolio:
    return portfolio(AGGREGATES, partners, as_of, **rows)


def known_rows(partners: Rows, **rows: Rows) -> dict[str, pd.DataFrame]:
    filled = tables(partners, **rows)
    return {name: filled[name] for name in ("certifications", "deals")}


def keys(statements: Sequence[object]) -> list[str]:
    return [statement.key.removeprefix("certifications.") for statement in statements]  # type: ignore[attr-defined]  # statements all
