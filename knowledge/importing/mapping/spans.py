"""The month or quarter that a date lies in, told from its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from knowledge.importing.mapping.language import Span

_ISO: Final = re.compile(r"\s*(\d{4})[-/.]?(0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_NUMBER: Final = re.compile(r"\s*(\d{9,14})(?:\.0*)?\s*", re.ASCII)
_FIRST_MS: Final = 10**11  # as seconds the year 5138, as milliseconds 1973
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)


def widened(cells: Sequence[str], span: Span) -> list[str]:
    """`2026-09` or `2026-Q3` for every date; a cell that is none stays as it is, to be refused by its column.

    Dates are ISO dates and times, or seconds or milliseconds since 1970 (UTC).
    """
    return [_widened(cell, span) for cell in cells]


def unit_of_epoch(text: str) -> Literal["s", "ms"] | None:
    """Whether a number counts seconds or milliseconds since 1970; None if it can be neither."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    return "ms" if int(found[1]) >= _FIRST_MS else "s"


def _widened(cell: str, span: Span) -> str:
    if number := _NUMBER.fullmatch(cell):
        value = int(number[1])
        moment = _START + timedelta(seconds=value / 1000 if value >= _FIRST_MS else value)
        year, month = moment.year, moment.month
    elif date := _ISO.match(cell):
        year, month = int(date[1]), int(date[2])
    else:
        return cell
    return f"{year}-Q{(month + 2) // 3}" if span is Span.QUARTER else f"{year}-{month:02d}"
