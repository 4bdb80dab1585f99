"""The log of who approved, sent and changed what, and who asked, as a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from assistant.log_words import LogLine
from assistant.slack import limits
from assistant.slack.admin.views import Room
from assistant.slack.blocks import actions, button, modal, section
from assistant.slack.outgoing import Block, escape
from knowledge.audit import Before, Deed

OLDER: Final = "admin_log_older"
SWITCH: Final = "admin_log_switch"
LINES: Final = 25  # on one page
_LINE: Final = 400  # characters of one; names come from outside
_NAME: Final = 60
_NOTHING: Final = "Nothing was done yet."
_NOTHING_OLDER: Final = "Nothing older stands in the log."
_EVERYTHING: Final = "all"
_DEEDS: Final = "deeds"


@dataclass(frozen=True)
class Page:
    """A part of the log.

    Attributes:
        before: The line below which it begins; None: at the newest.
        everything: With the questions, which are so many that they hide what was done.
    """

    before: Before | None = None
    everything: bool = False

    @property
    def deeds(self) -> list[Deed]:
        """What is shown on it."""
        return [one for one in Deed if self.everything or one is not Deed.ASKED]


def log_view(told: Sequence[LogLine], zone: ZoneInfo, page: Page = Page()) -> Block:
    """Who did what, newest first.

    Args:
        told: One line more than a page holds, if there are.
        zone: Of the reader.
        page: Which part of the log it is.
    """
    shown = [section(escape(_line(one, zone), _LINE)) for one in told[:LINES]]
    if not shown:
        shown = [section(escape(_NOTHING_OLDER if page.before else _NOTHING))]
    kind, other = (_EVERYTHING, _DEEDS) if page.everything else (_DEEDS, _EVERYTHING)
    buttons = [button("Leave out questions" if page.everything else "Show questions too", SWITCH, other)]
    if len(told) > LINES:
        buttons.insert(0, button("Older", OLDER, _place(kind, told[LINES - 1])))
    return modal(Room.LOG, "Log", "", [*shown, actions(buttons)], "")


def page_of(carried: str) -> Page | None:
    """The page that a button asks for; None for a forged one."""
    kind, _, place = carried.partition(" ")
    if kind not in (_EVERYTHING, _DEEDS):
        return None
    if not place:
        return Page(everything=kind == _EVERYTHING)
    at, _, audit_id = place.partition(" ")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return Page((moment, audit_id), kind == _EVERYTHING) if moment.tzinfo else None


def _place(kind: str, line: LogLine) -> str:
    return f"{kind} {line.at.isoformat()} {line.audit_id}"[: limits.BUTTON_VALUE]


def _line(line: LogLine, zone: ZoneInfo) -> str:
    when = line.at.astimezone(zone).strftime("%d %b %Y %H:%M")
    return f"{when} · {line.who[:_NAME]} {line.did} {line.what}".rstrip()
