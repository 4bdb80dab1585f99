"""The one way out: everything that Slack gets is escaped, limited and closed against previews here.

Text from data goes through `escape`; markup of our own is a `Markup`, and only this module joins the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NewType, TypeAlias
from urllib.parse import quote

from assistant.slack import limits

Block: TypeAlias = dict[str, Any]
Markup = NewType("Markup", str)
"""Slack's own markup, safe to send: built from escaped text."""

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What turns the reading direction or cannot be seen; joiners inside emoji and scripts stay.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_{}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Message:
    """A message before it is sealed.

    Attributes:
        text: What notifications and screen readers say, not escaped; it stands for the blocks.
        blocks: Made by the functions below.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)


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


def section(markup: Markup, block_id: str = "") -> Block:
    """A paragraph."""
    return _named({"type": "section", "text": _mrkdwn(markup)}, block_id)


def literal(text: str) -> list[Block]:
    """Text shown to the letter, without any formatting, in as many sections as it takes."""
    pieces = [text[start : start + limits.SECTION] for start in range(0, len(text), limits.SECTION)]
    return [{"type": "section", "text": _plain(piece)} for piece in pieces if piece]


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": _plain(_cut(" ".join(text.split()), limits.HEADER))}


def context(markup: Markup, block_id: str = "") -> Block:
    """Small print."""
    return _named({"type": "context", "elements": [_mrkdwn(markup)]}, block_id)


def actions(buttons: Sequence[Block], block_id: str = "") -> Block:
    """A row of buttons."""
    return _named({"type": "actions", "elements": list(buttons[: limits.BUTTONS])}, block_id)


def button(label: str, action_id: str, value: str, style: str = "") -> Block:
    """A button; `style` is empty, `primary` or `danger`. A value that is too long is an error of ours."""
    if len(value) > limits.BUTTON_VALUE:
        raise ValueError(f"a button carries at most {limits.BUTTON_VALUE} characters, not {len(value)}")
    text = _plain(_cut(" ".join(label.split()), limits.BUTTON_TEXT))
    return {"type": "button", "text": text, "action_id": action_id, "value": value} | (
        {"style": style} if style else {}
    )


def feedback_buttons(action_id: str, good: tuple[str, str], bad: tuple[str, str]) -> Block:
    """Thumbs up and down under a message, each with its value and what a screen reader says."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": action_id,
                "positive_button": _thumb("Good answer", *good),
                "negative_button": _thumb("Not what I meant", *bad),
            }
        ],
    }


def text_input(label: str, block_id: str, text: str, *, multiline: bool, optional: bool = False) -> Block:
    """A field of a modal, filled with `text`."""
    typed = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": multiline,
        "max_length": limits.INPUT,
    }
    if text:
        typed["initial_value"] = text
    return {
        "type": "input",
        "block_id": block_id,
        "label": _plain(label),
        "element": typed,
        "optional": optional,
    }


def modal(callback_id: str, title: str, submit: str, blocks: list[Block], private_metadata: str) -> Block:
    """A modal with one submit button."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": _plain(_cut(title, limits.MODAL_TITLE)),
        "submit": _plain(_cut(submit, limits.MODAL_TITLE)),
        "close": _plain("Cancel"),
        "blocks": blocks,
        "private_metadata": private_metadata,
    }


def sealed(message: Message) -> dict[str, Any]:
    """The arguments that every post, update and ephemeral shares."""
    blocks = _fitted(message.blocks[: limits.BLOCKS])
    text = escape(message.text or " ", limits.TEXT)
    return {"text": text, "blocks": blocks, "parse": "none", "link_names": False}


def post_arguments(payload: dict[str, Any]) -> dict[str, Any]:
    """What `chat.postMessage` gets beside the channel: never a preview of a link."""
    return {**payload, "unfurl_links": False, "unfurl_media": False}


def text_only(payload: dict[str, Any]) -> dict[str, Any]:
    """The same message without its blocks, for when Slack refuses them."""
    return {**payload, "blocks": []}


def _fitted(blocks: list[Block]) -> list[Block]:
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


def _shortened(text: Block, kept: int) -> Block:
    cut = text["text"][:kept]
    return {**text, "text": (_whole_entities(cut) if text["type"] == "mrkdwn" else cut) + "…"}


def _texts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text"):
            yield node
        else:
            for item in node.values():
                yield from _texts(item)


def _thumb(label: str, value: str, spoken: str) -> Block:
    return {
        "text": _plain(_cut(label, limits.BUTTON_TEXT)),
        "accessibility_label": _cut(spoken, limits.SPOKEN_LABEL),
        "value": value,
    }


def _mrkdwn(markup: Markup) -> Block:
    # verbatim: Slack must not turn bare addresses, channel names or people into links
    return {"type": "mrkdwn", "text": markup or " ", "verbatim": True}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def _named(block: Block, block_id: str) -> Block:
    return {**block, "block_id": block_id} if block_id else block


def _cut(text: str, limit: int) -> str:
    seen = _UNSEEN.sub("", text)
    return seen if len(seen) <= limit else seen[: limit - 1] + "…"


def _whole_entities(escaped: str) -> str:
    """The text without an entity that a cut has split."""
    return re.sub(r"&[a-z]{0,3}$", "", escaped)
