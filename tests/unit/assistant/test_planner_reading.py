from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.decision import Toolset
from assistant.planner.reading import Reading, read
from assistant.planner.referring import Reference
from assistant.planner.thread import Call, Thread
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "p1", "Acme Ltd", (), "p1"),
        NameEntry(NameKind.PARTNER, "p2", "Acme GmbH", (), "p2"),
        NameEntry(NameKind.PARTNER, "p3", "Quintara", (), "p3"),
        NameEntry(NameKind.TECHNOLOGY, "Kubernetes", "Kubernetes"),
    ]
)
QUINTARA = Thread((Call("partner_profile", {"partner": "P9"}),), ("P9",))


def reading(text: str) -> Reading:
    return read(text, NAMES, date(2026, 9, 30), ordinary_words() | {"stark", "noch", "industries", "ist"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what would make Wonka Industries a key partner?", "Wonka Industries"),
        ("what do we owe Stark Industries", "Stark Industries"),
        ("bereite mich auf Wolkenstein AG vor", "Wolkenstein AG"),
        ("schreib der frau Gundula Reetz ein paar zeilen", "Gundula Reetz"),
        ("Ist Brockhaus & Daughters noch Gold?", "Brockhaus & Daughters"),
        ("Comment va la société Boisvert ?", "Boisvert"),
        ("¿y la agencia Digital, cómo va?", "Digital"),
        ("que doit-on à Valcourt pour juin ?", "Valcourt"),
        ("is Tyrell certified in Kubernetes", "Tyrell"),
    ],
)
def test_a_name_that_nothing_known_has_is_taken_as_one(text: str, name: str) -> None:
    assert reading(text).partners == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi ont-ils baissé ?",
        "how is the company doing",
        "Is Kubernetes growing",
        "is Monday ok",
        "ist die Firma noch da",
        "make it a priority",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert reading(text).partners == ()


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Quintara again: what do we owe quintara", ("Quintara",)),
        ("Acme, I mean Acme Ltd, how are they", ("Acme Ltd",)),
        ("Acme Ltd or Acme GmbH", ("Acme Ltd", "Acme GmbH")),
    ],
)
def test_a_partner_named_twice_is_one_partner(text: str, partners: tuple[str, ...]) -> None:
    assert reading(text).partners == partners


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("was sagen die Notizen über Quellwerk", True),
        ("what do our notes say about Datadog", True),
        ("qué dicen las notas sobre Datadog", True),
        ("what have we got written on PaperTrail 7", True),
        ("Hat irgendwer mal was zu Quellwerk aufgeschrieben?", True),
        ("any notes for Wonka Industries", False),
        ("what did Quintara say about Quellwerk", False),
    ],
)
def test_what_notes_say_about_an_unknown_name_is_no_question_of_that_partner(text: str, topic: bool) -> None:
    assert reading(text).asks_what_notes_say is topic


@pytest.mark.parametrize(
    ("message", "text", "partner"),
    [
        ("log a note for Hexagon: they moved", "they moved", "Hexagon"),
        ("note: call with Anna Schmidt went well", "call with Anna Schmidt went well", "P9"),
        ("note on Quintara: they met Brandt AG", "they met Brandt AG", "Quintara"),
    ],
)
def test_an_unknown_name_in_a_note_is_not_whom_it_is_about(message: str, text: str, partner: str) -> None:
    about = Reference(reading(message), QUINTARA, Toolset({}, {}), NAMES)
    assert about.noted_about(text) == partner
