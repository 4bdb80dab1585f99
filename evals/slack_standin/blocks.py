"""Block Kit as Slack accepts it: the blocks, elements and views that our surfaces use, with their limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from evals.slack_standin.shapes import Checker, choice, flag, items, record, string, tagged, whole
from evals.slack_standin.workspace import Json

ID: Final = string(255)
MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_CHARACTERS: Final = 13_200
TEXT_CHARACTERS: Final = 40_000


def _text(maximum: int) -> Checker:
    plain = record({"text": string(maximum)}, {"emoji": flag})
    return tagged({"plain_text": plain, "mrkdwn": record({"text": string(maximum)}, {"verbatim": flag})})


def _plain(maximum: int) -> Checker:
    return tagged({"plain_text": record({"text": string(maximum)}, {"emoji": flag})})


_CONFIRM: Final = record(
    {"title": _plain(100), "text": _text(300), "confirm": _plain(30), "deny": _plain(30)},
    {"style": choice("primary", "danger")},
)
_BUTTON: Final = record(
    {"text": _plain(75), "action_id": ID},
    {
        "value": string(2000, 0),
        "url": string(3000),
        "style": choice("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
_OPTION: Final = record({"text": _text(75), "value": string(150)}, {"description": _plain(75)})
_OVERFLOW: Final = record({"action_id": ID, "options": items(_OPTION, 1, 5)}, {"confirm": _CONFIRM})
_SELECT: Final = record(
    {"action_id": ID, "options": items(_OPTION, 1, 100)},
    {"placeholder": _plain(150), "initial_option": _OPTION, "confirm": _CONFIRM},
)
_INPUT_FIELD: Final = record(
    {"action_id": ID},
    {
        "placeholder": _plain(150),
        "initial_value": string(3000, 0),
        "multiline": flag,
        "min_length": whole,
        "max_length": whole,
        "focus_on_load": flag,
    },
)
_IMAGE: Final = {"image_url": string(3000), "alt_text": string(2000)}
_CLICKABLE: Final = {"button": _BUTTON, "overflow": _OVERFLOW, "static_select": _SELECT}
_THUMB: Final = record({"text": _plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
_FEEDBACK_BUTTONS: Final = record(
    {"action_id": ID, "positive_button": _THUMB, "negative_button": _THUMB},
)
_CONTEXT_ELEMENT: Final = tagged(
    {
        "plain_text": record({"text": string(3000)}, {"emoji": flag}),
        "mrkdwn": record({"text": string(3000)}, {"verbatim": flag}),
        "image": record(_IMAGE),
    }
)
_BLOCK: Final = tagged(
    {
        "section": record(
            {},
            {
                "text": _text(3000),
                "fields": items(_text(2000), 1, 10),
                "accessory": tagged({**_CLICKABLE, "image": record(_IMAGE)}),
                "block_id": ID,
                "expand": flag,
            },
        ),
        "header": record({"text": _plain(150)}, {"block_id": ID}),
        "divider": record({}, {"block_id": ID}),
        "image": record(_IMAGE, {"title": _plain(2000), "block_id": ID}),
        "context": record({"elements": items(_CONTEXT_ELEMENT, 1, 10)}, {"block_id": ID}),
        "actions": record({"elements": items(tagged(_CLICKABLE), 1, 25)}, {"block_id": ID}),
        "context_actions": record(
            {"elements": items(tagged({"feedback_buttons": _FEEDBACK_BUTTONS}), 1, 5)}, {"block_id": ID}
        ),
        "input": record(
            {
                "label": _plain(2000),
                "element": tagged({"plain_text_input": _INPUT_FIELD, "static_select": _SELECT}),
            },
            {"hint": _plain(2000), "optional": flag, "block_id": ID, "dispatch_action": flag},
        ),
    }
)
_VIEW: Final = {
    "blocks": items(_BLOCK, 0, VIEW_BLOCKS),
    "private_metadata": string(3000, 0),
    "callback_id": ID,
    "external_id": ID,
}
_VIEWS: Final = {
    "modal": record(
        {"title": _plain(24), "blocks": _VIEW["blocks"]},
        {
            **_VIEW,
            "submit": _plain(24),
            "close": _plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": record({"blocks": _VIEW["blocks"]}, _VIEW),
}


def block_problems(blocks: list[Json], maximum: int = MESSAGE_BLOCKS) -> list[str]:
    """What Slack would answer in `response_metadata.messages`; empty when the blocks are fine."""
    wrong: list[str] = []
    items(_BLOCK, 0, maximum)(blocks, "/blocks", wrong)
    return wrong or _sections_without_text(blocks) + _repeated(blocks)


def view_problems(view: Json, kind: str) -> list[str]:
    """The same for a modal or a Home tab; a modal with an input needs a submit button."""
    wrong: list[str] = []
    tagged({kind: _VIEWS[kind]})(view, "/view", wrong)
    if wrong:
        return wrong
    if kind == "modal" and "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        wrong.append("[ERROR] missing required field: submit [json-pointer:/view]")
    return wrong + _sections_without_text(view["blocks"]) + _repeated(view["blocks"])


def texts(node: object) -> Iterator[Json]:
    """Every text object in blocks or views."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text") and isinstance(node.get("text"), str):
            yield node
        else:
            for item in node.values():
                yield from texts(item)


def _sections_without_text(blocks: list[Json]) -> list[str]:
    return [
        f"[ERROR] missing required field: text [json-pointer:/blocks/{number}]"
        for number, block in enumerate(blocks)
        if block["type"] == "section" and not block.keys() & {"text", "fields"}
    ]


def _repeated(blocks: list[Json]) -> list[str]:
    block_ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    elements = [
        element
        for block in blocks
        for element in (*block.get("elements", ()), block.get("accessory"), block.get("element"))
        if element
    ]
    action_ids = Counter(element["action_id"] for element in elements if "action_id" in element)
    return [
        f"[ERROR] `{name}` {key!r} already exists"
        for name, found in (("block_id", block_ids), ("action_id", action_ids))
        for key, count in found.items()
        if count > 1
    ]
