"""One digest per person and week, whatever the clock, the settings and the workers do."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from dbos import DBOS
from sqlalchemy import Engine

from assistant.slack.serving import Service
from assistant.workflows import flows
from evals.slack_standin import SlackStandin
from knowledge.covers import Cover, put_cover
from knowledge.digests import DigestSettings, save_settings, settings_of
from knowledge.people import Person
from tests.e2e.conftest import wait_for_workflow
from tests.e2e.plain_desk import PlainDesk

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
ADA = Person("ada@example.com", "Ada")
ZONES = ("Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")


@DBOS.workflow(name="goes_wrong")
def goes_wrong() -> None:
    raise ValueError("as if every try had failed")


def digests(slack: SlackStandin, user: str = "UADA000") -> list[str]:
    """The titles of all that somebody was sent."""
    return [post.blocks[0]["text"]["text"] for post in slack.messages(slack.dm(user))]


def due_at(slack: SlackStandin, service: Service, desk: PlainDesk, moment: datetime, number: int = 0) -> None:
    """Move the clock there, and wait until what is due then was started."""
    desk.clock = lambda: moment
    at = moment + timedelta(microseconds=number)
    service.workflows.start_what_is_due(at)
    wait_for_workflow(slack, f"due:{at.isoformat()}")


def wait_for_digest(slack: SlackStandin, week: int) -> None:
    slack.wait_for(lambda: f"Your partners, week {week}" in digests(slack))


def test_four_workers_at_once_bring_one(slack: SlackStandin, desk: PlainDesk, service: Service) -> None:
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda number: due_at(slack, service, desk, MONDAY, number), range(4)))
    wait_for_digest(slack, 41)
    due_at(slack, service, desk, MONDAY + timedelta(minutes=5))
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) > 1)
    assert digests(slack).count("Your partners, week 41") == 1


def test_a_digest_whose_every_try_failed_is_tried_again(
    slack: SlackStandin, desk: PlainDesk, service: Service
) -> None:
    flows.start("digest:ada@example.com:2026-W41", goes_wrong)
    with pytest.raises(ValueError, match="every try"):
        DBOS.retrieve_workflow("digest:ada@example.com:2026-W41").get_result()
    for minutes in range(3):
        due_at(slack, service, desk, MONDAY + timedelta(minutes=5 * minutes))
    wait_for_digest(slack, 41)
    due_at(slack, service, desk, MONDAY + timedelta(hours=1))
    assert digests(slack) == ["Your partners, week 41"]


def test_three_days_down_over_its_hour_it_comes_when_the_service_is_back(
    slack: SlackStandin, desk: PlainDesk, service: Service
) -> None:
    due_at(slack, service, desk, MONDAY - timedelta(days=2))
    for hours in (0, 3, 24):
        due_at(slack, service, desk, MONDAY + timedelta(days=1, hours=hours))
    wait_for_digest(slack, 41)
    assert digests(slack) == ["Your partners, week 41"]


def test_a_cover_without_a_book_gets_the_digest_of_the_covered_one_while_it_lasts(
    slack: SlackStandin, desk: PlainDesk, service: Service, database: Engine
) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 7)
    with database.begin() as connection:
        put_cover(connection, Cover("c1", ADA.email, "lea@example.com", first, last, ADA.email, MONDAY))
    for week in range(2):
        due_at(slack, service, desk, MONDAY + timedelta(weeks=week))
        wait_for_digest(slack, 41 + week)
    assert digests(slack, "ULEA000") == ["Your partners, week 41"]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_settings_zones_and_clocks_that_jump_never_bring_two_of_a_week(
    slack: SlackStandin, desk: PlainDesk, service: Service, database: Engine, seed: int
) -> None:
    dice = random.Random(seed)
    now = datetime(2026, 10, 14, 12, tzinfo=UTC)
    for number in range(40):
        if dice.random() < 0.4:
            changed = {
                "weekday": dice.randrange(7),
                "hour": dice.randrange(24),
                "timezone": dice.choice(ZONES),
                "paused_until": dice.choice([None, None, (now + timedelta(days=2)).date()]),
            }
            with database.begin() as connection:
                kept: DigestSettings = settings_of(connection, ADA)
                save_settings(connection, replace(kept, **changed))  # type: ignore[arg-type]  # by name
        now += timedelta(hours=dice.choice([-30, -3, 1, 5, 13, 24, 50, 75]))
        due_at(slack, service, desk, now, number)
    with database.begin() as connection:
        save_settings(connection, DigestSettings(ADA.email, hour=0))
    last = now + timedelta(days=14 - now.weekday())
    due_at(slack, service, desk, last)
    wait_for_digest(slack, last.isocalendar().week)
    found = digests(slack)
    assert len(found) == len(set(found)) > 1
