"""How the cells of a text file are separated, found from its first records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from knowledge.importing.files.records import Record, Torn, fitted, is_blank, read_records, titles_of

_SEPARATORS: Final = "\t|;,"  # the rarer one inside a cell first: it wins a tie
_SAMPLE: Final = 1 << 17  # characters
_HINT: Final = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Dialect:
    """How to cut lines into cells.

    Attributes:
        hinted: Whether the first line is Excel's `sep=;` and no record.
        spaced: Whether a space may stand between a separator and an opening quote.
    """

    separator: str = ","
    hinted: bool = False
    spaced: bool = False

    def records(self, lines: Iterable[str]) -> Iterator[Record]:
        """The records of all lines of a file."""
        below = islice(lines, int(self.hinted), None)
        return read_records(below, self.separator, spaced=self.spaced, offset=int(self.hinted))


def dialect_of(lines: Iterable[str]) -> Dialect:
    """Find the separator that explains the first lines best; a comma if nothing separates them."""
    sample = _sample(lines)
    hint = _HINT.fullmatch(sample[0]) if sample else None
    if hint and hint[1] not in '"\r\n ':
        return _spaced(hint[1], sample, hinted=True)
    for may_have_title in (False, True):
        explained = {mark: _explained(mark, sample, may_have_title) for mark in _SEPARATORS}
        if any(explained.values()):
            return _spaced(max(explained, key=explained.__getitem__), sample, hinted=False)
    return _spaced(",", sample, hinted=False)


def _sample(lines: Iterable[str]) -> list[str]:
    sample: list[str] = []
    length = 0
    for line in lines:
        sample.append(line)
        length += len(line)
        if length >= _SAMPLE:
            break
    return sample


def _spaced(separator: str, sample: Sequence[str], *, hinted: bool) -> Dialect:
    spaced = separator != " " and any(f'{separator} "' in line for line in sample)
    return Dialect(separator, hinted, spaced)


def _explained(separator: str, sample: Sequence[str], may_have_title: bool) -> int:
    """How many separators stand where the header says that they should."""
    records = list(_filled(sample, separator))
    if not records or isinstance(records[0], Torn):
        return 0
    table = [cells for cells in records if isinstance(cells, list)]
    table = table[titles_of(table) if may_have_title else 0 :]
    width = len(table[0])
    return (width - 1) * sum(fitted(cells, width) is not None for cells in table)


def _filled(sample: Sequence[str], separator: str) -> Iterator[list[str] | Torn]:
    for _, cells in read_records(sample, separator):
        if isinstance(cells, Torn) or not is_blank(cells):
            yield cells
