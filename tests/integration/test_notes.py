from datetime import date

import pytest
from sqlalchemy import Connection, func, insert, select

from knowledge.notes import Note, add_note, delete_note, get_note, notes_of, quote
from knowledge.tables import readings, vectors
from tools.facts import Audience

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
INTERNAL = Note("n1", "a", MAY, "Margin is thin.", author="priya@example.com", source="call")
SHAREABLE = Note("n2", "a", JUNE, "Great launch.", author="Dana", visibility=Audience.SHAREABLE)
FOREIGN = Note("n3", "b", MAY, "Other partner.")


@pytest.fixture
def filled(connection: Connection) -> Connection:
    for note in (INTERNAL, SHAREABLE, FOREIGN):
        add_note(connection, note)
    return connection


def test_a_note_is_kept_once_and_the_first_text_stays(filled: Connection) -> None:
    again = Note("n1", "a", MAY, "Something else.")
    assert add_note(filled, again) is False
    assert get_note(filled, "n1") == INTERNAL


def test_characters_that_no_database_holds_are_left_out(connection: Connection) -> None:
    add_note(connection, Note("n", "a", MAY, "a\0b \ud800 \N{PARTY POPPER}"))
    kept = get_note(connection, "n")
    assert kept is not None
    assert kept.text == "ab ? \N{PARTY POPPER}"


def test_notes_of_partners_are_newest_first_and_none_is_of_a_later_day(filled: Connection) -> None:
    assert [note.note_id for note in notes_of(filled, ["a"], JUNE)] == ["n2", "n1"]
    assert [note.note_id for note in notes_of(filled, ["a"], MAY)] == ["n1"]
    assert notes_of(filled, [], JUNE) == []


def test_the_shareable_audience_sees_no_internal_note(filled: Connection) -> None:
    assert notes_of(filled, ["a", "b"], JUNE, Audience.SHAREABLE) == [SHAREABLE]


def test_deleting_a_note_deletes_what_was_derived_from_it(filled: Connection) -> None:
    vector = {"note_id": "n1", "partner_id": "a", "text_digest": "d", "encoder": "e", "vector": b"v"}
    reading = {"reading_id": "r", "note_id": "n1", "partner_id": "a", "kind": "taboo", "start": 0, "end": 1}
    filled.execute(insert(vectors), vector)
    filled.execute(insert(readings), reading)
    assert delete_note(filled, "n1") == INTERNAL
    assert get_note(filled, "n1") is None
    assert filled.scalar(select(func.count()).select_from(vectors)) == 0
    assert filled.scalar(select(func.count()).select_from(readings)) == 0


def test_deleting_an_unknown_note_says_that_there_was_none(connection: Connection) -> None:
    assert delete_note(connection, "n9") is None


def test_a_quote_is_the_span_of_the_note_with_its_source(filled: Connection) -> None:
    words = quote(filled, INTERNAL, 0, 6)
    assert (words.text, words.author, words.written_on) == ("Margin", "priya@example.com", MAY)
    assert (words.audience, words.own_words) == (Audience.INTERNAL, False)
