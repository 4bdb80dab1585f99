"""`/rapport`: a line at once, the answer in its place, and in the direct message what needs a decision."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from assistant.slack.commands.replies import OPEN
from assistant.slack.notices import FAILED, LOOKING
from assistant.slack.serving import Service
from evals.slack_standin import Message, SlackStandin, interactions
from knowledge.command_replies import CommandReply, keep_reply
from knowledge.tables import command_replies
from knowledge.threads import Question
from tests.e2e.conftest import quiet_hour
from tests.e2e.plain_desk import PlainDesk

ELSEWHERE = "CTEAM001"


def seen_at_once(slack: SlackStandin, words: str, user: str = "UADA000") -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(slack.command(user, words, channel=ELSEWHERE).body)
    assert shown["response_type"] == "ephemeral"
    return shown


def replies(slack: SlackStandin, count: int = 1, user: str = "UADA000") -> list[Message]:
    slack.wait_for(lambda: len(slack.ephemerals(user)) >= count)
    return slack.ephemerals(user)


def kept_addresses(database: Engine) -> list[str]:
    with database.connect() as connection:
        return list(connection.execute(select(command_replies.c.response_url)).scalars())


@pytest.mark.usefixtures("service")
def test_the_answer_takes_the_place_of_the_line(slack: SlackStandin, database: Engine) -> None:
    assert seen_at_once(slack, "hello")["text"] == LOOKING
    shown = replies(slack)[0]
    assert shown.text.startswith("You said: hello")
    assert slack.messages(ELSEWHERE) == slack.messages(slack.dm("UADA000")) == []
    slack.wait_for(lambda: not kept_addresses(database))
    assert slack.workspace.breaches == []


@pytest.mark.usefixtures("service")
def test_the_whole_answer_opens_in_the_direct_message_for_its_asker_once(
    slack: SlackStandin, desk: PlainDesk
) -> None:
    seen_at_once(slack, "attention")
    shown = replies(slack)[0]
    assert [element["action_id"] for element in shown.elements()] == [OPEN]
    slack.click("ULEA000", shown, OPEN)
    slack.click("UADA000", shown, OPEN, value="answer:C1:forged")
    for _ in range(3):
        slack.click("UADA000", shown, OPEN)
    whole = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))
    assert {"ask_0", "verdict"} <= {element["action_id"] for element in whole[0].elements()}
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: len(desk.thought) == 2)
    assert len(slack.messages(slack.dm("UADA000"))) <= 2
    assert slack.messages(slack.dm("ULEA000")) == []


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    ("words", "said", "in_dm"),
    [("draft Globex check-in", "The drafts are in our direct message", 3), ("remind me", "your decision", 1)],
)
def test_drafts_and_decisions_wait_in_the_direct_message(
    slack: SlackStandin, words: str, said: str, in_dm: int
) -> None:
    seen_at_once(slack, words)
    assert said in replies(slack)[0].text
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) >= in_dm)
    assert len(slack.messages(slack.dm("UADA000"))) == in_dm
    assert slack.messages(ELSEWHERE) == []


@pytest.mark.usefixtures("service")
def test_what_went_wrong_is_told_in_its_place(slack: SlackStandin) -> None:
    seen_at_once(slack, "boom")
    assert replies(slack)[0].text == FAILED
    assert slack.messages(slack.dm("UADA000")) == []


def test_an_answer_that_comes_too_late_goes_to_the_direct_message(
    slack: SlackStandin, desk: PlainDesk, start: Callable[[str], Service], database: Engine
) -> None:
    start("http")
    desk.clock = lambda: quiet_hour() + len(desk.thought) * timedelta(minutes=30)  # so long it thinks
    seen_at_once(slack, "hello")
    assert slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[0].text.startswith("You said: hello")
    slack.wait_for(lambda: not kept_addresses(database))
    assert slack.ephemerals("UADA000") == []


@pytest.mark.usefixtures("service")
def test_blocks_that_slack_does_not_know_there_go_as_words(slack: SlackStandin) -> None:
    slack.refuse_blocks("actions")
    seen_at_once(slack, "hello")
    shown = replies(slack)[0]
    assert (shown.text.startswith("You said: hello"), shown.blocks) == (True, [])


@pytest.mark.usefixtures("service")
def test_the_digest_of_now_leaves_the_weekly_one_as_it_will_be(slack: SlackStandin) -> None:
    seen_at_once(slack, "digest")
    shown = replies(slack)[0]
    assert "Globex has gone quiet." in shown.text
    slack.click("ULEA000", shown, OPEN)
    slack.click("UADA000", shown, OPEN)
    whole = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))
    assert "Globex has gone quiet." in whole[0].text
    assert slack.messages(slack.dm("ULEA000")) == []


@pytest.mark.usefixtures("service")
def test_a_command_without_words_of_ones_own_is_told_what_there_is(
    slack: SlackStandin, desk: PlainDesk
) -> None:
    assert "/rapport brief Acme Ltd" in seen_at_once(slack, "> what somebody else wrote")["text"]
    assert (desk.thought, slack.ephemerals("UADA000"), kept_addresses(desk.engine)) == ([], [], [])


@pytest.mark.usefixtures("service")
def test_a_command_that_comes_twice_is_answered_once(slack: SlackStandin, desk: PlainDesk) -> None:
    person, where = slack.workspace.users["UADA000"], slack.workspace.channels[ELSEWHERE]
    slack.dm("UADA000")
    address = slack.server.hooks.issue("commands", "UADA000", ELSEWHERE)
    twice = interactions.command(person, where, "/rapport", "hello", "1.2.three", address)
    digest = interactions.command(person, where, "/rapport", "digest", "1.2.four", address)
    for delivery in (twice, twice, digest, digest):
        assert json.loads(slack.server.deliver(delivery).result(10).body)["text"] == LOOKING
    assert len(replies(slack, 2)) == 2
    assert seen_at_once(slack, "are you there.")["text"] == LOOKING
    assert len(replies(slack, 3)) == 3
    assert len(desk.thought) == 2


@pytest.mark.usefixtures("service")
def test_help_is_there_at_once(slack: SlackStandin, desk: PlainDesk) -> None:
    for words, said in (
        ("", "/rapport brief Acme Ltd"),
        ("help note", "for example: `/rapport note Acme Ltd:"),
        ("brief", "for example: `/rapport brief Acme Ltd`"),
        ("atention", "Did you mean `/rapport attention`?"),
    ):
        assert said in seen_at_once(slack, words)["text"]
    assert (desk.thought, slack.ephemerals("UADA000")) == ([], [])


def test_a_restart_answers_in_the_same_place(
    slack: SlackStandin, desk: PlainDesk, start: Callable[[str], Service], database: Engine
) -> None:
    slack.dm("UADA000")
    cause, now = "answer:CTEAM001:1.2.three", quiet_hour()
    address = slack.server.hooks.issue("commands", "UADA000", ELSEWHERE)
    desk.receive(Question(cause, "command:UADA000", "ada@example.com", "hello", now, "UADA000"))
    with database.begin() as connection:
        keep_reply(connection, CommandReply(cause, address, now + timedelta(minutes=9)))
    start("http")
    assert replies(slack)[0].text.startswith("You said: hello")
    assert slack.messages(slack.dm("UADA000")) == []
    assert address not in repr(CommandReply(cause, address, now))
