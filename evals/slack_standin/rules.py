"""What every outgoing message must keep to: Slack's limits, and our own rules that are stricter."""

from __future__ import annotations

import json
import re
from typing import Final

from evals.slack_standin.blocks import (
    MESSAGE_CHARACTERS,
    TEXT_CHARACTERS,
    block_problems,
    characters,
    kinds,
    texts,
    view_problems,
    with_inner,
)
from evals.slack_standin.workspace import Json

_MARKUP: Final = re.compile(r"<[^<>]*>?")
_BARE: Final = re.compile(r"&(?!amp;|lt;|gt;)|>")
_IN_MARKDOWN: Final = re.compile(
    r"""<[@!\#][^<>]*>?          # a mention or a ping
      | !?\[[^\]\n]*\]\([^)\s]*\)?  # a link or a picture
      | <?\b[a-z][a-z0-9+.-]*://[^\s<>)]+  # a bare address
      | \bwww\.[^\s<>)]+
      | <?mailto:[^\s<>)]+
      """,
    re.VERBOSE | re.IGNORECASE,
)
VIEW_BYTES: Final = 250_000


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
    if kinds(blocks)["table"] > 1:
        raise Refused("invalid_attachments", ["only_one_table_allowed"])
    if characters(blocks) > MESSAGE_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    _check_metadata(arguments.get("metadata"))


def check_view(view: Json, kind: str) -> None:
    """Raises `Refused` for a modal or Home tab that Slack does not take."""
    if problems := view_problems(view, kind):
        raise Refused("invalid_arguments", problems)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")


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
    return found + breaches_of_blocks(blocks) + _badly_escaped(arguments.get("text", ""))


def breaches_of_blocks(blocks: list[Json]) -> list[str]:
    """The same for blocks alone, wherever they are shown."""
    marked = [part for part in texts(blocks) if part["type"] == "mrkdwn"]
    found = [
        f"verbatim is not true: {part['text'][:60]!r}" for part in marked if part.get("verbatim") is not True
    ]
    return found + [problem for part in marked for problem in _badly_escaped(part["text"])]


def stream_markup(text: str) -> list[str]:
    """Every link, mention or ping that Slack would make of text in Markdown, for tests to look at."""
    return _IN_MARKDOWN.findall(text)


def markup(arguments: Json) -> list[str]:
    """Every `<…>` that Slack would read as a link, a mention or a ping, for tests to look at.

    Markdown blocks, titles of plans and steps (which Slack may read as Markdown, as those of streams) and
    parts of rich text that link, mention or ping are among them.
    """
    blocks = arguments.get("blocks", [])
    written = [block["text"] for block in blocks if block["type"] == "markdown"]
    written += [block["title"] for block in with_inner(blocks) if block["type"] in ("plan", "task_card")]
    return [
        *(found for part in _parsed(arguments) for found in _MARKUP.findall(part)),
        *(found for text in written for found in stream_markup(text)),
        *_active(blocks),
    ]


def _active(node: object) -> list[str]:
    """What rich text links to, or whom it calls."""
    if isinstance(node, list):
        return [found for item in node for found in _active(item)]
    if not isinstance(node, dict):
        return []
    own = []
    if node.get("type") in ("user", "usergroup", "broadcast", "link"):
        own = [str(node.get("url") or node.get("user_id") or node.get("usergroup_id") or node.get("range"))]
    return own + [found for item in node.values() for found in _active(item)]


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
