"""Drafts that were listed to one person, page by page, to approve all of them at once.

A listing is fixed when it is made: it holds the digest of every message on every page, and only loses those
that had changed when their page was opened. It can be approved once, by the person it was listed to, after
all pages were opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.tables import draft_listings
from knowledge.writing import in_utc, insert_once

Entry: TypeAlias = tuple[str, str]
"""A draft's id and the digest of the message that was listed."""


@dataclass(frozen=True)
class Listing:
    """What one person was shown to approve at once.

    Attributes:
        pages: What stands on each page, in order.
        pages_shown: Numbers of the pages that were opened, from 0 on.
    """

    listing_id: str
    job_id: str
    person_email: str
    pages: tuple[tuple[Entry, ...], ...]
    listed_at: datetime
    pages_shown: frozenset[int] = frozenset()
    approved_at: datetime | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything on all pages."""
        return tuple(entry for page in self.pages for entry in page)

    @property
    def unread(self) -> tuple[int, ...]:
        """Numbers of the pages that were not opened."""
        return tuple(number for number in range(len(self.pages)) if number not in self.pages_shown)


def put_listing(
    connection: Connection, job_id: str, person_email: str, pages: Sequence[Sequence[Entry]], at: datetime
) -> str:
    """Keep a listing; its id, made of who was shown which bytes. The same list is the one kept before."""
    what = json.dumps([job_id, person_email, pages], separators=(",", ":"))
    row = {
        "listing_id": "l" + hashlib.sha256(what.encode()).hexdigest()[:24],
        "job_id": job_id,
        "person_email": person_email,
        "entries": _kept(pages),
        "pages_shown": [],
        "listed_at": at,
    }
    insert_once(connection, draft_listings, row)
    return str(row["listing_id"])


def get_listing(connection: Connection, listing_id: str) -> Listing | None:
    """The listing with that id; None if there is none."""
    own = draft_listings.c.listing_id == listing_id
    row = connection.execute(select(draft_listings).where(own)).mappings().first()
    return _listing(row) if row else None


def show_page(connection: Connection, listing: Listing, number: int, still_there: Sequence[Entry]) -> Listing:
    """Remember that a page was opened; whatever had changed by then is not on it any more."""
    pages = tuple(tuple(still_there) if at == number else page for at, page in enumerate(listing.pages))
    shown = listing.pages_shown | {number}
    values = {"entries": _kept(pages), "pages_shown": sorted(shown)}
    own = draft_listings.c.listing_id == listing.listing_id
    connection.execute(update(draft_listings).where(own).values(values))
    return replace(listing, pages=pages, pages_shown=shown)


def record_approval(connection: Connection, listing: Listing, at: datetime) -> bool:
    """Remember when a listing was approved; False if that was known."""
    own = (draft_listings.c.listing_id == listing.listing_id) & draft_listings.c.approved_at.is_(None)
    values = {"approved_at": in_utc(at)}
    return connection.execute(update(draft_listings).where(own).values(values)).rowcount == 1


def _kept(pages: Sequence[Sequence[Entry]]) -> list[list[list[str]]]:
    return [[list(entry) for entry in page] for page in pages]


def _listing(row: RowMapping) -> Listing:
    pages = tuple(tuple((str(key), str(seen)) for key, seen in page) for page in row["entries"])
    approved_at = row["approved_at"]
    return Listing(
        row["listing_id"],
        row["job_id"],
        row["person_email"],
        pages,
        in_utc(row["listed_at"]),
        frozenset(row["pages_shown"]),
        in_utc(approved_at) if approved_at else None,
    )
