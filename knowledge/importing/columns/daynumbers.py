"""Dates that are numbers: days since 1900 in spreadsheets, seconds or milliseconds since 1970 in programs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from knowledge.importing.columns.style import Style

Count: TypeAlias = Literal["serial", "s", "ms"]

_SERIAL: Final = re.compile(r"([2-7][0-9]{4}|80000)(?:\.[0-9]+)?")  # 1954 to 2119
_SECONDS: Final = re.compile(r"-?[0-9]{9,10}(?:\.[0-9]+)?")
_MILLISECONDS: Final = re.compile(r"-?[0-9]{12,13}(?:\.[0-9]+)?")
_FIRST_SERIAL: Final = date(1899, 12, 30)  # day 0; true from March 1900 on, as spreadsheets count 29 Feb 1900
_EPOCH: Final = date(1970, 1, 1)
_PER_DAY: Final = {"s": 86_400, "ms": 86_400_000}


def counted(text: str) -> Count | None:
    """What a number in a date column most likely counts; None if the text is no such number."""
    if _SERIAL.fullmatch(text):
        return "serial"
    if _SECONDS.fullmatch(text):
        return "s"
    return "ms" if _MILLISECONDS.fullmatch(text) else None


def numbered_day(text: str, style: Style) -> date | None:
    """The day in UTC that a number means in a column of that style; None if it is no such number."""
    count = counted(text)
    if count == "serial":
        return _FIRST_SERIAL + timedelta(days=int(text[:5])) if style.serial else None
    if count is None or count != style.epoch:
        return None
    return _EPOCH + timedelta(days=float(text) // _PER_DAY[count])
