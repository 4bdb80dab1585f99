"""Calls of Slack's API: what never reached it, what perhaps did, and what it answered are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from http.client import HTTPException
from socket import gaierror
from typing import Any, Final
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

LIMITED: Final = 429
SERVER_ERROR: Final = 500
BACKOFF: Final = (1.0, 2.0, 5.0, 15.0, 60.0)  # seconds between tries while Slack cannot be reached
_CODE: Final = re.compile(r"[a-z0-9_]+")  # an error in Slack's words; a reply that was cut off has none
_LOST_REPLY: Final = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


class Stopping(BaseException):
    """The service ends: what is under way stays as it is, and goes on at the next start."""


class UnreachableError(Exception):
    """Slack cannot be reached, so nothing was posted."""


class LostReplyError(Exception):
    """Perhaps it was posted: no reply, or one that says nothing."""


def reached(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - the SDK's answer
    """Tell apart what never reached Slack, what perhaps did, and what Slack answered."""
    try:
        return call()
    except SlackApiError as error:
        status, said = error.response.status_code, error.response.get("error", "")
        if status >= SERVER_ERROR or said in _LOST_REPLY or (status != LIMITED and not _CODE.fullmatch(said)):
            raise LostReplyError(said) from error
        raise
    except URLError as error:
        refused = isinstance(error.reason, ConnectionRefusedError | gaierror)
        raise (UnreachableError if refused else LostReplyError)(str(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise LostReplyError(type(error).__name__) from error


def retry_after(error: SlackApiError) -> float:
    """Seconds to wait, as Slack says; one if it does not say."""
    try:
        return max(0.0, float(error.response.headers.get("Retry-After", 1)))
    except ValueError:
        return 1.0


def patiently(call: Callable[[], Any], sleep: Callable[[float], None]) -> Any:  # noqa: ANN401 - the SDK's answer
    """A call that may be repeated, until Slack answers it one way or the other."""
    tries = 0
    while True:
        try:
            return reached(call)
        except (UnreachableError, LostReplyError):
            sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
        except SlackApiError as error:
            if error.response.status_code != LIMITED:
                raise
            sleep(retry_after(error))
        tries += 1
