"""What is due against computations by hand: figures, urgencies, and nothing where data is missing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

import pytest

from tests.unit.tools.attention.listed import attend, item, keys, promises, slots
from tests.unit.tools.event_tables import DAY, Rows, ago
from tools.attention import Attention, Lane
from tools.facts import Fact

TICKET = {"opened_on": ago(7), "severity": 2}
OWED = {"period": "2026-07", "period_ends_on": ago(61), "amount": 400.0, "approved_on": ago(50)}


def with_a(**tables: Rows) -> Attention:
    """One settled partner `a`, and rows about it."""
    return attend(
        [{"partner_id": "a"}],
        **{name: [{"partner_id": "a", **row} for row in rows] for name, rows in tables.items()},
    )


def due(found: Attention) -> list[str]:
    return keys(item(found, "a")) if found.of(lane=Lane.DUE) else []


DUE: list[tuple[dict[str, Rows], str, dict[str, object]]] = [
    (
        {
            "certifications": [
                {"person": "x", "name": "c", "earned_on": ago(300), "expires_on": DAY + timedelta(60)}
            ]
        },
        "expiring_one",
        {"expires": DAY + timedelta(60)},
    ),
    (
        {"certifications": [{"person": "x", "name": "c", "earned_on": ago(300), "expires_on": DAY}]},
        "expiring_one",
        {"expires": DAY},  # its last valid day
    ),
    (
        {
            "certifications": [
                {"person": who, "name": "c", "earned_on": ago(300), "expires_on": ago(-9)} for who in "xy"
            ]
        },
        "expiring",
        {"expiring": 2, "expires": ago(-9)},
    ),
    ({"contacts": [{"name": "x", "left_on": ago(3)}]}, "nobody_left", {"left_on": ago(3)}),
    (
        {"contacts": [{"name": "x", "left_on": ago(3)}, {"name": "y"}]},
        "contact_left_one",
        {"left_on": ago(3), "here": 1},
    ),
    (
        {
            "activities": [
                {"date": ago(4), "kind": "email", "direction": "in"},
                {"date": ago(9), "kind": "call"},
            ]
        },
        "unanswered",
        {"asked": ago(4), "waiting": 4},
    ),
    (
        {"deals": [{"stage": "open", "created_on": ago(60), "closed_on": ago(2), "amount": 900.0}]},
        "late_deals",
        {"late_deals": 1, "amount": 900.0},
    ),
    (
        {
            "deals": [
                {"stage": "open", "created_on": ago(180)},
                {"stage": "lost", "created_on": ago(181), "closed_on": ago(-1)},
                {"stage": "lost", "created_on": ago(300), "closed_on": ago(1)},
                {"stage": "won", "created_on": ago(300)},
            ]
        },
        "old_deals",
        {"old_deals": 2, "since": ago(181)},
    ),
    ({"tickets": [TICKET]}, "ticket_one", {"ticket_since": ago(7), "ticket_days": 7}),
    (
        {"tickets": [TICKET, TICKET | {"opened_on": ago(9), "severity": 1, "closed_on": ago(-1)}]},
        "ticket",
        {"tickets": 2, "ticket_since": ago(9), "ticket_days": 9},
    ),
    (
        {"commissions": [OWED | {"status": "approved", "due_on": ago(1)}]},
        "commission_late",
        {"commissions": 1, "owed": 400.0},
    ),
    (
        {"commissions": [OWED | {"status": "paid", "due_on": ago(1), "paid_on": ago(-1)}]},
        "commission_late",
        {"commissions": 1, "owed": 400.0},
    ),
    (
        {"commissions": [OWED | {"status": "on_hold", "due_on": ago(1)}]},
        "commission_held",
        {"held": 1, "held_amount": 400.0},
    ),
    (
        {
            "usage": [
                {"month": ago(days), "active": active}
                for days, active in ((0, 40), (30, 50), (61, 60), (100, 100), (150, 120))
            ]
        },
        "usage_falling",
        {"seats": 50, "seats_before": 110},
    ),
    (
        {"surveys": [{"date": ago(9), "score": 3.0}, {"date": ago(30), "score": 6.0}]},
        "survey",
        {"survey": 4.5, "surveyed": ago(9)},
    ),
]
NOT_DUE: list[dict[str, Rows]] = [
    {"tickets": [TICKET | {"severity": 3}]},
    {"tickets": [TICKET | {"closed_on": ago(0)}]},
    {"tickets": [TICKET | {"opened_on": ago(-1)}]},
    {"tickets": [TICKET | {"opened_on": ago(180)}]},
    {"tickets": [TICKET | {"severity": None}]},
    {"commissions": [OWED | {"status": "approved", "due_on": ago(0)}]},
    {"commissions": [OWED | {"status": "approved", "due_on": ago(1), "approved_on": ago(-1)}]},
    {"commissions": [OWED | {"status": "paid", "due_on": ago(1), "paid_on": ago(0)}]},
    {"commissions": [OWED | {"status": "on_hold", "approved_on": ago(-1)}]},
    {"commissions": [OWED | {"status": "on_hold", "period_ends_on": ago(-1)}]},
    {"commissions": [OWED | {"due_on": ago(9)}]},
    {"usage": [{"month": ago(100), "active": 100}]},
    {"usage": [{"month": ago(0), "active": 76}, {"month": ago(100), "active": 100}]},
    {"usage": [{"month": ago(0), "active": 1}, {"month": ago(100), "active": 9}]},
    {"surveys": [{"date": ago(9), "score": 6.0}]},
    {"surveys": [{"date": ago(180), "score": 1.0}]},
    {"surveys": [{"date": ago(-1), "score": 1.0}]},
    {
        "activities": [
            {"date": ago(4), "kind": "email", "direction": "in"},
            {"date": ago(4), "kind": "email", "direction": "out"},
        ]
    },
    {
        "activities": [
            {"date": ago(4), "kind": "email", "direction": "in"},
            {"date": ago(2), "kind": "meeting"},
        ]
    },
]


def together(cases: Iterable[dict[str, Rows]]) -> Attention:
    """One partner for each of the cases, `p0` and so on: they are read at once."""
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    names = []
    for number, case in enumerate(cases):
        names.append(f"p{number}")
        for table, rows in case.items():
            tables[table] += [{"partner_id": f"p{number}", **row} for row in rows]
    return attend([{"partner_id": name} for name in names], **tables)


@pytest.fixture(scope="module")
def all_due() -> Attention:
    return together(tables for tables, _, _ in DUE)


@pytest.fixture(scope="module")
def none_due() -> Attention:
    return together(NOT_DUE)


@pytest.mark.parametrize("number", range(len(DUE)))
def test_what_is_due_names_its_figures(all_due: Attention, number: int) -> None:
    _, key, figures = DUE[number]
    assert slots(item(all_due, f"p{number}"), key) == figures


@pytest.mark.parametrize("number", range(len(NOT_DUE)))
def test_what_is_settled_too_old_too_small_or_yet_to_come_is_not_due(
    none_due: Attention, number: int
) -> None:
    made = none_due.item(f"p{number}")
    assert made is None or keys(made) == ["stuck"]


def test_a_worse_ticket_and_a_longer_wait_are_more_urgent() -> None:
    urgency = [
        item(with_a(tickets=[TICKET | changes]), "a").urgency
        for changes in ({}, {"opened_on": ago(14)}, {"opened_on": ago(99)}, {"severity": 1})
    ]
    assert urgency == pytest.approx([0.5 + 0.25 * 7 / 14, 0.5 + 0.25, 0.5 + 0.25, 0.5 + 0.25 * 7 / 14 + 0.15])


def test_only_our_open_promises_are_due_and_the_earliest_is_named() -> None:
    owed = promises(
        ("a", "us", ago(10), "open"),
        ("a", "us", ago(3), "open"),
        ("c", "us", ago(10), "kept"),
        ("d", "us", DAY + timedelta(days=7), "open"),
        ("e", "us", DAY + timedelta(days=8), "open"),
        ("f", "us", None, "open"),
        ("elsewhere", "us", ago(1), "open"),
    )
    found = attend([{"partner_id": name} for name in "acdef"], owed=owed)
    told = {
        name for name in "acdef" if (made := found.item(name)) and any("promise" in k for k in keys(made))
    }
    assert told == {"a", "d"}
    late = item(found, "a")
    assert slots(late, "promise_overdue") == {"promised": ago(10), "late": 10}
    assert late.urgency == pytest.approx(0.65 + 0.3 * 10 / 30)
    assert item(found, "d").urgency == pytest.approx(0.55 - 0.02 * 7)
    promised = late.reasons[0].slots["promised"]
    assert isinstance(promised, Fact)
    assert promised.rows == ("note:a-0",)


def test_a_promise_of_theirs_is_due_once_its_day_has_passed() -> None:
    owed = promises(("a", "them", ago(10), "open"), ("b", "them", DAY, "open"))
    found = attend([{"partner_id": "a"}, {"partner_id": "b"}], owed=owed)
    assert slots(item(found, "a"), "promise_theirs") == {"their_day": ago(10), "their_late": 10}
    other = found.item("b")
    assert other is None or "promise_theirs" not in keys(other)


def test_an_item_clears_when_its_reason_stops_being_true() -> None:
    asked = {"partner_id": "a", "date": ago(4), "kind": "email", "direction": "in"}
    answered = {"partner_id": "a", "date": ago(1), "kind": "email", "direction": "out"}
    before = attend([{"partner_id": "a"}], activities=[asked, answered], as_of=ago(2))
    after = attend([{"partner_id": "a"}], activities=[asked, answered])
    assert "unanswered" in keys(item(before, "a"))
    assert "unanswered" not in due(after)
