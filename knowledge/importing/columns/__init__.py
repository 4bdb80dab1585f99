"""Columns of text read as typed values: what one cell may hold, by the type of its column.

`read_cells` reads cells of one column; a `Survey` finds out how a whole column writes numbers and dates.
"""

from __future__ import annotations

from knowledge.importing.columns.cells import Cells, Value
from knowledge.importing.columns.reading import read_cells
from knowledge.importing.columns.style import PLAIN, Style
from knowledge.importing.columns.survey import Survey, Undecided, style_of_choice, surveyed

__all__ = [
    "PLAIN",
    "Cells",
    "Style",
    "Survey",
    "Undecided",
    "Value",
    "read_cells",
    "style_of_choice",
    "surveyed",
]
