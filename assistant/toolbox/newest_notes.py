"""Notes where the last or the latest are asked for: newest first, and when the last talk was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.planner.reading import read
from assistant.toolbox.naming import partner_fact, partner_facts
from assistant.toolbox.note_arguments import SearchNotes
from assistant.toolbox.turn import Office, Turn
from knowledge.notes import Note, notes_of, quote
from knowledge.partners import ContactCard, contact_card
from knowledge.rows import partner_rows
from prompts.words import ordinary_words, words_for
from tools import schema
from tools.brief.kinds import TALK
from tools.brief.since import last_talk
from tools.facts import Fact, Findings, Kind, Quote, Statement, Suggestion, Unit
from tools.opening import row_keys
from tools.sentences import sentences
from tools.spelling import fold

LATEST: Final = Kind("note.latest_on", Unit.DATE, "latest note")
_QUOTED: Final = 300  # characters of the newest note, of the others the first sentence: an answer is short
_NEAR: Final = 0.85  # of the best score; a note below speaks of something else
_WORD: Final = re.compile(r"[^\W_]+")


def asks_for_newest(arguments: SearchNotes, turn: Turn) -> bool:
    """Whether the words ask for the last or latest, in whichever of them the planner passed on."""
    newest = words_for("newest_notes")
    return any(newest.search(_masked(text, turn)) for text in (arguments.query, turn.words))


def newest_notes(
    arguments: SearchNotes, partners: frozenset[str], turn: Turn, office: Office
) -> Findings | None:
    """The newest notes about what is asked, newest first; None where a topic is asked that no note has."""
    if _has_topic(arguments.query, turn):
        return _about_topic(arguments, partners, turn, office)
    with office.engine.connect() as connection:
        contact = contact_card(connection, arguments.contact) if arguments.contact else None
        notes = _of_contact(notes_of(connection, partners, turn.notes_until), contact)[: arguments.limit]
        quotes = [
            _beginning(connection, note, _QUOTED if place == 0 else 0) for place, note in enumerate(notes)
        ]
        talk = _last_talk(connection, next(iter(partners)), turn) if len(partners) == 1 else None
    return _told(quotes, talk, turn, office)


def _about_topic(
    arguments: SearchNotes, partners: frozenset[str], turn: Turn, office: Office
) -> Findings | None:
    hits = office.retriever.hits(arguments.query, partners, turn.notes_until, limit=arguments.limit)
    near = [one.quote for one in hits if one.score >= hits[0].score * _NEAR]
    ordered = sorted(near, key=lambda one: one.written_on, reverse=True)
    return _told(ordered, None, turn, office, near=True) if ordered else None


def _told(
    quotes: Sequence[Quote], talk: Fact | None, turn: Turn, office: Office, *, near: bool = False
) -> Findings:
    about = {one.partner_id for one in quotes} | ({talk.partner_id} if talk and talk.partner_id else set())
    if not about:
        return Findings((Statement("note.nothing"),))
    with office.engine.connect() as connection:
        names = partner_facts(connection, about, turn.as_of)
    if not quotes and talk and talk.partner_id:
        return Findings((Statement("note.only_talked", {"partner": names[talk.partner_id], "talk": talk}),))
    first = quotes[0]
    slots: dict[str, Fact | Quote] = {
        "partner": names[first.partner_id],
        "written": Fact(
            LATEST, first.partner_id, first.written_on, turn.as_of, rows=(f"notes:{first.note_id}",)
        ),
    }
    key = "note.latest_near" if near else "note.latest"
    headline = Statement("note.latest_talked", {**slots, "talk": talk}) if talk else Statement(key, slots)
    said = (Statement("note.said", {"partner": names[one.partner_id], "words": one}) for one in quotes)
    suggested = Suggestion("suggest.brief", {"partner": names[first.partner_id]})
    return Findings((headline, *said), suggestions=(suggested,))


def _has_topic(query: str, turn: Turn) -> bool:
    """Whether the words name a matter beside whom they are about and that the newest is wanted."""
    text = words_for("newest_notes").sub(" ", _masked(query, turn))
    return _WORD.search(words_for("no_topic_of_notes").sub(" ", text)) is not None


def _masked(text: str, turn: Turn) -> str:
    return fold(read(text, turn.names, turn.as_of, ordinary_words()).masked)


def _of_contact(notes: Sequence[Note], contact: ContactCard | None) -> Sequence[Note]:
    """Those that the contact wrote or that name them; all, where there are none."""
    if contact is None:
        return notes
    known = {fold(contact.name), fold(contact.email)} - {""}
    words = set(_WORD.findall(fold(contact.name)))
    theirs = [
        note
        for note in notes
        if fold(note.author.strip()) in known or words & set(_WORD.findall(fold(note.text)))
    ]
    return theirs or notes


def _beginning(connection: Connection, note: Note, most: int) -> Quote:
    """The note's first sentence, and those after it up to so many characters."""
    spans = sentences(note.text) or [(0, len(note.text))]
    start, end = spans[0]
    fitting = [one_end for _, one_end in spans if one_end - start <= most]
    return quote(connection, note, start, max([end, *fitting]))


def _last_talk(connection: Connection, partner_id: str, turn: Turn) -> Fact | None:
    """The day of the last call or meeting on record."""
    talk = last_talk(partner_rows(connection, [partner_id], turn.as_of))
    if talk is None:
        return None
    on: date = talk["date"].date()
    about = partner_fact(connection, partner_id, turn.as_of)
    return replace(about, kind=TALK, value=on, rows=row_keys(talk.to_frame().T, schema.ACTIVITIES))
