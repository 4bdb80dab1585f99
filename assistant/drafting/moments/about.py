"""What every look at a partner needs: whom and which day it is about, and whom the message is between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tools.facts import Fact, Kind, Value

RECENT: Final = timedelta(days=180)
"""An event older than that is no reason to write; what was won or said longer ago is stale to the reader."""


@dataclass(frozen=True)
class About:
    """Makes facts about one partner on one day."""

    partner_id: str
    as_of: date

    def fact(self, kind: Kind, value: Value, *rows: str, currency: str = "", subject: str = "") -> Fact:
        """A value and the rows behind it (`deals:D1`).

        Its subject, unless given, is the key of the row if there is one, else the partner.
        """
        subject = subject or (rows[0].partition(":")[2] if len(rows) == 1 else self.partner_id)
        return Fact(kind, self.partner_id, value, self.as_of, subject, currency, rows)

    def of_partner(self, kind: Kind, value: Value) -> Fact:
        """A value that stands in the partner's own row."""
        return self.fact(kind, value, f"partners:{self.partner_id}")

    def is_recent(self, day: date | None, within: timedelta = RECENT) -> bool:
        """Whether something happened in the last 180 days, or in the span given."""
        return day is not None and self.as_of - within <= day <= self.as_of


@dataclass(frozen=True)
class Circle:
    """Whom a message is between, and whom it may name; all in small letters.

    Attributes:
        colleagues: The partner's people who are still there.
        gone: Those who have left.
        sender: Name and address of who signs.
    """

    recipient: str = ""
    colleagues: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    sender: frozenset[str] = frozenset()

    def is_recipient(self, person: str) -> bool:
        """Whether the person is who reads the message."""
        return bool(self.recipient) and small(person) == self.recipient


def small(name: str) -> str:
    """The name as names are compared here."""
    return name.strip().casefold()
