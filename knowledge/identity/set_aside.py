"""Partners that are part of another one, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, select

from knowledge.identity.filling import AMOUNTS, Fill, Fills, Source
from knowledge.identity.kept_rows import Row, from_json, to_json
from knowledge.stored_settings import stored_setting
from knowledge.tables import INCOMING, in_base, merged_partners
from knowledge.writing import in_utc, put_rows

PARTNERS: Final = INCOMING["partners"]


@dataclass(frozen=True)
class Moved:
    """What a merge moved that the rows themselves do not tell.

    Attributes:
        followers: Ids that were part of it already and came along.
        drafts: Ids of its drafts.
        plays: Ids of the records of plays done with it.
        muted: E-mail of a manager to the ids that were muted in the digest before.
        clashing: Table to rows that the other partner has already under the same key, as JSON.
    """

    followers: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    plays: tuple[str, ...] = ()
    muted: dict[str, list[str]] = field(default_factory=dict)
    clashing: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class SetAside:
    """A partner that is part of another one.

    Attributes:
        row: Its own row, not filled from anything.
        filled: What it fills of the other's row.
    """

    source_id: str
    partner_id: str
    row: Row
    merged_at: datetime
    filled: Fills = field(default_factory=dict)
    moved: Moved = field(default_factory=Moved)

    @property
    def source(self) -> Source:
        """As something to fill from."""
        return Source(self.source_id, self.row)


def merged_ids(connection: Connection) -> dict[str, str]:
    """Id of each partner that is part of another one, to the id of that one."""
    query = select(merged_partners.c.source_id, merged_partners.c.partner_id)
    return {row.source_id: row.partner_id for row in connection.execute(query)}


def set_aside(connection: Connection) -> dict[str, SetAside]:
    """All partners that are part of another one, by their id."""
    rates = _Rates.stored(connection)
    query = select(merged_partners).order_by(merged_partners.c.source_id)
    return {row["source_id"]: _read(row, rates) for row in connection.execute(query).mappings()}


def parts_of(connection: Connection, partner_id: str) -> dict[str, SetAside]:
    """The partners that are part of this one, by their id."""
    return _where(connection, merged_partners.c.partner_id == partner_id)


def part(connection: Connection, source_id: str) -> SetAside | None:
    """The partner of that id, if it is part of another one."""
    return _where(connection, merged_partners.c.source_id == source_id).get(source_id)


def keep(connection: Connection, parts: Iterable[SetAside]) -> None:
    """Keep these, new or in place of what was known of them."""
    put_rows(connection, merged_partners, [_written(one) for one in parts])


def forget(connection: Connection, source_id: str) -> None:
    """The partner stands alone again."""
    connection.execute(delete(merged_partners).where(merged_partners.c.source_id == source_id))


@dataclass(frozen=True)
class _Rates:
    """What one unit of a currency is worth; amounts set aside are not converted when rates change."""

    base: str | None
    rates: Mapping[str, float]

    @classmethod
    def stored(cls, connection: Connection) -> _Rates:
        fx, base = INCOMING["fx"], stored_setting(connection, "base_currency")
        rates = {row.currency: row.rate_to_base for row in connection.execute(select(fx))}
        return cls(base, {**rates, base: 1.0} if base else rates)

    def converted(self, row: Row) -> Row:
        rate = self.rates.get(str(row["currency"] or self.base))
        if rate is None:
            return row
        amounts = {name: row[name] for name in AMOUNTS}
        bases = {
            in_base(name): amount * rate for name, amount in amounts.items() if isinstance(amount, float)
        }
        return {**row, **bases}


def _where(connection: Connection, condition: ColumnElement[bool]) -> dict[str, SetAside]:
    rates = _Rates.stored(connection)
    rows = connection.execute(select(merged_partners).where(condition)).mappings()
    return {row["source_id"]: _read(row, rates) for row in rows}


def _read(row: RowMapping, rates: _Rates) -> SetAside:
    return SetAside(
        source_id=row["source_id"],
        partner_id=row["partner_id"],
        row=rates.converted(from_json(PARTNERS, row["row"])),
        merged_at=in_utc(row["merged_at"]),
        filled=_fills(row["filled"]),
        moved=_moved(row["moved"]),
    )


def _fills(kept: Mapping[str, Mapping[str, Any]]) -> Fills:
    before = from_json(PARTNERS, {name: fill["before"] for name, fill in kept.items()})
    after = from_json(PARTNERS, {name: fill["after"] for name, fill in kept.items()})
    return {name: Fill(before[name], after[name]) for name in kept if name in before}


def _moved(kept: Mapping[str, Any]) -> Moved:
    lists = {name: tuple(kept.get(name, ())) for name in ("followers", "drafts", "plays")}
    return Moved(**lists, muted=kept["muted"], clashing=kept["clashing"])


def _written(one: SetAside) -> dict[str, object]:
    return {
        "source_id": one.source_id,
        "partner_id": one.partner_id,
        "row": to_json(one.row),
        "filled": {name: to_json(asdict(fill)) for name, fill in one.filled.items()},
        "moved": asdict(one.moved),
        "merged_at": in_utc(one.merged_at),
    }
