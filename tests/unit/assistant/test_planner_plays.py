"""Arguments of the tools for plays and introductions, on 30 September 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.clear_forms import clear_form
from assistant.planner.conditions import unmet
from assistant.planner.reading import Reading, read
from assistant.planner.slots import slots_for
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P2", "Hexaline", (), None),
        NameEntry(NameKind.CONTACT, "C1", "Annika Berg", (), "P1"),
        NameEntry(NameKind.REGION, "DACH", "DACH", (), None),
    ]
)


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words())


def said(tool: str, text: str) -> dict[str, Any]:
    return slots_for(tool, reading(text), frozenset(ARGUMENTS[tool].model_fields))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "certs about to lapse at Quintara, what now",
            {"partner": "Quintara", "reason": "certification_lapsing"},
        ),
        ("Quintara gave us a bad survey, what now", {"partner": "Quintara", "reason": "bad_survey"}),
        ("Was bringt ein gemeinsames Webinar?", {"play": "gemeinsames Webinar"}),
        ("explain the executive sponsor play", {"play": "executive sponsor"}),
        ("the recommended play for Quintara", {"partner": "Quintara"}),
        ("drei Ideen für Quintara", {"partner": "Quintara", "limit": 3}),
    ],
)
def test_what_is_asked_of_the_playbook(text: str, expected: dict[str, Any]) -> None:
    assert said("playbook", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ran the win-back play with Quintara", {"partner": "Quintara", "play": "win-back"}),
        (
            "training at Quintara yesterday, log the play",
            {"partner": "Quintara", "play": "training", "on": date(2026, 9, 29)},
        ),
        (
            "log the play with Quintara last Tuesday: lunch",
            {"partner": "Quintara", "play": "lunch", "on": date(2026, 9, 29)},
        ),
        ("play with Quintara done last week", {"partner": "Quintara"}),  # no day: the tool asks which
        ("play with Quintara done in March", {"partner": "Quintara"}),
        (
            "have we done the win back with Quintara",
            {"action": "show", "partner": "Quintara", "play": "win back"},
        ),
        ("recommended action at Quintara: done", {"partner": "Quintara"}),
        ("which plays did we do with Quintara", {"action": "show", "partner": "Quintara"}),
        ("effect of our plays in DACH", {"action": "show", "region": "DACH"}),
    ],
)
def test_what_was_done_is_told_from_what_is_asked_about_it(text: str, expected: dict[str, Any]) -> None:
    assert said("record_play", text) == expected


def test_a_play_of_no_known_day_reaches_the_tool_which_asks_for_it() -> None:
    question = reading("play with Quintara done over the last three months")
    slots = said("record_play", question.text)
    assert slots == {"partner": "Quintara"}
    assert not unmet("record_play", slots, question)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "introduce Quintara's data lead to Hexaline",
            {"partner": "Quintara", "other": "Hexaline", "role": "data lead", "action": "propose"},
        ),
        ("introduce Annika to Hexaline", {"partner": "Hexaline", "contact": "Annika", "action": "propose"}),
        ("could Quintara and Hexaline do something together?", {"partner": "Quintara", "other": "Hexaline"}),
        (
            "Quintara said no to meeting Hexaline",
            {"partner": "Quintara", "other": "Hexaline", "side": "Quintara", "action": "declined"},
        ),
        (
            "Quintara told me that Hexaline agreed",
            {"partner": "Quintara", "other": "Hexaline", "side": "Hexaline", "action": "agreed"},
        ),
        (
            "Quintara agreed but Hexaline declined",
            {"partner": "Quintara", "other": "Hexaline", "side": "Hexaline", "action": "declined"},
        ),
        ("did Quintara agree?", {"partner": "Quintara", "action": "status"}),
        ("both agreed", {"action": "agreed"}),
        ("¿qué presentaciones esperan un sí?", {"action": "status"}),
        (
            "outcome of the intro with Quintara: a joint deal",
            {"partner": "Quintara", "outcome": "a joint deal", "action": "outcome"},
        ),
    ],
)
def test_what_is_asked_or_told_of_an_introduction(text: str, expected: dict[str, Any]) -> None:
    assert said("suggest_introduction", text) == expected


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("log the play: lunch with Quintara", None),
        ("record that we did the joint webinar with Quintara", None),
        ("log the outcome of the intro with Quintara: nothing", None),
        ("note: they want another webinar", "log_note"),
        ("note that Quintara hires people", "log_note"),
        ("log that I called Quintara without pressure", None),
        ("note that I called Quintara", "log_note"),
        ("log that Quintara called", "log_note"),
        ("/commission Quintara", "commission_statement"),
    ],
)
def test_a_note_is_told_from_a_play_that_was_done(text: str, tool: str | None) -> None:
    form = clear_form(text)
    assert (form.tool if form else None) == tool
