"""How programs cut a CSV file of ours into cells, whatever they take for its separator."""

import csv
from collections.abc import Iterator
from io import StringIO

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
OTHER_SEPARATORS = (";", "\t", "|")


def computed(content: str) -> list[str]:
    """Cells that some program would compute, whether or not it knows of quotes; blanks before them fall."""
    cells = (*_by_rule(content), *_by_cutting(content))
    return [cell for cell in cells if cell.lstrip().startswith(SIGNS)]


def _by_rule(content: str) -> Iterator[str]:
    for separator in (",", *OTHER_SEPARATORS):
        for row in csv.reader(StringIO(content, newline=""), delimiter=separator):
            yield from row


def _by_cutting(content: str) -> Iterator[str]:
    for line in content.splitlines():
        for separator in OTHER_SEPARATORS:
            yield from (cell.lstrip('" ') for cell in line.split(separator))
