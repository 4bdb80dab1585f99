"""`rapport digest`: what changed since a week before, or what moved in a month."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from rich.console import Console

from assistant.app import open_rapport
from assistant.digests.month import ends_of
from assistant.errors import AssistantError
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_answer

LAST: Final = "last"
_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@told_plainly
def run_digest(as_person: str, as_of: date | None, month: str, *, as_json: bool) -> int:
    """Show the digest of one person, or the summary of a month if one is named."""
    with open_rapport(load_settings()) as rapport:
        person = rapport.person(as_person)
        if month:
            last = rapport.day(as_of, person)
            wanted = _named(month, last)
            rapport.day(min(ends_of(wanted)[1], last), person)  # says so if the data begins later
            answer = rapport.month(person, wanted)
        else:
            answer = rapport.digest_now(person, as_of=as_of)
    if as_json:
        print(answer.to_json())  # noqa: T201 -- this is a terminal command
    else:
        show_answer(Console(), answer)
    return 0


def _named(month: str, day: date) -> str:
    """The month as `2026-09`; `last` is the last one that is over at the end of that day."""
    if month == LAST:
        following = day + timedelta(days=1)
        return f"{following.replace(day=1) - timedelta(days=1):%Y-%m}"
    if not _MONTH.fullmatch(month):
        raise AssistantError(f"{month!r} is no month. Write it as {day:%Y-%m}, or {LAST} for the last one.")
    return month
