"""Which note a question means, without any database: what it says of it, and which of several fits."""

from datetime import date

import pytest

from assistant.planner.deletion_slots import deletion_slots
from assistant.planner.reading import read
from assistant.toolbox.which_note import Described, fitting, share, telling
from knowledge.notes import Note
from prompts.intents import asks_for, doubts
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

DAY = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara"),
        NameEntry(NameKind.CONTACT, "C1", "Annika Solberg", partner_id="P1"),
    ]
)
OFFICE = Note("n3", "P1", DAY, "They move to a new office.")
PRICE = Note("n2", "P1", DAY, "Prices are too high, says Annika.")
OTHER = Note("n1", "P2", DAY, "Prices went up by 4 %.")
NOTES = (OFFICE, PRICE, OTHER)


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("delete that last note", {}),
        ("oops wrong partner, take it out again", {}),
        ("delete the note on Quintara", {"partner": "Quintara"}),
        ("Lösch die Notiz über Annika Solberg", {"partner": "Annika Solberg"}),
        ("remove the note saying prices are too high", {"query": "prices are too high"}),
        ("delete the note about the price at Quintara", {"partner": "Quintara", "query": "price"}),
        ("borra la nota sobre la demo", {"query": "demo"}),
        ("supprime la note sur la remise, stp", {"query": "remise"}),
        ('take "wants to leave us" out of the notes', {"query": "wants to leave us"}),
    ],
)
def test_what_a_question_says_of_the_note(words: str, slots: dict[str, str]) -> None:
    assert deletion_slots(read(words, NAMES, DAY, ordinary_words())) == slots


def test_the_note_that_holds_most_of_the_words_is_meant_and_several_only_if_all_fit_alike() -> None:
    price = telling("too high a price")
    assert fitting(NOTES, Described(words=price, newest=False)) == [PRICE]
    assert fitting(NOTES, Described(words=telling("prices"), newest=False)) == [PRICE, OTHER]
    assert fitting(NOTES, Described("P2", telling("prices"), newest=False)) == [OTHER]
    assert fitting(NOTES, Described("P1", newest=False)) == [OFFICE, PRICE]
    assert fitting(NOTES, Described("P1")) == [OFFICE]
    assert fitting(NOTES, Described(words=telling("hiring"))) == []
    assert fitting([], Described()) == []
    assert (share(PRICE, price), share(OFFICE, price)) == (1.0, 0.0)


def test_of_two_notes_that_say_the_same_either_may_go() -> None:
    again = Note("n4", "P1", DAY, OFFICE.text)
    assert fitting([again, OFFICE], Described("P1", newest=False)) == [again]


@pytest.mark.parametrize(
    "words",
    [
        "Delete that last note",
        "please remove my note on partnerx",
        "that note was wrong, delete it",
        "I haven't signed that. Delete the note",
        "can you delete the note?",
        "take that note back",
        "I want my last note gone",
        "Lösch die letzte Notiz",
        "Notiz wieder löschen",
        "borra la última nota",
        "supprime la note",
    ],
)
def test_words_that_ask_to_delete_at_once(words: str) -> None:
    assert asks_for("delete_note", words)
    assert not doubts("delete_note", words)


@pytest.mark.parametrize(
    "words",
    [
        "should I delete the note?",
        "don't delete the last note",
        "never remove my notes",
        "lösch die Notiz nicht",
        "no borres la nota",
        "ne supprime pas la note",
        "if it is wrong, delete the note",
        "HR would have me delete it",
        "delete my note of Friday",
        "delete both of my notes",
        "delete the second one",
        "Lösch die Notiz von gestern",
    ],
)
def test_words_after_which_a_person_is_asked_first(words: str) -> None:
    assert not asks_for("delete_note", words) or doubts("delete_note", words)
