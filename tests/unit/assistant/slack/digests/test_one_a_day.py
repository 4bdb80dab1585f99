"""However much falls due at once, a person is written to once a day, the digest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import create_engine, insert

from assistant.rapport import Rapport
from assistant.slack.desk import Desk
from assistant.slack.digests.errands import DigestErrands
from assistant.slack.due import Due
from assistant.slack.members import Members
from assistant.slack.posting import Postman
from knowledge import outbox
from knowledge.digests import save_settings, settings_of
from knowledge.outbox import OutboxMessage
from knowledge.people import person_by_email
from knowledge.tables import INCOMING, metadata

ADA = "ada@us.example"
MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)  # the first working day of the month, and the digest's


class Days:
    """A service that runs for days and puts out what is due every five minutes, as the workflows do."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self.engine = create_engine("sqlite://")
        metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            connection.execute(insert(INCOMING["managers"]).values(email=ADA, name="Ada", timezone="UTC"))
            connection.execute(
                insert(INCOMING["partners"]).values(partner_id="P1", name="One", manager_email=ADA)
            )
        desk = SimpleNamespace(engine=self.engine, now=lambda: self.now)
        known = SimpleNamespace(user_id=lambda _: "U1")
        self.errands = DigestErrands(
            cast("Desk", desk), cast("Postman", None), cast("Members", known), cast("Rapport", object())
        )

    def settle(self, weekday: int = 0) -> None:
        with self.engine.begin() as connection:
            person = person_by_email(connection, ADA)
            assert person is not None
            kept = settings_of(connection, person)
            save_settings(connection, replace(kept, hour=8, weekday=weekday))

    def put(self) -> list[Due]:
        due = self.errands.due()
        with self.engine.begin() as connection:
            for outbox_id, _, _ in due:
                outbox.put_message(connection, OutboxMessage(outbox_id, "U1", "", {}, self.now))
        return due

    def told(self, days: int) -> list[tuple[datetime, str]]:
        found = []
        for _ in range(days * 24 * 2):
            found += [(self.now, one[0].partition(":")[0]) for one in self.put()]
            self.now += timedelta(minutes=30)
        return found


@pytest.fixture
def days() -> Days:
    days = Days(MONDAY - timedelta(days=1))
    days.settle()
    return days


def test_on_a_monday_the_summary_waits_for_the_morning_after_the_digest(days: Days) -> None:
    assert days.told(4) == [(MONDAY, "digest"), (MONDAY + timedelta(days=1), "summary")]


def test_the_review_comes_the_morning_after_that(days: Days) -> None:
    days.now = datetime(2028, 5, 31, tzinfo=UTC)
    days.told(1)  # the service is there from now on
    days.now = datetime(2030, 6, 30, tzinfo=UTC)
    days.told(0)
    first = datetime(2030, 7, 1, 8, tzinfo=UTC)  # a Monday that begins a month and a quarter
    said = [one for one in days.told(5) if one[0] >= first]
    assert said == [
        (first, "digest"),
        (first + timedelta(days=1), "summary"),
        (first + timedelta(days=2), "review"),
    ]


def test_nothing_that_waited_comes_at_a_weekend(days: Days) -> None:
    days.settle(weekday=4)
    days.now = datetime(2026, 4, 30, 12, tzinfo=UTC)
    days.told(0)
    friday = datetime(2026, 5, 1, 8, tzinfo=UTC)
    days.put()
    days.now = friday
    days.put()
    days.now = friday + timedelta(minutes=5)
    assert days.told(4)[0] == (friday + timedelta(days=3, minutes=5), "summary")


def test_after_a_pause_of_the_service_they_come_on_days_of_their_own_as_well(days: Days) -> None:
    days.put()
    days.now = MONDAY + timedelta(days=2, hours=5)
    assert [kind for _, kind in days.told(3)] == ["digest", "summary"]
