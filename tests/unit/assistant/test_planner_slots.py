from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.clauses import clauses_of
from assistant.planner.policy_slots import out_of_range
from assistant.planner.reading import Reading, read
from assistant.planner.slots import slots_for
from assistant.toolbox.arguments import ARGUMENTS, TierWhatIf
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P2", "Hexaline", (), None),
        NameEntry(NameKind.TECHNOLOGY, "Azure", "Azure", (), None),
        NameEntry(NameKind.REGION, "DACH", "DACH", (), None),
    ]
)

WORDS = (
    *("leads", "relevance", "double", "half", "x", "60", "5", "0.5", "more", "threshold", "top", "%"),
    *("percentile", "if", "count", "weigh", "999"),
)


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words() | {"as", "they", "just", "signed"})


def said(tool: str, text: str) -> dict[str, Any]:
    return slots_for(tool, reading(text), frozenset(ARGUMENTS[tool].model_fields))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if leads weigh double", {"leads_times": 2.0}),
        ("weight leads 3x and relevance x0.5", {"leads_times": 3.0, "relevance_times": 0.5}),
        ("if relevance counted 20% less", {"relevance_times": 0.8}),
        ("what if leads didn't matter", {"leads_times": 0.0}),
        ("if only relevance counted", {"leads_times": 0.0}),
        ("Leads halb gewichten", {"leads_times": 0.5}),
        ("si los leads pesan el doble", {"leads_times": 2.0}),
        ("a lead threshold of 12", {"leads_threshold": 12.0}),
        ("cutoff 65 on relevance and 12 on leads", {"relevance_threshold": 65.0, "leads_threshold": 12.0}),
        ("threshold 80 instead of 75", {"leads_threshold": 80.0, "relevance_threshold": 80.0}),
        ("only the top 30% by relevance", {"basis": "percentile", "relevance_threshold": 70.0}),
        ("fixed thresholds instead of percentiles", {"basis": "absolute"}),
        ("two fewer leads", {"more_leads": -2}),
        ("mit 5 Leads mehr", {"more_leads": 5}),
        ("avec 5 leads de plus", {"more_leads": 5}),
        ("raise the bar by 10", {}),
        ("if the threshold were 20 leads", {"basis": "absolute", "leads_threshold": 20.0}),
        ("threshold 60", {"leads_threshold": 60.0, "relevance_threshold": 60.0}),
        ("key partner threshold 50", {"leads_threshold": 50.0, "relevance_threshold": 50.0}),
        ("500 more leads", {"more_leads": 500}),
        ("for all partners, if leads count double", {"scope": "portfolio", "leads_times": 2.0}),
    ],
)
def test_what_is_assumed_about_weights_and_thresholds(text: str, expected: dict[str, Any]) -> None:
    assert said("tier_what_if", text) == expected


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_whatever_is_assumed_is_an_argument_that_the_tool_takes(words: list[str]) -> None:
    slots = said("tier_what_if", " ".join(words))
    if not out_of_range(slots):
        TierWhatIf(**slots)


@pytest.mark.parametrize(
    "text", ["leads x50", "relevance threshold 250", "5000 more leads", "leads percentile threshold of 150"]
)
def test_a_number_that_cannot_be_is_told_from_one_that_can(text: str) -> None:
    assert out_of_range(said("tier_what_if", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what would make Quintara a key partner", {"partner": "Quintara", "target": "key_partner"}),
        ("get Quintara from dementor to diamond", {"partner": "Quintara", "target": "unpolished_diamond"}),
        ("get Quintara out of dementor", {"partner": "Quintara"}),
        ("how far is Quintara from key", {"partner": "Quintara", "target": "key_partner"}),
        ("which diamonds could become key", {"tier": "unpolished_diamond", "target": "key_partner"}),
        ("key contacts at Quintara", {"partner": "Quintara"}),
    ],
)
def test_the_tier_to_reach_is_told_from_the_tier_to_look_at(text: str, expected: dict[str, Any]) -> None:
    assert said("tier_what_if", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who became a key partner", {"tier": "key_partner"}),
        ("who went from diamond to key", {"left": "unpolished_diamond", "tier": "key_partner"}),
        ("who lost their key partner status", {"left": "key_partner", "direction": "down"}),
        ("who is close to key partner", {"partly": True}),
        ("promotions and downgrades", {}),
    ],
)
def test_a_tier_that_was_left_is_told_from_the_present_one(text: str, expected: dict[str, Any]) -> None:
    assert said("tier_movements", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "keep Quintara as key partner because they just signed Hexaline",
            {
                "action": "override",
                "partners": ("Quintara",),
                "to": "key_partner",
                "reason": "they just signed Hexaline",
            },
        ),
        (
            "Lass Quintara Diamant, weil Hexaline mitmacht",
            {
                "action": "override",
                "partners": ("Quintara",),
                "to": "unpolished_diamond",
                "reason": "Hexaline mitmacht",
            },
        ),
        ("reject the move of Quintara to dementor", {"action": "override", "partners": ("Quintara",)}),
        ("accept all but Quintara and Hexaline", {"action": "accept", "excluding": ("Quintara", "Hexaline")}),
        ("lehne Quintara ab", {"action": "override", "partners": ("Quintara",)}),
        ("accept the promotions", {"action": "accept", "direction": "up"}),
        ("what waits for a decision in DACH", {"region": "DACH"}),
        ("undo my decision on Quintara", {"action": "reopen", "partners": ("Quintara",)}),
    ],
)
def test_what_is_decided_about_whom_and_why(text: str, expected: dict[str, Any]) -> None:
    assert said("review_decision", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "accept all proposals but Quintara",
        "accept everyone, Quintara excepted",
        "accept all save Quintara",
        "accept all with the exception of Quintara",
        "accept all the moves but not the one of Quintara",
        "everyone can be accepted, Quintara cannot",
        "alle akzeptieren, Quintara ausgenommen",
        "akzeptiere alle, nur Quintara nicht",
        "akzeptiere alle mit Ausnahme von Quintara",
        "acepta todas las propuestas pero no Quintara",
        "acepta todas a excepción de Quintara",
        "accepte tout à l'exception de Quintara",
        "accepte tout sauf Quintara",
    ],
)
def test_whoever_is_left_out_of_all_is_never_the_one_decided_about(text: str) -> None:
    assert said("review_decision", text) == {"action": "accept", "excluding": ("Quintara",)}


@pytest.mark.parametrize(
    "text",
    [
        "should I accept Quintara?",
        "soll ich Quintara akzeptieren",
        "no aceptes a Quintara",
        "akzeptiere Quintara nicht",
        "don't accept Quintara",
        "accept Quintara only if they renew",
    ],
)
def test_a_question_a_refusal_and_a_condition_are_shown_what_waits(text: str) -> None:
    assert said("review_decision", text) == {"partners": ("Quintara",)}


def test_two_decisions_in_one_breath_are_shown_in_part() -> None:
    both = {"partners": ("Quintara", "Hexaline"), "partly": True}
    assert said("review_decision", "accept Quintara, reject Hexaline") == both


def test_what_follows_a_comma_is_the_reason_when_nothing_else_can_be_meant() -> None:
    slots = said("review_decision", "override Quintara to dementor, two of their leads were fake")
    assert (slots["to"], slots["reason"]) == ("dementor", "two of their leads were fake")


@pytest.mark.parametrize(
    "text", ["don't snooze Quintara", "should I snooze Quintara?", "stelle Quintara nicht zurück"]
)
def test_a_snooze_denied_or_asked_about_shows_what_is_snoozed(text: str) -> None:
    assert said("snooze", text) == {"action": "show", "partner": "Quintara"}


@pytest.mark.parametrize(
    "when", ["until yesterday", "until 2020-01-01", "until 30 February", "until the 31st of February"]
)
def test_a_past_or_impossible_day_becomes_no_other_one(when: str) -> None:
    assert "until" not in said("snooze", f"snooze Quintara {when}")


@given(st.text(max_size=60))
def test_a_reason_is_always_the_askers_own_words(words: str) -> None:
    text = f"keep Quintara as key partner because {words}"
    assert str(said("review_decision", text).get("reason", "")) in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("does Quintara meet gold", {"partner": "Quintara", "show": "requirements", "level": "gold"}),
        ("is Quintara still elite level", {"partner": "Quintara", "show": "requirements", "level": "elite"}),
        ("Gold-Status von Quintara", {"partner": "Quintara", "show": "requirements", "level": "gold"}),
        ("Quintara au niveau argent ?", {"partner": "Quintara", "show": "requirements", "level": "silver"}),
        ("the program level requirements of Quintara", {"partner": "Quintara", "show": "requirements"}),
        ("professional level people certified in Azure", {"technology": "Azure"}),
        ("certs that expire before December", {"show": "expiring", "until": date(2026, 11, 30)}),
        ("certs that expired", {"show": "lapsed"}),
        ("partners without a single certified person", {"show": "none"}),
    ],
)
def test_what_is_asked_of_certifications(text: str, expected: dict[str, Any]) -> None:
    assert said("certifications", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snooze Quintara until the end of June", {"partner": "Quintara", "until": date(2027, 6, 30)}),
        ("not now, Quintara again in a month", {"partner": "Quintara", "until": date(2026, 10, 30)}),
        ("snooze Quintara", {"partner": "Quintara"}),
        ("wake Quintara in two weeks", {"partner": "Quintara", "until": date(2026, 10, 14)}),
        ("wake Quintara", {"action": "wake", "partner": "Quintara"}),
        ("who is snoozed", {"action": "show"}),
        ("when will I see Quintara again", {"action": "show", "partner": "Quintara"}),
    ],
)
def test_what_is_asked_of_snoozing(text: str, expected: dict[str, Any]) -> None:
    assert said("snooze", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what would we lose without Quintara", {"partner": "Quintara"}),
        ("coverage without Quintara and Hexaline", {"excluding": ("Quintara", "Hexaline")}),
        ("cells that only one partner covers", {"show": "single"}),
        ("demand that nobody serves", {"show": "empty"}),
        ("pairs that hang on a partner going dark", {"show": "single", "partly": True}),
    ],
)
def test_what_is_asked_of_the_coverage_map(text: str, expected: dict[str, Any]) -> None:
    assert said("coverage_map", text) == expected


def test_a_question_about_what_was_done_there_stays_with_the_one_before() -> None:
    assert len(clauses_of("who moved tier since May and what did we do there")) == 1
    assert len(clauses_of("who moved tier since May and what is due this week")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("compare Quintara and Blubber", ("Quintara", "Blubber")),
        ("compare Blubber with Quintara", ("Quintara", "Blubber")),
        ("vergleiche Quintara und Hexaline", ("Quintara", "Hexaline")),
        ("compare Quintara and Azure partners", ("Quintara",)),
        ("compare Quintara and they all", ("Quintara",)),
    ],
)
def test_an_unknown_name_beside_a_known_one_is_kept(text: str, expected: tuple[str, ...]) -> None:
    assert said("compare_partners", text)["partners"] == expected


@pytest.mark.parametrize(
    ("tool", "text", "expected"),
    [
        ("commission_statement", "what do we owe Foobar GmbH", {"partner": "Foobar GmbH", "show": "unpaid"}),
        ("commission_statement", "did we pay Foobar?", {"partner": "Foobar"}),
        ("commission_statement", "haben wir Foobar bezahlt", {"partner": "Foobar"}),
        ("commission_statement", "what do we owe Azure partners", {"technology": "Azure", "show": "unpaid"}),
        ("commission_statement", "what do we owe EMEA partners", {"show": "unpaid"}),
        ("commission_statement", "did we pay anything twice", {"show": "check"}),
        ("partner_economics", "cost to serve Foobar", {"partner": "Foobar"}),
        ("suggest_introduction", "introduce Foobar GmbH to Quintara", ("Quintara", "Foobar GmbH")),
        ("suggest_introduction", "introduce Foobar's data lead to Quintara", ("Quintara", "Foobar")),
    ],
)
def test_a_partner_that_nothing_known_is_called_is_not_dropped(
    tool: str, text: str, expected: dict[str, str] | tuple[str, str]
) -> None:
    found = said(tool, text)
    if isinstance(expected, tuple):
        assert (found["partner"], found["other"]) == expected
    else:
        assert {name: found.get(name) for name in ("partner", *expected)} == {"partner": None, **expected}
