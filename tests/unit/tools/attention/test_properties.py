"""What holds for every portfolio: order of rows, one partner alone, later rows, empty tables, range."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.attention.listed import (
    ALL,
    POLICY,
    attend,
    everybody,
    item,
    promises,
    settled,
    sources,
)
from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, wins
from tests.unit.tools.spoken import unsayable
from tools import outlook as outlooks
from tools.attention import Attention, Lane, attention, attention_findings
from tools.attention.promised import promised
from tools.attention.readings import readings
from tools.facts import Fact, Statement

DAYS = st.lists(st.integers(0, 720), max_size=8)
PEERS = (
    "tier",
    "leads",
    "relevance",
    "lane",
    "urgency",
    "stake",
    "part_ways",
    "not_spoken",
    "stuck",
    "rises",
    "phase",
)
"""Beginnings of columns for which the whole portfolio counts, by percentiles or peers, and what follows."""
OUTLOOK = ("chance_", "loss", "told")


def rows_of(partner_id: str, days: list[int]) -> dict[str, list[dict[str, object]]]:
    """Something in every table that attention reads, on these days."""

    def dated(column: str, **values: object) -> list[dict[str, object]]:
        return [{"partner_id": partner_id, column: ago(at), **values} for at in days]

    return {
        "deals": [*wins(partner_id, *days), *dated("created_on", stage="open", amount=5.0)],
        "activities": dated("date", kind="email", direction="in"),
        "leads": dated("created_on", direction="in", status="accepted"),
        "tickets": dated("opened_on", severity=2),
        "surveys": dated("date", score=4.0),
        "contacts": dated("left_on", name="x"),
        "certifications": dated("earned_on", person="x", name="c", expires_on=DAY + timedelta(30)),
        "commissions": dated(
            "due_on", period="2026-01", period_ends_on=ago(300), amount=9.0, status="approved"
        ),
    }


def merged(*parts: Mapping[str, Rows]) -> dict[str, list[Mapping[str, object]]]:
    return {table: [row for part in parts for row in part[table]] for table in parts[0]}


@settings(max_examples=2, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=3))
def test_urgency_is_in_range_and_one_partner_reads_as_in_all(gaps: list[list[int]]) -> None:
    names = [f"p{at}" for at in range(len(gaps))]
    parts = [rows_of(name, days) for name, days in zip(names, gaps, strict=True)]
    found = readings_of([{"partner_id": name} for name in names], merged(*parts))
    lanes = found.filter(like="lane_").to_numpy()
    assert ((lanes >= 0) & (lanes <= 1)).all()
    for partner_id, part in zip(names, parts, strict=True):
        alone = readings_of([{"partner_id": partner_id}], part)
        own = [name for name in found if not name.startswith((*PEERS, *OUTLOOK))]
        pd.testing.assert_frame_equal(
            alone[own], found.loc[[partner_id], own], check_freq=False, check_dtype=False
        )


def readings_of(partners: Rows, rows: Mapping[str, Rows]) -> pd.DataFrame:
    made = settled(partners, **rows)
    return readings(made, sources(made), POLICY)


@settings(max_examples=2, deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=5))
def test_the_order_of_rows_changes_nothing(gaps: list[list[int]]) -> None:
    names = [f"p{at}" for at in range(len(gaps))]
    rows = merged(*(rows_of(name, days) for name, days in zip(names, gaps, strict=True)))
    shuffled = {table: list(reversed(every)) for table, every in rows.items()}
    partners = [{"partner_id": name} for name in names]
    given_ = attend(partners, **rows)
    again = attend(list(reversed(partners)), **shuffled)
    assert told(given_) == told(again)


def told(found: Attention) -> list[tuple[str, tuple[Statement, ...]]]:
    return [(one, tuple(map(to_the_cent, item(found, one).reasons))) for one in found.of()]


def to_the_cent(statement: Statement) -> Statement:
    """Sums of the same amounts in another order differ far behind the point."""
    rounded = {
        slot: replace(fact, value=round(fact.value, 2))
        if isinstance(fact, Fact) and isinstance(fact.value, float)
        else fact
        for slot, fact in statement.slots.items()
    }
    return replace(statement, slots=rounded)


@settings(max_examples=2, deadline=None)
@given(DAYS, st.lists(st.integers(1, 200), min_size=1, max_size=3))
def test_what_happens_later_changes_nothing(past: list[int], later: list[int]) -> None:
    partners = [{"partner_id": "a"}]
    known = rows_of("a", past)
    future = rows_of("a", [-days for days in later]) | {"contacts": []}  # who leaves later is there now
    closed_later = {
        "partner_id": "a",
        "stage": "won",
        "created_on": ago(5),
        "closed_on": ago(-later[0]),
        "amount": 7.0,
    }
    still_open = closed_later | {"stage": "open", "closed_on": None, "amount": 7.0}
    now = attend(partners, **known | {"deals": [*known["deals"], still_open]})
    then = attend(
        partners, **merged(known, future) | {"deals": [*known["deals"], *future["deals"], closed_later]}
    )
    assert [made.readings for made in everybody(now)] == [made.readings for made in everybody(then)]


@settings(max_examples=5, deadline=None)
@given(st.integers(31, 300), st.integers(0, 90))
def test_a_longer_silence_is_never_less_dark(days: int, longer: int) -> None:
    dark = []
    for silent in (days, days + longer):
        deals = wins("a", *(silent + at for at in range(0, 300, 30)))
        made = portfolio(outlooks.AGGREGATES, [{"partner_id": "a"}], deals=deals)
        dark.append(outlooks.going_dark(made, outlooks.OutlookPolicy()).loc["a", "dark"])
    assert dark[0] <= dark[1] + 1e-12


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_who_waits_longer_is_never_less_urgent(days: int, longer: int) -> None:
    made = portfolio((), [{"partner_id": "a"}])
    urgency = [
        promised(promises(("a", "us", ago(waits), "open")), made, POLICY.due)
        .loc["a", ["promise_overdue", "promise_soon"]]
        .max()
        for waits in (days, days + longer)
    ]
    assert urgency[0] <= urgency[1]


def test_items_made_one_by_one_are_those_made_at_once() -> None:
    rows = merged(*(rows_of(name, [at, 40 + at, 200 + at]) for at, name in enumerate("abcde")))
    found = attend([{"partner_id": name} for name in "abcde"], **rows)
    assert found.items(found.of()) == tuple(item(found, one) for one in found.of())
    for lane in Lane:
        listed = found.items(found.of(lane=lane))
        assert all(lane in {reading.lane for reading in made.readings} for made in listed)
    some = found.of()[:2]
    assert set(found.of([*some, *some, "nobody"])) == set(some)
    assert found.item("nobody") is None


def test_the_same_portfolio_in_another_order_of_partners_lists_alike() -> None:
    rows = merged(*(rows_of(name, [5, 40, 200]) for name in "abc"))
    made = settled([{"partner_id": name} for name in "abc"], **rows)
    turned = replace(made, partners=made.partners.iloc[::-1])
    both = [attention(one, sources(one), POLICY) for one in (made, turned)]
    assert {one: item(both[0], one).urgency for one in "abc"} == {
        one: item(both[1], one).urgency for one in "abc"
    }


@pytest.mark.parametrize(
    ("partners", "rows"),
    [
        ([], {}),
        ([{"partner_id": "a"}], {}),
        ([{"partner_id": "a", "signed_on": ago(-10), "onboarded_on": None}], {}),
        (
            [{"partner_id": "a", "signed_on": ago(1), "onboarded_on": None, "first_contact_on": ago(2)}],
            {"deals": wins("a", 0, amount=0.0)},
        ),
        ([{"partner_id": "a", "status": "paused"}], {}),
        ([{"partner_id": "a", "status": "prospect", "signed_on": None, "onboarded_on": None}], {}),
    ],
)
def test_nobody_one_partner_a_future_one_and_one_of_yesterday_are_no_fires(
    partners: Rows, rows: dict[str, Rows]
) -> None:
    found = attend(partners, **rows)
    assert all(made.urgency < 0.5 for made in everybody(found))
    told_of = attention_findings(found, [str(one["partner_id"]) for one in partners])
    assert unsayable(told_of.statements) == []


def test_partners_without_any_date_or_row_are_on_no_list() -> None:
    made = portfolio(ALL, [{"partner_id": name} for name in "ab"])
    assert attention(made, sources(made), POLICY).of() == ()
