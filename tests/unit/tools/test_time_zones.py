"""Which day it is where somebody is."""

from datetime import UTC, date, datetime

import pytest

from tools.time_zones import day_in

LATE = datetime(2028, 2, 28, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Auckland", date(2028, 2, 29)),
        ("Europe/Berlin", date(2028, 2, 29)),
        ("America/New_York", date(2028, 2, 28)),
        ("", date(2028, 2, 28)),
        ("Nowhere/Land", date(2028, 2, 28)),
    ],
)
def test_the_day_is_that_of_the_place_and_of_utc_where_the_place_is_unknown(zone: str, day: date) -> None:
    assert day_in(zone, LATE) == day


def test_half_a_year_apart_the_clocks_stand_differently() -> None:
    winter, summer = (datetime(2026, month, 1, 22, 30, tzinfo=UTC) for month in (1, 7))
    assert day_in("Europe/Berlin", winter) == date(2026, 1, 1)
    assert day_in("Europe/Berlin", summer) == date(2026, 7, 2)
