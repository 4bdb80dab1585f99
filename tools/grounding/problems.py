"""What the verifier finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tools.facts import Fact


class ProblemKind(StrEnum):
    """Why a piece of text must not stand."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"  # of nobody among the facts
    FOREIGN_NAME = "foreign name"  # of another partner
    INTERNAL_WORD = "internal word"
    ADDRESS = "address"
    LINK = "link"
    MARKUP = "markup"  # tags, mentions, channel pings, slots
    ENCODED = "encoded"
    DIRECTION = "direction"  # "grew" beside a negative change
    TABOO = "taboo"


LEAKS = frozenset(
    {
        ProblemKind.FOREIGN_NAME,
        ProblemKind.INTERNAL_WORD,
        ProblemKind.ENCODED,
        ProblemKind.MARKUP,
        ProblemKind.TABOO,
    },
)
"""Kinds that block even a person's own edit; the others are questions to that person."""


@dataclass(frozen=True)
class Problem:
    """One piece of text that must not stand.

    Attributes:
        start, end: Character span in the text as given, end exclusive.
        text: The piece itself.
        reason: One sentence for a person, without a full stop.
    """

    kind: ProblemKind
    start: int
    end: int
    text: str
    reason: str


def gravest_first(problem: Problem) -> tuple[bool, bool, int, int]:
    """Leaks before questions, what is known before what only looks like a name, then by position.

    Of overlapping problems the first is told.
    """
    return problem.kind not in LEAKS, problem.kind is ProblemKind.NAME, problem.start, problem.end


@dataclass(frozen=True)
class Backing:
    """One piece of text and the fact that it states; its span is like a problem's."""

    start: int
    end: int
    fact: Fact


@dataclass(frozen=True)
class Verdict:
    """All problems of a text, by position."""

    problems: tuple[Problem, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the text may go to a person for approval."""
        return not self.problems

    @property
    def leaks(self) -> tuple[Problem, ...]:
        """The problems that no approval heals."""
        return tuple(problem for problem in self.problems if problem.kind in LEAKS)

    @property
    def reasons(self) -> str:
        """One line per problem, for whoever has to rewrite."""
        return "\n".join(f"- {problem.text!r}: {problem.reason}" for problem in self.problems)
