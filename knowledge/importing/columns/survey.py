"""How a whole column writes its numbers and dates, found out from all of its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from knowledge.importing.columns.dates_survey import DateEvidence
from knowledge.importing.columns.evidence import STYLES, Answer, Evidence, Undecided
from knowledge.importing.columns.numbers_survey import NumberEvidence
from knowledge.importing.columns.quantities import QUANTITIES
from knowledge.importing.columns.style import Style
from knowledge.importing.columns.texts import texts_of
from tools.schema import Column, Type

__all__ = ["Survey", "Undecided", "style_of_choice", "surveyed"]

_DATES: Final = frozenset({Type.DATE, Type.MONTH, Type.PERIOD})


class Survey:
    """How one column is written, over all chunks of its file; keeps counts and a few samples, no cells."""

    def __init__(self, column: Column) -> None:
        """Nothing is known yet of that column, one that is `surveyed`."""
        self._evidence: Evidence = NumberEvidence(column) if column.type in QUANTITIES else DateEvidence()

    def add(self, cells: Sequence[str]) -> None:
        """Take the cells of one chunk into account."""
        times = Counter(cells)
        for text, count in zip(texts_of(tuple(times)), times.values(), strict=True):
            if text:
                self._evidence.add(text, count)

    def decide(self) -> Style | Undecided:
        """The style of most cells, or what only a person can say.

        Cells that are written otherwise are then refused by `read_cells`, which says why.
        """
        return self._evidence.decide()


def surveyed(column: Column) -> bool:
    """Whether the column can be written in several styles."""
    return column.type in QUANTITIES or column.type in _DATES


def style_of_choice(value: str) -> Style:
    """The style that a person chose: the `value` of a choice of an `Undecided`.

    Raises:
        ValueError: No such choice was offered.
    """
    return STYLES[Answer(value)]
