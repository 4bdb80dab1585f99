"""The one way out: everything that Slack gets is escaped, limited and closed against previews here.

Text from data goes through `escape`; markup of our own is a `Markup`, and only this module joins the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NewType, TypeAlias
from urllib.parse import quote

from assistant.contract import ShownChart
from assistant.slack import limits

Block: TypeAlias = dict[str, Any]
Markup = NewType("Markup", str)
"""Slack's own markup, safe to send: built from escaped text."""

_SENT: Final = ("text", "blocks", "parse", "link_names")  # what else a row holds stays here
_COUNTED: Final = ("mrkdwn", "plain_text", "raw_text", "text")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What turns the reading direction or cannot be seen; joiners inside emoji and scripts stay.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_{}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Message:
    """A message before it is sealed.

    Attributes:
        text: What notifications and screen readers say, not escaped; it stands for the blocks.
        blocks: Made by the functions of `assistant.slack.blocks`.
        charts: What to draw if Slack cannot, by the id of the block that shows it.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    charts: Mapping[str, ShownChart] = field(default_factory=lambda: MappingProxyType({}))


def escape(text: str, limit: int = limits.SECTION) -> Markup:
    """Text from anywhere as Slack shows it literally, at most `limit` characters after escaping."""
    escaped = "".join(_ENTITIES.get(letter, letter) for letter in _UNSEEN.sub("", text))
    if len(escaped) <= limit:
        return Markup(escaped)
    return Markup(_whole_entities(escaped[: limit - 1]) + "…")


def bold(text: str) -> Markup:
    """Escaped text in bold; one line, since Slack's bold ends with the line."""
    line = " ".join(escape(text, limits.SECTION - 10).replace("*", "\u2217").split())
    return Markup(f"*{line}*" if line else "")


def mail_link(address: str, subject: str, body: str, label: str, copies: Sequence[str] = ()) -> Markup:
    """A link that opens a mail program; empty for what is no address or would be too long."""
    if not _ADDRESS.fullmatch(address):
        return Markup("")
    link = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&amp;body={quote(body)}"
    link += f"&amp;cc={quote(','.join(copies), safe='@')}" if copies else ""
    whole = f"<{link}|{escape(label)}>"
    return Markup(
        whole if len(whole) <= limits.SECTION else f"<mailto:{quote(address, safe='@')}|{escape(label)}>"
    )


def lines(*parts: Markup) -> Markup:
    """Pieces of markup below one another, empty ones left out."""
    return Markup("\n".join(part for part in parts if part))


def sealed(message: Message) -> dict[str, Any]:
    """The arguments that every post, update and ephemeral shares."""
    blocks = fitted(message.blocks[: limits.BLOCKS])
    text = escape(message.text, limits.TEXT) or " "
    return {"text": text, "blocks": blocks, "parse": "none", "link_names": False}


def post_arguments(payload: dict[str, Any]) -> dict[str, Any]:
    """What `chat.postMessage` gets beside the channel: never a preview of a link."""
    return {**update_arguments(payload), "unfurl_links": False, "unfurl_media": False}


def update_arguments(payload: dict[str, Any]) -> dict[str, Any]:
    """What `chat.update` gets beside the place: nothing that only we need."""
    return {name: value for name, value in payload.items() if name in _SENT}


def text_only(payload: dict[str, Any]) -> dict[str, Any]:
    """The same message without its blocks, for when Slack refuses them."""
    return {**payload, "blocks": []}


def fitted(blocks: list[Block]) -> list[Block]:
    """The blocks with what exceeds Slack's total cut off: our own paragraphs first, the last ones first."""
    over = sum(len(part["text"]) for block in blocks for part in _texts(block)) - limits.ALL_TEXT
    fitted = list(blocks)
    for kind in ("mrkdwn", "plain_text"):
        for number in range(len(blocks) - 1, -1, -1):
            block = blocks[number]
            if over > 0 and block["type"] == "section" and block["text"]["type"] == kind:
                text = block["text"]["text"]
                kept = max(1, len(text) - over - 1)
                fitted[number] = {**block, "text": _shortened(block["text"], kept)}
                over -= len(text) - kept - 1
    return fitted


def pieces(parts: Sequence[Markup]) -> list[Markup]:
    """Lines put together to paragraphs that a section holds."""
    found: list[Markup] = []
    for part in parts:
        if found and len(found[-1]) + len(part) + 1 <= limits.SECTION:
            found[-1] = Markup(f"{found[-1]}\n{part}")
        elif part.strip():
            found.append(part)
    return found


def _shortened(text: Block, kept: int) -> Block:
    cut = text["text"][:kept]
    return {**text, "text": (_whole_entities(cut) if text["type"] == "mrkdwn" else cut) + "…"}


def _texts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, dict):
        if node.get("type") in _COUNTED and isinstance(node.get("text"), str):
            yield node
        else:
            for item in node.values():
                yield from _texts(item)


def plain_text(text: str) -> Block:
    """Text without markup."""
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def without_unseen(text: str) -> str:
    """The text without what turns the reading direction or cannot be seen."""
    return _UNSEEN.sub("", text)


def cut_text(text: str, limit: int) -> str:
    """At most so many characters, nothing unseen among them."""
    seen = without_unseen(text)
    return seen if len(seen) <= limit else seen[: limit - 1] + "…"


def _whole_entities(escaped: str) -> str:
    """The text without an entity that a cut has split."""
    return re.sub(r"&[a-z]{0,3}$", "", escaped)
