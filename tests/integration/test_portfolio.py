"""Columns against the pandas evaluation of the same declarations."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, event, func, insert, or_, update

from knowledge.portfolio import load_cells, load_portfolio
from knowledge.rows import TABLES as PARTNER_TABLES
from knowledge.rows import partner_rows
from knowledge.tables import INCOMING
from knowledge.tables import settings as settings_table
from tools import schema, scorecard
from tools.aggregates import Aggregate, Condition, Function, Op, among, ever, within
from tools.evaluation import evaluate, evaluate_cells
from tools.portfolio import typed
from tools.scorecard import ScorecardPolicy, scorecards

AS_OF = date(2026, 9, 30)
IDS = ("p1", "p2", "p3", "é4")
TABLES = (schema.PARTNERS, *PARTNER_TABLES)
BY_NAME = {table.name: table for table in TABLES}
ENDS = {"deals": "closed_on", "leads": "decided_on", "tickets": "closed_on"}
"""Columns that end what `event_date` begins."""

DAYS = (schema.Type.DATE, schema.Type.MONTH)
VALUED = (schema.Type.FLAG, schema.Type.WHOLE)

History = dict[str, list[dict[str, object]]]


def _cell(column: schema.Column, chance: Random) -> object:
    """A value, often repeated, sometimes missing or empty."""
    if column.name == "partner_id":
        return chance.choice(IDS)
    if not column.required and chance.random() < 0.25:
        return None
    if column.choices:
        return chance.choice(column.choices)
    if column.low is not None and column.high is not None:
        return chance.randint(int(column.low), int(column.high))
    values: dict[schema.Type, Callable[[], object]] = {
        schema.Type.DATE: lambda: AS_OF + timedelta(days=chance.choice((-400, -180, -90, -1, 0, 1, 60))),
        schema.Type.MONTH: lambda: date(2026, chance.randint(6, 12), 1) - timedelta(days=1),
        schema.Type.NUMBER: lambda: float(chance.randint(0, 100)),
        schema.Type.MONEY: lambda: chance.randint(-1000, 100_000) / 100,
        schema.Type.WHOLE: lambda: chance.randint(0, 50),
        schema.Type.FLAG: lambda: chance.random() < 0.5,
        schema.Type.NAMES: lambda: chance.sample(("health", "retail"), chance.randint(0, 2)),
    }
    return values.get(column.type, lambda: chance.choice(("", "a", "b", "Ä", "c; d")))()


def _row(table: schema.Table, number: int, chance: Random) -> dict[str, object]:
    """A row with a key of its own; nothing in it ends before it begins."""
    row = {column.name: _cell(column, chance) for column in (*table.columns, *table.beside)}
    if table.key == ("partner_id", "month"):
        partner, month = divmod(number, 6)
        row |= {"partner_id": IDS[partner], "month": date(2026, 6 + month, 1) - timedelta(days=1)}
    else:
        row[table.key[0]] = IDS[number] if table is schema.PARTNERS else f"k{number}"
    begin, end = table.event_date, ENDS.get(table.name)
    if begin and end and row[begin] and row[end]:
        row[begin], row[end] = sorted((row[begin], row[end]), key=str)
    return row


def _history(seed: int) -> History:
    """Rows for every table: all partners, and up to 20 rows each of the rest."""
    chance = Random(seed)
    return {
        table.name: [
            _row(table, number, chance)
            for number in range(len(IDS) if table is schema.PARTNERS else chance.randint(0, 20))
        ]
        for table in TABLES
    }


def _store(connection: Connection, history: History) -> None:
    for name, rows in history.items():
        connection.execute(delete(INCOMING[name]))
        if rows:
            connection.execute(insert(INCOMING[name]), rows)


def _frames(history: History) -> dict[str, pd.DataFrame]:
    return {
        name: typed(pd.DataFrame(rows, columns=_stored_names(BY_NAME[name])), BY_NAME[name])
        for name, rows in history.items()
    }


def _stored_names(table: schema.Table) -> list[str]:
    return [column.name for column in (*table.columns, *table.beside)]


def _names(table: schema.Table, *types: schema.Type) -> list[str]:
    return [column.name for column in table.of_type(*types)]


@st.composite
def conditions(draw: st.DrawFn, table: schema.Table) -> Condition:
    dates = [*_names(table, *DAYS), *(column.name for column in table.beside if column.type in DAYS)]
    choices = [column for column in table.columns if column.choices or column.type in VALUED]
    if len(dates) > 1 and draw(st.integers(0, 5)) == 0:
        return Condition(draw(st.sampled_from(dates)), Op.NOT_LATER_THAN, other=draw(st.sampled_from(dates)))
    if dates and (not choices or draw(st.booleans())):
        op = draw(st.sampled_from((Op.AFTER, Op.UNTIL, Op.MISSING_OR_AFTER)))
        return Condition(draw(st.sampled_from(dates)), op, days=draw(st.sampled_from((-365, -90, 0, 30))))
    column = draw(st.sampled_from(choices))
    valid = column.choices or (("true", "false") if column.type is schema.Type.FLAG else ("1", "2", "50"))
    values = draw(st.lists(st.sampled_from(valid), min_size=1, max_size=3, unique=True))
    return Condition(column.name, Op.IN, tuple(values))


@st.composite
def aggregates(draw: st.DrawFn, name: str, tables: tuple[schema.Table, ...] = TABLES[1:]) -> Aggregate:
    """Any function over any column it suits, with up to three conditions."""
    table = draw(st.sampled_from(tables))
    numbers = _names(table, schema.Type.NUMBER, schema.Type.MONEY, schema.Type.WHOLE)
    dates = [*_names(table, *DAYS), *(column.name for column in table.beside if column.type in DAYS)]
    words = _names(table, schema.Type.TEXT, schema.Type.CHOICE, schema.Type.PERIOD)
    suited = {
        Function.COUNT: ["", *words, *dates, *numbers],
        Function.SUM: numbers,
        Function.DECAYED: ["", *numbers] if dates else [],
        Function.MIN: [*numbers, *dates],
        Function.MAX: [*numbers, *dates],
        Function.SECOND: [*numbers, *dates],
        Function.DISTINCT: [*words, *dates, *numbers],
        Function.EFFECTIVE: [*words, *dates, *numbers],
    }
    function = draw(st.sampled_from([one for one in Function if suited[one]]))
    where = tuple(draw(st.lists(conditions(table), max_size=3)))
    column = draw(st.sampled_from(suited[function]))
    if function is not Function.DECAYED:
        return Aggregate(name, table.name, function, column, where)
    power = draw(st.integers(1, 3))
    return Aggregate(name, table.name, function, column, where, draw(st.sampled_from(dates)), 60, power)


several = st.integers(1, 8).flatmap(lambda count: st.tuples(*(aggregates(f"a{n}") for n in range(count))))
CELLS = (schema.DEALS, schema.LEADS, schema.PROJECTS)
over_cells = st.integers(1, 4).flatmap(
    lambda count: st.tuples(*(aggregates(f"a{n}", CELLS) for n in range(count)))
)
PROPERTY = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@PROPERTY
@given(seed=st.integers(0, 10_000), wanted=several)
def test_columns_and_pandas_compute_the_same(
    engine: Engine, seed: int, wanted: tuple[Aggregate, ...]
) -> None:
    history = _history(seed)
    with engine.connect() as connection:
        _store(connection, history)
        portfolio = load_portfolio(connection, AS_OF, wanted)
        connection.rollback()
    expected = evaluate(wanted, _frames(history), AS_OF)
    pd.testing.assert_frame_equal(portfolio.partners[list(expected.columns)], expected)


@PROPERTY
@given(seed=st.integers(0, 10_000), wanted=over_cells)
def test_cells_are_the_same_too(engine: Engine, seed: int, wanted: tuple[Aggregate, ...]) -> None:
    history = _history(seed)
    by = ("sector", "technology")
    with engine.connect() as connection:
        _store(connection, history)
        cells = load_cells(connection, AS_OF, wanted, by)
        connection.rollback()
    pd.testing.assert_frame_equal(cells, evaluate_cells(wanted, _frames(history), AS_OF, by))


KNOWABLE = (
    Aggregate("won", "deals", Function.SUM, "amount", (*among("stage", "won"), *within("closed_on", 365))),
    Aggregate("lost", "deals", Function.COUNT, where=(*among("stage", "lost"), *ever("closed_on"))),
    Aggregate("started", "deals", Function.COUNT, where=ever("created_on")),
    Aggregate("accepted", "leads", Function.COUNT, where=(*among("status", "accepted"), *ever("decided_on"))),
    Aggregate(
        "sectors_won", "deals", Function.EFFECTIVE, "sector", (*among("stage", "won"), *ever("closed_on"))
    ),
    Aggregate("meetings", "activities", Function.SECOND, "date", ever("date")),
    Aggregate("people", "certifications", Function.DISTINCT, "person", ever("earned_on")),
    Aggregate("in_use", "usage", Function.MAX, "active", ever("month")),
    Aggregate("delivered", "projects", Function.SUM, "value", ever("delivered_on")),
    Aggregate("severe", "tickets", Function.COUNT, where=(*among("severity", "1", "2"), *ever("opened_on"))),
    Aggregate("paid", "commissions", Function.SUM, "amount", (*among("status", "paid"), *ever("paid_on"))),
    Aggregate("spent", "costs", Function.SUM, "amount", within("date", 365)),
    Aggregate("asked", "surveys", Function.COUNT, where=ever("date")),
)


def _forget_the_future(connection: Connection) -> None:
    """Delete every row first known after `as_of` and undo every outcome dated after it."""
    deals, leads, contacts, projects, tickets, owed = (
        INCOMING[name] for name in ("deals", "leads", "contacts", "projects", "tickets", "commissions")
    )
    for table in PARTNER_TABLES:
        if table.event_date and table not in (schema.PROJECTS, schema.COMMISSIONS):
            stored = INCOMING[table.name]
            connection.execute(delete(stored).where(stored.c[table.event_date] > AS_OF))
    days = [owed.c[name] for name in ("period_ends_on", "approved_on", "paid_on")]
    dated = or_(*(day > AS_OF for day in days))
    connection.execute(delete(owed).where(dated, *(func.coalesce(day, date.max) > AS_OF for day in days)))
    connection.execute(
        delete(projects).where(projects.c.promised_on.is_(None), projects.c.delivered_on > AS_OF)
    )
    closed = (deals.c.closed_on > AS_OF, deals.c.stage != "open")
    connection.execute(delete(deals).where(deals.c.created_on.is_(None), *closed))
    connection.execute(update(deals).where(*closed).values(stage="open", closed_on=None, lost_reason=None))
    paid, approved = owed.c.paid_on > AS_OF, owed.c.approved_on > AS_OF
    connection.execute(update(owed).where(paid, owed.c.status == "paid").values(status="approved"))
    undated = (owed.c.status == "paid") & owed.c.paid_on.is_(None)  # paid some day after the approval
    connection.execute(
        update(owed).where(approved, (owed.c.status == "approved") | undated).values(status="pending")
    )
    for column, undone in (
        (leads.c.decided_on, {"status": "new"}),
        (contacts.c.left_on, {}),
        (tickets.c.closed_on, {"hours": None}),
        (projects.c.delivered_on, {"rating": None}),
        (owed.c.paid_on, {"invoice": None}),
        (owed.c.approved_on, {}),
    ):
        values = {**undone, column.name: None}
        connection.execute(update(column.table).where(column > AS_OF).values(values))


@pytest.mark.parametrize("seed", range(5))
def test_forgetting_what_comes_after_the_day_changes_nothing(connection: Connection, seed: int) -> None:
    _store(connection, _history(seed))
    portfolio = load_portfolio(connection, AS_OF, KNOWABLE)
    rows = partner_rows(connection, IDS, AS_OF)
    _forget_the_future(connection)
    pd.testing.assert_frame_equal(load_portfolio(connection, AS_OF, KNOWABLE).partners, portfolio.partners)
    for name, kept in partner_rows(connection, IDS, AS_OF).items():
        pd.testing.assert_frame_equal(kept.reset_index(drop=True), rows[name].reset_index(drop=True))


@pytest.mark.parametrize("seed", range(3))
def test_no_score_looks_ahead(connection: Connection, seed: int) -> None:
    _store(connection, _history(seed))
    cards = scorecards(load_portfolio(connection, AS_OF, scorecard.AGGREGATES), ScorecardPolicy())
    _forget_the_future(connection)
    later = scorecards(load_portfolio(connection, AS_OF, scorecard.AGGREGATES), ScorecardPolicy())
    pd.testing.assert_frame_equal(later.raw, cards.raw)
    pd.testing.assert_series_equal(later.total, cards.total)


def test_rows_of_other_partners_and_texts_of_notes_stay_in_the_database(connection: Connection) -> None:
    _store(connection, _history(1))
    rows = partner_rows(connection, ["p1"], AS_OF)
    assert {partner for frame in rows.values() for partner in frame["partner_id"]} == {"p1"}
    assert "text" not in rows["notes"].columns
    assert "amount_base" in rows["deals"].columns
    assert "period_ends_on" in rows["commissions"].columns
    assert not {"attributes", "source_partner_id"} & {name for frame in rows.values() for name in frame}


def test_partners_without_rows_count_zero_and_have_no_dates(connection: Connection) -> None:
    _store(connection, {"partners": _history(0)["partners"]})
    partners = load_portfolio(connection, AS_OF, KNOWABLE).partners
    assert list(partners.index) == list(IDS)
    assert (partners[["won", "lost", "started", "accepted", "people"]] == 0).all(axis=None)
    assert partners[["sectors_won", "meetings"]].isna().all(axis=None)


def test_an_empty_database_gives_an_empty_portfolio(connection: Connection) -> None:
    portfolio = load_portfolio(connection, AS_OF, KNOWABLE)
    assert portfolio.partners.empty
    assert {item.name for item in KNOWABLE} <= set(portfolio.partners.columns)
    assert portfolio.currency == "EUR"


def test_what_partners_earn_is_in_base_currency_where_an_import_has_converted_it(
    connection: Connection,
) -> None:
    rows = [
        {
            "partner_id": "p1",
            "name": "a",
            "currency": "USD",
            "annual_revenue": 100.0,
            "annual_revenue_base": 92.0,
        },
        {"partner_id": "p2", "name": "b", "annual_revenue": 70.0, "annual_revenue_base": None},
    ]
    connection.execute(insert(INCOMING["partners"]), [{"currency": None, **row} for row in rows])
    assert load_portfolio(connection, AS_OF, ()).partners["annual_revenue"].tolist() == [92.0, 70.0]


def test_the_base_currency_is_the_one_in_the_settings(connection: Connection) -> None:
    connection.execute(insert(settings_table).values(name="base_currency", value="BRL"))
    assert load_portfolio(connection, AS_OF, ()).currency == "BRL"


def test_two_meanings_of_one_name_are_refused(connection: Connection) -> None:
    wanted = (KNOWABLE[0], Aggregate("won", "deals", Function.COUNT))
    with pytest.raises(ValueError, match="two different aggregates are called 'won'"):
        load_portfolio(connection, AS_OF, wanted)


def test_an_aggregate_cannot_hide_a_column_of_partners(connection: Connection) -> None:
    with pytest.raises(ValueError, match="'sectors' is called like a column of partners"):
        load_portfolio(connection, AS_OF, (Aggregate("sectors", "deals", Function.COUNT),))


def test_a_table_is_read_once_and_only_the_columns_that_are_needed(engine: Engine) -> None:
    wanted = [
        Aggregate(f"n{days}", "deals", Function.COUNT, where=within("closed_on", days)) for days in (30, 90)
    ]
    asked: list[str] = []
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
        load_portfolio(connection, AS_OF, wanted)
    (read,) = [statement for statement in asked if "FROM deals" in statement]
    assert "closed_on" in read
    assert "stage" not in read
