"""What the rows of a drawn portfolio are made of: partners of different pull, seasons, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

import numpy as np

THROUGH: Final = date(2026, 9, 30)
"""The day that the portfolios end on."""

DAYS: Final = 5 * 365
PER_PARTNER: Final = {
    "deals": 50,
    "leads": 10,
    "activities": 20,
    "certifications": 2,
    "contacts": 2,
    "projects": 2,
    "tickets": 4,
    "commissions": 6,
    "surveys": 2,
    "costs": 2,
}
"""Rows per partner, on average; usage has one row per month of the last year for half of the partners."""

SECTORS: Final = ("Retail", "Health", "Finance", "Energy", "Public Sector", "Logistics", "Media", "Telecom")
TECHNOLOGIES: Final = ("Data Platform", "Security", "Networking", "Cloud", "Workplace", "AI")
REGIONS: Final = ("DACH", "Nordics", "Iberia", "UK & Ireland", "Benelux")
CUSTOMERS: Final = tuple(f"Customer {number}" for number in range(5_000))
Cells: TypeAlias = Sequence[Any]
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


class Draw:
    """Draws who, when and what, from one seed."""

    def __init__(self, partners: int, draw: np.random.Generator) -> None:
        self.draw = draw
        self.partners = partners
        self.ids = [f"P{number:06d}" for number in range(partners)]
        self.pull = draw.gamma(1.2, 1.0, partners)  # a few partners do most of the business
        self.starts = draw.integers(0, DAYS - 60, partners) * self.chance(0.6, partners)
        self.ends = np.where(self.chance(0.15, partners), draw.integers(DAYS // 2, DAYS, partners), DAYS)
        self.home = draw.integers(0, len(SECTORS), partners)
        self.day_words = [(THROUGH - timedelta(days=DAYS - day)).isoformat() for day in range(DAYS + 400)]
        self.written = [date.fromisoformat(word) for word in self.day_words]

    def events(self, table: str) -> tuple[Places, Places]:
        """Who and on which day, sorted by day: more in the last quarter of each year, none outside a life."""
        size = PER_PARTNER[table] * self.partners
        who = self.draw.choice(self.partners, size, p=self.pull / self.pull.sum())
        day = self.starts[who] + self.draw.random(size) * (self.ends - self.starts)[who].clip(1)
        late = self.chance(0.1, size)  # of a year's events, some move to its end
        day = np.where(late, day - day % 365 + 330 + self.draw.integers(0, 34, size), day)
        day = day.astype(np.int64).clip(0, DAYS)
        order = np.argsort(day, kind="stable")
        return who[order], day[order]

    def keyed(self, noun: str, who: Places) -> dict[str, Cells]:
        """The key of each row, and whose it is."""
        ids = [f"{noun}:{number:08d}" for number in range(len(who))]
        return {f"{noun}_id": ids, "partner_id": [self.ids[one] for one in who.tolist()]}

    def chance(self, share: float, size: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """True for about that share."""
        return self.draw.random(size) < share

    def days(self, day: Places) -> list[str]:
        """The days as text."""
        return [self.day_words[one] for one in day.tolist()]

    def sectors(self, who: Places) -> list[str]:
        """Mostly the partner's own."""
        other = self.draw.integers(0, len(SECTORS), len(who))
        chosen = np.where(self.chance(0.7, len(who)), self.home[who], other)
        return [SECTORS[one] for one in chosen.tolist()]

    def pick(self, words: Sequence[str], size: int) -> list[str]:
        """As many of the words, each as likely."""
        return [str(words[one]) for one in self.draw.integers(0, len(words), size).tolist()]

    def whole(self, low: int, high: int, size: int) -> list[int]:
        """Whole numbers from `low` to below `high`."""
        return [int(one) for one in self.draw.integers(low, high, size)]

    def some(self, cells: Iterable[Any], share: float) -> list[Any]:
        """The cells, all but that share missing."""
        kept = [*cells]
        given = self.chance(share, len(kept)).tolist()
        return [cell if one else None for cell, one in zip(kept, given, strict=True)]
