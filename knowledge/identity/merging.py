"""Making one partner part of another, and taking it out again; every step in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.identity import moving
from knowledge.identity.filling import Fills, emptied, fill_from
from knowledge.identity.kept_rows import Row, for_sql
from knowledge.identity.past import note_changes
from knowledge.identity.set_aside import (
    PARTNERS,
    Moved,
    SetAside,
    forget,
    keep,
    set_aside,
)
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING

T = TypeVar("T")
CHUNK: Final = 500  # ids in one statement


@dataclass(frozen=True)
class Pair:
    """Two partners that are one: the first becomes part of the second."""

    source_id: str
    partner_id: str


def merge_all(connection: Connection, pairs: Sequence[Pair], now: datetime, day: date) -> None:
    """Make the first partner of each pair part of the second. No partner is in two of the pairs.

    Args:
        day: From which on what is filled counts.
    """
    affected = {one for pair in pairs for one in (pair.source_id, pair.partner_id)}
    grow_data_version(connection, affected)  # first: it keeps two merges at once apart
    known = set_aside(connection)
    parts = by_partner(known.values())
    rows = rows_of(connection, affected)
    own = {partner_id: emptied(row, fills_of(parts[partner_id])) for partner_id, row in rows.items()}
    joining = _joining(connection, pairs, own, parts, now)
    _remove(connection, joining)
    joining |= _followers(joining, known)
    keep(connection, joining.values())
    gather(connection, known | joining)
    parts = by_partner(set_aside(connection).values())
    for pair in pairs:
        refill(connection, rows[pair.partner_id], own[pair.partner_id], parts[pair.partner_id], day)


def take_out(connection: Connection, one: SetAside, day: date) -> None:
    """The partner, and what came along with it, is no longer part of the other: all is as it was before.

    Args:
        day: From which on what is emptied again counts.
    """
    grow_data_version(connection, {one.source_id, one.partner_id})
    stored = rows_of(connection, [one.partner_id])[one.partner_id]
    siblings = by_partner(set_aside(connection).values())[one.partner_id]
    own = emptied(stored, fills_of(siblings))
    followers = [
        replace(sibling, partner_id=one.source_id)
        for sibling in siblings
        if sibling.source_id in one.moved.followers
    ]
    moving.come_back(connection, one, [follower.source_id for follower in followers])
    forget(connection, one.source_id)
    keep(connection, followers)
    connection.execute(insert(PARTNERS).values(for_sql(connection, PARTNERS, one.row)))
    _settle(connection, one)
    parts = by_partner(set_aside(connection).values())
    refill(connection, one.row, one.row, parts[one.source_id], day)
    refill(connection, stored, own, parts[one.partner_id], day)


def gather(connection: Connection, known: Mapping[str, SetAside]) -> int:
    """Rows that name a merged partner follow it; how many did.

    Those that clash with a row of the other partner are kept with the merged one.
    """
    clashing = moving.take_clashing(connection)
    keep(connection, [with_clashing(known[source_id], rows) for source_id, rows in clashing.items()])
    return moving.follow(connection)


def with_clashing(one: SetAside, rows: Mapping[str, Sequence[Row]]) -> SetAside:
    """With these rows of tables kept beside it, each in place of one under the same key."""
    clashing = dict(one.moved.clashing)
    for name, more in rows.items():
        key = moving.key_of(INCOMING[name])
        kept = {tuple(row[part] for part in key): row for row in (*clashing.get(name, ()), *more)}
        clashing[name] = [*kept.values()]
    return replace(one, moved=replace(one.moved, clashing=clashing))


def refill(connection: Connection, stored: Row, own: Row, parts: Sequence[SetAside], day: date) -> None:
    """Fill the partner's own row from its parts, write what differs from the stored one, and keep who did."""
    row, filled = fill_from(own, (one.source for one in parts))
    write_row(connection, stored, differing(row, stored), day)
    keep_fills(connection, parts, filled)


def differing(row: Row, stored: Row) -> Row:
    """The columns of a row that are not as they are stored."""
    return {name: value for name, value in row.items() if value != stored[name]}


def keep_fills(connection: Connection, parts: Iterable[SetAside], filled: Mapping[str, Fills]) -> None:
    """Keep what each part fills, where that has changed."""
    changed = [one for one in parts if one.filled != filled[one.source_id]]
    keep(connection, [replace(one, filled=filled[one.source_id]) for one in changed])


def write_row(connection: Connection, stored: Row, values: Row, day: date) -> None:
    """Write these columns of the partner, which differ from the stored ones from `day` on."""
    if values:
        note_changes(connection, stored, values, day)
        own = PARTNERS.c.partner_id == stored["partner_id"]
        connection.execute(update(PARTNERS).where(own).values(for_sql(connection, PARTNERS, values)))


def batched(ids: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The ids or keys in lists that fit into one statement."""
    remaining = iter(ids)
    while batch := list(islice(remaining, size)):
        yield batch


def rows_of(connection: Connection, partner_ids: Iterable[str]) -> dict[str, Row]:
    """The rows of these partners by their id; unknown ones are left out."""
    rows: dict[str, Row] = {}
    for ids in batched(sorted(set(partner_ids))):
        query = select(PARTNERS).where(PARTNERS.c.partner_id.in_(ids))
        rows |= {row["partner_id"]: dict(row) for row in connection.execute(query).mappings()}
    return rows


def by_partner(parts: Iterable[SetAside]) -> dict[str, list[SetAside]]:
    """Partner to what is part of it; an empty list for every other."""
    grouped: dict[str, list[SetAside]] = defaultdict(list)
    for one in parts:
        grouped[one.partner_id].append(one)
    return grouped


def fills_of(parts: Iterable[SetAside]) -> dict[str, Fills]:
    """What each of these parts fills."""
    return {one.source_id: one.filled for one in parts}


def _joining(
    connection: Connection,
    pairs: Sequence[Pair],
    own: Mapping[str, Row],
    parts: Mapping[str, list[SetAside]],
    now: datetime,
) -> dict[str, SetAside]:
    """The partners that become part of another one, with all that is needed to undo it."""
    into = {pair.source_id: pair.partner_id for pair in pairs}
    drafts = moving.drafts_of(connection, into)
    plays = moving.plays_of(connection, into)
    muted = moving.mute_followers(connection, into)
    return {
        source_id: SetAside(
            source_id,
            partner_id,
            own[source_id],
            now,
            moved=Moved(
                followers=tuple(one.source_id for one in parts[source_id]),
                drafts=tuple(drafts.get(source_id, ())),
                plays=tuple(plays.get(source_id, ())),
                muted=muted.get(source_id, {}),
            ),
        )
        for source_id, partner_id in into.items()
    }


def _followers(parts: Mapping[str, SetAside], known: Mapping[str, SetAside]) -> dict[str, SetAside]:
    """What was part of a partner that is now part of another: part of that one too."""
    return {
        follower: replace(known[follower], partner_id=one.partner_id)
        for one in parts.values()
        for follower in one.moved.followers
    }


def _remove(connection: Connection, partner_ids: Iterable[str]) -> None:
    for ids in batched(partner_ids):
        connection.execute(delete(PARTNERS).where(PARTNERS.c.partner_id.in_(ids)))


def _settle(connection: Connection, gone: SetAside) -> None:
    """What stays part of either partner forgets the one that is gone, and may take its place."""
    parts = by_partner(set_aside(connection).values())
    for one in (*parts[gone.partner_id], *parts[gone.source_id]):
        followers = tuple(follower for follower in one.moved.followers if follower != gone.source_id)
        left = moving.put_clashing(connection, one, one.partner_id)
        keep(connection, [replace(one, moved=replace(one.moved, followers=followers, clashing=left))])
