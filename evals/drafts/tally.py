"""Outcomes by group, and examples of what went wrong."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from evals.reporting import Score

_SHOWN: Final = 4  # examples of each thing that went wrong


class Tally:
    """Counts what was good, in any order, and joins what other processes counted."""

    def __init__(self) -> None:
        self._outcomes: Final[dict[str, list[bool]]] = defaultdict(list)
        self._examples: Final[dict[str, list[str]]] = defaultdict(list)
        self.remarks: Final[list[str]] = []

    def add(self, group: str, example: str, *, good: bool) -> None:
        """Count one outcome; `example` is shown if it is not good."""
        self._outcomes[group].append(good)
        if not good and len(self._examples[group]) < _SHOWN:
            self._examples[group].append(f"not {group!r}: {example}")

    def join(self, other: Tally) -> None:
        """Count what another one has counted too."""
        for group, found in other._outcomes.items():
            self._outcomes[group] += found
            self._examples[group] += other._examples[group]
        self.remarks.extend(other.remarks)

    def scores(self) -> list[Score]:
        """One per group, in the order in which they were first counted."""
        return [Score(group, sum(found), len(found)) for group, found in self._outcomes.items()]

    def examples(self) -> list[str]:
        """Some of what went wrong."""
        return [example for found in self._examples.values() for example in found]
