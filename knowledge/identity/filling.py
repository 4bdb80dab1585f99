"""Empty columns of a partner filled from what is part of it, and emptied again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from knowledge.identity.kept_rows import Row
from knowledge.tables import ATTRIBUTES, in_base
from tools import schema
from tools.likeness import system_of
from tools.spelling import fold

AMOUNTS: Final = tuple(column.name for column in schema.PARTNERS.of_type(schema.Type.MONEY))
_APART: Final = ("partner_id", "name", "aliases", "currency", *AMOUNTS)  # these have rules of their own
_PLAIN: Final = tuple(column.name for column in schema.PARTNERS.columns if column.name not in _APART)


@dataclass(frozen=True)
class Fill:
    """One column that was filled: what stood there before, and what was put there."""

    before: Any
    after: Any


Fills: TypeAlias = dict[str, Fill]
"""By column of partners; the amounts in base currency follow theirs."""


@dataclass(frozen=True)
class Source:
    """A partner that is part of another one, and its own row."""

    source_id: str
    row: Row


def fill_from(own: Row, sources: Iterable[Source]) -> tuple[Row, dict[str, Fills]]:
    """The row with empty columns filled from the sources, and what each of them filled.

    Our own ids come first, then the smaller: the result does not depend on who was merged when.
    """
    row, filled = own, {}
    for source in in_order(sources):
        before, row = row, _filled(row, source.row)
        bases = {in_base(amount) for amount in AMOUNTS}
        filled[source.source_id] = {
            name: Fill(before[name], row[name])
            for name in row
            if row[name] != before[name] and name not in bases
        }
    return row, filled


def in_order(sources: Iterable[Source]) -> list[Source]:
    """The order in which sources fill: our own ids first, then the smaller."""
    return sorted(sources, key=lambda source: (system_of(source.source_id) != "", source.source_id))


def emptied(row: Row, filled: Mapping[str, Fills]) -> Row:
    """The row as it would be without these fills; what has changed since stays, with its currency."""
    own = dict(row)
    for source in reversed(in_order(Source(source_id, {}) for source_id in filled)):
        for name, fill in filled[source.source_id].items():
            own[name] = _without(own.get(name), fill)
            if name in AMOUNTS and own[name] is None:
                own[in_base(name)] = None
    if any(own[name] is not None for name in AMOUNTS):
        own["currency"] = own["currency"] or row["currency"]
    return own


def _filled(row: Row, source: Row) -> Row:
    filled = dict(row)
    filled.update({name: source[name] for name in _PLAIN if _empty(row[name]) and not _empty(source[name])})
    filled.update(_money(row, source))
    filled["aliases"] = _aliases(row, source)
    filled[ATTRIBUTES] = _attributes(row, source)
    return filled


def _money(row: Row, source: Row) -> Row:
    """Amounts, with their currency: two currencies in one row cannot be."""
    given = [name for name in AMOUNTS if row[name] is None and source[name] is not None]
    has_none = row["currency"] is None and all(row[name] is None for name in AMOUNTS)
    if not given or not (has_none or row["currency"] == source["currency"]):
        return {}
    taken = [column for name in given for column in (name, in_base(name))]
    return {"currency": source["currency"], **{name: source[name] for name in taken}}


def _aliases(row: Row, source: Row) -> object:
    """The names of both; the source's name is an alias from now on."""
    aliases = [*_list(row["aliases"])]
    known = {fold(str(name)) for name in (row["name"], *aliases)}
    for name in (source["name"], *_list(source["aliases"])):
        if fold(str(name)) not in known:
            known.add(fold(str(name)))
            aliases.append(name)
    return aliases or row["aliases"]


def _attributes(row: Row, source: Row) -> object:
    own, theirs = _cells(row[ATTRIBUTES]), _cells(source[ATTRIBUTES])
    more = {label: cell for label, cell in theirs.items() if _empty(own.get(label)) and not _empty(cell)}
    return {**own, **more} if more else row[ATTRIBUTES]


def _without(now: object, fill: Fill) -> object:
    if now == fill.after:
        return fill.before
    if isinstance(fill.after, list) and isinstance(now, list):
        added = [name for name in fill.after if name not in _list(fill.before)]
        return [name for name in now if name not in added]
    if isinstance(fill.after, dict) and isinstance(now, dict):
        before = _cells(fill.before)
        return {
            label: cell
            for label, cell in now.items()
            if label in before or cell != _cells(fill.after).get(label)
        }
    return now


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cells(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _empty(value: object) -> bool:
    return value is None or value in ("", [], {})
