"""Fields of forms: what a person types, picks or ticks, as blocks of a modal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Final

from assistant.slack import limits
from assistant.slack.blocks import Option
from assistant.slack.outgoing import Block, plain_text

FEWEST_LETTERS: Final = 0  # before Slack asks us for options: an empty field already offers some


def select(
    label: str, block_id: str, options: Sequence[Option], chosen: str = "", *, optional: bool = False
) -> Block:
    """Pick one of at most a hundred; `chosen` is the value that is picked at first."""
    element: Block = {
        "type": "static_select",
        "action_id": block_id,
        "options": [one.block() for one in options[: limits.OPTIONS]],
    }
    first = next((one.block() for one in options[: limits.OPTIONS] if one.value == chosen), None)
    return _input(label, block_id, element | ({"initial_option": first} if first else {}), optional)


def search(label: str, block_id: str, chosen: Option | None = None, *, optional: bool = False) -> Block:
    """Pick one of many: Slack asks us for options while the person types."""
    element: Block = {
        "type": "external_select",
        "action_id": block_id,
        "min_query_length": FEWEST_LETTERS,
    }
    return _input(label, block_id, element | ({"initial_option": chosen.block()} if chosen else {}), optional)


def day_picker(label: str, block_id: str, chosen: date | None = None, *, optional: bool = False) -> Block:
    """Pick a day."""
    element: Block = {"type": "datepicker", "action_id": block_id}
    return _input(
        label, block_id, element | ({"initial_date": chosen.isoformat()} if chosen else {}), optional
    )


def time_picker(label: str, block_id: str, chosen: time, *, optional: bool = False) -> Block:
    """Pick a time of day."""
    element: Block = {
        "type": "timepicker",
        "action_id": block_id,
        "initial_time": chosen.strftime("%H:%M"),
    }
    return _input(label, block_id, element, optional)


def ticks(
    label: str, block_id: str, options: Sequence[Option], chosen: Sequence[str] = (), *, optional: bool = True
) -> Block:
    """Tick any of at most ten."""
    element: Block = {
        "type": "checkboxes",
        "action_id": block_id,
        "options": [one.block() for one in options[: limits.TICKS]],
    }
    first = [one.block() for one in options[: limits.TICKS] if one.value in chosen]
    return _input(label, block_id, element | ({"initial_options": first} if first else {}), optional)


def several(
    label: str, block_id: str, options: Sequence[Option], chosen: Sequence[str] = (), *, optional: bool = True
) -> Block:
    """Pick any of at most a hundred."""
    offered = [one.block() for one in options[: limits.OPTIONS]]
    first = [one for one in offered if one["value"] in chosen]
    element: Block = {"type": "multi_static_select", "action_id": block_id, "options": offered}
    return _input(label, block_id, element | ({"initial_options": first} if first else {}), optional)


def colleague(label: str, block_id: str, *, optional: bool = False) -> Block:
    """Pick somebody of the workspace."""
    return _input(label, block_id, {"type": "users_select", "action_id": block_id}, optional)


def channel(label: str, block_id: str, *, optional: bool = False) -> Block:
    """Pick a channel of our own workspace, public or private."""
    element: Block = {
        "type": "conversations_select",
        "action_id": block_id,
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    return _input(label, block_id, element, optional)


def filled_in(state: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict[str, str | list[str]]:
    """What was typed and picked, by block id, from a view's `state.values`; empty where nothing was."""
    return {block_id: _given(next(iter(fields.values()), {})) for block_id, fields in state.items()}


def offered_in(blocks: Sequence[Block]) -> dict[str, list[str]]:
    """What could be picked, by block id, where the form itself held the choices."""
    elements = {one["block_id"]: one.get("element", {}) for one in blocks if one["type"] == "input"}
    return {
        block_id: [str(option["value"]) for option in element.get("options", ())]
        for block_id, element in elements.items()
    }


def _given(field: Mapping[str, object]) -> str | list[str]:
    if "selected_options" in field:
        chosen = field["selected_options"]
        return [str(one["value"]) for one in chosen] if isinstance(chosen, list) else []
    for name in ("value", "selected_date", "selected_time", "selected_user", "selected_conversation"):
        if name in field:
            return str(field[name] or "")
    option = field.get("selected_option")
    return str(option["value"]) if isinstance(option, Mapping) else ""


def _input(label: str, block_id: str, element: Block, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": element,
        "optional": optional,
    }
