"""`delete_note`: a note that somebody logged here goes, with whatever was read out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from assistant.toolbox.asked import asked_to_delete, says_newest
from assistant.toolbox.changing import request
from assistant.toolbox.naming import partner_facts
from assistant.toolbox.note_arguments import DeleteNote
from assistant.toolbox.turn import Office, Turn
from assistant.toolbox.which_note import Described, fitting, share, telling
from knowledge.changes import Change, get_change
from knowledge.logged_notes import LoggedNote, logged_notes
from knowledge.notes import Note, from_json, get_note, quote, stored_notes, text_digest
from tools.facts import Fact, Findings, Kind, Quote, Statement, Unit

COUNT: Final = Kind("note.count", Unit.COUNT, "notes that fit")
_SHOWN: Final = 3  # of several that fit
_FIRST_WORDS: Final = 80  # characters of each
_SURE: Final = 0.5  # of the words said have to stand in a note that is deleted without asking


def delete_note(arguments: DeleteNote, turn: Turn, office: Office) -> Findings:
    """Delete the asker's own note; a lead or an admin may delete, after Confirm, whatever was logged here."""
    with office.engine.begin() as connection:
        if kept := get_change(connection, _change_id(arguments, turn)):  # answered again: told as before
            return _changed(connection, kept, arguments, turn)
        described = _described(arguments, turn)
        logged = [one for one in logged_notes(connection) if turn.access.may_see(one.note.partner_id)]
        found = _meant(logged, described, turn)
        if not found:
            return _nothing(connection, logged, described, turn)
        if len(found) > 1:
            return _which(connection, found, turn)
        if not turn.access.may_write(found[0].partner_id):
            return Findings(refuse="not_allowed")
        change = _change(found[0], logged, arguments, turn, office)
        return _changed(connection, change, arguments, turn)


def _described(arguments: DeleteNote, turn: Turn) -> Described:
    words = telling(arguments.query or "")
    newest = says_newest(turn) or not (arguments.partner or words)
    return Described(arguments.partner, words, newest)


def _meant(logged: Sequence[LoggedNote], described: Described, turn: Turn) -> list[Note]:
    """Own notes first, of those that fit equally the ones of this thread; a lead has others' notes too."""
    own = [one for one in logged if one.logged_by == turn.access.person.email]
    here = [one.note for one in own if one.thread_id == turn.thread_id]
    found = fitting(here + [one.note for one in own if one.note not in here], described)
    found = [note for note in found if note in here][:1] or found
    if found or not (described.partner_id or described.words) or not turn.access.may_delete_others_notes:
        return found
    return fitting([one.note for one in logged], described)


def _nothing(
    connection: Connection, logged: Sequence[LoggedNote], described: Described, turn: Turn
) -> Findings:
    """Why there is nothing to delete: somebody else's note, one that was imported, or none at all."""
    others = fitting([one.note for one in logged], described) if described != Described() else []
    if others:
        return Findings((_said(connection, "note.not_yours", others[0], turn),))
    if described.partner_id:
        known = stored_notes(connection, partner_ids={described.partner_id}, as_of=turn.notes_until)
        if imported := fitting(known, described):
            return Findings((_said(connection, "note.imported", imported[0], turn),))
    own = any(one.logged_by == turn.access.person.email for one in logged)
    return Findings((Statement("note.none_fits" if own else "note.none_logged"),))


def _which(connection: Connection, found: Sequence[Note], turn: Turn) -> Findings:
    count = Fact(COUNT, None, len(found), turn.as_of)
    several = tuple(_said(connection, "note.said", note, turn) for note in found[:_SHOWN])
    return Findings((Statement("note.which", {"count": count}), *several))


def _changed(connection: Connection, change: Change, arguments: DeleteNote, turn: Turn) -> Findings:
    """Delete it if it is the asker's own and the asker's own words ask for it, else ask."""
    note = get_note(connection, change.payload["note_id"])
    note = note or (from_json(change.before) if change.before else None)
    if note is None:  # taken back, or gone before it was confirmed
        return Findings((Statement("note.gone"),))
    own = change.payload["logged_by"] == turn.access.person.email
    sure = own and share(note, telling(arguments.query or "")) >= _SURE
    asked = sure and asked_to_delete(arguments, turn)
    outcome = request(connection, change, turn.access.person, asked_in_words=asked)
    if outcome.done:
        return Findings((_said(connection, "note.deleted", note, turn),), undo=outcome.change_id)
    return Findings((_said(connection, "note.confirm_deleted", note, turn),), pending=outcome.change_id)


def _said(connection: Connection, key: str, note: Note, turn: Turn) -> Statement:
    partner = partner_facts(connection, [note.partner_id], turn.as_of)[note.partner_id]
    return Statement(key, {"partner": partner, "words": _first_words(connection, note)})


def _first_words(connection: Connection, note: Note) -> Quote:
    if len(note.text) <= _FIRST_WORDS:
        return quote(connection, note, 0, len(note.text))
    end = note.text.rfind(" ", 0, _FIRST_WORDS)
    return quote(connection, note, 0, end if end > 0 else _FIRST_WORDS)


def _change_id(arguments: DeleteNote, turn: Turn) -> str:
    about = text_digest(arguments.query or "")[:12]
    return f"change:{turn.question_id}:delete_note:{arguments.partner or ''}:{about}"


def _change(
    note: Note, logged: Sequence[LoggedNote], arguments: DeleteNote, turn: Turn, office: Office
) -> Change:
    logged_by = next(one.logged_by for one in logged if one.note == note)
    return Change(
        change_id=_change_id(arguments, turn),
        kind="delete_note",
        actor_email=turn.access.person.email,
        thread_id=turn.thread_id,
        payload={"note_id": note.note_id, "partner_id": note.partner_id, "logged_by": logged_by},
        changed_at=office.now(),
    )
