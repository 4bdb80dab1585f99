"""Rows of every table, with all that makes exports go wrong, for tests of exports."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeAlias
from unicodedata import normalize
from uuid import NAMESPACE_DNS, UUID, uuid5

from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from knowledge.importing.columns.texts import PROSE
from knowledge.tables import INCOMING, metadata
from tools import schema
from tools.schema import Column, Table, Type

World: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
Draw: TypeAlias = st.DrawFn

CURRENCIES = ("USD", "GBP")
MANAGER = "o'neil+x@vendor.example"
PARTNERS = ("P1", "=P2", "007")
DEALS = ("D1", "-D2")
NASTY = (
    *(
        "=1+1",
        "+49 30 1",
        "-5",
        "@home",
        "'=x",
        "''-y",
        "\uff1dfull",
        "'",
        'say "hi"',
        "a;b",
        "a,b|c",
        "a;=1+1|-x",
    ),
    *("1,5", "TRUE", "2026-01-02", "1e5", "007", "NULL", "Zürich", "東京", "🙂", "_x0041_", "a  b"),
)
_LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
_ORDERED = {
    "deals": ("created_on", "closed_on"),
    "leads": ("created_on", "decided_on"),
    "certifications": ("earned_on", "expires_on"),
    "tickets": ("opened_on", "closed_on"),
    "offers": ("starts_on", "ends_on"),
    "usage": ("active", "licensed"),
}
"""Pairs of which the import wants the first to be the lower."""

_words = st.text(_LETTERS, min_size=1, max_size=12).map(partial(normalize, "NFC"))  # as the import keeps them
lines = st.sampled_from(NASTY) | _words.map(str.strip).filter(bool)
prose = lines | st.builds("{}\n{}".format, lines, lines)
items = lines.map(lambda text: text.replace(";", ",").strip()).filter(bool)
_labels = st.sampled_from(["Name", "REGION", "attribute: Name"]) | lines.map(
    lambda text: " ".join(text.split())
)
amounts = st.floats(-1e9, 1e9) | st.sampled_from([-0.1, 0.1 + 0.2, 1e-7, 1e15, 1.125, -1.005, 0.125])
_TELLING: Mapping[str, Callable[[UUID], st.SearchStrategy[Any]]] = {
    "name": lambda own: lines.map(lambda text: f"{text} {own}"),
    "aliases": lambda own: st.lists(items.map(lambda text: f"{text} {own}"), max_size=2, unique=True),
    "website": lambda own: st.none() | st.just(f"https://www.{own}.example/about;us"),
}
"""What partners are known by, each with a mark of its own: the import finds none to be another one."""


@st.composite
def worlds(draw: Draw) -> World:
    """Rows of every table, each with the columns of its table and `attributes`."""
    return {table.name: _rows(draw, table) for table in schema.TABLES}


def _rows(draw: Draw, table: Table) -> list[dict[str, Any]]:
    labels = draw(st.lists(_labels, max_size=2, unique_by=str.casefold))
    rows = [_row(draw, table, number, labels) for number in range(_how_many(draw, table))]
    keys = [tuple(row[name] for name in table.key) for row in rows]
    return [row for place, row in enumerate(rows) if keys[place] not in keys[:place]]


def _how_many(draw: Draw, table: Table) -> int:
    fixed = {"partners": len(PARTNERS), "fx": len(CURRENCIES), "managers": 1, "deals": len(DEALS)}
    return fixed.get(table.name) or draw(st.integers(0, 2))


def _row(draw: Draw, table: Table, number: int, labels: Sequence[str]) -> dict[str, Any]:
    row = {column.name: _value(draw, table, column, number) for column in table.columns}
    if table.name in _ORDERED:
        first, second = _ORDERED[table.name]
        if row[first] is not None and row[second] is not None:
            row[first], row[second] = sorted((row[first], row[second]))
    if table is schema.DEALS and row["closed_on"] is None:
        row["stage"] = "open"
    kept = {label: draw(lines) for label in labels}
    return {**row, "attributes": kept or None}


def _value(draw: Draw, table: Table, column: Column, number: int) -> object:
    given = {
        "partners.partner_id": PARTNERS,
        "deals.deal_id": DEALS,
        "fx.currency": CURRENCIES,
        "managers.email": (MANAGER,),
    }.get(f"{table.name}.{column.name}")
    if given:
        return given[number]
    if table is schema.PARTNERS and column.name in _TELLING:
        return draw(_TELLING[column.name](uuid5(NAMESPACE_DNS, PARTNERS[number])))
    is_key = column.name in table.key
    if is_key and len(table.key) == 1:
        return f"{draw(lines)}{number}"
    nothing = _nothing(column, is_key=is_key)
    some = _some(table, column)
    return draw(some if column.required else some | st.just(nothing))


def _nothing(column: Column, *, is_key: bool) -> object:
    if column.type in (Type.NAMES, Type.REQUIREMENTS):
        return []
    return "" if is_key else None


def _some(table: Table, column: Column) -> st.SearchStrategy[Any]:
    known = {"partners": PARTNERS, "managers": (MANAGER,), "deals": DEALS}
    if column.references:
        return st.sampled_from(known[column.references])
    if column.type is Type.TEXT:
        return prose if column.name in PROSE else lines
    if column.type is Type.NAMES and column.choices:
        return st.lists(st.sampled_from(column.choices), unique=True)
    if column.type is Type.CHOICE:
        return st.sampled_from(column.choices)
    if column.type in (Type.NUMBER, Type.MONEY):
        low = 1e-3 if table is schema.FX else column.low
        return st.floats(low, column.high or 1e9) if low is not None else amounts
    return _SOME[column.type]


_SOME: Mapping[Type, st.SearchStrategy[Any]] = {
    Type.NAMES: st.lists(items, max_size=3, unique=True),
    Type.REQUIREMENTS: st.just(["certifications>=3", "revenue>=250000"]),
    Type.WHOLE: st.integers(1, 4),
    Type.FLAG: st.booleans(),
    Type.DATE: st.dates(date(1900, 1, 1), date(2026, 9, 1)),
    Type.MONTH: st.sampled_from([date(2024, 2, 29), date(2026, 8, 31)]),
    Type.PERIOD: st.sampled_from(["2026-09", "2026-Q3", "2026"]),
    Type.EMAIL: st.just("+a-b@partner.example"),
    Type.CURRENCY: st.sampled_from(CURRENCIES),
}


def store(engine: Engine, world: World) -> None:
    """Make the database hold these rows and nothing else."""
    empty(engine)
    with engine.begin() as connection:
        for name, rows in world.items():
            for row in rows:  # one by one: they need not have the same columns
                connection.execute(insert(INCOMING[name]), row)


def empty(engine: Engine) -> None:
    """Forget everything."""
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


def stored(connection: Connection) -> World:
    """All rows as files know them, in order of their keys; an empty attribute is none."""
    return {table.name: _stored(connection, table) for table in schema.TABLES}


def _stored(connection: Connection, table: Table) -> list[dict[str, Any]]:
    query = select(INCOMING[table.name])
    rows = []
    for row in connection.execute(query).mappings():
        kept = {name: value for name, value in (row["attributes"] or {}).items() if value}
        rows.append({**{column.name: row[column.name] for column in table.columns}, "attributes": kept})
    return sorted(rows, key=lambda row: [str(row[name]) for name in table.key])
