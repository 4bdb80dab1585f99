"""What planning a question came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Declined(StrEnum):
    """Why no tool was called."""

    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"  # several tools fit about as well: `Plan.candidates` names them
    WHICH_PARTNER = "which_partner"  # the tool is clear (`Plan.candidates`), the partner is not
    FORBIDDEN = "forbidden"
    NO_RECIPIENT = "no_recipient"  # a message to a partner that is still to be won: nobody is on file
    GREETING = "greeting"  # a hello, or what Rapport can do
    APPROVE_BELOW = "approve_below"  # `send it` after a draft: a person approves it with the button
    MEANING = "meaning"  # a word of the trade is to be explained: `Plan.candidates` names it
    SHARING = "sharing"  # how colleagues come to use Rapport, and who may what
    THANKED = "thanked"  # `thanks!`, `great`, `bye`: a friendly word and nothing more
    LET_GO = "let_go"  # `drop it`, `never mind` after an answer: nothing is wanted any more
    PAST_HITS = "past_hits"  # how often Rapport was right
    OUT_OF_RANGE = "out_of_range"  # a number is assumed that cannot be
    NOT_YET = "not_yet"  # the tool exists in the design (`Plan.candidates`) but not in this toolbox


class Failure(StrEnum):
    """What went wrong with the model; people read an apology with what to do, never the cause's text."""

    EMPTY = "empty"
    MALFORMED = "malformed"
    REFUSAL = "refusal"
    LOOP = "loop"
    TOO_MANY_CALLS = "too_many_calls"
    BUSY = "busy"  # 429 after retries
    UNREACHABLE = "unreachable"  # timeouts, connection errors, 5xx after retries
    REJECTED = "rejected"  # the provider refused the request itself: key, model name, schema
    TOOLBOX = "toolbox"  # a tool raised


@dataclass(frozen=True)
class Plan:
    """Outcome of planning; the calls themselves are on record in the tool session.

    Attributes:
        declined: Set when the planner said that no tool fits.
        model_calls: Requests made to the model, retries included; at most `MODEL_CALLS`.
        failure: Set when the model gave nothing usable; calls made before it still count.
        candidates: At most three tool names to offer when `declined` is unclear; the word to explain.
    """

    declined: Declined | None = None
    model_calls: int = 0
    failure: Failure | None = None
    candidates: tuple[str, ...] = ()


MODEL_CALLS: Final = 4  # with the writer's two a question never takes more than six
CALLS_AT_ONCE: Final = 6
DECLINE: Final = "decline"
THEN: Final = "then"
MORE_TOOLS: Final = "more_tools"
