from __future__ import annotations

import pytest

from assistant.planner.faults import LONGEST_WAIT, failure_of, refuses_form, wait_before_retry
from assistant.planner.plan import Failure


class Answered(Exception):
    """As OpenAI's, Anthropic's and Ollama's clients say it."""

    def __init__(self, status_code: int, message: str = "") -> None:
        super().__init__(message)
        self.status_code = status_code


class Coded(Exception):
    """As Google's client says it."""

    def __init__(self, code: int) -> None:
        super().__init__("told")
        self.code = code


def wrapping(error: Exception) -> Exception:
    wrapper = RuntimeError("Error calling model")
    wrapper.__cause__ = error
    return wrapper


class APITimeoutError(Exception):
    """The name by which a client says that it waited in vain."""


@pytest.mark.parametrize(
    ("error", "failure", "retried"),
    [
        (Answered(429), Failure.BUSY, True),
        (Coded(429), Failure.BUSY, True),
        (wrapping(Coded(429)), Failure.BUSY, True),
        (Answered(503), Failure.UNREACHABLE, True),
        (wrapping(Coded(503)), Failure.UNREACHABLE, True),
        (Answered(408), Failure.UNREACHABLE, True),
        (ConnectionRefusedError(), Failure.UNREACHABLE, True),
        (APITimeoutError(), Failure.UNREACHABLE, True),
        (Answered(401), Failure.REJECTED, False),
        (Answered(400), Failure.REJECTED, False),
        (wrapping(Coded(400)), Failure.REJECTED, False),
        (Answered(501), Failure.REJECTED, False),
        (Answered(500, "this model has no TOOL template"), Failure.REJECTED, False),
        (ValueError("no JSON"), Failure.MALFORMED, False),
    ],
)
def test_a_fault_has_a_kind_and_passing_ones_are_retried(
    error: Exception, failure: Failure, retried: bool
) -> None:
    assert failure_of(error) is failure
    assert (wait_before_retry(error, 0) is not None) is retried


@pytest.mark.parametrize(
    ("status", "refuses"), [(400, True), (404, True), (501, True), (401, False), (403, False), (429, False)]
)
def test_a_simpler_form_may_help_where_the_request_is_refused_not_the_asker(
    status: int, refuses: bool
) -> None:
    assert refuses_form(Answered(status)) is refuses


def test_waits_double_and_none_is_longer_than_the_longest() -> None:
    waits = [wait_before_retry(Answered(429), attempt) or 0 for attempt in range(8)]
    assert waits[1] == 2 * waits[0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
