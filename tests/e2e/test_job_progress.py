"""How far a job is: one message that is edited, a plan where Slack has plans and words where it has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Message, SlackStandin
from evals.slack_standin.webapi import Call
from tests.e2e.conftest import quiet_hour, settings_for
from tests.e2e.nudge_desk import NudgeDesk, many
from tests.e2e.test_draft_jobs import ADA, COUNT, posts
from tests.e2e.test_drafts import wait_for_words
from tests.job_worlds import PlainDrafting, plain_jobs

pytestmark = pytest.mark.slow

DONE = f"{COUNT} of {COUNT} written. Done"


@pytest.fixture
def drafting() -> PlainDrafting:
    return PlainDrafting(seconds=0.4)


@pytest.fixture(autouse=True)
def service(
    slack: SlackStandin, database: Engine, drafting: PlainDrafting, tmp_path: Path
) -> Iterator[Service]:
    many(database, COUNT)
    desk, jobs = NudgeDesk(database, clock=quiet_hour), plain_jobs(database, drafting)
    running = Service(desk, settings_for(slack, tmp_path), pace=Pace(gap=0.03), jobs=jobs)
    running.start()
    yield running
    running.stop()


def nudge(slack: SlackStandin) -> Message:
    """The message that tells the progress of one more job, as soon as it is there."""
    before = len(posts(slack))
    slack.say(ADA, "Nudge everyone")
    slack.wait_for(lambda: len(posts(slack)) == before + 2, what="the progress")
    return posts(slack)[-1]


def refused(slack: SlackStandin) -> list[Call]:
    """What Slack said no to, for its blocks."""
    calls = [*slack.calls("chat.postMessage"), *slack.calls("chat.update")]
    return [call for call in calls if call.answer == "invalid_blocks"]


def test_progress_is_a_plan_whose_steps_are_ticked_off(slack: SlackStandin) -> None:
    progress = nudge(slack)
    begun = slack.calls("chat.postMessage")[-1].arguments["blocks"][0]
    assert [one["status"] for one in begun["tasks"]] == ["complete", "in_progress", "pending", "pending"]
    wait_for_words(slack, progress, DONE)
    plan = progress.blocks[0]
    assert {one["status"] for one in plan["tasks"]} == {"complete"}
    assert progress.text.splitlines()[0] == plan["title"]
    assert len(posts(slack)) == 2
    assert progress.edited == len(slack.calls("chat.update"))
    assert slack.workspace.breaches == slack.workspace.markup == []


def test_a_workspace_without_plans_gets_words_and_is_asked_once(
    slack: SlackStandin, drafting: PlainDrafting
) -> None:
    drafting.seconds = 0
    slack.refuse_blocks("plan")
    first = nudge(slack)
    wait_for_words(slack, first, DONE)
    assert [one["type"] for one in first.blocks] == ["section", "actions"]
    assert {item["action_id"] for item in first.elements()} == {"job_review"}
    second = nudge(slack)
    wait_for_words(slack, second, DONE)
    assert second.blocks[0] == first.blocks[0]
    assert [call.method for call in refused(slack)] == ["chat.postMessage"]


def test_a_plan_that_slack_does_not_take_any_more_goes_on_in_words(slack: SlackStandin) -> None:
    progress = nudge(slack)
    slack.refuse_blocks("plan")
    wait_for_words(slack, progress, DONE)
    assert [one["type"] for one in progress.blocks] == ["section", "actions"]
    assert [call.method for call in refused(slack)] == ["chat.update"]
    assert len(posts(slack)) == 2
