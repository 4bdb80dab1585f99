"""Changes: made at once when the asker's own words ask for them, else kept until Confirm; all undoable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from sqlalchemy import Connection

from assistant.access import Access
from knowledge import changes
from knowledge.changes import Change, ChangeState
from knowledge.digests import DigestSettings, save_settings, settings_of
from knowledge.notes import Note, add_note, delete_note
from knowledge.people import Person
from knowledge.readings import read_notes
from tools.facts import Audience


class Deed(Protocol):
    """How one kind of change is made and taken back; both work on the change's JSON."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Make it; what stood there before, in JSON."""

    def take_back(self, connection: Connection, change: Change) -> None:
        """Put back what stood there before."""


class _LoggedNote:
    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        note = Note(
            note_id=change.payload["note_id"],
            partner_id=change.payload["partner_id"],
            date=date.fromisoformat(change.payload["date"]),
            text=change.payload["text"],
            author=person.name,
            source="slack",
            visibility=Audience.INTERNAL,
        )
        add_note(connection, note)
        read_notes(connection, [note.note_id])
        return {}

    def take_back(self, connection: Connection, change: Change) -> None:
        delete_note(connection, change.payload["note_id"])


class _ChangedDigest:
    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        before = _to_json(settings_of(connection, person))
        save_settings(connection, _from_json(before | change.payload))
        return before

    def take_back(self, connection: Connection, change: Change) -> None:
        save_settings(connection, _from_json(change.before or {}))


DEEDS: Final[Mapping[str, Deed]] = {"log_note": _LoggedNote(), "digest_settings": _ChangedDigest()}


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
    if changes.put_change(connection, change) and asked_in_words:
        _make(connection, change, person, change.changed_at)
    kept = changes.get_change(connection, change.change_id) or change
    return Requested(kept.change_id, kept.state is ChangeState.DONE)


def confirm(connection: Connection, change_id: str, access: Access, at: datetime) -> Change | None:
    """Make a change that waits; None if it does not wait, is not this person's, or is not allowed now."""
    change = _own(connection, change_id, access.person)
    if change is None or change.state is not ChangeState.PENDING or not _allowed(change, access):
        return None
    return change if _make(connection, change, access.person, at) else None


def decline(connection: Connection, change_id: str, person: Person, at: datetime) -> Change | None:
    """Drop a change that waits; None if it does not wait, or is not this person's."""
    change = _own(connection, change_id, person)
    return change if change and changes.decline(connection, change_id, at) else None


def undo(connection: Connection, change_id: str, person: Person, at: datetime) -> Change | None:
    """Take back a change that was made; None if there is nothing to take back, or it is not this person's."""
    change = _own(connection, change_id, person)
    if change is None or not changes.undo(connection, change_id, at):
        return None
    DEEDS[change.kind].take_back(connection, change)
    return change


def _own(connection: Connection, change_id: str, person: Person) -> Change | None:
    change = changes.get_change(connection, change_id)
    return change if change and change.actor_email == person.email else None


def _allowed(change: Change, access: Access) -> bool:
    """Whether the person may still do it: books and roles change while a change waits."""
    partner_id = change.payload.get("partner_id")
    return partner_id is None or access.may_write(partner_id)


def _make(connection: Connection, change: Change, person: Person, at: datetime) -> bool:
    before = DEEDS[change.kind].make(connection, change, person)
    return changes.confirm(connection, change.change_id, at, before)


def _to_json(settings: DigestSettings) -> dict[str, Any]:
    paused = settings.paused_until.isoformat() if settings.paused_until else None
    return asdict(settings) | {"paused_until": paused, "muted_partner_ids": list(settings.muted_partner_ids)}


def _from_json(values: Mapping[str, Any]) -> DigestSettings:
    paused = date.fromisoformat(values["paused_until"]) if values.get("paused_until") else None
    typed = {"paused_until": paused, "muted_partner_ids": tuple(values.get("muted_partner_ids", ()))}
    return DigestSettings(**{**values, **typed})
