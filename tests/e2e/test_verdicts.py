"""Feedback buttons from the click to the table."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from assistant.slack.answers import VERDICT
from assistant.slack.notices import NOT_YOURS_TO_JUDGE
from evals.slack_standin import Message, SlackStandin
from knowledge.feedback import FeedbackKind, all_feedback
from tests.e2e.test_channels import register

pytestmark = pytest.mark.usefixtures("service")


def kinds(database: Engine) -> list[tuple[str, FeedbackKind]]:
    with database.connect() as connection:
        return [(one.asker_email, one.kind) for one in all_feedback(connection)]


def answered(slack: SlackStandin, question: str) -> Message:
    slack.say("UADA000", question)
    return slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[-1]


def test_a_verdict_is_kept_once_and_only_by_who_asked(slack: SlackStandin, database: Engine) -> None:
    answer = answered(slack, "hello")
    clicks = [slack.start_click("UADA000", answer, VERDICT, "good") for _ in range(4)]
    assert {click.result(10).status for click in clicks} == {200}
    for user, value in (("ULEA000", "bad"), ("UADA000", "correction"), ("UADA000", "excellent")):
        assert slack.click(user, answer, VERDICT, value).status == 200
    thanks = slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert kinds(database) == [("ada@example.com", FeedbackKind.GOOD)]
    assert [post.text for post in thanks] == ["Thank you. That helps me to answer better."]
    assert len(slack.messages(slack.dm("UADA000"))) == 1


def test_after_a_bad_one_we_ask_once_in_the_thread_what_was_meant(
    slack: SlackStandin, database: Engine
) -> None:
    answer = answered(slack, "hello")
    dm = slack.dm("UADA000")
    for value in ("good", "bad", "good", "bad"):
        assert slack.click("UADA000", answer, VERDICT, value).status == 200
    asked = slack.wait_for(lambda: slack.messages(dm)[1:])[0]
    thread_ts = answer.thread_ts or answer.ts
    assert (asked.thread_ts, asked.text[:18]) == (thread_ts, "What did you mean?")
    slack.say("UADA000", "I meant Globex", thread_ts=thread_ts)
    reply = slack.wait_for(lambda: slack.messages(dm)[2:])[0]
    assert "You said: I meant Globex" in reply.text
    assert f"In {dm}" in reply.text  # the conversation goes on
    assert kinds(database) == [("ada@example.com", FeedbackKind.BAD)]
    assert slack.workspace.breaches == []


def test_whoever_judges_somebody_elses_answer_is_told_that_it_does_not_count(
    slack: SlackStandin, database: Engine
) -> None:
    register(database, "CTEAM001")
    slack.join("ULEA000", "CTEAM001")
    slack.mention("UADA000", "hello", "CTEAM001")
    answer = slack.wait_for(lambda: slack.messages("CTEAM001"))[0]
    slack.click("ULEA000", answer, VERDICT, "bad")
    assert slack.wait_for(lambda: slack.ephemerals("ULEA000"))[0].text == NOT_YOURS_TO_JUDGE
    assert kinds(database) == []


def test_a_question_that_broke_down_is_kept_as_unanswered(slack: SlackStandin, database: Engine) -> None:
    apology = answered(slack, "boom")
    assert [element["action_id"] for element in apology.elements()] == []
    assert kinds(database) == [("ada@example.com", FeedbackKind.UNANSWERED)]
