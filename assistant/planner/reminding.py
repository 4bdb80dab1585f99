"""Questions put as `remind me what …`: they want an answer now and no reminder, for they name no moment."""

from __future__ import annotations

from typing import Final

from assistant.planner.moments_ahead import whens
from prompts.words import shape

_ASKS: Final = shape("remind_asks")


def asked_again(text: str) -> str | None:
    """The question of `remind me what we owe Acme`; None for a reminder and for anything else.

    Args:
        text: The message.
    """
    match = _ASKS.match(text)
    return match["question"].strip() if match and not whens(match["question"]) else None
