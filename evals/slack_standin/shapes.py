"""Small checkers from which the shape of a Block Kit payload is put together.

A checker takes a value, where it stands, and a list to which it adds what is wrong, in Slack's words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Checker: TypeAlias = Callable[[object, str, list[str]], None]


def string(maximum: int, minimum: int = 1) -> Checker:
    """A string of so many characters."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        if not isinstance(value, str):
            wrong.append(f"[ERROR] must be a string [json-pointer:{where}]")
        elif len(value) > maximum:
            wrong.append(f"[ERROR] must be less than {maximum + 1} characters [json-pointer:{where}]")
        elif len(value) < minimum:
            wrong.append(f"[ERROR] must be more than {minimum - 1} characters [json-pointer:{where}]")

    return check


def flag(value: object, where: str, wrong: list[str]) -> None:
    """True or false."""
    if not isinstance(value, bool):
        wrong.append(f"[ERROR] must be a boolean [json-pointer:{where}]")


def whole(value: object, where: str, wrong: list[str]) -> None:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        wrong.append(f"[ERROR] must be an integer [json-pointer:{where}]")


def choice(*values: object) -> Checker:
    """One of a few values."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        if value not in values:
            wrong.append(f"[ERROR] must be a valid enum value [json-pointer:{where}]")

    return check


def items(checker: Checker, minimum: int, maximum: int) -> Checker:
    """A list of so many things of one shape."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        if not isinstance(value, list):
            wrong.append(f"[ERROR] must be an array [json-pointer:{where}]")
            return
        if len(value) > maximum:
            wrong.append(f"[ERROR] no more than {maximum} items allowed [json-pointer:{where}]")
        if len(value) < minimum:
            wrong.append(f"[ERROR] no fewer than {minimum} items allowed [json-pointer:{where}]")
        for number, item in enumerate(value):
            checker(item, f"{where}/{number}", wrong)

    return check


def record(required: Mapping[str, Checker], optional: Mapping[str, Checker] | None = None) -> Checker:
    """An object with these keys and no other."""
    known = {**required, **(optional or {})}

    def check(value: object, where: str, wrong: list[str]) -> None:
        if not isinstance(value, dict):
            wrong.append(f"[ERROR] must be an object [json-pointer:{where}]")
            return
        wrong.extend(
            f"[ERROR] missing required field: {key} [json-pointer:{where}]"
            for key in required
            if key not in value
        )
        for key, inner in value.items():
            if key in known:
                known[key](inner, f"{where}/{key}", wrong)
            else:
                wrong.append(f"[ERROR] additional property {key} [json-pointer:{where}]")

    return check


def tagged(shapes: Mapping[str, Checker]) -> Checker:
    """An object whose `type` says which shape it has."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(kind, str) or kind not in shapes:
            wrong.append(f"[ERROR] unsupported type: {kind} [json-pointer:{where}/type]")
            return
        shapes[kind]({key: inner for key, inner in value.items() if key != "type"}, where, wrong)

    return check


def number(value: object, where: str, wrong: list[str]) -> None:
    """A finite number."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        wrong.append(f"[ERROR] must be a number [json-pointer:{where}]")


def matching(pattern: str, means: Callable[[str], object] = str) -> Checker:
    """A string of one form that also means something, for example a day that exists."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value) or not _means(value, means):
            wrong.append(f"[ERROR] failed to match pattern {pattern} [json-pointer:{where}]")

    return check


def also(checker: Checker, rule: Callable[[Any], list[str]]) -> Checker:
    """A shape, and what must be true of it as a whole; `rule` says what is wrong."""

    def check(value: object, where: str, wrong: list[str]) -> None:
        found: list[str] = []
        checker(value, where, found)
        if not found:
            found = [f"[ERROR] {problem} [json-pointer:{where}]" for problem in rule(value)]
        wrong.extend(found)

    return check


def _means(value: str, means: Callable[[str], object]) -> bool:
    try:
        means(value)
    except ValueError:
        return False
    return True
