"""Deleting notes that were logged here: whose, which of several, at once or after Confirm, undoable."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox import consenting
from assistant.toolbox.deleting import delete_note
from assistant.toolbox.note_arguments import DeleteNote, LogNote
from assistant.toolbox.notes import log_note
from assistant.toolbox.turn import Turn
from knowledge.logged_notes import logged_notes
from knowledge.notes import stored_notes
from knowledge.tables import readings
from tools.facts import Findings
from tools.names import NameKind

DAY = date(2026, 10, 31)
PRIYA, ELODIE, LEAD = "priya.nair", "elodie.garnier", "tom.ashworth"


class Desk:
    """Rapport as one person after the other uses its toolbox."""

    def __init__(self, rapport: Rapport) -> None:
        self.rapport = rapport
        self.office = rapport.asking.office
        self.numbers = count(1)

    def turn(self, words: str, who: str = PRIYA, thread: str = "t1", question: str = "") -> Turn:
        access = self.rapport.roster.access(self.rapport.person(f"{who}@vendor.example"))
        names = self.rapport.roster.names(access)
        return Turn(question or f"q{next(self.numbers)}", words, DAY, DAY, thread, access, names)

    def book(self, who: str = PRIYA) -> list[str]:
        return sorted(self.turn("", who).access.book)

    def log(self, partner: str, text: str, thread: str = "t1") -> None:
        found = log_note(
            LogNote(partner=partner, text=text), self.turn(f"note: {text}", thread=thread), self.office
        )
        assert found.undo, found

    def delete(self, words: str, who: str = PRIYA, thread: str = "t1", **said: str) -> Findings:
        return delete_note(DeleteNote(**said), self.turn(words, who, thread), self.office)

    def standing(self) -> list[str]:
        with self.rapport.engine.connect() as connection:
            return [one.note.text for one in logged_notes(connection)]


@pytest.fixture
def desk(sample_home: Path) -> Iterator[Desk]:
    with open_rapport(Settings(home=sample_home)) as rapport:
        yield Desk(rapport)


def keys(found: Findings) -> list[str]:
    return [line.key for line in found.statements]


def test_the_newest_of_the_thread_goes_first_then_the_newest_at_all_each_undoable(desk: Desk) -> None:
    one, other, *_ = desk.book()
    desk.log(one, "We promised Dana a price list by 4 November.")
    desk.log(other, "They like the portal.", thread="t2")
    gone = desk.delete("Delete that last note")
    assert (keys(gone), desk.standing()) == (["note.deleted"], ["They like the portal."])
    with desk.rapport.engine.connect() as connection:
        read = select(readings.c.kind).where(readings.c.note_id.startswith("note:"))
        assert "promise_by_us" not in connection.execute(read).scalars().all()
    assert keys(desk.delete("delete my last note")) == ["note.deleted"]
    assert keys(desk.delete("delete my last note")) == ["note.none_logged"]
    access = desk.turn("").access
    with desk.rapport.engine.begin() as connection:
        back = consenting.taken_back(connection, gone.undo or "", access, desk.office.now())
        assert keys(back) == ["note.removed"]
        assert "promise_by_us" in connection.execute(read).scalars().all()
    assert desk.standing() == ["We promised Dana a price list by 4 November."]


def test_a_retry_deletes_no_second_note(desk: Desk) -> None:
    partner = desk.book()[0]
    desk.log(partner, "The first one.")
    desk.log(partner, "The second one.")
    turn = desk.turn("delete that note", question="again")
    for _ in range(3):
        assert keys(delete_note(DeleteNote(), turn, desk.office)) == ["note.deleted"]
    assert desk.standing() == ["The first one."]


def test_words_or_the_partner_tell_which_and_several_that_fit_are_asked_about(desk: Desk) -> None:
    one, other, *_ = desk.book()
    desk.log(one, "They are being acquired by a rival.", thread="t8")
    desk.log(one, "Prices are too high for them.", thread="t8")
    desk.log(other, "Somebody saw their office.", thread="t9")
    which = desk.delete("delete the note", partner=one)
    assert keys(which) == ["note.which", "note.said", "note.said"]
    assert keys(desk.delete("delete the note about the price", query="price")) == ["note.deleted"]
    assert keys(desk.delete("delete the note", partner=one)) == ["note.deleted"]
    assert keys(desk.delete("delete the note on hiring", query="hiring")) == ["note.none_fits"]
    assert desk.standing() == ["Somebody saw their office."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("how is it going?", {}),
        ("should I delete my last note?", {}),
        ("don't delete the last note", {}),
        ("lösch die letzte Notiz nicht", {}),
        ("delete my note of Friday", {}),
        ("delete both notes", {}),
        ("delete the note", {"query": "moon"}),
    ],
)
def test_what_the_words_do_not_ask_for_waits_for_confirm(
    desk: Desk, words: str, said: dict[str, str]
) -> None:
    desk.log(desk.book()[0], "Full moon over the fair.")
    waiting = desk.delete(words, **said)
    assert (keys(waiting), len(desk.standing())) == (["note.confirm_deleted"], 1)
    with desk.rapport.engine.begin() as connection:
        access = desk.turn("").access
        consenting.confirmed(connection, waiting.pending or "", access, desk.office.now())
    assert desk.standing() == []


def test_a_planner_that_picks_another_partner_than_the_words_name_deletes_nothing_at_once(desk: Desk) -> None:
    one, other, *_ = desk.book()
    desk.log(one, "Keep me.")
    name = desk.turn("").names.named(NameKind.PARTNER, other)
    assert keys(desk.delete(f"delete the note on {name}", partner=one)) == ["note.confirm_deleted"]


def test_only_its_author_or_a_lead_deletes_a_note(desk: Desk) -> None:
    partner = desk.book()[0]
    desk.log(partner, "The owner retires.")
    assert keys(desk.delete("delete the note", ELODIE, partner=partner)) == ["note.not_yours"]
    assert keys(desk.delete("delete the last note", LEAD)) == ["note.none_logged"]
    waiting = desk.delete("delete my note", LEAD, partner=partner)  # it is not the lead's: never at once
    assert (keys(waiting), len(desk.standing())) == (["note.confirm_deleted"], 1)
    with desk.rapport.engine.begin() as connection:
        lead = desk.turn("", LEAD).access
        consenting.confirmed(connection, waiting.pending or "", lead, desk.office.now())
    assert desk.standing() == []


def test_an_imported_note_stays_and_it_is_said_why(desk: Desk) -> None:
    with desk.rapport.engine.connect() as connection:
        note = stored_notes(connection, partner_ids=set(desk.book()))[0]
    left = desk.delete("delete the note", partner=note.partner_id)
    assert keys(left) == ["note.imported"]
    with desk.rapport.engine.connect() as connection:
        assert stored_notes(connection, note_ids={note.note_id}) == [note]
