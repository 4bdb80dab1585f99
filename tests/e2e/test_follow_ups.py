"""Reminders all the way round: delivered once to their owner, also late; buttons, stale and forged ones."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from evals.sample_workspace import PRIYA, TOM
from evals.slack_standin import Message
from knowledge.follow_ups import FollowUp, FollowUpState
from knowledge.tables import follow_ups
from tests.e2e.forms_world import GUSTAV, NEBELHORN, STRANGER, World
from tests.e2e.home_world import home_world
from tests.e2e.test_jobs import text_of

MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def opened(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with home_world(sample_template, tmp_path_factory.mktemp("home")) as world:
        yield world
        assert world.slack.workspace.breaches == world.slack.workspace.markup == []


@pytest.fixture
def world(opened: World) -> World:
    """The world without reminders, on a Monday after its digest."""
    opened.clock.now = max(opened.clock.now, MONDAY)
    with opened.rapport.engine.begin() as connection:
        connection.execute(delete(follow_ups))
    return opened


def kept(world: World, words: str, *, hours: float, cause: str, partner_id: str = "") -> FollowUp:
    priya = world.rapport.person("priya.nair@vendor.example")
    due_at = world.clock.now + timedelta(hours=hours)
    return world.rapport.follow_ups.add(priya, words, due_at, partner_id, cause=cause).follow_up


def told(world: World, words: str, user: str = PRIYA) -> list[Message]:
    return [one for one in world.slack.messages(world.slack.dm(user)) if words in text_of(one)]


def wait(world: World, words: str, user: str = PRIYA) -> Message:
    world.slack.wait_for(lambda: bool(told(world, words, user)))
    return told(world, words, user)[-1]


def deliveries(world: World, words: str) -> list[Message]:
    """Those of them that a day can be picked for."""
    picks = [
        [one for one in message.elements() if one["type"] == "datepicker"] for message in told(world, words)
    ]
    return [message for message, pick in zip(told(world, words), picks, strict=True) if pick]


def pending(world: World) -> list[FollowUp]:
    return world.rapport.follow_ups.of(world.rapport.person("priya.nair@vendor.example"))


def test_a_reminder_comes_once_however_often_it_is_looked_for_and_done_is_done_once(
    world: World,
) -> None:
    kept(world, "call Dana <!channel>", hours=1, cause="once", partner_id=NEBELHORN)
    world.at(world.clock.now)
    world.clock.now += timedelta(hours=1, minutes=5)
    for _ in range(5):
        world.at(world.clock.now)
    message = wait(world, "call Dana")
    assert [one.state for one in pending(world)] == [FollowUpState.DELIVERED]
    assert "was due" not in text_of(message)
    labels = [one["text"]["text"] for one in message.elements() if one["type"] == "button"]
    assert labels == ["Done", "Tomorrow", "Next week", "Brief me"]
    with ThreadPoolExecutor(8) as clicking:
        list(clicking.map(lambda _: world.slack.click(PRIYA, message, "follow_up_done"), range(20)))
    outcome = wait(world, "Done and off your list: call Dana")
    assert pending(world) == []
    world.slack.click(PRIYA, message, "follow_up_tomorrow")  # stale
    world.slack.click(PRIYA, outcome, "undo")
    world.slack.wait_for(lambda: bool(pending(world)))
    assert len(told(world, "call Dana")) == 2


def test_it_can_be_put_off_to_tomorrow_next_week_or_a_day_and_comes_again(world: World) -> None:
    kept(world, "send the deck", hours=1, cause="moved")
    world.at(world.clock.now + timedelta(hours=1))
    first = wait(world, "send the deck")
    world.slack.click(PRIYA, first, "follow_up_tomorrow")
    wait(world, "I will remind you again on Tuesday, 3 Nov at 09:00: send the deck")
    world.slack.click(PRIYA, first, "follow_up_next_week")  # another button of a message that was answered
    assert f"{pending(world)[0].due_at:%d %H}" == "03 08"
    world.at(pending(world)[0].due_at)
    world.slack.wait_for(lambda: len(deliveries(world, "send the deck")) == 2)
    second = deliveries(world, "send the deck")[-1]
    world.slack.click(PRIYA, second, "follow_up_pick", "2026-11-20")
    wait(world, "I will remind you again on Friday, 20 Nov at 09:00: send the deck")


def test_what_came_late_says_since_when_and_many_come_together(world: World) -> None:
    kept(world, "alone and late", hours=1, cause="late")
    world.at(world.clock.now + timedelta(days=2))
    assert "was due" in text_of(wait(world, "alone and late"))
    for number in range(5):
        kept(world, f"one of many {number}", hours=1, cause=f"late-{number}")
    world.at(world.clock.now + timedelta(days=3))
    together = wait(world, "5 reminders waited while I was away")
    assert len(told(world, "one of many")) == 1
    world.slack.click(PRIYA, together, "follow_up_done_2")
    wait(world, "Done and off your list: one of many 2")
    assert len(pending(world)) == 5
    world.at(world.clock.now + timedelta(minutes=5))
    assert len(told(world, "5 reminders waited")) == 1


def test_nobody_else_and_no_forged_value_changes_a_reminder(world: World) -> None:
    mine = kept(world, "mine alone", hours=1, cause="mine")
    world.at(world.clock.now + timedelta(hours=1))
    message = wait(world, "mine alone")
    for user in (TOM, GUSTAV, STRANGER):
        world.slack.click(user, message, "follow_up_done")
        world.slack.click(user, message, "follow_up_pick", "2026-12-01")
    other = kept(world, "another", hours=99, cause="other")
    world.slack.click(PRIYA, message, "follow_up_done", f'["{other.follow_up_id}", 1]')
    wait(world, "Done and off your list: mine alone")  # what we posted counts, not what came back
    assert [one.follow_up_id for one in pending(world)] == [other.follow_up_id]
    assert mine.follow_up_id != other.follow_up_id


def test_the_buttons_of_a_reminder_that_was_erased_say_so(world: World) -> None:
    kept(world, "soon erased", hours=1, cause="erased")
    world.at(world.clock.now + timedelta(hours=1))
    message = wait(world, "soon erased")
    with world.rapport.engine.begin() as connection:
        connection.execute(delete(follow_ups))
    world.slack.click(PRIYA, message, "follow_up_done")
    wait(world, "This reminder has changed since")


def test_a_reminder_waits_while_its_owner_is_not_in_slack(world: World) -> None:
    kept(world, "for later", hours=1, cause="gone")
    user = world.slack.workspace.users[PRIYA]
    world.service.workflows.errands.members._known.clear()  # what Slack said is kept for minutes
    world.slack.add_user(type(user)(**{**vars(user), "deleted": True}))
    world.at(world.clock.now + timedelta(hours=2))
    assert told(world, "for later") == []
    assert [one.state for one in pending(world)] == [FollowUpState.OPEN]
    world.slack.add_user(user)
    world.service.workflows.errands.members._known.clear()  # what Slack said is kept for minutes
    world.at(world.clock.now + timedelta(minutes=5))
    wait(world, "for later")


def test_a_reminder_that_could_not_be_brought_one_day_is_started_again_the_next(world: World) -> None:
    kept(world, "not today", hours=1, cause="failed")
    errands = world.service.workflows.errands.follow_ups
    assert errands is not None
    world.clock.now += timedelta(hours=1)
    (today, *what), again = errands.due()[0], errands.due()[0]
    world.clock.now += timedelta(days=1)
    tomorrow, *same = errands.due()[0]
    assert again == (today, *what)
    assert tomorrow != today
    assert what == same


def test_a_process_that_dies_between_keeping_and_posting_loses_and_doubles_nothing(world: World) -> None:
    one = kept(world, "survives", hours=1, cause="dies")
    world.clock.now += timedelta(hours=1)
    errands = world.service.workflows.errands.follow_ups
    assert errands is not None
    due = [(ids, errand) for _, errand, ids in errands.due()]
    assert due == [([one.follow_up_id, "1"], "follow_ups.deliver")]
    with ThreadPoolExecutor(4) as processes:  # four that found it due at once, none of which posts it
        kept_by = list(processes.map(lambda _: errands.deliver(one.follow_up_id, "1"), range(4)))
    assert {outbox_id for found in kept_by for outbox_id in found} == {f"follow_up:{one.follow_up_id}:1"}
    assert errands.deliver_late("priya.nair@vendor.example", "beside") == []
    world.service.workflows.run(
        f"follow_up:{one.follow_up_id}:1", "follow_ups.deliver", one.follow_up_id, "1"
    )
    wait(world, "survives")
    assert len(told(world, "survives")) == 1
