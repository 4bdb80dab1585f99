"""What one cell may hold, by the type of its column: text in, value out.

Every function takes a stripped, non-empty text and raises `ValueError` with what would be valid.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final, TypeAlias

from knowledge.importing.nearest import did_you_mean
from knowledge.importing.sheet import READABLE
from tools.schema import Column, Type

Value: TypeAlias = str | float | int | bool | date | list[str] | None
Parse: TypeAlias = Callable[[str], Value]

PROSE: Final = frozenset({"text", "comment"})
"""Columns of free text: line breaks and whatever people paste are kept; all other texts are one line."""

_LONGEST: Final = {
    "key": 200,
    "line": 1_000,
    "prose": 100_000,
}  # characters; an index entry holds 2,700 bytes
_LARGEST: Final = 1e15  # beyond it a float64 no longer holds cents
_LARGEST_WHOLE: Final = 2**31 - 1
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EMAIL: Final = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\.]+(\.[^\s@,;:<>()\[\]\"\\.]+)+")
_UNREADABLE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FLAGS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def parser_of(column: Column, *, is_key: bool) -> Parse:
    """The function for the cells of that column."""
    if column.type is Type.CHOICE:
        return partial(_choice, column.choices)
    if column.type in (Type.NUMBER, Type.MONEY, Type.WHOLE):
        return partial(_number, column)
    if column.type is Type.TEXT and column.name in PROSE:
        return _prose
    if column.type is Type.TEXT:
        return partial(_line, _LONGEST["key" if is_key or column.references else "line"])
    return _PARSERS[column.type]


def _prose(text: str) -> str:
    _check_readable(text)
    if "\0" in text:
        raise ValueError("text without the character NUL")
    if len(text) > _LONGEST["prose"]:
        raise ValueError(f"at most {_LONGEST['prose']:,} characters")
    return text


def _line(longest: int, text: str) -> str:
    _check_readable(text)
    if _CONTROL.search(text):
        raise ValueError("one line of text without control characters")
    if _TURNING.search(text):
        raise ValueError("text without characters that turn the direction of writing")
    if len(text) > longest:
        raise ValueError(f"at most {longest:,} characters")
    return text


def _check_readable(text: str) -> None:
    if _UNREADABLE.search(text):
        raise ValueError(READABLE)


def _names(text: str) -> list[str]:
    items = (item.strip() for item in _line(_LONGEST["line"], text).split(";"))
    return list(dict.fromkeys(item for item in items if item))


def _choice(choices: tuple[str, ...], text: str) -> str:
    code = text.lower().replace(" ", "_").replace("-", "_")
    if code not in choices:
        raise ValueError(f"one of {', '.join(choices)}{did_you_mean(code, choices)}")
    return code


def _flag(text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise ValueError("true or false, yes or no, 1 or 0")
    return _FLAGS[text.lower()]


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError("a date as 2026-09-30")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"a date between {_FIRST_YEAR} and {_LAST_YEAR}")
    return day


def _email(text: str) -> str:
    address = _line(_LONGEST["key"], text).lower()
    if not _EMAIL.fullmatch(address):
        raise ValueError("an e-mail address as name@company.com")
    return address


def _currency(text: str) -> str:
    from babel.numbers import list_currencies

    code = text.upper()
    known = list_currencies()
    if code not in known:
        raise ValueError(f"an ISO 4217 currency code such as EUR{did_you_mean(code, known)}")
    return code


def _number(column: Column, text: str) -> float:
    noun = {Type.WHOLE: "a whole number", Type.MONEY: "an amount"}.get(column.type, "a number")
    whole = column.type is Type.WHOLE
    value = float(text) if _NUMBER.fullmatch(text) else None
    if value is None or (whole and not value.is_integer()):
        raise ValueError(noun if whole else f"{noun} written as 1234.5, without thousands marks")
    low, high = _bounds(column)
    if not low <= value <= high:
        raise ValueError(f"{noun} from {low:,.16g} to {high:,.16g}")
    return int(value) if whole else value


def _bounds(column: Column) -> tuple[float, float]:
    largest = _LARGEST_WHOLE if column.type is Type.WHOLE else _LARGEST
    return (
        -largest if column.low is None else column.low,
        largest if column.high is None else column.high,
    )


_PARSERS: Final[dict[Type, Parse]] = {
    Type.NAMES: _names,
    Type.FLAG: _flag,
    Type.DATE: _date,
    Type.EMAIL: _email,
    Type.CURRENCY: _currency,
}
