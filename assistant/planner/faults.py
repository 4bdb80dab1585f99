"""Faults of a model: which kind one is, whether asking again helps, and how long to wait first."""

from __future__ import annotations

from typing import Final

from assistant.planner.plan import Failure

FIRST_WAIT: Final = 0.5  # seconds; doubled each time
LONGEST_WAIT: Final = 8.0  # seconds, also for a provider's Retry-After
_BUSY: Final = 429
_SERVER: Final = 500
_NOT_BUILT: Final = 501
_PASSING: Final = frozenset((408, 409))
_REFUSES_FORM: Final = frozenset((400, 404, 405, 415, 422, _NOT_BUILT))
"""Answers of servers that do not take the request as it is written; a key or a right is no such matter."""


class PlanningFailed(Exception):
    """The model gave nothing usable; carried out of the loop as a `Failure`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class NotInThisForm(PlanningFailed):
    """The server or the model does not do what this form of request asks; a simpler form may work."""


def failure_of(error: Exception) -> Failure:
    """The kind of fault, by status code or kind of exception; no provider's classes are needed."""
    status = _status_of(error)
    if status == _BUSY:
        return Failure.BUSY
    if status is not None:
        passing = (status >= _SERVER and not refuses_form(error)) or status in _PASSING
        return Failure.UNREACHABLE if passing else Failure.REJECTED
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"APIConnectionError", "APITimeoutError", "TimeoutError", "ConnectionError", "TransportError"}:
        return Failure.UNREACHABLE
    return Failure.MALFORMED


def refuses_form(error: Exception) -> bool:
    """Whether the server refuses how it was asked: no tools, no such option, no such path."""
    status = _status_of(error)
    unable = status == _SERVER and "tool" in str(error).casefold()  # some local servers answer so
    return unable or status in _REFUSES_FORM


def wait_before_retry(error: Exception, attempt: int) -> float | None:
    """Seconds to wait before asking again; None when asking again cannot help."""
    if failure_of(error) not in {Failure.BUSY, Failure.UNREACHABLE}:
        return None
    told = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    seconds = float(told) if str(told).replace(".", "", 1).isdigit() else FIRST_WAIT * 2**attempt
    return min(seconds, LONGEST_WAIT)


def _status_of(error: BaseException) -> int | None:
    """HTTP status; Google's client calls it `code`, and wraps the error that has it."""
    for status in (getattr(error, "status_code", None), getattr(error, "code", None)):
        if isinstance(status, int):
            return status
    return _status_of(error.__cause__) if error.__cause__ else None
