"""Partners of several systems that are one: the sure ones merged, the doubtful ones kept for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from sqlalchemy import Connection, select

from knowledge.errors import NotMerged, PartnerUnknown, SamePartner
from knowledge.identity.decisions import (
    AUTOMATIC,
    Judged,
    MatchState,
    decide,
    forget_proposals,
    keep_proposals,
    never_again,
    told_apart,
)
from knowledge.identity.merging import gather, merge_all, take_out
from knowledge.identity.past import day_of
from knowledge.identity.profiles import profiles
from knowledge.identity.set_aside import PARTNERS, merged_ids, part, parts_of, set_aside
from knowledge.identity.surviving import oriented
from knowledge.nearest import did_you_mean
from knowledge.stored_settings import grow_data_version
from tools.likeness import Likeness, find_alike


@dataclass(frozen=True)
class Matched:
    """What a look at all partners came to.

    Attributes:
        merged: Partners that became part of another one now.
        proposed: Pairs that wait for a person, old and new.
    """

    merged: int
    proposed: int


def match_partners(connection: Connection, now: datetime, day: date | None = None) -> Matched:
    """Merge the partners that are surely one, and propose those that may be.

    What a person decided is never overridden. Pairs that were only proposed and no longer look alike are
    forgotten. A second look at the same data changes nothing.

    Args:
        day: From which what is filled counts; None for the last one that the data covers.
    """
    day = day or day_of(connection, now.date())
    known = set_aside(connection)
    if gather(connection, known):  # a note logged under an id while it was being merged
        grow_data_version(connection, {*known, *(one.partner_id for one in known.values())})
    apart, merged = told_apart(connection), 0
    while (found := find_alike(profiles(connection), apart)).sure:
        judged = _judged(connection, found.sure)
        merge_all(connection, [one.pair for one in judged], now, day)
        decide(connection, judged, MatchState.MERGED, AUTOMATIC, now)
        merged += len(judged)
    keep_proposals(connection, _judged(connection, found.doubtful), now)
    return Matched(merged, len(found.doubtful))


def merge(connection: Connection, source_id: str, partner_id: str, by: str, now: datetime) -> str:
    """Two partners are one, a person says; the id that stays, whichever was named first.

    Raises:
        PartnerUnknown: There is no partner of such an id.
        SamePartner: Both are one partner already.
    """
    one, other = _standing(connection, source_id), _standing(connection, partner_id)
    if one == other:
        raise SamePartner(_same(source_id, partner_id, one))
    (pair,) = oriented(connection, [(one, other)])
    merge_all(connection, [pair], now, day_of(connection, now.date()))
    forget_proposals(connection, pair.source_id)
    decide(connection, [Judged(pair)], MatchState.MERGED, by, now)
    return pair.partner_id


def separate(connection: Connection, source_id: str, partner_id: str, by: str, now: datetime) -> None:
    """Two partners are not one, a person says; they are taken apart if they were merged.

    Raises:
        PartnerUnknown: There is no partner of such an id.
        SamePartner: Both ids are the same.
    """
    one, other = _standing(connection, source_id), _standing(connection, partner_id)
    if source_id == partner_id:
        raise SamePartner(_same(source_id, partner_id, one))
    if one == other:
        merged = source_id if source_id != one else partner_id
        unmerge(connection, merged, by, now)
        never_again(connection, merged, source_id if merged == partner_id else partner_id, by, now)
        return
    (pair,) = oriented(connection, [(one, other)])
    decide(connection, [Judged(pair)], MatchState.SEPARATE, by, now)


def unmerge(connection: Connection, source_id: str, by: str, now: datetime) -> str:
    """A partner is not part of another one after all: both are as they were; the id of the other one.

    Raises:
        PartnerUnknown: There is no partner of that id.
        NotMerged: It is not part of another one.
    """
    one = part(connection, source_id)
    if one is None:
        _refuse(connection, source_id)
    take_out(connection, one, day_of(connection, now.date()))
    never_again(connection, source_id, one.partner_id, by, now)
    return one.partner_id


def _judged(connection: Connection, likenesses: Iterable[Likeness]) -> list[Judged]:
    found = list(likenesses)
    pairs = oriented(connection, [(one.one, one.other) for one in found])
    return [Judged(pair, likeness) for pair, likeness in zip(pairs, found, strict=True)]


def _standing(connection: Connection, partner_id: str) -> str:
    """The id under which a partner stands: its own, or that of the one that it is part of."""
    stored = connection.scalar(select(PARTNERS.c.partner_id).where(PARTNERS.c.partner_id == partner_id))
    standing = stored or merged_ids(connection).get(partner_id)
    if standing is None:
        raise PartnerUnknown(_unknown(connection, partner_id))
    return standing


def _unknown(connection: Connection, partner_id: str) -> str:
    known = [*connection.scalars(select(PARTNERS.c.partner_id)), *merged_ids(connection)]
    nearest = did_you_mean(partner_id, known)
    return f"There is no partner {partner_id!r}{nearest or '; name an id such as hubspot:17'}"


def _refuse(connection: Connection, source_id: str) -> NoReturn:
    standing = _standing(connection, source_id)
    parts = ", ".join(sorted(parts_of(connection, standing)))
    hint = f" Part of it: {parts}. Name the one to take out." if parts else ""
    raise NotMerged(f"{source_id!r} is not part of another partner.{hint}")


def _same(source_id: str, partner_id: str, standing: str) -> str:
    if source_id == partner_id:
        return f"{source_id!r} and {partner_id!r} are the same id. Name two partners."
    return f"{source_id!r} and {partner_id!r} are one partner already, {standing!r}."
