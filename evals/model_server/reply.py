"""What a scripted model answers, whatever the wire format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

Json = dict[str, Any]

KEY: Final = "test-key"
INPUT_TOKENS: Final = 10  # of every request, the cached ones included
CACHED_TOKENS: Final = 4
OUTPUT_TOKENS: Final = 5


@dataclass(frozen=True)
class Reply:
    """What the server answers to one request.

    Attributes:
        calls: Tool calls as (name, arguments); arguments may be raw text, to be malformed.
        status: HTTP status; anything but 200 answers with an error body.
        error: What the error body says.
        delay: Seconds before the answer.
        empty: Answer 200 with an empty body.
        refusal: The model declines in words.
    """

    calls: tuple[tuple[str, Json | str], ...] = ()
    text: str = ""
    status: int = 200
    error: str = "scripted"
    delay: float = 0.0
    empty: bool = False
    refusal: str = ""
    retry_after: str = ""


Script = Callable[[Json], Reply]


def in_turn(*replies: Reply) -> Script:
    """A script that gives those replies one after another, and the last one from then on."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def obedient(tools: Sequence[tuple[str, Json]]) -> Script:
    """A model that does whatever any text it sees tells it: it calls everything it was asked to call.

    Args:
        tools: Calls it makes whenever the newest message is not a tool result.
    """
    return lambda _: Reply(calls=tuple(tools))


def fresh_id(kind: str) -> str:
    """An id that no other answer has, as providers give them."""
    return f"{kind}_{uuid4().hex}"


class RequestRefused(Exception):
    """The request is not one that the real server would take."""
