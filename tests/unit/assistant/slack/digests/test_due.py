"""One digest a week, one summary a month, one review a quarter, through every change of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.slack.digests.due import (
    Clock,
    due_channel_week,
    due_month,
    due_quarter,
    due_week,
    working_day,
)
from knowledge.digests import DigestSettings
from knowledge.team_channels import TeamChannel

BERLIN = DigestSettings("ada@example.com", weekday=0, hour=8, timezone="Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC")


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def clock(now: datetime) -> Clock:
    return Clock(now, LONG_AGO)


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
    assert due_week(BERLIN, clock(at(moment))) == week


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
    assert due_week(settings, clock(datetime.fromisoformat(before))) is None
    assert due_week(settings, clock(datetime.fromisoformat(after))) is not None


def test_what_was_due_before_the_service_first_ran_is_not_caught_up() -> None:
    monday = at("2026-10-05T08:00")
    assert due_week(BERLIN, Clock(at("2026-10-07T12:00"), since=monday + timedelta(hours=1))) is None
    assert due_week(BERLIN, Clock(at("2026-10-07T12:00"), since=monday)) == "2026-W41"


def test_a_pause_holds_until_its_day() -> None:
    paused = DigestSettings("ada@example.com", timezone="Europe/Berlin", paused_until=date(2026, 10, 7))
    assert due_week(paused, clock(at("2026-10-06T12:00"))) is None
    assert due_week(paused, clock(at("2026-10-07T00:00"))) == "2026-W41"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc", "Europe"])
def test_an_unknown_zone_counts_as_utc(zone: str) -> None:
    settings = DigestSettings("ada@example.com", timezone=zone)
    assert due_week(settings, clock(datetime(2026, 10, 5, 7, 59, tzinfo=UTC))) is None
    assert due_week(settings, clock(datetime(2026, 10, 5, 8, 0, tzinfo=UTC))) == "2026-W41"


@given(st.integers(0, 6), st.integers(0, 23), st.sampled_from(ZONES), st.integers(0, 3000))
def test_every_week_of_every_zone_has_exactly_one_stretch(
    weekday: int, hour: int, zone: str, first_day: int
) -> None:
    settings = DigestSettings("ada@example.com", weekday=weekday, hour=hour, timezone=zone)
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=first_day)
    found = [due_week(settings, clock(start + timedelta(hours=step))) for step in range(24 * 15)]
    stretches = [week for before, week in zip([None, *found], found, strict=False) if week and week != before]
    assert len(stretches) == len(set(stretches))
    assert len(stretches) in (2, 3, 4)


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ("2026-10-01T07:59", None),
        ("2026-10-01T08:00", "2026-09"),
        ("2026-10-06T07:59", None),  # what waited for the digest does not come at night
        ("2026-10-30T23:59", "2026-09"),
        ("2026-10-31T12:00", None),  # a Saturday
        ("2026-11-01T12:00", None),  # a Sunday
        ("2026-11-02T08:00", "2026-10"),
        ("2027-01-01T08:00", "2026-12"),
    ],
)
def test_a_month_is_summed_up_from_the_first_working_day_of_the_next(moment: str, month: str | None) -> None:
    assert due_month(BERLIN, clock(at(moment))) == month


def test_a_summary_that_nobody_wants_or_that_is_paused_is_not_due() -> None:
    moment = clock(at("2026-10-05T12:00"))
    assert due_month(replace(BERLIN, monthly=False), moment) is None
    assert due_month(replace(BERLIN, paused_until=date(2026, 10, 6)), moment) is None
    assert due_quarter(replace(BERLIN, paused_until=date(2026, 10, 6)), moment) is None


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        ("2026-10-01T12:00", None),
        ("2026-10-02T07:59", None),
        ("2026-10-02T08:00", "2026-Q3"),
        ("2026-10-05T07:59", None),
        ("2026-10-30T23:00", "2026-Q3"),
        ("2026-10-31T23:00", None),  # a Saturday
        ("2026-11-01T00:00", None),
        ("2027-01-04T08:00", "2026-Q4"),
    ],
)
def test_a_quarter_ends_on_the_second_working_day_of_the_next(moment: str, quarter: str | None) -> None:
    assert due_quarter(BERLIN, clock(at(moment))) == quarter


def test_nothing_of_a_month_or_quarter_before_the_service_is_caught_up() -> None:
    later = Clock(at("2026-10-20T12:00"), since=at("2026-10-10T12:00"))
    assert due_month(BERLIN, later) is None
    assert due_quarter(BERLIN, later) is None


def test_a_channel_has_its_week_from_its_registration_on() -> None:
    monday = at("2026-10-05T08:00")
    channel = TeamChannel("C1", "team", "a@b.c", monday, digest=True, timezone="Europe/Berlin")
    assert due_channel_week(channel, clock(at("2026-10-07T12:00"))) == "2026-W41"
    assert due_channel_week(replace(channel, digest=False), clock(at("2026-10-07T12:00"))) is None
    late = replace(channel, registered_at=monday + timedelta(minutes=1))
    assert due_channel_week(late, clock(at("2026-10-07T12:00"))) is None
    assert due_channel_week(late, clock(at("2026-10-12T08:00"))) == "2026-W42"


@given(st.integers(0, 23), st.sampled_from(ZONES), st.integers(0, 3000))
def test_every_month_and_quarter_of_every_zone_has_its_time_once_and_on_working_days(
    hour: int, zone: str, first_day: int
) -> None:
    settings = DigestSettings("ada@example.com", hour=hour, timezone=zone)
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=first_day)
    moments = [clock(start + timedelta(hours=5 * step)) for step in range(24 * 20)]
    for due, fewest, most in ((due_month, 3, 5), (due_quarter, 1, 2)):
        found = [(moment, one) for moment in moments if (one := due(settings, moment))]
        assert all(moment.now.astimezone(ZoneInfo(zone)).weekday() < 5 for moment, _ in found)
        stretches = [one for before, one in pairwise([None, *(one for _, one in found)]) if one != before]
        assert len(stretches) == len(set(stretches))
        assert fewest <= len(stretches) <= most


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 5))
def test_a_working_day_is_none_of_the_weekend(first: date, number: int) -> None:
    day = working_day(first, number)
    assert day.weekday() < 5
    between = [first + timedelta(days=step) for step in range((day - first).days + 1)]
    assert sum(one.weekday() < 5 for one in between) == number
