"""Feasts by which people tell a time: `since Easter`, `bis Weihnachten`, `antes de Navidad`."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from typing import Final

from dateutil.easter import easter

from prompts.words import named_shapes, shape

_FIRST_YEAR: Final = 1583  # of the calendar by which Easter is reckoned
_LAST_YEAR: Final = 4099
_PENTECOST: Final = timedelta(days=49)  # after Easter
_SINCE: Final = shape("since_then")


def last_feast(text: str, as_of: date) -> date | None:
    """The latest such day not after `as_of`, where a folded text looks back to it: `since Easter`."""
    for name, words in named_shapes("feasts").items():
        found = words.search(text)
        if found and _SINCE.search(text[: found.start()]):
            this = _day_of(name, as_of.year)
            return this if this <= as_of else _day_of(name, as_of.year - 1)
    return None


def next_feast(text: str, as_of: date) -> date | None:
    """The next such day after `as_of` that a folded text names."""
    name = next((name for name, words in named_shapes("feasts").items() if words.search(text)), None)
    if name is None or as_of.year == MAXYEAR:
        return None
    this = _day_of(name, as_of.year)
    return this if this > as_of else _day_of(name, as_of.year + 1)


def _day_of(feast: str, year: int) -> date:
    if feast == "new_year":
        return date(year, 1, 1)
    if feast == "christmas":
        return date(year, 12, 24)
    sunday: date = easter(min(max(year, _FIRST_YEAR), _LAST_YEAR))
    return sunday if feast == "easter" else sunday + _PENTECOST
