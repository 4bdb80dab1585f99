"""Few answers are thought about at once; who waits for a model or for Slack takes nobody's place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from threading import BoundedSemaphore, Event

import pytest

from assistant.turnstile import LULL, PATIENCE, Turnstile

SOON = 60.0  # seconds; a failure takes as long, a success none


@pytest.fixture
def narrow() -> Turnstile:
    """One place."""
    return Turnstile(BoundedSemaphore(1))


@contextmanager
def answering(turnstile: Turnstile, during: Callable[[], object]) -> Iterator[Future[None]]:
    """Another answer beside ours, which does that while it is thought about."""

    def answer() -> None:
        with turnstile.thinking():
            during()

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(answer)


def is_free(turnstile: Turnstile) -> bool:
    """Whether all its places are: one more than there are cannot be given back."""
    taken = turnstile.free.acquire(blocking=False)
    if taken:
        turnstile.free.release()
    with pytest.raises(ValueError, match="released too many"):
        turnstile.free.release()
    return taken


def test_a_second_answer_waits_until_the_first_is_done(narrow: Turnstile) -> None:
    entered = Event()
    with narrow.thinking():
        beside = answering(narrow, entered.set)
        other = beside.__enter__()
        assert not entered.wait(0.05)
    other.result(SOON)
    beside.__exit__(None, None, None)
    assert entered.is_set()
    assert is_free(narrow)


def test_a_model_that_is_asked_frees_the_place_and_its_answer_takes_it_again(narrow: Turnstile) -> None:
    with narrow.thinking():
        Turnstile.step_aside()
        with answering(narrow, Event) as other:
            other.result(SOON)
        Turnstile.go_on()
        assert not narrow.free.acquire(blocking=False)
    assert is_free(narrow)


def test_who_goes_on_waits_for_the_one_that_came_between(narrow: Turnstile) -> None:
    inside, may_end = Event(), Event()
    order: list[str] = []

    def between() -> None:
        inside.set()
        may_end.wait(SOON)
        order.append("between")

    with narrow.thinking():
        Turnstile.step_aside()
        with answering(narrow, between):
            assert inside.wait(SOON)
            may_end.set()
            Turnstile.go_on()
            order.append("again")
    assert order == ["between", "again"]
    assert is_free(narrow)


def test_an_error_gives_the_place_back(narrow: Turnstile) -> None:
    with pytest.raises(RuntimeError, match="boom"), narrow.thinking():
        raise RuntimeError("boom")
    assert is_free(narrow)


def test_an_error_while_a_model_is_asked_gives_nothing_back_twice(narrow: Turnstile) -> None:
    def fail() -> None:
        Turnstile.step_aside()
        raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"), narrow.thinking():
        fail()
    assert is_free(narrow)


def test_one_within_one_is_free(narrow: Turnstile) -> None:
    with narrow.thinking():
        with narrow.thinking():
            pass
        assert not narrow.free.acquire(blocking=False)
    assert is_free(narrow)


def test_tools_that_ask_models_side_by_side_take_one_place_again(narrow: Turnstile) -> None:
    def ask() -> None:
        Turnstile.step_aside()
        time.sleep(0.001)
        Turnstile.go_on()

    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            with narrow.thinking():
                for one in [pool.submit(copy_context().run, ask) for _ in range(8)]:
                    one.result(SOON)
    assert is_free(narrow)


def test_what_still_runs_of_an_answer_that_is_over_takes_no_place(narrow: Turnstile) -> None:
    with narrow.thinking():
        Turnstile.step_aside()
        left_behind = copy_context()
    left_behind.run(Turnstile.go_on)
    assert is_free(narrow)


def test_showing_what_is_being_made_frees_the_place_meanwhile(narrow: Turnstile) -> None:
    with narrow.thinking():
        with Turnstile.aside(), answering(narrow, Event) as other:
            other.result(SOON)
        assert not narrow.free.acquire(blocking=False)
        Turnstile.step_aside()
        with Turnstile.aside():
            pass
        assert narrow.free.acquire(blocking=False)  # a model is still asked: nothing was taken back
        narrow.free.release()
    assert is_free(narrow)


def test_outside_of_an_answer_nothing_is_given_or_taken(narrow: Turnstile) -> None:
    Turnstile.step_aside()
    Turnstile.go_on()
    with Turnstile.aside():
        assert is_free(narrow)


def test_thinking_begins_when_the_door_is_quiet(narrow: Turnstile) -> None:
    entered = Event()
    visit = narrow.attending()
    visit.__enter__()
    with answering(narrow, entered.set) as other:
        assert not entered.wait(0.05)
        visit.__exit__(None, None, None)
        other.result(SOON)
    assert entered.is_set()


def test_a_moment_after_the_last_one_left_the_door_is_not_quiet_yet(narrow: Turnstile) -> None:
    def quiet_since() -> float:
        narrow.until_quiet()
        return time.monotonic()

    with ThreadPoolExecutor(1) as pool:
        with narrow.attending():
            waiting = pool.submit(quiet_since)
            left = time.monotonic()
        assert waiting.result(SOON) >= left + LULL


def test_a_door_that_is_never_quiet_delays_thinking_a_second_at_most(narrow: Turnstile) -> None:
    with narrow.attending():
        began = time.monotonic()
        narrow.until_quiet(waited=PATIENCE - 0.05)
        assert 0.04 < time.monotonic() - began < SOON
        assert least_wait(lambda: narrow.until_quiet(waited=PATIENCE * 30)) < PATIENCE / 2


def test_a_listener_that_fails_leaves_the_door(narrow: Turnstile) -> None:
    with pytest.raises(RuntimeError, match="boom"), narrow.attending():
        raise RuntimeError("boom")
    assert least_wait(narrow.until_quiet) < PATIENCE / 2


def least_wait(work: Callable[[], None]) -> float:
    """Seconds; of three tries, as a busy machine may lose one."""
    waits = []
    for _ in range(3):
        began = time.monotonic()
        work()
        waits.append(time.monotonic() - began)
    return min(waits)
