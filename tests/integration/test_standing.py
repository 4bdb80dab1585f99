from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from assistant.standings import Standings, month_ends
from knowledge.database import open_database, sqlite_url
from knowledge.stored_settings import grow_data_version
from tools.policy import Policy

DAY = date(2026, 10, 31)


@pytest.fixture
def standings(sample_home: Path) -> Standings:
    return Standings(open_database(sqlite_url(sample_home / "rapport.db")), Policy())


def queries(engine: Engine) -> list[str]:
    """What is asked of the database from here on, without looking up the data's version."""
    asked: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*call: object) -> None:
        if "FROM settings" not in str(call[2]) and call[2] != "BEGIN":
            asked.append(str(call[2]))

    return asked


def test_a_day_is_computed_once_while_the_data_stays(standings: Standings) -> None:
    first = standings.at(DAY)
    assert first.attention
    asked = queries(standings.engine)
    assert standings.at(DAY) is first
    assert standings.at(DAY).attention is first.attention
    assert asked == []
    standings.engine.dispose()


def test_an_import_makes_it_compute_anew(standings: Standings) -> None:
    first = standings.at(DAY)
    with standings.engine.begin() as connection:
        grow_data_version(connection, None)
    assert standings.at(DAY) is not first
    standings.engine.dispose()


def test_days_beyond_a_few_are_forgotten_the_oldest_first(standings: Standings) -> None:
    first = standings.at(DAY)
    for number in range(1, 8):
        standings.at(DAY - timedelta(days=number))
    assert standings.at(DAY) is first
    for number in range(8, 16):
        standings.at(DAY - timedelta(days=number))
    assert standings.at(DAY) is not first
    standings.engine.dispose()


def test_month_ends_come_oldest_first_across_a_year() -> None:
    assert month_ends(date(2026, 2, 28), 3) == (date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31))
