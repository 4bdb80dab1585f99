"""The compiled SQL against the pandas evaluation of the same declarations."""

from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, event, insert, update

from knowledge.portfolio import load_portfolio
from knowledge.rows import partner_rows
from knowledge.tables import INCOMING
from knowledge.tables import settings as settings_table
from tools import schema, scorecard
from tools.aggregates import Aggregate, Condition, Function, Op, among, ever, within
from tools.evaluation import evaluate
from tools.portfolio import typed
from tools.scorecard import ScorecardPolicy, scorecards

AS_OF = date(2026, 9, 30)
IDS = ("p1", "p2", "p3", "é4")
TABLES = tuple(table for table in schema.TABLES if table.name not in ("fx", "managers"))
BY_NAME = {table.name: table for table in TABLES}

History = dict[str, list[dict[str, object]]]


def _cell(column: schema.Column, chance: Random) -> object:
    """A value, often repeated, sometimes missing or empty."""
    if column.name == "partner_id":
        return chance.choice(IDS)
    if not column.required and chance.random() < 0.25:
        return None
    if column.choices:
        return chance.choice(column.choices)
    values = {
        schema.Type.DATE: lambda: AS_OF + timedelta(days=chance.choice((-400, -180, -90, -1, 0, 1, 60))),
        schema.Type.NUMBER: lambda: float(chance.randint(0, 100)),
        schema.Type.MONEY: lambda: chance.randint(-1000, 100_000) / 100,
        schema.Type.WHOLE: lambda: chance.randint(0, 50),
        schema.Type.FLAG: lambda: chance.random() < 0.5,
        schema.Type.NAMES: lambda: chance.sample(("health", "retail"), chance.randint(0, 2)),
    }
    return values.get(column.type, lambda: chance.choice(("", "a", "b", "Ä", "c; d")))()


def _history(seed: int) -> History:
    """Rows for every table: all partners, and up to 20 rows each of the rest."""
    chance = Random(seed)
    history = {}
    for table in TABLES:
        keys = IDS if table is schema.PARTNERS else [f"k{number}" for number in range(chance.randint(0, 20))]
        rows = [{c.name: _cell(c, chance) for c in table.columns} | {table.key: key} for key in keys]
        history[table.name] = rows
    for row in (*history["deals"], *history["leads"]):  # nothing ends before it begins
        end = "closed_on" if "closed_on" in row else "decided_on"
        if row["created_on"] and row[end]:
            row["created_on"], row[end] = sorted((row["created_on"], row[end]))
    for deal in history["deals"]:
        deal["amount_base"] = _cell(schema.DEALS.column("amount"), chance)
    return history


def _store(connection: Connection, history: History) -> None:
    for name, rows in history.items():
        connection.execute(delete(INCOMING[name]))
        if rows:
            connection.execute(insert(INCOMING[name]), rows)


def _frames(history: History) -> dict[str, pd.DataFrame]:
    return {
        name: typed(pd.DataFrame(rows, columns=INCOMING[name].columns.keys()), BY_NAME[name])
        for name, rows in history.items()
    }


def _names(table: schema.Table, *types: schema.Type) -> list[str]:
    return [column.name for column in table.columns if column.type in types]


@st.composite
def conditions(draw: st.DrawFn, table: schema.Table) -> Condition:
    dates = _names(table, schema.Type.DATE)
    choices = [column for column in table.columns if column.choices or column.type is schema.Type.FLAG]
    if dates and (not choices or draw(st.booleans())):
        op = draw(st.sampled_from((Op.AFTER, Op.UNTIL, Op.MISSING_OR_AFTER)))
        return Condition(draw(st.sampled_from(dates)), op, days=draw(st.sampled_from((-365, -90, 0, 30))))
    column = draw(st.sampled_from(choices))
    valid = column.choices or ("true", "false")
    values = draw(st.lists(st.sampled_from(valid), min_size=1, max_size=3, unique=True))
    return Condition(column.name, Op.IN, tuple(values))


@st.composite
def aggregates(draw: st.DrawFn, name: str) -> Aggregate:
    """Any function over any column it suits, with up to three conditions."""
    table = draw(st.sampled_from(TABLES[1:]))
    function = draw(st.sampled_from(Function))
    ordered = _names(table, schema.Type.NUMBER, schema.Type.MONEY, schema.Type.DATE)
    suited = {
        Function.SUM: _names(table, schema.Type.NUMBER, schema.Type.MONEY),
        Function.MIN: ordered,
        Function.MAX: ordered,
        Function.SECOND: ordered,
    }.get(function, _names(table, schema.Type.TEXT, schema.Type.CHOICE, schema.Type.DATE))
    if function is Function.COUNT or not suited:
        function, suited = Function.COUNT, [""]
    where = tuple(draw(st.lists(conditions(table), max_size=3)))
    return Aggregate(name, table.name, function, draw(st.sampled_from(suited)), where)


several = st.integers(1, 8).flatmap(lambda count: st.tuples(*(aggregates(f"a{n}") for n in range(count))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), wanted=several)
def test_sql_and_pandas_compute_the_same(engine: Engine, seed: int, wanted: tuple[Aggregate, ...]) -> None:
    history = _history(seed)
    with engine.connect() as connection:
        _store(connection, history)
        portfolio = load_portfolio(connection, AS_OF, wanted)
        connection.rollback()
    expected = evaluate(wanted, _frames(history), AS_OF)
    pd.testing.assert_frame_equal(portfolio.partners[list(expected.columns)], expected)


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
)


def _forget_the_future(connection: Connection) -> None:
    """Delete every row dated after `as_of` and undo every outcome dated after it."""
    for table in TABLES[1:]:
        if table.event_date:
            stored = INCOMING[table.name]
            connection.execute(delete(stored).where(stored.c[table.event_date] > AS_OF))
    deals, leads, contacts = (INCOMING[name] for name in ("deals", "leads", "contacts"))
    later = (deals.c.closed_on > AS_OF, deals.c.stage != "open")
    connection.execute(delete(deals).where(deals.c.created_on.is_(None), *later))
    connection.execute(update(deals).where(*later).values(stage="open", closed_on=None, lost_reason=None))
    later = leads.c.decided_on > AS_OF
    connection.execute(update(leads).where(later).values(status="new", decided_on=None))
    connection.execute(update(contacts).where(contacts.c.left_on > AS_OF).values(left_on=None))


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


def test_one_query_per_table_computes_all_simple_aggregates(engine: Engine) -> None:
    wanted = [
        Aggregate(f"n{days}", "deals", Function.COUNT, where=within("closed_on", days)) for days in (30, 90)
    ]
    asked: list[str] = []
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
        load_portfolio(connection, AS_OF, wanted)
    assert sum("FROM deals" in statement for statement in asked) == 1, asked
