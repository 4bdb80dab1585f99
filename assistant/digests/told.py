"""Of which days a digest that was made tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from assistant.contract import Answer
from assistant.digests.week import SINCE


@dataclass(frozen=True)
class Told:
    """The days of one digest.

    Attributes:
        as_of: At whose end everything stood as it says.
        since: With whose end it compares.
    """

    as_of: date
    since: date

    @classmethod
    def of(cls, answer: Answer) -> Self | None:
        """As its facts have them; None for an answer that is no digest."""
        found = next((fact for fact in answer.facts or () if fact.kind == SINCE.name), None)
        return cls(found.as_of, date.fromisoformat(str(found.value))) if found else None
