"""Wordings that name their tool, typos that are put right, and questions that take several calls."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.plain_forms import nobody_yet, plain_form
from assistant.planner.reading import Reading, read
from assistant.planner.respelling import respelled
from assistant.planner.several import in_each_place
from assistant.planner.thread import Call, Thread
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P2", "Setpember", (), None),
        NameEntry(NameKind.PARTNER, "P3", "Hexaline", (), None),
        NameEntry(NameKind.PARTNER, "P4", "Orange Harbour", (), None),
        NameEntry(NameKind.CUSTOMER, "Metro Verde", "Metro Verde", (), None),
        NameEntry(NameKind.TECHNOLOGY, "Kubernetes", "Kubernetes", (), None),
        NameEntry(NameKind.CONTACT, "C1", "Annika Berg", (), "P1"),
        NameEntry(NameKind.REGION, "France", "France", (), None),
        NameEntry(NameKind.COUNTRY, "Spain", "Spain", (), None),
    ]
)
PITCH = Call("business_proposition", {"show": "pitch"})
DRAFT = Call("draft_message", {})


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words())


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("what should I raise with Quintara", "call_brief"),
        ("Was soll ich bei Quintara ansprechen?", "call_brief"),
        ("how should I address Annika", "call_brief"),
        ("prepare the quarterly review for Quintara", "call_brief"),
        ("what did we promise Quintara and what did they promise us", "call_brief"),
        ("what did we promise Quintara", "search_notes"),
        ("what could Quintara bring", "capacity_plan"),
        ("what could Quintara earn at gold", "business_proposition"),
        ("whom should we let go", "partner_economics"),
        ("who should I drop from my list", None),
        ("were any deals paid twice", "commission_statement"),
        ("do training sessions work", "record_play"),
        ("I had a kickoff meeting with Quintara", "record_play"),
        ("I had a meeting with Quintara, they want more leads", None),
        ("log a quick note for Quintara", None),
        ("show all my introductions", "suggest_introduction"),
        ("which is my healthiest partner?", "partners_needing_attention"),
        ("Quintara or Hexaline for Kubernetes?", "compare_partners"),
        ("orange harbour or hexaline for kubernetes?", "compare_partners"),
        ("for Kubernetes: Quintara oder Hexaline", "compare_partners"),
        ("call Quintara or Hexaline about Kubernetes", None),
    ],
)
def test_a_plain_wording_names_its_tool(text: str, tool: str | None) -> None:
    assert plain_form(reading(text)) == tool


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("waht is due in setpembre", "what is due in setpembre"),
        ("commision for octber", "commission for october"),
        ("what do we owe Setpember", "what do we owe Setpember"),
        ("that is what we owe", "that is what we owe"),
    ],
)
def test_a_typo_in_a_turning_word_is_put_right_but_never_a_name(text: str, expected: str) -> None:
    assert respelled(reading(text)) == expected


def test_each_of_several_places_is_asked_about() -> None:
    question = reading("potential in France and Spain")
    slots = {"show": "potential", "region": "France", "country": "Spain"}
    assert in_each_place("capacity_plan", slots, question) == (
        {"show": "potential", "region": "France"},
        {"show": "potential", "country": "Spain"},
    )
    assert in_each_place("find_partners", slots, question) == (slots,)


def test_a_country_that_no_name_says_stays() -> None:
    slots = {"show": "pitch", "country": "France"}
    assert in_each_place("business_proposition", slots, reading("pitch to a new French SI")) == (slots,)


@pytest.mark.parametrize(
    ("text", "last", "call", "expected"),
    [
        ("our pitch to a new SI as an email", None, PITCH, True),
        ("our pitch to a new SI", None, PITCH, False),
        ("draft it", PITCH, DRAFT, True),
        ("draft it", Call("business_proposition", {"partner": "P1"}), DRAFT, False),
        ("write to Quintara", PITCH, DRAFT, False),
    ],
)
def test_nobody_can_write_to_a_partner_still_to_be_won(
    text: str, last: Call | None, call: Call, expected: bool
) -> None:
    assert nobody_yet(reading(text), Thread((last,) if last else ()), (call,)) is expected


def test_whom_to_write_to_is_not_asked_after_a_pitch_to_nobody_yet() -> None:
    assert nobody_yet(reading("draft it"), Thread((PITCH,)), (), ("draft_message",))
    assert not nobody_yet(reading("draft it"), Thread((PITCH,)), (), ("log_note",))
    assert not nobody_yet(reading("draft it"), Thread(), (), ("draft_message",))


def test_a_name_of_several_everyday_words_is_one_after_an_article() -> None:
    assert reading("is there a commission on the Metro Verde deal").first(NameKind.CUSTOMER)
