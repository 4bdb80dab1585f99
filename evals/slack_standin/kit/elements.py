"""Buttons, menus, pickers and fields, with the limits of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, time
from typing import Final

from evals.slack_standin.kit.composition import CONFIRM, ID, MARKED_OPTION, OPTION, image, plain
from evals.slack_standin.shapes import (
    Checker,
    also,
    choice,
    flag,
    items,
    matching,
    record,
    string,
    tagged,
    whole,
)
from evals.slack_standin.workspace import Json

DAY: Final = matching(r"\d{4}-\d{2}-\d{2}", date.fromisoformat)
CLOCK: Final = matching(r"\d{2}:\d{2}", time.fromisoformat)
TYPED: Final = 3000  # characters of a text field
_NUMERAL: Final = matching(r"-?\d+(\.\d+)?")
_FOCUS: Final = {"focus_on_load": flag}
_COMMON: Final = {"placeholder": plain(150), "confirm": CONFIRM, **_FOCUS}


def _first_among_options(element: Json) -> list[str]:
    first = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
    lost = [one for one in first if one not in element["options"]]
    return ["initial option must be among the options"] if lost else []


def _options_differ(element: Json) -> list[str]:
    values = Counter(option["value"] for option in element["options"])
    return [f"option value {value!r} already exists" for value, count in values.items() if count > 1]


def _menu(option: Checker, most: int, first: Mapping[str, Checker], fewest: int = 1) -> Checker:
    shape = record({"action_id": ID, "options": items(option, fewest, most)}, {**_COMMON, **first})
    return also(shape, lambda element: _first_among_options(element) + _options_differ(element))


_ANY: Final = {"initial_options": items(OPTION, 1, 100), "max_selected_items": whole}
_ANY_MARKED: Final = {"initial_options": items(MARKED_OPTION, 1, 10)}
_BUTTON: Final = record(
    {"text": plain(75), "action_id": ID},
    {
        "value": string(2000, 0),
        "url": string(3000),
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
BUTTON: Final = tagged({"button": _BUTTON})
_THUMB: Final = record({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
FEEDBACK: Final = {
    "feedback_buttons": record({"action_id": ID, "positive_button": _THUMB, "negative_button": _THUMB}),
    "icon_button": record(
        {"icon": choice("trash"), "text": plain(75), "action_id": ID},
        {
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": items(string(255), 1, 100),
        },
    ),
}
_WHERE: Final = record(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
_PICKERS: Final[dict[str, Checker]] = {
    "static_select": _menu(OPTION, 100, {"initial_option": OPTION}),
    "external_select": record(
        {"action_id": ID}, {**_COMMON, "initial_option": OPTION, "min_query_length": whole}
    ),
    "datepicker": record({"action_id": ID}, {**_COMMON, "initial_date": DAY}),
    "timepicker": record({"action_id": ID}, {**_COMMON, "initial_time": CLOCK, "timezone": string(100)}),
    "checkboxes": _menu(MARKED_OPTION, 10, _ANY_MARKED),
    "radio_buttons": _menu(MARKED_OPTION, 10, {"initial_option": MARKED_OPTION}),
    "users_select": record({"action_id": ID}, {**_COMMON, "initial_user": string(255)}),
    "conversations_select": record(
        {"action_id": ID},
        {
            **_COMMON,
            "initial_conversation": string(255),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": _WHERE,
        },
    ),
}
_MULTIPLE: Final = {"multi_static_select": _menu(OPTION, 100, _ANY)}
_OVERFLOW: Final = _menu(OPTION, 5, {}, fewest=2)


def _lengths_in_order(field: Json) -> list[str]:
    least, most = field.get("min_length", 0), field.get("max_length", TYPED)
    in_order = 0 <= least <= most <= TYPED and most > 0
    return [] if in_order else [f"min_length and max_length must be in order and at most {TYPED}"]


def _numbers_fit(field: Json) -> list[str]:
    numerals = [field[name] for name in ("min_value", "initial_value", "max_value") if name in field]
    if not field["is_decimal_allowed"] and any("." in numeral for numeral in numerals):
        return ["decimals are not allowed"]
    ordered = [float(numeral) for numeral in numerals]
    return [] if ordered == sorted(ordered) else ["min_value, initial_value, max_value must be in order"]


_FIELDS: Final[dict[str, Checker]] = {
    "plain_text_input": also(
        record(
            {"action_id": ID},
            {
                "placeholder": plain(150),
                "initial_value": string(TYPED, 0),
                "multiline": flag,
                "min_length": whole,
                "max_length": whole,
                "dispatch_action_config": record(
                    {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 1, 2)}
                ),
                **_FOCUS,
            },
        ),
        _lengths_in_order,
    ),
    "number_input": also(
        record(
            {"action_id": ID, "is_decimal_allowed": flag},
            {
                "placeholder": plain(150),
                "initial_value": _NUMERAL,
                "min_value": _NUMERAL,
                "max_value": _NUMERAL,
                **_FOCUS,
            },
        ),
        _numbers_fit,
    ),
}
IN_ACTIONS: Final = tagged({"button": _BUTTON, "overflow": _OVERFLOW, **_PICKERS})
BESIDE_SECTION: Final = tagged(
    {"button": _BUTTON, "overflow": _OVERFLOW, "image": image(), **_PICKERS, **_MULTIPLE}
)
IN_INPUT: Final = tagged({**_FIELDS, **_PICKERS, **_MULTIPLE})
