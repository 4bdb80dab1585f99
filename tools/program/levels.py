"""The levels of the partner program and what each asks for, in rising order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd
from rapidfuzz import process

from tools.spelling import fold


class Requirement(StrEnum):
    """What a level can ask for; the value is how the levels table writes it."""

    CERTIFICATIONS = "certifications"  # valid on the day
    REVENUE = "revenue"  # won in 365 days, in base currency
    WINS = "wins"  # deals won in 365 days


REQUIREMENTS: Final = tuple(Requirement)
_NEAREST: Final = 3
_ALIKE: Final = 60  # of 100, below which two names have nothing in common


@dataclass(frozen=True)
class Level:
    """One level of the program.

    Attributes:
        asks: The least that each requirement takes; what is not in it is not asked for.
    """

    name: str
    asks: Mapping[Requirement, float]


@dataclass(frozen=True)
class Levels:
    """The program's levels, the one that asks for least first."""

    ranked: tuple[Level, ...]

    @classmethod
    def of(cls, table: pd.DataFrame) -> Levels:
        """The levels of a `levels` table.

        A level's rank follows the sum of what it asks for, each requirement as a share of the most that any
        level asks; levels that ask for as much stand by name. The table itself has no order.
        """
        rows = zip(table["program_level"], table["requirements"], strict=True)
        levels = [Level(str(name), _asks(required)) for name, required in rows]
        most = {one: max((level.asks.get(one, 0.0) for level in levels), default=0.0) for one in REQUIREMENTS}

        def demand(level: Level) -> tuple[float, str]:
            return sum(least / most[one] for one, least in level.asks.items() if most[one]), level.name

        return cls(tuple(sorted(levels, key=demand)))

    def find(self, words: str) -> int | None:
        """Rank of the level of that name, 0 the lowest; case and accents do not matter."""
        names = [level.name for level in self.ranked]
        if words in names:
            return names.index(words)
        folded = [_bare(name) for name in names]
        return folded.index(_bare(words)) if _bare(words) in folded else None

    def nearest(self, words: str) -> tuple[str, ...]:
        """Names that read like the words, best first; all of them, lowest first, when none does."""
        known = {_bare(level.name): level.name for level in self.ranked}
        hits = process.extract(_bare(words), list(known), limit=_NEAREST, score_cutoff=_ALIKE)
        alike = [known[hit] for hit, _, _ in hits]
        return (*alike, *(level.name for level in self.ranked if level.name not in alike))

    def above(self, rank: int) -> int | None:
        """Rank of the next level that asks for more; None above the highest."""
        return rank + 1 if rank + 1 < len(self.ranked) else None

    @property
    def ask_nothing(self) -> bool:
        """Whether no level has requirements on record."""
        return not any(level.asks for level in self.ranked)


def _asks(required: Iterable[str]) -> dict[Requirement, float]:
    """`["revenue>=250000"]` as what is asked for."""
    pairs = (item.split(">=") for item in required)
    return {Requirement(name): float(least) for name, least in pairs}


def _bare(words: str) -> str:
    return fold(words.strip())
