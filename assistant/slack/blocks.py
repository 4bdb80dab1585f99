"""Block Kit as plain builders: they take values and return blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.slack import limits
from assistant.slack.outgoing import Block, Markup, cut_text, plain_text

_AMOUNT: Final = re.compile(r"[-+\u2212]?[^\w\s]?\s?\d.*", re.DOTALL)


@dataclass(frozen=True)
class Option:
    """One thing to pick: what is read, and what comes back."""

    label: str
    value: str

    def block(self) -> Block:
        """For Slack; a value that is too long is an error of ours."""
        if len(self.value) > limits.OPTION_VALUE:
            raise ValueError(f"an option carries at most {limits.OPTION_VALUE} characters")
        return {"text": plain_text(cut_text(self.label, limits.OPTION_TEXT)), "value": self.value}


@dataclass(frozen=True)
class Confirm:
    """What Slack asks before it passes on a click."""

    title: str
    text: str
    yes: str
    no: str = "Cancel"

    def block(self) -> Block:
        """For Slack."""
        return {
            "title": plain_text(cut_text(self.title, limits.CONFIRM_TITLE)),
            "text": plain_text(cut_text(self.text, limits.CONFIRM_TEXT)),
            "confirm": plain_text(cut_text(self.yes, limits.CONFIRM_LABEL)),
            "deny": plain_text(cut_text(self.no, limits.CONFIRM_LABEL)),
        }


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain_text(cut_text(" ".join(text.split()), limits.HEADER))}


def section(markup: Markup, block_id: str = "", accessory: Block | None = None) -> Block:
    """A paragraph; `accessory` is a button or menu beside it."""
    block: Block = {"type": "section", "text": _mrkdwn(markup)}
    return _named(block | ({"accessory": accessory} if accessory else {}), block_id)


def literal(text: str) -> list[Block]:
    """Text shown to the letter, without any formatting, in as many sections as it takes."""
    pieces = [text[start : start + limits.SECTION] for start in range(0, len(text), limits.SECTION)]
    return [{"type": "section", "text": plain_text(piece)} for piece in pieces if piece]


def context(markup: Markup, block_id: str = "") -> Block:
    """Small print."""
    return _named({"type": "context", "elements": [_mrkdwn(markup)]}, block_id)


def divider() -> Block:
    """A line between two parts."""
    return {"type": "divider"}


def image(file_id: str, spoken: str, block_id: str = "") -> Block:
    """A picture that was uploaded to Slack; `spoken` is what a screen reader says."""
    spoken = cut_text(spoken, limits.ALT_TEXT) or "A picture"
    return _named({"type": "image", "slack_file": {"id": file_id}, "alt_text": spoken}, block_id)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], block_id: str = "") -> Block:
    """A table of Slack's own: the head in bold, columns of amounts on the right."""
    head = [_bold_cell(column) for column in columns]
    body = [[_cell(row[at] if at < len(row) else "") for at in range(len(columns))] for row in rows]
    aligned = [
        {"align": "right" if _amounts([row[at] for row in rows if at < len(row)]) else "left"}
        for at in range(len(columns))
    ]
    wrapped = [{**column, "is_wrapped": True} for column in aligned]
    return _named({"type": "table", "rows": [head, *body], "column_settings": wrapped}, block_id)


def actions(elements: Sequence[Block], block_id: str = "") -> Block:
    """A row of buttons and menus."""
    return _named({"type": "actions", "elements": list(elements[: limits.BUTTONS])}, block_id)


def button(
    label: str,
    action_id: str,
    value: str,
    style: str = "",
    *,
    confirm: Confirm | None = None,
    spoken: str = "",
) -> Block:
    """A button. A value that is too long is an error of ours.

    Args:
        label: What stands on it.
        action_id: Which listener it calls.
        value: What it carries; it can be forged.
        style: Empty, `primary` or `danger`.
        confirm: What Slack asks first.
        spoken: What a screen reader says instead of the label.
    """
    if len(value) > limits.BUTTON_VALUE:
        raise ValueError(f"a button carries at most {limits.BUTTON_VALUE} characters, not {len(value)}")
    text = plain_text(cut_text(" ".join(label.split()), limits.BUTTON_TEXT))
    block: Block = {"type": "button", "text": text, "action_id": action_id, "value": value}
    block |= {"style": style} if style else {}
    block |= {"confirm": confirm.block()} if confirm else {}
    return block | ({"accessibility_label": cut_text(spoken, limits.SPOKEN_LABEL)} if spoken else {})


def overflow(action_id: str, options: Sequence[Option]) -> Block:
    """A menu behind three dots, of at most five options."""
    listed = [option.block() for option in options[: limits.OVERFLOW]]
    return {"type": "overflow", "action_id": action_id, "options": listed}


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


def text_input(
    label: str, block_id: str, text: str, *, multiline: bool, optional: bool = False, example: str = ""
) -> Block:
    """A field of a modal, filled with `text`; while it is empty, `example` stands there in grey."""
    typed: Block = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": multiline,
        "max_length": limits.INPUT,
    }
    if text:
        typed["initial_value"] = text
    if example:
        typed["placeholder"] = plain_text(cut_text(example, limits.PLACEHOLDER))
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": typed,
        "optional": optional,
    }


def modal(callback_id: str, title: str, submit: str, blocks: list[Block], private_metadata: str) -> Block:
    """A modal; with an empty `submit` there is nothing to send, only to read."""
    ends = {"submit": plain_text(cut_text(submit, limits.MODAL_TITLE))} if submit else {}
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(cut_text(title, limits.MODAL_TITLE)),
        **ends,
        "close": plain_text("Cancel" if submit else "Close"),
        "blocks": blocks[: limits.VIEW_BLOCKS],
        "private_metadata": private_metadata,
    }


def home(blocks: list[Block], private_metadata: str = "") -> Block:
    """A Home tab."""
    return {"type": "home", "blocks": blocks[: limits.VIEW_BLOCKS], "private_metadata": private_metadata}


def _thumb(label: str, value: str, spoken: str) -> Block:
    return {
        "text": plain_text(cut_text(label, limits.BUTTON_TEXT)),
        "accessibility_label": cut_text(spoken, limits.SPOKEN_LABEL),
        "value": value,
    }


def _mrkdwn(markup: Markup) -> Block:
    # verbatim: Slack must not turn bare addresses, channel names or people into links
    return {"type": "mrkdwn", "text": markup or " ", "verbatim": True}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": cut_text(" ".join(text.split()), limits.CELL) or "\u2013"}


def _bold_cell(text: str) -> Block:
    # "" would be refused, as everywhere
    words = {"type": "text", "text": _cell(text)["text"], "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [words]}]}


def _amounts(cells: Sequence[str]) -> bool:
    known = [cell for cell in cells if cell.strip()]
    return bool(known) and all(_AMOUNT.fullmatch(cell.strip()) for cell in known)


def _named(block: Block, block_id: str) -> Block:
    return {**block, "block_id": block_id} if block_id else block
