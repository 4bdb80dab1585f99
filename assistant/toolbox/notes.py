"""`log_note` and `search_notes`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from assistant.toolbox.asked_before import asked_before
from assistant.toolbox.changing import request
from assistant.toolbox.follow_ups.promised import reminders_of_note
from assistant.toolbox.naming import partner_fact, partner_facts
from assistant.toolbox.newest_notes import asks_for_newest, newest_notes
from assistant.toolbox.note_arguments import LogNote, SearchNotes
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change
from knowledge.partners import contact_card
from prompts.intents import asks_for
from tools.facts import Audience, Fact, Findings, Quote, Statement, Suggestion


def log_note(arguments: LogNote, turn: Turn, office: Office) -> Findings:
    """Keep the asker's words, verbatim, as an internal note about the partner."""
    if not turn.access.may_write(arguments.partner):
        return Findings(refuse="not_allowed")
    change = Change(
        change_id=f"change:{turn.question_id}:{arguments.partner}",
        kind="log_note",
        actor_email=turn.access.person.email,
        thread_id=turn.thread_id,
        payload={
            "note_id": f"note:{turn.question_id}:{arguments.partner}",
            "partner_id": arguments.partner,
            "date": turn.access.person.today(office.now()).isoformat(),
            "text": verbatim(arguments.text, turn.words, asked_before(turn, office)),
        },
        changed_at=office.now(),
    )
    with office.engine.begin() as connection:
        asked = asks_for("log_note", turn.words)
        outcome = request(connection, change, turn.access.person, asked_in_words=asked)
        partner = partner_fact(connection, arguments.partner, turn.as_of)
        note_id = change.payload["note_id"] if outcome.done else ""
        proposed = reminders_of_note(connection, arguments.partner, note_id, turn, office)
    slots: dict[str, Fact | Quote] = {"partner": partner, "words": _as_quote(change, turn)}
    if outcome.done:
        return Findings((Statement("note.saved", slots),), suggestions=proposed, undo=outcome.change_id)
    return Findings((Statement("note.confirm", slots),), pending=outcome.change_id)


def search_notes(arguments: SearchNotes, turn: Turn, office: Office) -> Findings:
    """What notes say, as quotations with author and date; only of partners that the asker may see.

    Best first; newest first where the last or the latest are asked for.
    """
    with office.engine.connect() as connection:
        partners = _among(connection, arguments, turn)
    newest = newest_notes(arguments, partners, turn, office) if asks_for_newest(arguments, turn) else None
    if newest is not None:
        return newest
    quotes = (
        office.retriever.search(arguments.query, partners, as_of=turn.notes_until, limit=arguments.limit)
        if partners
        else []
    )
    if not quotes:
        return Findings((Statement("note.nothing"),))
    with office.engine.connect() as connection:
        names = partner_facts(connection, {quote.partner_id for quote in quotes}, turn.as_of)
    said = tuple(Statement("note.said", {"partner": names[one.partner_id], "words": one}) for one in quotes)
    return Findings(
        said, suggestions=(Suggestion("suggest.brief", {"partner": names[quotes[0].partner_id]}),)
    )


def _among(connection: Connection, arguments: SearchNotes, turn: Turn) -> frozenset[str]:
    """The partners whose notes are searched: the one named, the contact's, else all that may be seen."""
    if arguments.partner is not None:
        return frozenset({arguments.partner})
    contact = contact_card(connection, arguments.contact) if arguments.contact else None
    return frozenset({contact.partner_id}) if contact else turn.access.visible


def verbatim(proposed: str, words: str, before: str = "") -> str:
    """The part of the asker's words that a planner picked; all of them when it picked anything else.

    Args:
        before: The asker's message before, whose note waited for who is meant.
    """
    text = proposed.strip()
    return text if text and (text in words or text in before) else words


def _as_quote(change: Change, turn: Turn) -> Quote:
    text = change.payload["text"]
    return Quote(
        note_id=change.payload["note_id"],
        partner_id=change.payload["partner_id"],
        start=0,
        end=len(text),
        text=text,
        author=turn.access.person.name,
        written_on=date.fromisoformat(change.payload["date"]),
        audience=Audience.INTERNAL,
    )
