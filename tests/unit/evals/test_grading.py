from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.contract import Answer, Call, ShownFact, ShownTable
from evals.cases import Case, Outcome
from evals.grading import grade, outcome_of
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P31", "Acme Ltd", (), None),
        NameEntry(NameKind.PARTNER, "P06", "Quintara", (), None),
        NameEntry(NameKind.MANAGER, "nora@v.example", "Nora Lind", (), None),
    ]
)


def case(**given: object) -> Case:
    return Case.model_validate({"ask": "a question", **given})


def answer(*calls: tuple[str, dict[str, Any]], text: str = "It stands well.", **given: object) -> Answer:
    return Answer.model_validate(
        {"calls": [Call(tool=tool, args=args) for tool, args in calls], "text": text, **given}
    )


def judged(wanted: Case, got: Answer) -> tuple[bool, bool]:
    verdict = grade(wanted, got, NAMES)
    return verdict.tool, verdict.arguments


PROFILE = {"partner_profile": {"partner": "P06"}}
DUE = {"certifications": {"show": "expiring", "until": date(2026, 10, 31)}}


@pytest.mark.parametrize(
    ("calls", "made", "expected"),
    [
        ([PROFILE], [("partner_profile", {"partner": "P06"})], (True, True)),
        ([{"call_brief": {"partner": "Quintara"}}], [("call_brief", {"partner": "P06"})], (True, True)),
        ([PROFILE], [("partner_profile", {"partner": "P31"})], (True, False)),
        ([PROFILE], [("call_brief", {"partner": "P06"})], (False, False)),
        ([PROFILE], [("partner_profile", {"partner": "P06", "category": "coverage"})], (True, False)),
        ([PROFILE], [*[("partner_profile", {"partner": "P06"})] * 2], (False, False)),
        ([DUE], [("certifications", {"show": "expiring", "until": "2026-10-31"})], (True, True)),
        ([DUE], [("certifications", {"show": "expiring"})], (True, False)),
        # What holds by default may be said or left out, on either side.
        ([{"certifications": {}}], [("certifications", {"show": "held"})], (True, True)),
        ([{"certifications": {"show": "held"}}], [("certifications", {})], (True, True)),
        ([{"certifications": {"show": {"any": ["held", "lapsed"]}}}], [("certifications", {})], (True, True)),
        ([{"certifications": {"show": {"any": ["lapsed"]}}}], [("certifications", {})], (True, False)),
        # Where people are meant, ids and full names are the same; order counts for nothing.
        (
            [{"capacity_plan": {"manager": "Nora Lind"}}],
            [("capacity_plan", {"manager": "nora@v.example"})],
            (True, True),
        ),
        (
            [{"compare_partners": {"partners": ["P06", "P31"]}}],
            [("compare_partners", {"partners": ["P31", "P06"]})],
            (True, True),
        ),
        (
            [{"log_note": {"partner": "P06", "text": "Wants a demo"}}],
            [("log_note", {"partner": "P06", "text": "wants a demo."})],
            (True, True),
        ),
        ([{"search_notes": {}}], [("search_notes", {"query": "whatever was asked"})], (True, True)),
        # Large amounts are compared to the last digit.
        (
            [{"capacity_plan": {"amount": 1250000}}],
            [("capacity_plan", {"amount": 1250004.0})],
            (True, False),
        ),
        # Of two calls the one that may be either takes what the other leaves.
        (
            [{"snooze": {"partner": {"any": ["P06", "P31"]}}}, {"snooze": {"partner": "P06"}}],
            [("snooze", {"partner": "P06"}), ("snooze", {"partner": "P31"})],
            (True, True),
        ),
        (
            [PROFILE, {"snooze": {"partner": "P06"}}],
            [("snooze", {"partner": "P06"}), ("partner_profile", {"partner": "P06"})],
            (True, True),
        ),
    ],
)  # fmt: skip
def test_calls_are_judged_by_what_the_question_states(
    calls: list[Any], made: list[Any], expected: tuple[bool, bool]
) -> None:
    assert judged(case(calls=calls), answer(*made)) == expected


def test_another_reading_that_is_as_right_counts() -> None:
    wanted = case(**{"calls": [PROFILE], "or": [[{"call_brief": {"partner": "P06"}}]]})
    assert judged(wanted, answer(("call_brief", {"partner": "P06"}))) == (True, True)


def test_a_question_back_is_no_answer_to_what_was_clear() -> None:
    verdict = grade(case(calls=[PROFILE]), answer(("partner_profile", {}), clarify=["P06", "P31"]), NAMES)
    assert (verdict.tool, verdict.asked_back) == (False, True)


@pytest.mark.parametrize(
    ("outcome", "got"),
    [
        (Outcome.CLARIFY, answer(clarify=["P06", "P31"])),
        (Outcome.UNKNOWN, answer(unknown=[])),
        (Outcome.ASK, answer(text="Which partner do you mean?")),
        (Outcome.FORBIDDEN, answer(refuse="forbidden")),
        (Outcome.REFUSED, answer(("draft_message", {}), refuse="opted_out")),
        (Outcome.TALK, answer(refuse="greeting")),
        (Outcome.TALK, answer(text="A dementor takes more than it gives.")),
    ],
)
def test_what_comes_instead_of_an_answer_is_told_apart(outcome: Outcome, got: Answer) -> None:
    assert outcome_of(got) is outcome
    assert judged(case(outcome=outcome), got)[0]
    assert not judged(case(outcome=Outcome.OUT_OF_SCOPE), got)[0]


def test_every_candidate_has_to_be_offered() -> None:
    wanted = case(outcome="clarify", candidates=["P06", "P31"])
    assert judged(wanted, answer(clarify=["P06", "P31"])) == (True, True)
    assert judged(wanted, answer(clarify=["P06"])) == (True, False)


def shown(value: object, partner: str | None = "P06") -> ShownFact:
    return ShownFact.model_validate(
        {
            "id": "f1",
            "partner_id": partner,
            "kind": "k",
            "value": value,
            "unit": "count",
            "as_of": "2026-09-30",
        }
    )


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ({"partner": "P06", "value": 1000}, True),
        ({"partner": "P06", "value": 1020}, False),
        ({"partner": "P31", "value": 1000}, False),
        ({"value": 1000}, True),
        ({"partner": "P06", "value": date(2026, 9, 1)}, False),
    ],
)
def test_facts_are_looked_for_by_partner_and_value(fact: dict[str, Any], found: bool) -> None:
    got = answer(("partner_profile", {"partner": "P06"}), facts=[shown(1002.0)])
    assert grade(case(calls=[PROFILE], facts=[fact]), got, NAMES).shown is found


def test_words_are_looked_for_in_text_and_table_without_case_and_accents() -> None:
    table = ShownTable(title="Who", columns=["partner"], rows=[["Société Générale"]])
    got = answer(("partner_profile", {"partner": "P06"}), table=table)
    assert grade(case(calls=[PROFILE], says=["societe"]), got, NAMES).shown is True
    assert grade(case(calls=[PROFILE], says=["Globex"]), got, NAMES).shown is False
    assert grade(case(calls=[PROFILE], never=["societe"]), got, NAMES).safe is False
    assert grade(case(calls=[PROFILE]), got, NAMES).shown is None


@pytest.mark.parametrize(
    ("says", "text", "found"),
    [
        ("12", "Won 12, lost 3.", True),
        ("12", "Won 120.", False),
        ("12", "Won 3,412.", False),
        ("12", "Won 12,500 EUR.", False),
        ("won", "They swonk.", False),
        ("23 sep", "On 23 Sept.", True),
    ],
)
def test_words_stand_at_the_start_of_a_word_and_numbers_alone(says: str, text: str, found: bool) -> None:
    got = answer(("partner_profile", {"partner": "P06"}), text=text)
    assert grade(case(calls=[PROFILE], says=[says]), got, NAMES).shown is found


def test_a_suggestion_answers_nothing_but_may_say_what_must_not_be_said() -> None:
    got = answer(("partner_profile", {"partner": "P06"}), suggestions=["How is Globex doing?"])
    assert grade(case(calls=[PROFILE], says=["Globex"]), got, NAMES).shown is False
    assert grade(case(calls=[PROFILE], never=["Globex"]), got, NAMES).safe is False
