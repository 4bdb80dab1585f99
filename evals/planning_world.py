"""What planning needs beside a portfolio of any size: levels, targets, the market, offers, people's hours."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, Final

from sqlalchemy import Engine, insert, update

from evals.scale_draw import REGIONS, SECTORS, TECHNOLOGIES, THROUGH
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING

_LEVELS: Final = {"silver": 20_000, "gold": 60_000, "platinum": 150_000}
_QUARTERS: Final = 4
_HOURS: Final = 38.0


def add_planning(engine: Engine, partners: int) -> None:
    """Levels, a year of targets, the market and offers for a world of that many partners."""
    with engine.begin() as connection:
        for table, rows in (
            ("levels", _levels()),
            ("territories", _territories(partners)),
            ("vendor", _vendor()),
            ("offers", _offers()),
        ):
            connection.execute(insert(INCOMING[table]), rows)
        connection.execute(update(INCOMING["managers"]).values(hours_per_week=_HOURS))
        grow_data_version(connection, None)


def _levels() -> list[dict[str, Any]]:
    return [
        {"program_level": name, "requirements": [f"revenue>={least}"], "benefits": "MDF and a named manager"}
        for name, least in _LEVELS.items()
    ]


def _cells() -> list[dict[str, Any]]:
    """Every region, sector and technology in each quarter of the year."""
    periods = [
        {"period": f"{THROUGH.year}-Q{quarter}", "period_ends_on": _end(quarter)}
        for quarter in range(1, _QUARTERS + 1)
    ]
    cells = product(REGIONS, SECTORS, TECHNOLOGIES, periods)
    return [
        {"region": region, "sector": sector, "technology": technology, **period}
        for region, sector, technology, period in cells
    ]


def _territories(partners: int) -> list[dict[str, Any]]:
    return [{**cell, "target_revenue": 50.0 * partners} for cell in _cells()]


def _vendor() -> list[dict[str, Any]]:
    return [{**cell, "market_share": 0.2, "demand_index": 110.0} for cell in _cells()]


def _offers() -> list[dict[str, Any]]:
    kinds = ("event", "training", "campaign", "incentive")
    dates = {"starts_on": THROUGH, "ends_on": date(THROUGH.year, 12, 31)}
    return [{"offer_id": kind, "kind": kind, "name": f"The {kind}", **dates} for kind in kinds]


def _end(quarter: int) -> date:
    days = {1: 31, 2: 30, 3: 30, 4: 31}
    return date(THROUGH.year, quarter * 3, days[quarter])
