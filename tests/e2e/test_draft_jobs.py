"""Many messages at once in Slack: one message tells how far it is, another shows draft after draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Message, SlackStandin
from knowledge import draft_jobs, drafts
from tests.e2e.conftest import quiet_hour, settings_for
from tests.e2e.nudge_desk import NudgeDesk, many
from tests.e2e.test_drafts import wait_for_words
from tests.e2e.test_jobs import text_of
from tests.integration.test_stops import DRAFT
from tests.job_worlds import AS_OF, PlainDrafting, add, plain_jobs
from tools.drafts import DraftState, digest

COUNT = 11
ADA, LEA, VIC = "UADA000", "ULEA000", "UVIC000"


@pytest.fixture
def drafting() -> PlainDrafting:
    return PlainDrafting()


@pytest.fixture(autouse=True)
def service(
    slack: SlackStandin, database: Engine, drafting: PlainDrafting, tmp_path: Path
) -> Iterator[Service]:
    many(database, COUNT)
    desk = NudgeDesk(database, clock=quiet_hour)
    jobs = plain_jobs(database, drafting)
    running = Service(
        desk, settings_for(slack, tmp_path), 0, "127.0.0.1", Pace(gap=0.03), jobs=jobs
    )  # fmt: skip
    running.start()
    slack.server.over_http(running.address)
    yield running
    running.stop()


def posts(slack: SlackStandin) -> list[Message]:
    return slack.messages(slack.dm(ADA))


def nudge(slack: SlackStandin) -> Message:
    """The message that tells the progress, once all is written."""
    slack.say(ADA, "Nudge everyone")
    slack.wait_for(lambda: len(posts(slack)) == 2, what="the progress")
    wait_for_words(slack, posts(slack)[1], f"{COUNT} of {COUNT} written. Done")
    return posts(slack)[1]


def review(slack: SlackStandin) -> Message:
    slack.click(ADA, nudge(slack), "job_review")
    slack.wait_for(lambda: len(posts(slack)) == 3, what="the queue")
    return posts(slack)[2]


def job_of(connection: Connection) -> str:
    return draft_jobs.jobs_of(connection, "ada@example.com")[0].job_id


def states(database: Engine) -> list[DraftState]:
    with database.connect() as connection:
        return [one.state for one in draft_jobs.drafts_of(connection, job_of(connection))]


def test_progress_is_one_message_that_changes_and_then_offers_the_review(
    slack: SlackStandin, database: Engine
) -> None:
    progress = nudge(slack)
    assert {item["action_id"] for item in progress.elements()} == {"job_review"}
    assert states(database) == [DraftState.PROPOSED] * COUNT
    assert len(posts(slack)) == 2
    assert slack.workspace.breaches == []


def test_the_queue_approves_skips_and_moves_and_sends_each_once(
    slack: SlackStandin, database: Engine
) -> None:
    queue = review(slack)
    assert "1 of 11: Partner P000" in text_of(queue)
    assert "Hello Partner P000," in text_of(queue)
    stale = Message(**{**vars(queue), "blocks": list(queue.blocks)})
    slack.click(ADA, queue, "queue_approve")
    wait_for_words(slack, queue, "2 of 11: Partner P001")
    slack.wait_for(lambda: slack.messages("CGLOBEX1"), what="the message to the partner")
    slack.click(ADA, stale, "queue_approve")
    slack.click(ADA, queue, "queue_skip")
    wait_for_words(slack, queue, "3 of 11: Partner P002")
    slack.click(ADA, queue, "queue_back")
    wait_for_words(slack, queue, "Dismissed. It will not be sent.")
    slack.click(ADA, queue, "queue_next")
    wait_for_words(slack, queue, "3 of 11: Partner P002")
    assert "9 left to decide." in text_of(queue)
    slack.wait_for(lambda: states(database)[0] is DraftState.SENT)
    assert states(database)[1:3] == [DraftState.DISMISSED, DraftState.PROPOSED]
    assert len(slack.messages("CGLOBEX1")) == 1
    assert slack.workspace.breaches == []


def test_an_edit_shows_the_new_words_in_the_queue_and_an_old_button_approves_nothing(
    slack: SlackStandin, database: Engine
) -> None:
    queue = review(slack)
    stale = Message(**{**vars(queue), "blocks": list(queue.blocks)})
    slack.click(ADA, queue, "queue_edit")
    assert slack.submit(slack.open_views(ADA)[-1], {"body": "New words"}) == {}
    wait_for_words(slack, queue, "New words")
    assert "1 of 11: Partner P000" in text_of(queue)
    slack.click(ADA, stale, "queue_approve")
    slack.wait_for(lambda: len(posts(slack)) == 4, what="a line that says so")
    assert "not the one that was shown" in posts(slack)[3].text
    assert states(database)[0] is DraftState.EDITED
    slack.click(ADA, queue, "queue_approve")
    sent = slack.wait_for(lambda: slack.messages("CGLOBEX1"))
    assert "New words" in text_of(sent[0])


def test_an_old_skip_button_does_not_put_aside_what_was_changed_since(
    slack: SlackStandin, database: Engine
) -> None:
    queue = review(slack)
    stale = Message(**{**vars(queue), "blocks": list(queue.blocks)})
    slack.click(ADA, queue, "queue_edit")
    assert slack.submit(slack.open_views(ADA)[-1], {"body": "New words"}) == {}
    wait_for_words(slack, queue, "New words")
    slack.click(ADA, stale, "queue_skip")
    slack.click(ADA, queue, "queue_next")
    wait_for_words(slack, queue, "2 of 11")
    assert states(database)[0] is DraftState.EDITED


def test_a_button_for_a_draft_of_another_queue_opens_and_decides_nothing(
    slack: SlackStandin, database: Engine
) -> None:
    queue = review(slack)
    value = next(one["value"] for one in queue.elements() if one["action_id"] == "queue_skip")
    job_id, place, draft_id, seen = json.loads(value)
    foreign = replace(DRAFT, draft_id="d9", partner_id="P001")
    with database.begin() as connection:
        drafts.propose(connection, foreign)
    forged = json.dumps([job_id, place, "d9", digest(foreign)])
    for action_id in ("queue_approve", "queue_edit", "queue_skip"):
        slack.click(ADA, queue, action_id, value=forged)
    slack.wait_for(lambda: len(posts(slack)) == 6, what="a line for each")
    assert {one.text for one in posts(slack)[3:]} == {
        "This message is not in your queue. Open the queue again."
    }
    with database.connect() as connection:
        assert drafts.get_draft(connection, "d9").state is DraftState.PROPOSED
    assert slack.open_views(ADA) == []
    assert (draft_id, seen) != ("d9", digest(foreign))


def test_what_has_come_in_between_takes_the_approve_button_away(
    slack: SlackStandin, database: Engine
) -> None:
    queue = review(slack)
    slack.click(ADA, queue, "queue_next")
    wait_for_words(slack, queue, "2 of 11")
    with database.begin() as connection:
        later = AS_OF.replace(day=AS_OF.day + 1)
        add(connection, "activities", activity_id="a", partner_id="P000", date=later, direction="in")
    slack.click(ADA, queue, "queue_back")
    wait_for_words(slack, queue, "They have written since.")
    assert "queue_approve" not in {item["action_id"] for item in queue.elements()}


def test_the_long_tail_is_read_page_by_page_and_approved_with_one_click(
    slack: SlackStandin, database: Engine
) -> None:
    slack.click(ADA, review(slack), "queue_together")
    slack.wait_for(lambda: len(posts(slack)) == 4, what="the list")
    page = posts(slack)[3]
    assert "page 1 of 2, 11 messages in all" in text_of(page)
    assert "listing_approve" not in {item["action_id"] for item in page.elements()}
    slack.click(ADA, page, "listing_next")
    wait_for_words(slack, page, "You have opened every page.")
    with database.begin() as connection:
        changed = drafts.get_draft(
            connection, draft_jobs.drafts_of(connection, job_of(connection))[4].draft_id
        )
        drafts.edit(connection, changed, "", "Edited meanwhile", quiet_hour())
    clicks = [slack.start_click(ADA, page, "listing_approve") for _ in range(20)]
    wait(clicks, timeout=30)
    wait_for_words(slack, page, "Approved: 10. Left out: 1.")
    assert "Partner P004: It has changed since it was listed." in text_of(page)
    slack.wait_for(lambda: len(slack.messages("CGLOBEX1")) == 1, what="the message to the partner")
    slack.wait_for(lambda: sum("Approved. It has not been sent" in text_of(one) for one in posts(slack)) == 9)
    assert states(database).count(DraftState.EDITED) == 1
    assert slack.workspace.breaches == []


def test_cancelling_leaves_what_is_written_and_stops_the_rest(
    slack: SlackStandin, database: Engine, drafting: PlainDrafting
) -> None:
    drafting.seconds = 0.6
    slack.say(ADA, "Nudge everyone")
    slack.wait_for(lambda: len(posts(slack)) == 2, what="the progress")
    progress = posts(slack)[1]
    slack.wait_for(lambda: re.match(r"[1-9] of 11 written\.\n", progress.text), what="the first few")
    slack.click(ADA, progress, "job_cancel")
    wait_for_words(slack, progress, "Cancelled")
    written = states(database)
    assert 0 < len(written) < COUNT
    assert f"{len(written)} of 11 written. Cancelled" in text_of(progress)


def test_others_and_forged_buttons_change_nothing(slack: SlackStandin, database: Engine) -> None:
    queue = review(slack)
    before = text_of(queue)
    values = {item["action_id"]: item["value"] for item in queue.elements()}
    for action_id, value in values.items():
        slack.click(VIC, queue, action_id, value=value)
    for value in ("", "[]", "null", '["job:none","0"]', '["a","b","c","d"]', '["job:none"]', "[" * 2000):
        for action_id in values:
            assert slack.click(ADA, queue, action_id, value=value).status == 200
    assert states(database) == [DraftState.PROPOSED] * COUNT
    assert text_of(queue) == before
    assert slack.messages("CGLOBEX1") == []
