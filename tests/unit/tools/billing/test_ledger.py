"""The ledger: what had happened by the end of the day, in states that exclude each other."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.billing.ledgers import AUGUST, JULY, deal, held, made, owed, paid, rows_of
from tests.unit.tools.event_tables import DAY, Rows
from tools.billing import Check, Span, State, paid_in_time, problems
from tools.billing.ledger import wider, within


def states(commissions: Rows, as_of: date = DAY) -> dict[str, str]:
    rows = rows_of(commissions, as_of=as_of)
    return dict(zip(rows["commission_id"], rows["state"], strict=True))


def test_a_commission_goes_from_pending_over_approved_to_late_to_paid() -> None:
    row = [paid("a", 100, date(2026, 10, 20), due_on=date(2026, 10, 10))]
    assert states(row, date(2026, 8, 30)) == {}  # its period is not over
    assert states(row, date(2026, 8, 31)) == {"a": State.PENDING}
    assert states(row, date(2026, 9, 5)) == {"a": State.APPROVED}
    assert states(row, date(2026, 10, 10)) == {"a": State.APPROVED}  # due until the end of the day
    assert states(row, date(2026, 10, 11)) == {"a": State.LATE}
    assert states(row, date(2026, 10, 20)) == {"a": State.PAID}


def test_what_was_paid_in_advance_is_known_before_its_period_ends() -> None:
    year = owed("a", 100, period="2026", status="paid", paid_on=DAY)
    assert states([year]) == {"a": State.PAID}
    assert states([year], DAY - timedelta(days=1)) == {}


def test_on_hold_is_not_late_though_it_is_past_its_due_date() -> None:
    row = rows_of([held("a", 100, due_on=DAY - timedelta(days=3))]).iloc[0]
    assert (row["state"], row["overdue"]) == (State.ON_HOLD, 3)


def test_without_a_status_the_dates_tell_where_it_stands() -> None:
    rows = [
        owed("a", 1, status=None, approved_on=None),
        owed("b", 1, status=None),
        owed("c", 1, status=None, paid_on=DAY),
        owed("d", 1, status=None, due_on=None, approved_on=None),
    ]
    expected = {"a": State.PENDING, "b": State.APPROVED, "c": State.PAID, "d": State.PENDING}
    assert states(rows) == expected


def test_paid_without_a_date_was_not_paid_before_its_approval() -> None:
    row = [paid("a", 100, None)]
    assert states(row) == {"a": State.PAID}
    assert states(row, date(2026, 9, 4)) == {"a": State.PENDING}


def test_an_empty_ledger_has_no_rows_and_nothing_to_check() -> None:
    rows = rows_of([])
    assert rows.empty
    assert problems(rows, "EUR").empty


def test_a_quarter_is_not_part_of_its_months_but_told_as_longer() -> None:
    rows = rows_of([owed("m", 1), owed("q", 2, period="2026-Q3"), owed("y", 3, period="2025")])
    third = Span.of("2026-Q3")
    assert list(within(rows, AUGUST)["commission_id"]) == ["m"]
    assert list(wider(rows, AUGUST)["commission_id"]) == ["q"]
    assert sorted(within(rows, third)["commission_id"]) == ["m", "q"]


@pytest.mark.parametrize(
    ("period", "first", "last", "before", "words"),
    [
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "December 2025", "January 2026"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "January 2028", "February 2028"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "Q4 2025", "Q1 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025", "2026"),
    ],
)
def test_a_period_knows_its_days_and_the_one_before(
    period: str, first: date, last: date, before: str, words: str
) -> None:
    span = Span.of(period)
    assert (span.first, span.last, span.before.words, span.words) == (first, last, before, words)


def test_the_last_closed_month_ends_on_the_day_or_before() -> None:
    assert Span.last_closed_month(date(2026, 9, 30)).words == "September 2026"
    assert Span.last_closed_month(date(2026, 9, 29)) == AUGUST
    assert Span.last_closed_month(date(2028, 2, 29)).words == "February 2028"
    assert AUGUST.before == JULY


def test_words_that_are_no_period_are_refused() -> None:
    with pytest.raises(ValueError, match="no period"):
        Span.of("June")


def checks(commissions: Rows, deals: Rows = ()) -> list[tuple[str, str]]:
    found = problems(rows_of(commissions, deals), "EUR")
    return list(zip(found["check"], found["commission_id"], strict=True))


def test_the_same_deal_period_and_amount_is_counted_twice() -> None:
    rows = [owed("a", 100, deal_id="d"), owed("b", 100, deal_id="d"), owed("c", 90, deal_id="d")]
    assert checks(rows, [deal("d")]) == [(Check.TWICE, "a"), (Check.TWICE, "b")]
    assert checks([owed("a", 100), owed("b", 100)]) == []  # no deal: they may well be two
    july = owed("d", 100, deal_id="d", period="2026-07")
    assert checks([rows[0], july], [deal("d")]) == [
        (Check.TWICE_OVER_TIME, "a"),
        (Check.TWICE_OVER_TIME, "d"),
    ]
    back = [owed("a", -100, deal_id="d"), owed("b", -100, deal_id="d")]
    assert checks(back, [deal("d")]) == []


def test_each_broken_invariant_is_found() -> None:
    assert checks([owed("a", 1, deal_id="d")], [deal("d", stage="lost")]) == [(Check.NOT_WON, "a")]
    assert checks([owed("a", 10_001, deal_id="d")], [deal("d")]) == [(Check.TOO_LARGE, "a")]
    assert checks([owed("a", 10_000, deal_id="d")], [deal("d")]) == []
    halves = [owed("a", 6_000, deal_id="d"), owed("b", 5_000, deal_id="d", partner_id="q")]
    assert checks(halves, [deal("d")]) == [(Check.TOO_LARGE, "a"), (Check.TOO_LARGE, "b")]
    assert checks([*halves, owed("c", -1_000, deal_id="d")], [deal("d")]) == []
    assert checks([paid("a", 1, None)]) == [(Check.UNDATED, "a")]
    assert checks([paid("a", 1, date(2026, 9, 4))]) == [(Check.TOO_EARLY, "a")]
    dollars = [owed("a", 1, deal_id="d", currency="USD")]
    assert checks(dollars, [deal("d")]) == [(Check.OTHER_CURRENCY, "a")]
    assert checks(dollars, [deal("d", currency="USD")]) == []


def test_a_currency_without_a_rate_is_found() -> None:
    rows = rows_of([owed("a", 5)]).assign(amount_base=float("nan"))
    assert list(problems(rows, "EUR")["check"]) == [Check.NO_RATE]


few = settings(max_examples=5, deadline=None)
days = st.dates(DAY - timedelta(days=500), DAY + timedelta(days=200))
statuses = st.sampled_from(["pending", "approved", "paid", "on_hold"])


@st.composite
def commissions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Any rows whose dates fit their status."""
    rows = []
    for number in range(draw(st.integers(0, 40))):
        status, period = draw(statuses), draw(st.sampled_from(["2025-11", "2026-08", "2026-Q3", "2026"]))
        row = {
            "partner_id": draw(st.sampled_from("pq")),
            "period": period,
            "status": status,
            "due_on": draw(st.none() | days),
            "approved_on": draw(st.none() | days) if status in ("approved", "paid") else None,
            "paid_on": draw(st.none() | days) if status == "paid" else None,
        }
        rows.append(owed(f"c{number}", draw(st.integers(-500, 5_000)), **row))
    return rows


@few
@given(commissions())
def test_the_states_add_up_to_the_total(rows: list[dict[str, Any]]) -> None:
    book = rows_of(rows)
    assert book.groupby("state")["amount_base"].sum().sum() == pytest.approx(book["amount_base"].sum())


@few
@given(commissions(), st.permutations(range(40)))
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]], order: list[int]) -> None:
    mixed = [rows[at] for at in order if at < len(rows)]
    pd.testing.assert_frame_equal(rows_of(rows), rows_of(mixed))


@few
@given(commissions())
def test_what_came_later_changes_nothing(rows: list[dict[str, Any]]) -> None:
    pd.testing.assert_frame_equal(
        rows_of(rows).drop(columns="status"), rows_of([undone(row) for row in rows]).drop(columns="status")
    )
    pd.testing.assert_series_equal(
        paid_in_time(made(rows)), paid_in_time(made([undone(row) for row in rows]))
    )


def undone(row: dict[str, Any]) -> dict[str, Any]:
    """The row as it stood in the ledger on DAY."""
    known = dict(row)
    approved_later = known["approved_on"] is not None and known["approved_on"] > DAY
    if known.get("paid_on") is not None and known["paid_on"] > DAY:
        known |= {"status": "approved", "paid_on": None}
    undated = known["status"] == "paid" and known.get("paid_on") is None
    if approved_later:
        known["approved_on"] = None
        if known["status"] == "approved" or undated:
            known["status"] = "pending"
    return known


def test_payments_in_time_are_a_share_of_those_with_a_due_date() -> None:
    due = date(2026, 9, 15)
    rows = [
        paid("a", 1, date(2026, 9, 15), due_on=due),
        paid("b", 1, date(2026, 9, 16), due_on=due),
        paid("c", 1, date(2026, 9, 14), due_on=None),
        paid("d", 1, date(2026, 9, 9), due_on=due, partner_id="q"),
    ]
    assert paid_in_time(made(rows)).to_dict() == {"p": 0.5, "q": 1.0}
    assert paid_in_time(made([])).isna().all()
