"""Lines that are sent beside the work: the newest of each thread, none after the answer, never in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from slack_sdk.errors import SlackApiError

from assistant.slack.pane.statuses import MOST_WAITING, Statuses

PLACE = ("D1", "1.0")
SOON = 60.0  # seconds; a failure takes as long, a success none


@dataclass
class Reply:
    """What Slack answers with an error."""

    status_code: int
    headers: dict[str, str]

    def get(self, _name: str) -> str:
        return "ratelimited"


@dataclass
class FakeSlack:
    """Takes lines; holds each until `open` is set."""

    open: threading.Event = field(default_factory=threading.Event)
    told: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    error: Exception | None = None
    busy: int = 0
    failed: int = 0

    def assistant_threads_setStatus(self, **arguments: str) -> None:  # noqa: N802 - as the SDK calls it
        self.busy += 1
        self.open.wait(SOON)
        if error := self.error:
            self.failed += 1
            raise error
        self.told.append((arguments["thread_ts"], arguments["status"]))

    def assistant_threads_setTitle(self, **arguments: str) -> None:  # noqa: N802 - as the SDK calls it
        self.titles.append(arguments["title"])


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack()


@pytest.fixture
def statuses(slack: FakeSlack) -> Iterator[Statuses]:
    made = Statuses(slack)  # type: ignore[arg-type]  # as much of a client as it needs
    yield made
    slack.open.set()
    made.close()


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not look():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_line_says_what_is_done_and_names_the_thread(slack: FakeSlack, statuses: Statuses) -> None:
    slack.open.set()
    statuses.show(PLACE, lambda: "looking at your partners", lambda: "Why did Globex drop?")
    until(lambda: slack.titles)
    assert slack.told == [("1.0", "is looking at your partners…")]
    assert slack.titles == ["Why did Globex drop?"]


def test_a_line_that_nobody_sent_yet_gives_way_and_keeps_the_title(
    slack: FakeSlack, statuses: Statuses
) -> None:
    statuses.show(PLACE, lambda: "first")
    until(lambda: slack.busy)
    statuses.show(PLACE, lambda: "second", lambda: "A title")
    statuses.show(PLACE, lambda: "third")
    slack.open.set()
    until(lambda: slack.titles)
    assert [line for _, line in slack.told] == ["is first…", "is third…"]


@pytest.mark.parametrize("answered", [False, True])
def test_a_thread_is_named_though_the_next_line_or_the_answer_comes_before_the_first_line_is_out(
    slack: FakeSlack, statuses: Statuses, answered: bool
) -> None:
    statuses.show(PLACE, lambda: "first", lambda: "A title")
    until(lambda: slack.busy)
    statuses.show(PLACE, lambda: "second")
    if answered:
        statuses.end(PLACE)
    slack.open.set()
    until(lambda: slack.titles)
    assert slack.titles == ["A title"]


def test_a_line_on_its_way_when_the_answer_comes_is_taken_back(slack: FakeSlack, statuses: Statuses) -> None:
    statuses.show(PLACE, lambda: "late")
    until(lambda: slack.busy)
    statuses.end(PLACE)
    slack.open.set()
    until(lambda: len(slack.told) == 2)
    assert [line for _, line in slack.told] == ["is late…", ""]


def test_a_line_that_waits_when_the_answer_comes_is_never_sent(slack: FakeSlack, statuses: Statuses) -> None:
    for number in range(20):  # more than there are workers
        statuses.show(("D1", f"{number}.0"), lambda: "busy")
    statuses.end(("D1", "19.0"))
    slack.open.set()
    until(lambda: len(slack.told) == 19)
    assert "19.0" not in {thread for thread, _ in slack.told}


def test_showing_never_waits_and_what_is_kept_is_bounded(slack: FakeSlack, statuses: Statuses) -> None:
    began, threads = time.monotonic(), threading.active_count()
    for number in range(3 * MOST_WAITING):
        statuses.show(("D1", f"{number}.0"), lambda: "busy")
    assert time.monotonic() - began < SOON / 2  # each that waited would take all of it
    assert threading.active_count() < threads + 20
    slack.open.set()
    until(lambda: len(slack.told) >= MOST_WAITING)
    assert len(slack.told) <= MOST_WAITING + 8


@pytest.mark.parametrize("error", [OSError(), TimeoutError(), ValueError("x")])
def test_a_failure_is_silent_and_the_next_line_is_sent(
    slack: FakeSlack, statuses: Statuses, error: Exception
) -> None:
    slack.open.set()
    slack.error = error
    statuses.show(PLACE, lambda: "lost")
    until(lambda: slack.failed)
    slack.error = None
    statuses.show(("D1", "2.0"), lambda: "shown")
    until(lambda: slack.told)
    assert slack.told == [("2.0", "is shown…")]


def test_when_slack_says_it_is_too_much_there_are_none_for_as_long_as_it_says(slack: FakeSlack) -> None:
    now = [100.0]
    statuses = Statuses(slack, clock=lambda: now[0])  # type: ignore[arg-type]  # as above
    slack.open.set()
    refused = Reply(429, {"Retry-After": "30"})
    slack.error = SlackApiError("limited", refused)  # type: ignore[no-untyped-call]  # the SDK's
    statuses.show(PLACE, lambda: "refused")
    until(lambda: statuses._quiet_until > now[0])
    slack.error = None
    statuses.show(PLACE, lambda: "too early")
    now[0] = 131.0
    statuses.show(PLACE, lambda: "shown")
    until(lambda: slack.told)
    assert slack.told == [("1.0", "is shown…")]
    statuses.close()
