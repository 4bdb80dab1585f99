"""The log of who approved, sent and changed what, and who asked, as a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from assistant.slack import limits
from assistant.slack.admin.views import Room
from assistant.slack.blocks import actions, button, modal, section
from assistant.slack.outgoing import Block, escape
from knowledge.audit import Before, Deed, Entry

OLDER: Final = "admin_log_older"
SWITCH: Final = "admin_log_switch"
LINES: Final = 25  # on one page
_NAME: Final = 60
_DONE: Final = {
    Deed.ASKED: "asked",
    Deed.SHARED: "shared an answer",
    Deed.APPROVED: "approved a message",
    Deed.DISMISSED: "dismissed a message",
    Deed.EDITED: "edited a message",
    Deed.OVERRODE: "let a name stand in a message",
    Deed.SENT: "sent a message",
    Deed.CHANGED: "changed something",
    Deed.UNDID: "took a change back",
    Deed.IMPORTED: "imported files",
    Deed.ASSIGNED: "gave a partner to a colleague",
    Deed.COVERED: "agreed on a cover",
    Deed.ROLE_GIVEN: "gave a role",
    Deed.LET_IN: "let somebody in",
    Deed.TURNED_AWAY: "turned somebody away",
    Deed.CHANNEL_ADDED: "registered a channel",
    Deed.CHANNEL_REMOVED: "removed a channel",
}
_NOBODY: Final = "Somebody at the terminal"
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


def log_view(
    entries: Sequence[Entry], names: Mapping[str, str], zone: ZoneInfo, page: Page = Page()
) -> Block:
    """Who did what, newest first.

    Args:
        entries: One more than a page holds, if there are.
        names: Of people, partners and channels, by e-mail and id.
        zone: Of the reader.
        page: Which part of the log it is.
    """
    shown = [section(escape(_line(one, names, zone))) for one in entries[:LINES]]
    if not shown:
        shown = [section(escape(_NOTHING_OLDER if page.before else _NOTHING))]
    kind, other = (_EVERYTHING, _DEEDS) if page.everything else (_DEEDS, _EVERYTHING)
    buttons = [button("Leave out questions" if page.everything else "Show questions too", SWITCH, other)]
    if len(entries) > LINES:
        buttons.insert(0, button("Older", OLDER, _place(kind, entries[LINES - 1])))
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


def _place(kind: str, entry: Entry) -> str:
    return f"{kind} {entry.at.isoformat()} {entry.audit_id}"[: limits.BUTTON_VALUE]


def _line(entry: Entry, names: Mapping[str, str], zone: ZoneInfo) -> str:
    who = names.get(entry.actor_email, entry.actor_email)[:_NAME] or _NOBODY
    done = "ended a cover" if entry.details.get("ended") else _DONE[entry.deed]
    labels = [label.replace("_", " ") for name in ("kind", "role") if (label := entry.details.get(name))]
    more = ", ".join(part for part in (*labels, _whom(entry, names)) if part)
    when = entry.at.astimezone(zone).strftime("%d %b %Y %H:%M")
    return f"{when} · {who} {done}{f': {more}' if more else ''}"


def _whom(entry: Entry, names: Mapping[str, str]) -> str:
    """Whom or what it was done to, as far as it has a name."""

    def named(key: str) -> str:
        return names.get(key, "")[:_NAME]

    subject = named(entry.subject) or named(entry.details.get("partner_id", ""))
    if entry.deed is Deed.COVERED:
        return f"{subject} for {named(entry.details.get('absent', ''))}"
    if entry.deed is Deed.ASSIGNED:
        return f"{subject} to {named(entry.details.get('to', ''))}"
    return subject
