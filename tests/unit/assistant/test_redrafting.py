"""A half sentence after a draft: what it changes is carried by an argument, or nothing is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.draft_slots import changes, reworded
from assistant.planner.follow_ups import follow_up
from assistant.planner.plan import Declined
from assistant.planner.reading import Reading, read
from assistant.planner.small_talk import small_talk
from assistant.planner.thread import Call, Thread
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Globex"),
        NameEntry(NameKind.CONTACT, "C1", "Ana Ruiz", (), "P1"),
        NameEntry(NameKind.CONTACT, "C2", "Ben Moor", (), "P1"),
    ]
)
FIELDS = {name: frozenset(kind.model_fields) for name, kind in ARGUMENTS.items()}
SHOWN = {"partners": ("P1",), "purpose": "check_in"}


def reading(text: str) -> Reading:
    return read(text, NAMES, date(2026, 9, 30), ordinary_words())


def after_draft(text: str) -> dict[str, Any] | None:
    call = follow_up(reading(text), Thread((Call("draft_message", SHOWN),), ("P1",)), FIELDS)
    return call.args if call else None


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        (
            "shorter",
            "shorter|make it a bit shorter please|half as long|tu peux faire plus court ?|Ginge das kürzer?",
        ),
        ("shorter", "viel zu lang|más corto|solo lo esencial|fass dich kürzer|keep it to three lines"),
        ("warmer", "warmer|sounds robotic|etwas herzlicher|klingt zu kühl|plus chaleureux|suena frío"),
        ("less_salesy", "less salesy|sounds like an advert|weniger werblich|trop pub|sin tono de venta"),
        ("more_formal", "more formal please|mit Sie statt du|vouvoie-le|trátale de usted|too casual"),
        ("less_formal", "less formal|nicht so förmlich|tutoie-la|demasiado formal|duz ihn"),
    ],
)
def test_how_a_draft_is_to_sound_is_understood_in_four_languages(style: str, texts: str) -> None:
    for text in texts.split("|"):
        assert after_draft(text) == {**SHOWN, "style": (style,)}, text
        assert small_talk(reading(text), Thread((Call("draft_message", SHOWN),))) is None


@pytest.mark.parametrize(
    ("mention", "texts"),
    [
        ("win", "mention their latest win|erwähne ihren letzten Erfolg|cita su último cierre"),
        ("deal", "bring up their open deal|erwähne den offenen Deal|mentionne l'affaire en cours"),
        ("project", "refer to their latest project|nimm Bezug auf das Projekt|évoque leur dernier projet"),
        ("certification", "include their new certification|geh auf die bestandene Prüfung ein"),
        ("training", "mention the training they attended|erwähne die Schulung|parle de l'atelier"),
        ("meeting", "pick up on our last conversation|menciona nuestra última reunión"),
        ("words", "quote what they said|greif auf was sie gesagt haben|reprends ce qu'elle a dit"),
    ],
)
def test_what_a_draft_is_to_speak_of_is_understood_in_four_languages(mention: str, texts: str) -> None:
    for text in texts.split("|"):
        assert after_draft(text) == {**SHOWN, "mention": mention}, text


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("drop the ask", {"no_ask": True}),
        ("ohne Frage am Schluss", {"no_ask": True}),
        ("quita la pregunta", {"no_ask": True}),
        ("another version", {"version": 1}),
        ("noch eine Variante", {"version": 1}),
        ("refais-le", {"version": 1}),
        ("to somebody else there", {"another_contact": True}),
        ("an jemand anderen", {"another_contact": True}),
        ("to Ben Moor instead", {"contact": "Ben Moor"}),
        ("not to Ana Ruiz, to Ben Moor", {"contact": "Ben Moor"}),
        ("in German", {"language": "de"}),
        ("shorter, in German, and mention their latest win",
         {"style": ("shorter",), "language": "de", "mention": "win"}),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_changed_is_changed(text: str, changed: dict[str, Any]) -> None:
    assert after_draft(text) == {**SHOWN, **changed}


@pytest.mark.parametrize(
    "text",
    [
        "mention the fair",
        "shorter and mention the fair",
        "sign it as the team",
        "use a different subject line",
        "warmer, with the second paragraph first",
        "leave out the last sentence",
        "erwähne die Messe",
        "unterschreib als Team",
        "cambia el asunto",
        "mets mon numéro",
        "did they mention the training?",
    ],
)
def test_what_no_argument_carries_changes_nothing(text: str) -> None:
    assert not changes(reading(text))
    assert reworded(reading(text), SHOWN) is None


@pytest.mark.parametrize("text", ["shorter, and mention the fair", "mention the fair", "in Italian please"])
def test_a_rewording_that_cannot_be_done_is_said_so(text: str) -> None:
    after = Thread((Call("draft_message", SHOWN),), ("P1",))
    assert small_talk(reading(text), after) is Declined.NOT_YET


def test_wishes_add_up_and_the_opposite_takes_one_back() -> None:
    last = {**SHOWN, "style": ("shorter", "less_formal"), "version": 1}
    formal = reworded(reading("more formal, please"), last)
    assert formal == {**SHOWN, "style": ("shorter", "more_formal"), "version": 1}
    assert reworded(reading("another version"), formal or {}) == {**(formal or {}), "version": 2}
