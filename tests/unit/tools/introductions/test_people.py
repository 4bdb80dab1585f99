"""Whom "the data lead" means: roles, certificates, who is gone or must not be written to."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tests.unit.tools.introductions.worlds import portfolio
from tools.facts import Fact
from tools.introductions import Introduction, People, Side, State, persons_for, reachable

CONTACTS: Rows = [
    {"partner_id": "a", "contact_id": "c1", "name": "Ana Sol", "role": "Data Lead"},
    {"partner_id": "a", "contact_id": "c2", "name": "Bo Lind", "role": "Head of Sales", "primary": True},
    {
        "partner_id": "a",
        "contact_id": "c3",
        "name": "Cy Ray",
        "role": "Lead Data Engineer",
        "left_on": ago(3),
    },
    {"partner_id": "a", "contact_id": "c4", "name": "Di Fox", "role": "Data Lead", "opted_out": True},
    {"partner_id": "a", "contact_id": "c5", "name": "Ed  Roe", "role": None},
    {"partner_id": "b", "contact_id": "c6", "name": "Flo Day", "role": "Data Lead"},
]
HELD: Rows = [
    {"partner_id": "a", "person": "Ed Roe", "technology": "Kubernetes", "name": "K8s", "earned_on": ago(9)},
    {"partner_id": "a", "person": "Bo Lind", "technology": "SAP", "name": "S", "earned_on": ago(999),
     "expires_on": ago(9)},
    {"partner_id": "b", "person": "Flo Day", "technology": "SAP", "name": "S", "earned_on": ago(9)},
]  # fmt: skip
ROWS = tables([{"partner_id": "a"}, {"partner_id": "b"}], contacts=CONTACTS, certifications=HELD)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("data lead", ["c1"]),
        ("Head of Data", ["c1"]),  # what they do counts, however high they are called
        ("someone in sales", ["c2"]),
        ("Kubernetes expert", ["c5"]),  # no such role: who is certified in it
        ("SAP person", []),  # that certificate has expired
        ("CTO", []),
        ("lead", ["c1"]),
        ("", []),
    ],
)
def test_words_for_a_person(words: str, found: list[str]) -> None:
    people = persons_for(words, "a", ROWS, pd.Timestamp(DAY))
    assert [one["contact_id"] for one in people] == found


def test_who_left_or_opted_out_is_not_introduced_and_the_primary_one_comes_first() -> None:
    assert [one["contact_id"] for one in reachable("a", ROWS)] == ["c2", "c1", "c5"]
    assert reachable("nobody", ROWS) == []


@pytest.mark.parametrize(
    ("contact_id", "key", "asked"),
    [
        ("c1", "means", "Ana Sol"),
        ("c3", "gone_left", "Bo Lind"),
        ("c4", "gone_opted_out", "Bo Lind"),
        ("c99", "gone_unknown", "Bo Lind"),
    ],
)
def test_who_may_not_be_asked_any_more_is_said_and_somebody_else_named(
    contact_id: str, key: str, asked: str
) -> None:
    known = portfolio([{"partner_id": "a"}, {"partner_id": "b"}])
    people = People(known, {}, {}, ROWS, "p@v.example")
    at = datetime(2026, 9, 1, tzinfo=UTC)
    one = Introduction("i", Side("a", contact_id), Side("b"), State.PROPOSED, "p@v.example", at)
    (told,), first = people.meant(one), next(people.asks(one))
    assert told.key == f"introductions.{key}"
    person = first.slots["person"]
    assert isinstance(person, Fact)
    assert person.value == asked


def test_nobody_is_left_to_ask() -> None:
    rows = {**ROWS, "contacts": ROWS["contacts"][ROWS["contacts"]["contact_id"].eq("c4")]}
    people = People(portfolio([{"partner_id": "a"}, {"partner_id": "b"}]), {}, {}, rows, "p@v.example")
    at = datetime(2026, 9, 1, tzinfo=UTC)
    one = Introduction("i", Side("a", "c4"), Side("b"), State.PROPOSED, "p@v.example", at)
    assert [line.key for line in people.meant(one)] == ["introductions.gone_opted_out_nobody"]
    assert next(people.asks(one)).key == "introductions.against_nobody"
