"""What a person fills into a form, as Slack's client builds and checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Final, TypeAlias

from evals.slack_standin.kit.elements import TYPED
from evals.slack_standin.workspace import Json, View, Workspace

Given: TypeAlias = str | Sequence[str] | None
_PLAIN: Final = frozenset({"plain_text_input", "number_input"})
_BARE: Final[dict[str, tuple[str, str]]] = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}
_ONE: Final = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_MANY: Final = frozenset({"checkboxes", "multi_static_select"})
_WITH_STATE: Final = (_PLAIN | _ONE | _MANY | _BARE.keys()) - {"overflow"}


class CannotSubmitError(LookupError):
    """Slack's client does not let a person submit this."""


def state(workspace: Workspace, view: View, values: Mapping[str, Given]) -> Json:
    """The `state.values` of a form.

    Args:
        workspace: Whose people and channels can be picked.
        view: The form, with what it shows at first.
        values: By block id; text, an option's value, a day, a time, an id, or the values of several options.

    Raises:
        CannotSubmitError: For a block that the form does not have and for a value that cannot be picked.
    """
    found: Json = {}
    for block_id, element in _fields(view):
        given = values.get(block_id, _first(element))
        answer = filled(workspace, view, block_id, element, given)
        found.setdefault(block_id, {})[element["action_id"]] = answer
    if unknown := values.keys() - found.keys():
        raise CannotSubmitError(f"the view has no input {sorted(unknown)}; it has {sorted(found)}")
    return found


def check_required(view: View, state: Json) -> None:
    """Raises `CannotSubmitError` when a required input is empty, as Slack's client does."""
    for block in view.body["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            block_id = block.get("block_id", block["element"]["action_id"])
            answer = state[block_id][block["element"]["action_id"]]
            if not any(value for key, value in answer.items() if key != "type"):
                raise CannotSubmitError(f"the input {block_id!r} is required")


def filled(workspace: Workspace, view: View, block_id: str, element: Json, given: Given) -> Json:
    """One element's part of the state; an empty answer is None, or no options."""
    kind = element["type"]
    if kind in _MANY:
        wanted = [given] if isinstance(given, str) else list(given or [])
        options = [_option(view, block_id, element, value) for value in wanted]
        return {"type": kind, "selected_options": options}
    if given is not None and not isinstance(given, str):
        raise CannotSubmitError(f"{block_id!r} takes one value")
    if kind in _ONE:
        return {"type": kind, "selected_option": _option(view, block_id, element, given) if given else None}
    if kind in _BARE:
        _check_bare(workspace, kind, given)
        return {"type": kind, _BARE[kind][0]: given or None}
    _check_typed(element, given)
    return {"type": kind, "value": given or None}


def _fields(view: View) -> list[tuple[str, Json]]:
    """Everything in a view that has a state, with its block's id."""
    return [
        (block.get("block_id", element["action_id"]), element)
        for block in view.body["blocks"]
        for element in (*block.get("elements", []), block.get("accessory"), block.get("element"))
        if element and element["type"] in _WITH_STATE
    ]


def _first(element: Json) -> Given:
    kind = element["type"]
    if kind in _MANY:
        return [option["value"] for option in element.get("initial_options", [])]
    if kind in _ONE:
        option = element.get("initial_option")
        return str(option["value"]) if option else None
    first = element.get(_BARE[kind][1] if kind in _BARE else "initial_value")
    return str(first) if first else None


def _option(view: View, block_id: str, element: Json, value: str) -> Json:
    offered = [*element.get("options", []), *element.get("initial_options", [])]
    offered += [element["initial_option"]] if "initial_option" in element else []
    offered += view.suggested.get(block_id, [])
    for option in offered:
        if option["value"] == value:
            return dict(option)
    choices = [option["value"] for option in offered]
    raise CannotSubmitError(f"{block_id!r} does not offer {value!r}; it offers {choices}")


def _check_bare(workspace: Workspace, kind: str, given: str | None) -> None:
    checks: dict[str, Callable[[str], object]] = {
        "datepicker": date.fromisoformat,
        "timepicker": time.fromisoformat,
        "users_select": workspace.users.__getitem__,
        "conversations_select": workspace.channels.__getitem__,
    }
    try:
        if given:
            checks[kind](given)
    except (ValueError, KeyError) as error:
        raise CannotSubmitError(f"a {kind} cannot give {given!r}") from error


def _check_typed(element: Json, given: str | None) -> None:
    if not given:
        return
    if element["type"] == "number_input":
        _check_number(element, given)
    elif not element.get("min_length", 0) <= len(given) <= element.get("max_length", TYPED):
        raise CannotSubmitError(f"{len(given)} characters do not fit into {element['action_id']!r}")


def _check_number(element: Json, given: str) -> None:
    try:
        value = float(given)
    except ValueError as error:
        raise CannotSubmitError(f"{given!r} is no number") from error
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    if not least <= value <= most or ("." in given and not element["is_decimal_allowed"]):
        raise CannotSubmitError(f"{element['action_id']!r} does not take {given!r}")
