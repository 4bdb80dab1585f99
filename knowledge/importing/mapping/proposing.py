"""Proposes which column of a table an unknown label means, from its name and its cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from rapidfuzz import fuzz

from knowledge.importing.columns.style import PLAIN, Style
from knowledge.importing.mapping.labels import words
from knowledge.importing.mapping.synonyms import names_of
from tools.schema import Column, Table, Type

Readable: TypeAlias = Callable[[Column, Sequence[str]], float]
"""The share of the cells, 0 to 1, that a column can read."""

_CLEAR: Final = 88.0  # of 100: a name that is the same but for a letter or an ending
_PLAUSIBLE: Final = 74.0  # below it two names just share letters
_FITTING: Final = 0.8  # share of cells that a column must read to be proposed
_KNOWN: Final = 0.5  # share of cells that name known partners
_ENOUGH: Final = 3  # different cells that make their type evidence
_STYLES: Final = (
    Style(decimal="point", thousands=True, dates="month_first"),
    Style(decimal="comma", thousands=True, dates="day_first"),
)
_STYLED: Final = (Type.NUMBER, Type.MONEY, Type.WHOLE, Type.DATE)
_TELLING: Final = (Type.EMAIL, Type.CURRENCY, Type.CHOICE, Type.REQUIREMENTS)
"""Types whose cells hardly ever fit by accident."""


@dataclass(frozen=True)
class Proposal:
    """One column that a label may mean.

    Attributes:
        score: 0 to 100; how likely.
        clear: Whether it is worth asking about.
    """

    label: str
    column: Column
    score: float
    clear: bool


@dataclass(frozen=True)
class Proposer:
    """Proposes columns of one table.

    Attributes:
        partners: Ids and names of partners, folded, that are known.
    """

    table: Table
    readable: Readable
    partners: Collection[str] = frozenset()

    def proposals(self, label: str, cells: Sequence[str], free: Sequence[Column]) -> list[Proposal]:
        """Plausible ones among the columns that the file does not have, the likeliest first."""
        found = (self._proposal(label, cells, column) for column in free)
        return sorted((each for each in found if each), key=lambda each: -each.score)

    def _proposal(self, label: str, cells: Sequence[str], column: Column) -> Proposal | None:
        score = max(name_score(label, self.table, column), self._evidence(cells, column))
        if score < _PLAUSIBLE:  # cells are read only if there is a reason to
            return None
        share = self.readable(column, cells) if cells else 1.0
        if share < _FITTING:
            return None
        return Proposal(label, column, score + share, clear=score >= _CLEAR)

    def _evidence(self, cells: Sequence[str], column: Column) -> float:
        """What the cells alone say, 0 to 100."""
        if column.references == "partners" and cells:
            known = sum(cell.casefold() in self.partners for cell in cells) / len(cells)
            return _CLEAR + (100 - _CLEAR) * known if known >= _KNOWN else 0.0
        telling = column.type in _TELLING and len(set(cells)) >= _ENOUGH
        return _CLEAR if telling else 0.0


def name_score(label: str, table: Table, column: Column) -> float:
    """How alike the label and any name of the column are, 0 to 100; without regard to the order of words."""
    text = words(label)
    names = names_of(table, column)
    if not text:
        return 0.0
    return max(max(fuzz.ratio(text, name), fuzz.token_sort_ratio(text, name)) for name in names)


def share_readable(column: Column, cells: Sequence[str]) -> float:
    """The share of the cells, 0 to 1, that the column can read, in whichever style reads most of them."""
    from knowledge.importing.columns import read_cells

    styles = (PLAIN, *_STYLES) if column.type in _STYLED else (PLAIN,)
    refused = min(len(read_cells(column, cells, style, is_key=False).refused) for style in styles)
    return 1 - refused / len(cells) if cells else 1.0
