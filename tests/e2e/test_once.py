"""Deliveries that come often and in any order, and a Slack that answers badly: one answer each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from assistant.slack.serving import Service
from assistant.workflows.steps import WAITED
from evals.slack_standin import Fault, SlackStandin
from knowledge.threads import Question
from tests.e2e.conftest import quiet_hour
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_jobs import both_ways

pytestmark = pytest.mark.slow

QUIET = quiet_hour()


def answers(slack: SlackStandin, user: str = "UADA000") -> list[str]:
    return [post.text for post in slack.messages(slack.dm(user))]


def settle(slack: SlackStandin, count: int) -> None:
    """Wait until everything that was delivered has been acknowledged."""
    slack.wait_for(lambda: len(slack.server.acknowledgements) >= count)


@both_ways
@pytest.mark.usefixtures("service")
def test_one_message_delivered_four_times_is_answered_once(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.say("UADA000", "hello", copies=4)
    slack.wait_for(lambda: answers(slack))
    settle(slack, 4)
    slack.say("UADA000", "again")
    slack.wait_for(lambda: len(answers(slack)) > 1)
    assert len(answers(slack)) == 2
    assert len(desk.thought) == 2


@pytest.mark.usefixtures("service")
def test_a_mention_that_comes_as_a_message_too_is_answered_once(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.mention("UADA000", "hello", "CTEAM001", copies=2, also_message=True)
    slack.wait_for(lambda: answers(slack))
    settle(slack, 4)
    slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert (len(answers(slack)), len(slack.ephemerals("UADA000")), len(desk.thought)) == (1, 1, 1)


@pytest.mark.usefixtures("service")
def test_many_events_four_times_each_in_any_order(slack: SlackStandin, desk: PlainDesk) -> None:
    with slack.held(seed=7):
        for number in range(25):
            slack.say("UADA000", f"question {number}.", copies=4)
    slack.wait_for(lambda: len(answers(slack)) >= 25)
    settle(slack, 100)
    said = Counter(text.split("\n")[0] for text in answers(slack))
    assert said == {f"You said: question {number}.": 1 for number in range(25)}
    assert len(desk.thought) == 25
    assert [post for _, post in slack.server.acknowledgements if post.status != 200] == []


def test_a_question_that_nobody_started_is_answered_when_a_minute_is_over(
    slack: SlackStandin, desk: PlainDesk, service: Service
) -> None:
    dm = slack.dm("UADA000")
    lost = Question(f"answer:{dm}:1.1", dm, "ada@example.com", "hello", QUIET, dm)
    desk.receive(lost)
    unanswered = service.workflows.errands.questions.unanswered
    desk.clock = partial(later, 59)
    assert unanswered(WAITED) == []
    desk.clock = partial(later, 61)
    assert unanswered(WAITED) == [lost.question_id]
    for seconds in (61, 62, 63):
        service.workflows.start_what_is_due(later(seconds))
    slack.wait_for(lambda: answers(slack))
    assert unanswered(WAITED) == []
    assert (len(answers(slack)), desk.thought) == (1, [lost.question_id])


def later(seconds: int) -> datetime:
    return QUIET + timedelta(seconds=seconds)


def test_what_was_apologised_for_is_not_started_again(slack: SlackStandin, service: Service) -> None:
    slack.say("UADA000", "boom")
    slack.wait_for(lambda: answers(slack))
    assert service.workflows.errands.questions.unanswered() == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault("chat.postMessage", drop="reply"),
        Fault("chat.postMessage", drop="request"),
        Fault("chat.postMessage", status=500),
        Fault("chat.postMessage", status=429, times=2),
        Fault("chat.postMessage", error="internal_error"),
        Fault("chat.postMessage", error="invalid_blocks"),
        Fault("conversations.open", status=500),
        Fault("users.info", status=500),
    ],
    ids=lambda fault: f"{fault.method}-{fault.drop or fault.status or fault.error}",
)
@pytest.mark.usefixtures("service")
def test_whatever_slack_does_to_a_post_the_answer_is_there_once(slack: SlackStandin, fault: Fault) -> None:
    slack.fail(Fault(**{**vars(fault), "struck": 0}))
    slack.mention("UADA000", "hello", "CTEAM001")
    slack.wait_for(lambda: answers(slack))
    slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert len(answers(slack)) == 1
    assert slack.workspace.breaches == []


def test_an_unreachable_lookup_keeps_those_who_are_known(
    slack: SlackStandin, start: Callable[[str], Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.slack.members.FRESH_SECONDS", 0.0)
    start("http")
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: answers(slack))
    slack.fail(Fault("users.info", status=500, times=100))
    slack.say("UADA000", "again")
    slack.wait_for(lambda: len(answers(slack)) == 2)


@pytest.mark.long
def test_the_socket_is_cut_and_messages_come_through_again(
    slack: SlackStandin, start: Callable[[str], Service]
) -> None:
    start("socket")
    slack.cut_sockets()
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: answers(slack))
    assert len(answers(slack)) == 1


@pytest.mark.long
def test_the_socket_is_cut_a_hundred_times(slack: SlackStandin, start: Callable[[str], Service]) -> None:
    start("socket")
    for number in range(100):
        slack.cut_sockets()
        slack.say("UADA000", f"question {number}.")
        slack.wait_for(lambda wanted=number + 1: len(answers(slack)) >= wanted)
    assert len(answers(slack)) == 100


@pytest.mark.long
@pytest.mark.usefixtures("service")
def test_a_thousand_events_four_times_each(slack: SlackStandin, desk: PlainDesk) -> None:
    with slack.held(seed=11):
        for number in range(1000):
            slack.say("UADA000", f"question {number}.", copies=4)
    slack.wait_for(lambda: len(answers(slack)) >= 1000, timeout=600)
    assert len(desk.thought) == len(answers(slack)) == 1000


def test_acknowledgements_do_not_wait_for_a_slow_answer(
    slack: SlackStandin, start: Callable[[str], Service], desk: PlainDesk
) -> None:
    desk.model.clear()
    start("http")
    for number in range(50):
        slack.say("UADA000", f"question {number}.")
    settle(slack, 50)
    assert {answer.status for _, answer in slack.server.acknowledgements} == {200}
    assert answers(slack) == []
    desk.model.set()
    slack.wait_for(lambda: len(answers(slack)) == 50)
