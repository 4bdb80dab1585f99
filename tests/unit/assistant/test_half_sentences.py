"""A half sentence after an answer: what it leaves out is taken from the question before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.follow_ups import follow_up, of_each
from assistant.planner.leftover import leftover
from assistant.planner.reading import Reading, read
from assistant.planner.reminder_follow_ups import reminder_follow_up
from assistant.planner.thread import Call, Thread
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "id-1", "Quintara"),
        NameEntry(NameKind.PARTNER, "id-2", "Hexaline"),
        NameEntry(NameKind.MANAGER, "emil@vendor.example", "Emil Sander"),
        NameEntry(NameKind.REGION, "DACH", "DACH"),
        NameEntry(NameKind.COUNTRY, "Spain", "Spain", ("España",)),
    ]
)
FIELDS = {name: frozenset(kind.model_fields) for name, kind in ARGUMENTS.items()}
LISTED = ("P1", "P2")
ATTENTION = "partners_needing_attention"


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words())


def after(tool: str, args: dict[str, Any], text: str) -> tuple[str, dict[str, Any]] | None:
    call = follow_up(reading(text), Thread((Call(tool, args),), LISTED, LISTED), FIELDS)
    return (call.tool, call.args) if call else None


@pytest.mark.parametrize(
    ("tool", "args", "text", "expected"),
    [
        (ATTENTION, {"lane": "going_dark"}, "and in DACH?", {"lane": "going_dark", "region": "DACH"}),
        (ATTENTION, {"country": "Spain", "limit": 3}, "DACH", {"limit": 3, "region": "DACH"}),
        (ATTENTION, {"scope": "portfolio"}, "what about Emil's", {"manager": "Emil"}),
        (ATTENTION, {"manager": "M1"}, "everybody's partners", {"scope": "portfolio"}),
        (ATTENTION, {"lane": "due"}, "and the rising ones", {"lane": "rising"}),
        (ATTENTION, {}, "et ceux de toute l'équipe ?", {"scope": "portfolio"}),
        ("find_partners", {"technology": "SAP"}, "¿y en España?", {"technology": "SAP", "country": "Spain"}),
        ("find_partners", {"technology": "SAP"}, "solo los míos", {"technology": "SAP", "scope": "book"}),
        ("find_partners", {"technology": "SAP"}, "nur meine", {"technology": "SAP", "scope": "book"}),
        (
            "find_partners",
            {"technology": "SAP"},
            "who of them speaks French",
            {"technology": "SAP", "language": "fr"},
        ),
        ("tier_movements", {"direction": "up"}, "and down?", {"direction": "down"}),
        ("tier_movements", {"direction": "up"}, "und nach unten?", {"direction": "down"}),
        ("certifications", {"show": "expiring"}, "¿y las caducadas?", {"show": "lapsed"}),
        ("certifications", {"show": "expiring"}, "et celles qui ont expiré ?", {"show": "lapsed"}),
        ("business_proposition", {"level": "gold"}, "and silver?", {"show": "earnings", "level": "silver"}),
        ("snooze", {"partner": "P1", "until": "2026-10-05"}, "make it Friday", {"until": date(2026, 10, 2)}),
        ("partner_economics", {"partner": "P1"}, "¿y el año pasado?", {"partner": "P1", "period": "2025"}),
        ("call_brief", {"partner": "P1", "pack": True}, "Quintara?", {"partner": "Quintara", "pack": True}),
        ("journey_status", {"stuck": True, "phase": "activation"}, "and Quintara", {"partner": "Quintara"}),
        ("commission_statement", {"partner": "P1"}, "and in DACH", {"region": "DACH"}),
    ],
)  # fmt: skip
def test_what_is_said_takes_the_place_of_what_was_said(
    tool: str, args: dict[str, Any], text: str, expected: dict[str, Any]
) -> None:
    kept = {"partner": "P1"} if tool == "snooze" else {}
    assert after(tool, args, text) == (tool, {**kept, **expected})


@pytest.mark.parametrize(
    "text",
    [
        "without Hexaline",
        "not Hexaline though",
        "drop Hexaline from that",
        "lass Hexaline weg",
        "quita Hexaline",
        "enlève Hexaline",
    ],
)
def test_somebody_is_left_out_beside_those_left_out_before(text: str) -> None:
    made = after(ATTENTION, {"limit": 9, "excluding": ("P4",)}, text)
    assert made == (ATTENTION, {"limit": 9, "excluding": ("P4", "Hexaline")})


@pytest.mark.parametrize(
    "text",
    [
        "which certifications have lapsed?",
        "who is stuck in activation",
        "what does Quintara cost us",
        "Quintara's commission for June",
        "who has gone quiet in DACH?",
        "compare Quintara and Hexaline",
    ],
)
def test_a_question_of_its_own_inherits_nothing(text: str) -> None:
    assert after("find_partners", {"technology": "SAP"}, text) is None


def test_how_somebody_is_asks_for_the_profile_after_anything() -> None:
    assert after("commission_statement", {"partner": "P1"}, "how is Quintara?") is None


def test_a_half_sentence_that_changes_nothing_is_none() -> None:
    assert after(ATTENTION, {"region": "DACH"}, "in DACH") is None


@pytest.mark.parametrize(
    ("text", "partner"), [("the other one", "P2"), ("¿y la otra?", "P2"), ("l'autre", "P2")]
)
def test_the_other_one_of_two_is_the_one_not_spoken_of(text: str, partner: str) -> None:
    assert after("partner_profile", {"partner": "P1"}, text) == ("partner_profile", {"partner": partner})


@pytest.mark.parametrize("text", ["both", "die ersten beiden", "los dos", "tous les deux"])
def test_both_are_the_two_just_shown(text: str) -> None:
    args = {"partners": ("P1", "P2", "P3")}
    assert after("compare_partners", args, text) == ("compare_partners", {"partners": LISTED})


def test_a_half_sentence_that_names_several_asks_about_each() -> None:
    asked = reading("and Quintara and Hexaline?")
    call = follow_up(asked, Thread((Call("explain_change", {"partner": "P1"}),), LISTED, LISTED), FIELDS)
    assert call is not None
    calls = of_each(call, asked, Thread())
    assert [one.args["partner"] for one in calls] == ["Quintara", "Hexaline"]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("also: no calls before ten", "no calls before ten"),
        ("auch: keine Anrufe vor zehn", "keine Anrufe vor zehn"),
        ("además: nada antes de las diez", "nada antes de las diez"),
        ("et aussi : rien avant dix heures", "rien avant dix heures"),
    ],
)
def test_a_further_note_is_about_the_same_partner_in_the_same_words(text: str, noted: str) -> None:
    assert after("log_note", {"partner": "P1", "text": "x"}, text) == (
        "log_note",
        {"partner": "P1", "text": noted},
    )


@pytest.mark.parametrize("text", ["and, who needs me?", "also", "and DACH"])
def test_a_question_after_a_note_is_not_noted(text: str) -> None:
    made = after("log_note", {"partner": "P1", "text": "x"}, text)
    assert made is None or made[0] != "log_note"


@pytest.mark.parametrize("text", ["since when?", "seit wann", "¿desde cuándo?", "depuis quand ?"])
def test_since_when_asks_for_what_was_just_told(text: str) -> None:
    assert after("tier_movements", {"partner": "P1"}, text) == ("tier_movements", {"partner": "P1"})
    assert after(ATTENTION, {}, text) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("and the ones in DACH instead", ()),
        ("y los de España también", ()),
        ("und Emils Partner bitte", ()),
        ("and their website?", ("website",)),
    ],
)
def test_only_words_of_weight_are_left(text: str, left: tuple[str, ...]) -> None:
    assert set(leftover(reading(text))) >= set(left)
    assert bool(leftover(reading(text))) is bool(left)


def test_after_a_list_of_reminders_a_partner_can_still_be_snoozed() -> None:
    thread, fields = Thread((Call("follow_ups", {"action": "show"}),)), {"follow_ups": frozenset[str]()}
    names = NameIndex([NameEntry(NameKind.PARTNER, "id-1", "Quintara")])

    def moved(text: str) -> Call | None:
        return reminder_follow_up(read(text, names, AS_OF, ordinary_words()), thread, fields)

    assert moved("snooze Quintara for two weeks") is None
    assert moved("snooze the Quintara one for two weeks")
