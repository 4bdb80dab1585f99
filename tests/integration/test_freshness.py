"""Up to which day each table tells the truth."""

from datetime import date

import pytest
from sqlalchemy import Connection, insert

from knowledge.freshness import Freshness, first_event, freshness, newest_event
from knowledge.stored_settings import store_setting
from knowledge.tables import INCOMING
from tools import schema

TODAY = date(2026, 10, 15)
EARLY, LATE, AHEAD = date(2026, 3, 1), date(2026, 9, 30), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("table", "rows", "newest"),
    [
        (schema.USAGE, [{"month": LATE}, {"month": AHEAD}], LATE),
        (schema.PROJECTS, [{"promised_on": LATE}], None),
        (schema.PROJECTS, [{"promised_on": LATE, "delivered_on": EARLY}], EARLY),
        (schema.TICKETS, [{"opened_on": EARLY, "closed_on": LATE}], LATE),
        (schema.COMMISSIONS, [{"due_on": LATE, "period_ends_on": AHEAD}], None),
        (schema.COMMISSIONS, [{"period_ends_on": EARLY}], EARLY),
        (schema.COMMISSIONS, [{"period_ends_on": EARLY, "approved_on": LATE}], LATE),
        (schema.COMMISSIONS, [{"period_ends_on": EARLY, "approved_on": EARLY, "paid_on": LATE}], LATE),
        (schema.COSTS, [{"date": LATE}], LATE),
        (schema.SURVEYS, [{"date": EARLY}], EARLY),
        (schema.OFFERS, [{"starts_on": LATE}], None),
        (schema.TERRITORIES, [{"period_ends_on": LATE}], None),
        (schema.VENDOR, [{"period_ends_on": LATE}], None),
    ],
)
def test_the_newest_event_is_what_happened_not_what_is_planned(
    connection: Connection, table: schema.Table, rows: list[dict[str, date]], newest: date | None
) -> None:
    for number, row in enumerate(rows):
        connection.execute(insert(INCOMING[table.name]).values(**_filled(table, number), **row))
    assert newest_event(connection, table, until=TODAY) == newest
    states = {state.name: state for state in freshness(connection, only=["p1"]).tables}
    assert states[table.name].rows == len(rows)


def _filled(table: schema.Table, number: int) -> dict[str, object]:
    """Something for every required cell but dates."""
    dated = (schema.Type.DATE, schema.Type.MONTH)
    names = {column.name for column in table.columns if column.required} | set(table.key)
    values = {name: table.column(name).type for name in names if table.column(name).type not in dated}
    cells = {name: 1.0 if kind in _NUMBERS else f"{number}" for name, kind in values.items()}
    return {name: "p1" if name == "partner_id" else cell for name, cell in cells.items()}


_NUMBERS = (schema.Type.NUMBER, schema.Type.MONEY, schema.Type.WHOLE)


def test_the_first_event_of_all_may_be_a_month_of_use(connection: Connection) -> None:
    month = {"partner_id": "p1", "month": EARLY}
    connection.execute(insert(INCOMING["usage"]).values(**month))
    cost = {"cost_id": "1", "partner_id": "p1", "date": LATE, "amount": 5.0}
    connection.execute(insert(INCOMING["costs"]).values(**cost))
    assert first_event(connection) == EARLY


def test_a_past_day_knows_nothing_of_what_came_later(connection: Connection) -> None:
    store_setting(connection, "through", LATE.isoformat())
    for number, day in enumerate((EARLY, LATE)):
        cost = {"cost_id": str(number), "partner_id": "p1", "date": day, "amount": 5.0}
        connection.execute(insert(INCOMING["costs"]).values(**cost))
    then, now = (freshness(connection, as_of=day) for day in (EARLY, TODAY))
    assert [(known.through, _costs(known)) for known in (then, now)] == [
        (EARLY, (1, EARLY)),
        (LATE, (2, LATE)),
    ]


def _costs(known: Freshness) -> tuple[int, date | None]:
    return next((table.rows, table.newest) for table in known.tables if table.name == "costs")


def test_managers_of_other_books_are_not_counted(connection: Connection) -> None:
    for name in ("ann", "bob"):
        email = f"{name}@vendor.example"
        connection.execute(insert(INCOMING["managers"]).values(email=email, name=name))
        partner = {"partner_id": name, "name": name, "manager_email": email}
        connection.execute(insert(INCOMING["partners"]).values(**partner))
    rows = {table.name: table.rows for table in freshness(connection, only=["ann"]).tables}
    assert (rows["managers"], rows["partners"]) == (1, 1)


def test_what_was_counted_before_holds_but_for_notes_and_on_the_same_day_only(connection: Connection) -> None:
    store_setting(connection, "through", LATE.isoformat())
    before = freshness(connection)
    for table in (schema.NOTES, schema.SURVEYS):
        row = _filled(table, 1) | {"date": EARLY}
        connection.execute(insert(INCOMING[table.name]).values(row))
    again = {state.name: state.rows for state in freshness(connection, counted=before).tables}
    assert (again["notes"], again["surveys"]) == (1, 0)
    earlier = freshness(connection, as_of=EARLY, counted=before).tables
    assert {state.name: state.rows for state in earlier}["surveys"] == 1
