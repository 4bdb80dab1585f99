"""What a survey of a column comes to when its cells do not tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from knowledge.importing.columns.style import Style
from knowledge.importing.questions import Choice

MOST_SAMPLES: Final = 5


class Answer(StrEnum):
    """What a person may say of a column."""

    POINT = "decimal_point"
    COMMA = "decimal_comma"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


STYLES: Final = {
    Answer.POINT: Style(decimal="point", thousands=True),
    Answer.COMMA: Style(decimal="comma", thousands=True),
    Answer.DAY_FIRST: Style(dates="day_first"),
    Answer.MONTH_FIRST: Style(dates="month_first"),
}


@dataclass(frozen=True)
class Undecided:
    """What only a person can say of a column; the fields are those of a `Question`.

    Attributes:
        text: The question, one sentence.
        samples: At most five different cells that may be misread.
        choices: All answers there are, the likeliest first; `style_of_choice` takes their values.
        proposed: The value of the likeliest choice; None if none is likelier.
    """

    text: str
    samples: tuple[str, ...]
    choices: tuple[Choice, ...]
    proposed: str | None = None


class Evidence(Protocol):
    """What the cells of a column say about how it is written."""

    def add(self, text: str, times: int) -> None:
        """Take a stripped, non-empty text into account that stands in so many cells."""

    def decide(self) -> Style | Undecided:
        """The style that the most cells are written in."""


def keep_sample(samples: list[str], text: str) -> None:
    """Keep the text if there are not enough different ones yet."""
    if len(samples) < MOST_SAMPLES and text not in samples:
        samples.append(text)
