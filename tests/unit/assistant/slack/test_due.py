"""One digest a week, at the person's own hour, through every change of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.slack.due import due_week
from knowledge.digests import DigestSettings

BERLIN = DigestSettings("ada@example.com", weekday=0, hour=8, timezone="Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC")


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-10-05T07:59", None),
        ("2026-10-05T08:00", "2026-W41"),
        ("2026-10-08T23:00", "2026-W41"),
        ("2026-10-11T23:59", "2026-W41"),
        ("2026-10-12T00:00", None),
        ("2026-12-28T08:00", "2026-W53"),
        ("2027-01-03T12:00", "2026-W53"),
        ("2027-01-04T08:00", "2027-W01"),
    ],
)
def test_it_is_due_from_its_hour_to_the_end_of_the_week(moment: str, week: str | None) -> None:
    assert due_week(BERLIN, at(moment), LONG_AGO) == week


@pytest.mark.parametrize(
    ("hour", "before", "after"),
    [
        # 29 March 2026: 2:00 to 3:00 does not exist
        (2, "2026-03-29T00:59:59+00:00", "2026-03-29T01:00:00+00:00"),
        # 25 October 2026: 2:00 to 3:00 comes twice; the first counts
        (2, "2026-10-24T23:59:59+00:00", "2026-10-25T00:00:00+00:00"),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_due_once(hour: int, before: str, after: str) -> None:
    settings = DigestSettings("ada@example.com", weekday=6, hour=hour, timezone="Europe/Berlin")
    assert due_week(settings, datetime.fromisoformat(before), LONG_AGO) is None
    assert due_week(settings, datetime.fromisoformat(after), LONG_AGO) is not None


def test_what_was_due_before_the_service_first_ran_is_not_caught_up() -> None:
    monday = at("2026-10-05T08:00")
    assert due_week(BERLIN, at("2026-10-07T12:00"), since=monday + timedelta(hours=1)) is None
    assert due_week(BERLIN, at("2026-10-07T12:00"), since=monday) == "2026-W41"


def test_a_pause_holds_until_its_day() -> None:
    paused = DigestSettings("ada@example.com", timezone="Europe/Berlin", paused_until=date(2026, 10, 7))
    assert due_week(paused, at("2026-10-06T12:00"), LONG_AGO) is None
    assert due_week(paused, at("2026-10-07T00:00"), LONG_AGO) == "2026-W41"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc", "Europe"])
def test_an_unknown_zone_counts_as_utc(zone: str) -> None:
    settings = DigestSettings("ada@example.com", timezone=zone)
    assert due_week(settings, datetime(2026, 10, 5, 7, 59, tzinfo=UTC), LONG_AGO) is None
    assert due_week(settings, datetime(2026, 10, 5, 8, 0, tzinfo=UTC), LONG_AGO) == "2026-W41"


@given(st.integers(0, 6), st.integers(0, 23), st.sampled_from(ZONES), st.integers(0, 3000))
def test_every_week_of_every_zone_has_exactly_one_stretch(
    weekday: int, hour: int, zone: str, first_day: int
) -> None:
    settings = DigestSettings("ada@example.com", weekday=weekday, hour=hour, timezone=zone)
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=first_day)
    found = [due_week(settings, start + timedelta(hours=step), LONG_AGO) for step in range(24 * 15)]
    stretches = [week for before, week in zip([None, *found], found, strict=False) if week and week != before]
    assert len(stretches) == len(set(stretches))
    assert len(stretches) in (2, 3, 4)
