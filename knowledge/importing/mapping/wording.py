"""What the words of a foreign system mean, and which of them nobody has said anything of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Final

from knowledge.importing.mapping.labels import Header, plainly
from knowledge.importing.mapping.language import Cell
from knowledge.importing.problems import excerpt

_REMEMBERED: Final = 10_000  # distinct cells of a value map that are kept; more are folded again
_NAMED: Final = 5  # words that a remark names
_GATHERED: Final = 1_000  # different words that are kept to count them


class Words(dict[str, str]):
    """Cell to the value that is kept, each distinct spelling folded once."""

    def __init__(self, values: Mapping[str, str], otherwise: str | None) -> None:
        super().__init__()
        # what is written exactly comes before what is only meant
        self._values = {plainly(word): kept for word, kept in values.items() if plainly(word)} | dict(values)
        self._otherwise = otherwise

    def __missing__(self, cell: str) -> str:
        text = cell.strip()
        known = self._meant(text) if text or "" in self._values else ""
        kept = known if known is not None else text if self._otherwise is None else self._otherwise
        if len(self) < _REMEMBERED:
            self[cell] = kept
        return kept

    def replace(self, cells: Sequence[str]) -> Sequence[str]:
        """Every cell replaced."""
        return [self[cell] for cell in cells]

    def knows(self, text: str) -> bool:
        """Whether the text, stripped, is empty or one of the words."""
        return not text or self._meant(text) is not None

    def _meant(self, text: str) -> str | None:
        known = self._values.get(text.casefold())
        return known if known is not None else self._values.get(plainly(text))


@dataclass(frozen=True)
class Unmapped:
    """Words of one column that were read as what is kept otherwise; gathered record by record.

    Attributes:
        column: Of the table.
        label: Of the source.
        otherwise: What they were read as.
    """

    column: str
    label: str
    words: Words
    otherwise: str
    found: dict[str, None] = field(default_factory=dict)

    def gather(self, said: Sequence[str], cells: Sequence[str], mask: Sequence[bool] | None) -> None:
        """Take records into account: the cells of the source and those made of them.

        Args:
            mask: Records that come in; None for all.
        """
        pairs = zip(said, cells, strict=True)
        distinct = set(pairs if mask is None else compress(pairs, mask))
        texts = {text.strip() for text, made in distinct if made == self.otherwise}
        for text in sorted(text for text in texts if not self.words.knows(text)):
            if len(self.found) < _GATHERED:
                self.found[text] = None

    @property
    def remark(self) -> str:
        """What was assumed; empty if nothing was."""
        if not self.found:
            return ""
        named = ", ".join(excerpt(text) for text in list(self.found)[:_NAMED])
        more = f" and {len(self.found) - _NAMED} more" if len(self.found) > _NAMED else ""
        return f"column {self.label}: {named}{more} read as {self.otherwise}"


def unmapped(column: str, cell: Cell, header: Header) -> list[Unmapped]:
    """What to gather of a column whose unknown words are read as something."""
    if cell.either:
        return [found for each in cell.either for found in unmapped(column, each, header)]
    labels = header.find_all(cell.labels)
    if not (labels and cell.values and cell.otherwise):
        return []
    return [Unmapped(column, labels[0], Words(cell.values, None), cell.otherwise)]


def with_words(cell: Cell, said: Mapping[str, str]) -> Cell:
    """The same cell that also knows what a person said of its words."""
    if not said:
        return cell
    either = tuple(with_words(each, said) for each in cell.either)
    values = {**cell.values, **said} if cell.values else cell.values
    return cell.model_copy(update={"either": either, "values": values})
