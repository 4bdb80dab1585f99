"""Changes: made at once when the asker's own words ask for them, else kept until Confirm; all undoable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, Protocol

from sqlalchemy import Connection

from assistant.access import Access
from assistant.toolbox.deciding import DecidedReview
from assistant.toolbox.follow_ups.deed import FollowedUp
from assistant.toolbox.introductions.deed import Introduced
from assistant.toolbox.muting import Muted
from assistant.toolbox.recorded import RecordedPlay
from knowledge import changes
from knowledge.audit import Deed as Done
from knowledge.audit import Entry, log
from knowledge.changes import Change, ChangeState
from knowledge.digests import DigestSettings, save_settings, settings_of
from knowledge.notes import Note, add_note, delete_note, from_json, to_json
from knowledge.people import Person, person_by_email
from knowledge.readings import read_notes
from knowledge.snoozes import Snooze, drop_snooze, get_snooze, put_snooze
from tools.facts import Audience


class Deed(Protocol):
    """How one kind of change is made and taken back; both work on the change's JSON."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Make it; what stood there before, in JSON."""

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Put back what stood there before; False if something newer stands there, which stays."""


class _LoggedNote:
    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        note = Note(
            note_id=change.payload["note_id"],
            partner_id=change.payload["partner_id"],
            date=date.fromisoformat(change.payload["date"]),
            text=change.payload["text"],
            author=change.payload.get("author", person.name),  # of a message that somebody else wrote
            source="slack",
            visibility=Audience.INTERNAL,
        )
        add_note(connection, note)
        read_notes(connection, [note.note_id])
        return {}

    def take_back(self, connection: Connection, change: Change) -> bool:
        delete_note(connection, change.payload["note_id"])
        return True


class _DeletedNote:
    def make(
        self,
        connection: Connection,
        change: Change,
        person: Person,  # noqa: ARG002 -- every deed is told who does it
    ) -> dict[str, Any]:
        """The note as it was; nothing if it was gone already."""
        note = delete_note(connection, change.payload["note_id"])
        return to_json(note) if note else {}

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Put it back and read it anew, unless it stands there again."""
        if not change.before or not add_note(connection, from_json(change.before)):
            return False
        read_notes(connection, [change.payload["note_id"]])
        return True


class _ChangedDigest:
    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        before = _settings_to_json(settings_of(connection, person))
        save_settings(connection, _settings_from_json(before | change.payload))
        return before

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Put back what it set, and nothing else, unless that was set again since."""
        person = person_by_email(connection, change.actor_email)
        if person is None or change.before is None:
            return False
        stands = _settings_to_json(settings_of(connection, person))
        if any(stands[name] != value for name, value in change.payload.items()):
            return False
        before = {name: change.before[name] for name in change.payload}
        save_settings(connection, _settings_from_json(stands | before))
        return True


class _Snoozed:
    """Until a day; without one, woken up."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        before = get_snooze(connection, person.email, change.payload["partner_id"])
        self._put(connection, change, change.payload["until"], change.changed_at)
        if before is None:
            return {"until": None}
        return {"until": before.until.isoformat(), "snoozed_at": before.snoozed_at.isoformat()}

    def take_back(self, connection: Connection, change: Change) -> bool:
        now_stands = get_snooze(connection, change.actor_email, change.payload["partner_id"])
        made = (change.payload["until"], change.changed_at) if change.payload["until"] else None
        if made != ((now_stands.until.isoformat(), now_stands.snoozed_at) if now_stands else None):
            return False
        before = change.before or {"until": None}
        at = datetime.fromisoformat(before["snoozed_at"]) if before["until"] else change.changed_at
        self._put(connection, change, before["until"], at)
        return True

    def _put(self, connection: Connection, change: Change, until: str | None, at: datetime) -> None:
        email, partner_id = change.actor_email, change.payload["partner_id"]
        if until is None:
            drop_snooze(connection, email, partner_id)
        else:
            put_snooze(connection, Snooze(email, partner_id, date.fromisoformat(until), at))


_INTRODUCED: Final = Introduced()
DEEDS: Final[Mapping[str, Deed]] = {
    "log_note": _LoggedNote(),
    "delete_note": _DeletedNote(),
    "digest_settings": _ChangedDigest(),
    "review_decision": DecidedReview(),
    "snooze": _Snoozed(),
    "record_play": RecordedPlay(),
    "mute": Muted(),
    "suggest_introduction": _INTRODUCED,
    "follow_ups": FollowedUp(),
}


@dataclass(frozen=True)
class Requested:
    """What became of a change that was asked for.

    Attributes:
        done: Made at once; False: it waits for Confirm.
    """

    change_id: str
    done: bool


def request(connection: Connection, change: Change, person: Person, *, asked_in_words: bool) -> Requested:
    """Make the change if the person's own words asked for it, else keep it for Confirm, once."""
    kept = changes.get_change(connection, change.change_id)
    if kept is not None and kept.payload != change.payload:  # another one, caused by the same question
        change = replace(change, change_id=f"{change.change_id}:{_digest(change.payload)}")
    if changes.put_change(connection, change) and asked_in_words:
        _make(connection, change, person, change.changed_at)
    kept = changes.get_change(connection, change.change_id) or change
    return Requested(kept.change_id, kept.state is ChangeState.DONE)


def submit(connection: Connection, change: Change, person: Person) -> Change | None:
    """Make the change of a form, once per id, whatever a second one says; None if it is somebody else's."""
    if changes.put_change(connection, change):
        _make(connection, change, person, change.changed_at)
    return _own(connection, change.change_id, person)


def confirm(connection: Connection, change_id: str, access: Access, at: datetime) -> Change | None:
    """Make a change that waits; None if it does not wait, is not this person's, or is not allowed now."""
    change = _own(connection, change_id, access.person)
    if change is None or change.state is not ChangeState.PENDING or not _allowed(change, access):
        return None
    if change.kind == "suggest_introduction" and not _INTRODUCED.fits(connection, change):
        return None
    return change if _make(connection, change, access.person, at) else None


def decline(connection: Connection, change_id: str, person: Person, at: datetime) -> Change | None:
    """Drop a change that waits; None if it does not wait, or is not this person's."""
    change = _own(connection, change_id, person)
    return change if change and changes.decline(connection, change_id, at) else None


def undo(connection: Connection, change_id: str, access: Access, at: datetime) -> Change | None:
    """Take back a change that was made.

    None if there is nothing to take back, if it is not this person's or not allowed now, and if what it made
    was changed since.
    """
    change = _own(connection, change_id, access.person)
    if change is None or change.state is not ChangeState.DONE or not _allowed(change, access):
        return None
    if not DEEDS[change.kind].take_back(connection, change):
        return None
    if not changes.undo(connection, change_id, at):
        return None
    _log(connection, change, Done.UNDID, at)
    return change


def _own(connection: Connection, change_id: str, person: Person) -> Change | None:
    change = changes.change_to_move(connection, change_id)
    return change if change and change.actor_email == person.email else None


def _allowed(change: Change, access: Access) -> bool:
    """Whether the person may still do it: books and roles change while a change waits."""
    if change.kind == "review_decision" and not access.may_review:
        return False
    if change.payload.get("logged_by", access.person.email) != access.person.email:
        return access.may_delete_others_notes and access.may_write(change.payload["partner_id"])
    if not all(map(access.may_see, change.payload.get("seen", ()))):
        return False
    if not all(map(access.may_write, change.payload.get("written", ()))):
        return False
    partner_id = change.payload.get("partner_id")
    return partner_id is None or access.may_write(partner_id)


def _make(connection: Connection, change: Change, person: Person, at: datetime) -> bool:
    before = DEEDS[change.kind].make(connection, replace(change, changed_at=at), person)
    if not changes.confirm(connection, change.change_id, at, before):
        return False
    _log(connection, change, Done.CHANGED, at)
    return True


def _log(connection: Connection, change: Change, deed: Done, at: datetime) -> None:
    details = {"kind": change.kind, "partner_id": str(change.payload.get("partner_id") or "")}
    cause = f"{deed}:{change.change_id}:{at.isoformat()}"
    log(connection, Entry(cause, at, change.actor_email, deed, change.change_id, details))


def _digest(payload: Mapping[str, Any]) -> str:
    return sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()[:12]


def _settings_to_json(settings: DigestSettings) -> dict[str, Any]:
    days = {"paused_from": settings.paused_from, "paused_until": settings.paused_until}
    lists = {"muted_partner_ids": list(settings.muted_partner_ids), "lanes": list(settings.lanes)}
    return asdict(settings) | {name: day.isoformat() if day else None for name, day in days.items()} | lists


def _settings_from_json(values: Mapping[str, Any]) -> DigestSettings:
    days = {name: values.get(name) for name in ("paused_from", "paused_until")}
    typed = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
    lists = {name: tuple(values.get(name, ())) for name in ("muted_partner_ids", "lanes")}
    return DigestSettings(**{**values, **typed, **lists})
