"""What every outgoing message must keep to: Slack's limits, and our own rules that are stricter."""

from __future__ import annotations

import re
from typing import Final

from evals.slack_standin.blocks import (
    MESSAGE_CHARACTERS,
    TEXT_CHARACTERS,
    block_problems,
    texts,
    view_problems,
)
from evals.slack_standin.workspace import Json

_MARKUP: Final = re.compile(r"<[^<>]*>?")
_BARE: Final = re.compile(r"&(?!amp;|lt;|gt;)|>")


class Refused(Exception):
    """Slack says no: the error's name, and what it adds."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: str | int) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.more = more


def check_message(arguments: Json) -> None:
    """Raises `Refused` as Slack would for a message that it does not take."""
    text, blocks = arguments.get("text", ""), arguments.get("blocks", [])
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > TEXT_CHARACTERS:
        raise Refused("msg_too_long")
    if problems := block_problems(blocks):
        raise Refused("invalid_blocks", problems)
    if sum(len(part["text"]) for part in texts(blocks)) > MESSAGE_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    _check_metadata(arguments.get("metadata"))


def check_view(view: Json, kind: str) -> None:
    """Raises `Refused` for a modal or Home tab that Slack does not take."""
    if problems := view_problems(view, kind):
        raise Refused("invalid_arguments", problems)


def breaches(arguments: Json) -> list[str]:
    """Which of our own rules a post breaks: Slack would let it pass."""
    blocks = arguments.get("blocks", [])
    found = [
        f"{name} is not false"
        for name in ("unfurl_links", "unfurl_media")
        if arguments.get(name) is not False
    ]
    if arguments.get("parse") != "none":
        found.append("parse is not none: Slack would turn bare addresses in the text into links")
    if not arguments.get("text"):
        found.append("no text twin beside the blocks")
    found += [
        f"verbatim is not true: {part['text'][:60]!r}"
        for part in texts(blocks)
        if part["type"] == "mrkdwn" and part.get("verbatim") is not True
    ]
    return found + [problem for part in _parsed(arguments) for problem in _badly_escaped(part)]


def markup(arguments: Json) -> list[str]:
    """Every `<…>` that Slack would read as a link, a mention or a ping, for tests to look at."""
    return [found for part in _parsed(arguments) for found in _MARKUP.findall(part)]


def _parsed(arguments: Json) -> list[str]:
    """The texts in which Slack reads markup."""
    inner = [part["text"] for part in texts(arguments.get("blocks", [])) if part["type"] == "mrkdwn"]
    return [*inner, arguments.get("text", "")]


def _badly_escaped(text: str) -> list[str]:
    without_markup = _MARKUP.sub("", text)
    return [f"not escaped: {text[:60]!r}"] if _BARE.search(without_markup) else []


def _check_metadata(metadata: object) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise Refused("invalid_metadata_schema")
