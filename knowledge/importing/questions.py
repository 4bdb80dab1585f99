"""What only a person can say of a file: which day of `03/04/2026` is meant, what a column is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Choice:
    """One answer: what code keeps, and what a person reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question about a column of a file.

    Attributes:
        file: Name of the file.
        column: Its label there.
        text: The question, one sentence.
        samples: At most five different cells.
        choices: All answers there are, the likeliest first.
        proposed: The value of the choice that is taken by pressing Return; None if none is likelier.
    """

    file: str
    column: str
    text: str
    samples: tuple[str, ...]
    choices: tuple[Choice, ...]
    proposed: str | None = None


Ask: TypeAlias = Callable[[Question], str | None]
"""Answers with the value of a choice, or None when there is nobody to ask or they do not know."""


def nobody(_question: Question) -> str | None:
    """There is nobody to ask."""
    return None
