from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection, func, insert, select, update

from knowledge.notes import Note, add_note
from knowledge.promises import PROMISE_COLUMNS, promises
from knowledge.readings import read_notes, taboos
from knowledge.tables import INCOMING, readings
from tools.facts import Audience

MAY, JUNE = date(2026, 5, 6), date(2026, 6, 3)
OURS = Note(
    "n1", "a", MAY, "We promised Dana a demo by Friday. Never mention the outage.", author="Priya Shah"
)
THEIRS = Note("n2", "a", JUNE, "We will send the numbers next week.", author="dana@acme.example")


@pytest.fixture
def filled(connection: Connection) -> Connection:
    connection.execute(insert(INCOMING["managers"]), {"email": "priya@example.com", "name": "Priya Shah"})
    dana = {"contact_id": "c1", "partner_id": "a", "name": "Dana Koch", "email": "Dana@Acme.example"}
    connection.execute(insert(INCOMING["contacts"]), dana)
    add_note(connection, OURS)
    add_note(connection, THEIRS)
    return connection


def owed(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    due = frame["due_on"].dt.strftime("%Y-%m-%d")
    return list(zip(frame["note_id"], frame["owed_by"], due, strict=True))


def test_promises_are_there_before_anything_was_kept(filled: Connection) -> None:
    found = promises(filled, JUNE)
    assert owed(found) == [("n1", "us", "2026-05-08"), ("n2", "them", "2026-06-12")]
    assert found["status"].tolist() == ["open", "open"]
    words = OURS.text[found["start"][0] : found["end"][0]]
    assert words == "We promised Dana a demo by Friday."


def test_what_is_kept_says_the_same_as_what_is_read_on_the_spot(filled: Connection) -> None:
    before = promises(filled, JUNE)
    assert read_notes(filled) == 2
    pd.testing.assert_frame_equal(promises(filled, JUNE), before)
    assert [words.text for words in taboos(filled, "a", JUNE)] == ["Never mention the outage."]


def test_a_promise_is_kept_when_a_later_note_says_so_and_lapses_when_nobody_does(filled: Connection) -> None:
    add_note(filled, Note("n4", "a", JUNE, "Dana saw the demo. That promise is kept."))
    add_note(filled, Note("n5", "b", JUNE, "All done."))
    assert promises(filled, MAY)["status"].tolist() == ["open"]
    assert promises(filled, JUNE)["status"].tolist() == ["kept", "open"]
    assert promises(filled, date(2027, 1, 1))["status"].tolist() == ["kept", "lapsed"]
    assert promises(filled, JUNE, frozenset({"b"})).empty


def test_a_note_is_read_once_per_wording(filled: Connection) -> None:
    assert [read_notes(filled), read_notes(filled)] == [2, 0]
    notes = INCOMING["notes"]
    filled.execute(update(notes).where(notes.c.note_id == "n1").values(text="All is well, and quiet too."))
    assert owed(promises(filled, JUNE)) == [("n2", "them", "2026-06-12")]
    assert taboos(filled, "a", JUNE) == []
    assert read_notes(filled, {"n1", "n9"}) == 1
    left = filled.scalar(select(func.count()).select_from(readings).where(readings.c.note_id == "n1"))
    assert left == 1


def test_later_notes_are_not_known_yet(filled: Connection) -> None:
    assert owed(promises(filled, MAY)) == [("n1", "us", "2026-05-08")]
    assert taboos(filled, "a", date(2026, 5, 5)) == []
    assert taboos(filled, "b", JUNE) == []


def test_without_notes_the_columns_have_their_types(connection: Connection) -> None:
    frame = promises(connection, JUNE)
    assert tuple(frame.columns) == PROMISE_COLUMNS
    assert frame["due_on"].dtype.kind == "M"
    assert frame["start"].dtype == "int64"


def test_a_first_name_of_ours_that_a_contact_shares_is_the_contacts(filled: Connection) -> None:
    add_note(filled, Note("n3", "a", JUNE, "Priya will send the plan.", visibility=Audience.INTERNAL))
    assert promises(filled, JUNE).set_index("note_id")["owed_by"]["n3"] == "us"
    namesake = {"contact_id": "c2", "partner_id": "a", "name": "Priya Nair"}
    filled.execute(insert(INCOMING["contacts"]), namesake)
    assert promises(filled, JUNE).set_index("note_id")["owed_by"]["n3"] == "them"
