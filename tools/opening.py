"""From a fact down to the rows behind it, so that a manager can argue with the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

import pandas as pd

from tools import schema
from tools.aggregates import Aggregate, Function
from tools.evaluation import counted_rows, source_column
from tools.facts import Fact

NOT: Final = "-"
"""Before the name of an aggregate in `Kind.behind`: its rows were subtracted."""

_LONG_AGO: Final = pd.Timestamp("1700-01-01")
"""For a row without a day: it comes last."""

_TABLES: Final = {table.name: table for table in schema.TABLES}
_OF_PARTNERS: Final = frozenset(column.name for column in schema.PARTNERS.columns)
_Days: TypeAlias = Mapping[str, date]
_ByPartner: TypeAlias = Mapping[str, _Days]


def tables_behind(facts: Iterable[Fact], aggregates: Mapping[str, Aggregate]) -> frozenset[str]:
    """Names of the tables whose rows `opened` needs for these facts."""
    return frozenset(aggregates[name].table for fact in facts for name in _named(fact) if name in aggregates)


def opened(
    facts: Sequence[Fact], aggregates: Mapping[str, Aggregate], tables: Mapping[str, pd.DataFrame]
) -> dict[str, tuple[str, ...]]:
    """The rows behind each fact about one partner, `deal:D17`, newest first, by fact id.

    A fact that names its rows keeps them. Otherwise they are those that the aggregates in `Kind.behind`
    counted on the fact's day, or the ones that hold the first or last value, without those of aggregates
    marked with `NOT`; a column of the partners table opens to the partner's own row. Facts that open to
    nothing are left out, as are those about many partners that name no rows.

    Args:
        facts: Any facts.
        aggregates: By name; an unknown name in `Kind.behind` opens to nothing.
        tables: The partners' stored rows by table, at least those that `tables_behind` names.
    """
    wanted = {(name, fact.as_of) for fact in facts if _opens(fact) for name in _named(fact)}
    counted = {
        (name, as_of): _counted(aggregates[name], as_of, tables)
        for name, as_of in wanted
        if name in aggregates
    }
    found = {fact.id: fact.rows or _rows(fact, counted) for fact in facts}
    return {fact_id: keys for fact_id, keys in found.items() if keys}


def row_keys(rows: pd.DataFrame, table: schema.Table) -> tuple[str, ...]:
    """Key of every row as `deal:D17`; of a row that its partner and a month name, `usage:2026-08`."""
    if table.key == ("partner_id", "month"):
        return tuple(f"{table.name}:{month:%Y-%m}" for month in rows["month"])
    name = table.key[0]
    return tuple(f"{name.removesuffix('_id')}:{key}" for key in rows[name])


def _opens(fact: Fact) -> bool:
    return not fact.rows and fact.partner_id is not None


def _named(fact: Fact) -> Iterable[str]:
    return (name.removeprefix(NOT) for name in fact.kind.behind)


def _rows(fact: Fact, counted: Mapping[tuple[str, date], _ByPartner]) -> tuple[str, ...]:
    """The rows of a fact that names none itself."""
    if fact.partner_id is None:
        return ()
    found: dict[str, date] = {}
    without: set[str] = set()
    for name in fact.kind.behind:
        mine = counted.get((name.removeprefix(NOT), fact.as_of), {}).get(fact.partner_id, {})
        if name.startswith(NOT):
            without.update(mine)
        else:
            found.update(mine)
    kept = sorted(found.keys() - without, key=lambda key: (found[key], key), reverse=True)
    own = (f"partner:{fact.partner_id}",) if _OF_PARTNERS & set(fact.kind.behind) else ()
    return (*kept, *own)


def _counted(item: Aggregate, as_of: date, tables: Mapping[str, pd.DataFrame]) -> _ByPartner:
    """Keys of the rows that the aggregate counted, with the day of each, by partner."""
    table = _TABLES[item.table]
    rows = counted_rows(item, tables[item.table], as_of)
    if item.function in (Function.MIN, Function.MAX) and not rows.empty:
        values = rows[source_column(item)]
        by_partner = values.groupby(rows["partner_id"])
        rows = rows[values.eq(by_partner.transform("min" if item.function is Function.MIN else "max"))]
    days = rows[table.event_date] if table.event_date else pd.Series(pd.NaT, index=rows.index)
    found: dict[str, dict[str, date]] = defaultdict(dict)
    dated = days.fillna(_LONG_AGO).dt.date
    for partner_id, key, day in zip(rows["partner_id"], row_keys(rows, table), dated, strict=True):
        found[partner_id][key] = day
    return found
