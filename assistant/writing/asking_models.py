"""Asking a chat model for text: whatever goes wrong is no text, never an exception."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_log: Final = logging.getLogger(__name__)
_LONGEST: Final = 8_000
"""Characters after which a model is not listened to any longer: an answer has about 800."""

_FENCE: Final = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL)
_THINKING: Final = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>\s*", re.DOTALL)
_SENTENCE: Final = re.compile(r"\s*(.+?[.!?][\"”»']?)(?=\s|$)|\s*(.+?)\n", re.DOTALL)


def said(model: BaseChatModel, messages: Sequence[tuple[str, str]]) -> str | None:
    """What the model answers, without a code fence and without its thinking; None if it gives no text."""
    try:
        answer = model.invoke(list(messages))
    except Exception as error:  # noqa: BLE001 - providers raise what they like; the composed text stands in
        _log.warning("the writer's model failed: %s", type(error).__name__)
        return None
    text = _THINKING.sub("", _text(answer)).strip()
    fenced = _FENCE.match(text)
    text = fenced[1].strip() if fenced else text
    return text[:_LONGEST] or None


def said_in_pieces(model: BaseChatModel, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The model's answer sentence by sentence as it comes; it ends early when the model fails."""
    held, total = "", 0
    try:
        for chunk in model.stream(list(messages)):
            piece = _text(chunk)
            held, total = held + piece, total + len(piece)
            while (end := _SENTENCE.match(held)) and (end.end() < len(held) or end[2]):
                yield (end[1] or end[2]).strip()
                held = held[end.end() :]
            if total > _LONGEST:
                return
    except Exception as error:  # noqa: BLE001 - as above
        _log.warning("the writer's model failed: %s", type(error).__name__)
        return
    if held.strip():
        yield held.strip()


def _text(message: BaseMessage) -> str:
    content = message.content
    if isinstance(content, str):
        return content
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
