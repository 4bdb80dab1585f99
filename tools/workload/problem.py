"""Partners that may change hands, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
NOBODY: Final = -1


@dataclass(frozen=True, eq=False)
class Problem:
    """n partners that may move among m people.

    Attributes:
        hours: n: hours a week of each partner.
        owner: n: place of who looks after it, `NOBODY` where somebody has to be found.
        room: m: hours a week that each should have of these partners: what is beyond counts as undone.
        limit: m: hours a week that each has for them; nobody is given more, whoever has more keeps it.
        cost: n by m: what speaks against giving the partner to that person, 0 (nothing) to 1.
    """

    hours: Array
    owner: Array
    room: Array
    limit: Array
    cost: Array

    def loads(self, given: Array) -> Array:
        """Hours a week of these partners that each person has if they are given so."""
        placed = given != NOBODY
        return np.bincount(given[placed], self.hours[placed], minlength=len(self.room))

    def undone(self, given: Array) -> float:
        """Hours a week beyond room, and those of partners that nobody gets, all added up."""
        over = np.maximum(self.loads(given) - self.room, 0).sum()
        return float(over + self.hours[given == NOBODY].sum())

    def moves(self, given: Array) -> int:
        """How many partners change."""
        return int(((given != self.owner) & (given != NOBODY)).sum())

    @cached_property
    def most(self) -> Array:
        """Hours a week that each can end up with: their limit, or what they have already."""
        found: Array = np.maximum(self.limit, self.loads(self.owner))
        return found
