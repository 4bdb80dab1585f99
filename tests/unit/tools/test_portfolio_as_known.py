"""What of a partner and its rows was known at the end of a day."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import schema
from tools.events import rows_as_known
from tools.portfolio import Portfolio, as_known, typed

DAY = date(2026, 6, 30)
PAST, FUTURE = date(2026, 1, 1), date(2026, 12, 1)
COLUMNS = [column.name for column in schema.PARTNERS.columns]


def partners(**columns: object) -> pd.DataFrame:
    row = {"partner_id": "p1", "name": "Globex", **columns}
    return typed(pd.DataFrame([row], columns=COLUMNS), schema.PARTNERS).set_index("partner_id")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"status": "active", "signed_on": PAST}, "active"),
        ({"status": "paused", "signed_on": PAST}, "paused"),
        ({"status": "active", "signed_on": FUTURE, "applied_on": PAST}, "applicant"),
        ({"status": "active", "signed_on": FUTURE}, "prospect"),
        ({"status": "ended", "signed_on": PAST, "ended_on": PAST}, "ended"),
        ({"status": "ended", "signed_on": PAST, "ended_on": FUTURE}, "active"),
        ({"status": "ended", "signed_on": FUTURE, "ended_on": FUTURE}, "prospect"),
        ({"status": "ended"}, "ended"),
        ({"status": "ended", "ended_on": FUTURE}, "active"),
        ({"status": "active", "ended_on": PAST, "signed_on": date(2026, 3, 1)}, "active"),
        ({"status": "prospect"}, "prospect"),
        ({"status": "applicant", "applied_on": FUTURE}, "prospect"),
        ({"status": None}, "active"),
        ({}, "active"),
    ],
)
def test_the_status_follows_what_the_dates_allow(given: dict[str, object], status: str) -> None:
    assert as_known(partners(**given), DAY)["status"].tolist() == [status]


def test_dates_after_the_day_are_blank_and_the_day_itself_is_known() -> None:
    known = as_known(partners(signed_on=DAY, onboarded_on=FUTURE, first_contact_on=PAST), DAY).iloc[0]
    assert known["signed_on"] == pd.Timestamp(DAY)
    assert known["onboarded_on"] is pd.NaT
    assert known["first_contact_on"] == pd.Timestamp(PAST)


@pytest.mark.parametrize(
    ("given", "heard_of"),
    [({"signed_on": FUTURE}, False), ({"signed_on": FUTURE, "first_contact_on": PAST}, True), ({}, True)],
)
def test_nobody_has_heard_of_a_partner_whose_dates_all_lie_ahead(
    given: dict[str, object], heard_of: bool
) -> None:
    assert as_known(partners(**given), DAY)["heard_of"].tolist() == [heard_of]


def test_columns_have_the_same_types_with_and_without_rows() -> None:
    empty = typed([], schema.PARTNERS)
    full = typed([tuple([None] * len(COLUMNS))], schema.PARTNERS)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert full["sectors"].tolist() == [[]]


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_table_has_the_same_types_with_and_without_rows(table: schema.Table) -> None:
    columns = [column.name for column in (*table.columns, *table.beside)]
    empty, full = (typed(pd.DataFrame(index=range(rows), columns=columns), table) for rows in (0, 1))
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(full.columns) == columns


def test_a_column_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="weather"):
        typed(pd.DataFrame({"deal_id": ["d"], "weather": ["fine"]}), schema.DEALS)


def test_months_are_days_and_requirements_lists() -> None:
    usage = typed([("p1", date(2026, 2, 28), 10, 7)], schema.USAGE)
    assert usage["month"].tolist() == [pd.Timestamp(2026, 2, 28)]
    levels = typed([("Gold", ["wins>=3"], None), ("Silver", None, None)], schema.LEVELS)
    assert levels["requirements"].tolist() == [["wins>=3"], []]


def test_missing_flags_are_false() -> None:
    columns = [column.name for column in schema.CONTACTS.columns]
    contacts = typed(pd.DataFrame([{"contact_id": "c", "primary": True}], columns=columns), schema.CONTACTS)
    assert contacts[["primary", "opted_out"]].to_numpy().tolist() == [[True, False]]


def test_peers_are_the_active_and_the_paused() -> None:
    frame = pd.DataFrame({"status": ["active", "paused", "ended", "prospect", "applicant"]})
    assert list(Portfolio(DAY, "EUR", frame).peers.index) == [0, 1]


def deals(*rows: dict[str, object]) -> pd.DataFrame:
    columns = [column.name for column in schema.DEALS.columns]
    return typed(pd.DataFrame(list(rows), columns=columns), schema.DEALS)


def test_a_deal_that_closes_later_is_still_open() -> None:
    won = {"deal_id": "d", "stage": "lost", "created_on": PAST, "closed_on": FUTURE, "lost_reason": "price"}
    known = rows_as_known(deals(won), schema.DEALS, DAY).iloc[0]
    assert known["stage"] == "open"
    assert pd.isna(known["closed_on"])
    assert pd.isna(known["lost_reason"])


def test_the_hoped_for_date_of_an_open_deal_stays() -> None:
    hope = {"deal_id": "d", "stage": "open", "created_on": PAST, "closed_on": FUTURE}
    assert rows_as_known(deals(hope), schema.DEALS, DAY)["closed_on"].tolist() == [pd.Timestamp(FUTURE)]


def test_a_deal_nobody_could_know_of_is_left_out() -> None:
    later = {"deal_id": "d1", "stage": "open", "created_on": FUTURE}
    undated = {"deal_id": "d2", "stage": "won", "closed_on": FUTURE}
    assert rows_as_known(deals(later, undated), schema.DEALS, DAY).empty


def known(table: schema.Table, *rows: dict[str, object]) -> pd.DataFrame:
    columns = [column.name for column in (*table.columns, *table.beside)]
    return rows_as_known(typed(pd.DataFrame(list(rows), columns=columns), table), table, DAY)


def test_a_ticket_that_closes_later_is_open_and_its_hours_are_not_counted_yet() -> None:
    later = {"opened_on": PAST, "closed_on": FUTURE, "hours": 9.0, "severity": 1}
    row = known(schema.TICKETS, later).iloc[0]
    assert row[["closed_on", "hours"]].isna().all()
    assert known(schema.TICKETS, {**later, "closed_on": DAY})["hours"].tolist() == [9.0]
    assert known(schema.TICKETS, {**later, "closed_on": None})["hours"].tolist() == [9.0]


def test_a_project_delivered_later_is_under_way_and_unrated_if_it_was_promised() -> None:
    later = {"promised_on": PAST, "delivered_on": FUTURE, "rating": 9.0}
    assert known(schema.PROJECTS, later).iloc[0][["delivered_on", "rating"]].isna().all()
    assert known(schema.PROJECTS, {**later, "promised_on": None}).empty
    assert known(schema.PROJECTS, {"promised_on": FUTURE})["promised_on"].tolist() == [pd.Timestamp(FUTURE)]


@pytest.mark.parametrize(
    ("status", "approved_on", "paid_on", "was"),
    [
        ("paid", PAST, DAY, "paid"),
        ("paid", PAST, FUTURE, "approved"),
        ("paid", None, FUTURE, "approved"),
        ("paid", FUTURE, FUTURE, "pending"),
        ("paid", FUTURE, None, "pending"),
        ("paid", PAST, None, "paid"),
        ("paid", FUTURE, PAST, "paid"),
        ("approved", DAY, None, "approved"),
        ("approved", FUTURE, None, "pending"),
        ("on_hold", FUTURE, None, "on_hold"),
        ("pending", None, None, "pending"),
    ],
)
def test_a_commission_is_pending_until_approved_and_approved_until_paid(
    status: str, approved_on: date | None, paid_on: date | None, was: str
) -> None:
    dates = {"period_ends_on": PAST, "approved_on": approved_on, "paid_on": paid_on, "due_on": FUTURE}
    row = known(schema.COMMISSIONS, {"status": status, "invoice": "I-1", **dates}).iloc[0]
    assert row["status"] == was
    assert row["due_on"] == pd.Timestamp(FUTURE)
    assert pd.isna(row["invoice"]) == (paid_on == FUTURE)


def test_what_a_period_earned_is_known_at_its_end_or_once_it_is_approved() -> None:
    running = {"status": "pending", "period_ends_on": FUTURE}
    assert known(schema.COMMISSIONS, running).empty
    assert len(known(schema.COMMISSIONS, {**running, "approved_on": PAST, "status": "approved"})) == 1
    assert len(known(schema.COMMISSIONS, {**running, "period_ends_on": DAY})) == 1


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (schema.USAGE, "month"),
        (schema.COSTS, "date"),
        (schema.SURVEYS, "date"),
        (schema.VENDOR, "period_ends_on"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_dated_after_the_day_is_left_out(table: schema.Table, column: str) -> None:
    rows = known(table, {column: FUTURE}, {column: DAY}, {column: PAST})
    assert rows[column].tolist() == [pd.Timestamp(DAY), pd.Timestamp(PAST)]


_DAYS = st.sampled_from([None, PAST, DAY, date(2026, 7, 1), FUTURE])


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_knowing_twice_is_knowing_once_and_the_far_future_knows_all(
    table: schema.Table, data: st.DataObject
) -> None:
    kinds = (schema.Type.DATE, schema.Type.MONTH)
    cells: dict[str, st.SearchStrategy[object]] = {}
    for column in (*table.columns, *table.beside):
        values = _DAYS if column.type in kinds else st.sampled_from(column.choices or (None,))
        cells[column.name] = values if column.type is not schema.Type.NAMES else st.none()
    rows = data.draw(st.lists(st.fixed_dictionaries(cells), max_size=6))
    given_rows = typed(pd.DataFrame(rows, columns=list(cells)), table)
    once = rows_as_known(given_rows, table, DAY)
    pd.testing.assert_frame_equal(rows_as_known(once, table, DAY), once)
    pd.testing.assert_frame_equal(rows_as_known(given_rows, table, date(2099, 1, 1)), given_rows)
