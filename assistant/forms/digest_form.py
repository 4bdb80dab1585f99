"""What a person may set of their digest, checked field by field."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from assistant.access import Access
from assistant.errors import FieldInvalid
from assistant.figures import day_of
from knowledge.digests import DigestSettings
from tools.attention.items import PRESSING
from tools.spelling import fold

FOREVER: Final = date(9999, 12, 31)
"""The end of a pause that has none; what "pause my digest" keeps."""

MOST_ITEMS: Final = 20
ZONES: Final = 100
_SUNDAY: Final = 6
_LAST_HOUR: Final = 23


def zones_like(words: str) -> list[str]:
    """IANA names that hold all the words, what begins with them first; without words, none is left out."""
    wanted = fold(words).replace("_", " ").split()
    found = [name for name, text in _zones().items() if all(word in text for word in wanted)]
    first = wanted[0] if wanted else ""
    return sorted(found, key=lambda name: (first not in _last(name)[: len(first)], name))[:ZONES]


def changed(wanted: DigestSettings, now_set: DigestSettings, access: Access, today: date) -> dict[str, Any]:
    """What of the settings is to change, in JSON; empty when nothing is.

    Partners that are muted and that the person may not see stay muted: no form has shown them.

    Raises:
        FieldInvalid: A value does not fit.
    """
    check(wanted, today)
    hidden = {one for one in now_set.muted_partner_ids if not access.may_see(one)}
    muted = hidden | (set(wanted.muted_partner_ids) & set(now_set.muted_partner_ids))
    before = _json(replace(now_set, muted_partner_ids=tuple(sorted(now_set.muted_partner_ids))))
    after = _json(replace(wanted, muted_partner_ids=tuple(sorted(muted))))
    return {name: value for name, value in after.items() if value != before[name]}


def check(wanted: DigestSettings, today: date) -> None:
    """Whether the settings fit.

    Raises:
        FieldInvalid: for the first that does not.
    """
    if not 0 <= wanted.weekday <= _SUNDAY:
        raise FieldInvalid("weekday", "Choose a day of the week.")
    if not 0 <= wanted.hour <= _LAST_HOUR:
        raise FieldInvalid("hour", "Choose a full hour.")
    if wanted.timezone not in available_timezones():
        raise FieldInvalid("timezone", "Choose a time zone from the list: type a city, such as Berlin.")
    if not 1 <= wanted.items <= MOST_ITEMS:
        raise FieldInvalid("items", f"Choose 1 to {MOST_ITEMS} partners.")
    if not set(wanted.lanes) <= {lane.value for lane in PRESSING}:
        raise FieldInvalid("lanes", "Choose from the list.")
    _check_pause(wanted.paused_from, wanted.paused_until, today)


def _check_pause(first: date | None, until: date | None, today: date) -> None:
    if until is None:
        if first is not None:
            said = f"The pause from {day_of(first)} has no end. Choose the day it ends."
            raise FieldInvalid("paused_until", said)
        return
    if until <= today:
        said = f"{day_of(until)} has come already. Choose a day after {day_of(today)}, or none."
        raise FieldInvalid("paused_until", said)
    if first is not None and until <= first:
        said = f"The pause ends on {day_of(until)}, before it begins on {day_of(first)}."
        raise FieldInvalid("paused_until", said)


@cache
def _zones() -> dict[str, str]:
    """Every name with its folded text."""
    return {name: fold(name).replace("_", " ") for name in sorted(available_timezones())}


def _last(name: str) -> str:
    """The city of a zone."""
    return _zones()[name].rpartition("/")[2]


def _json(settings: DigestSettings) -> dict[str, Any]:
    days = {"paused_from": settings.paused_from, "paused_until": settings.paused_until}
    lists = {"muted_partner_ids": list(settings.muted_partner_ids), "lanes": sorted(settings.lanes)}
    whole = asdict(settings) | {name: day.isoformat() if day else None for name, day in days.items()} | lists
    return {name: value for name, value in whole.items() if name != "manager_email"}
