"""The header of a file: what its columns are called and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Final, TypeAlias

from knowledge.importing.files.records import TITLES_AMONG, Record, Records, Torn, is_blank, titles_of
from knowledge.importing.files.unreadable import Empty, Unreadable
from knowledge.importing.problems import excerpt

REJECTED: Final = ("rejected_file", "rejected_line", "why", "record")
"""The first columns of a file of rejected records; not part of the records, which are read once put right."""

Pass: TypeAlias = Callable[[], Records]
"""Begins to read from the start again."""


@dataclass(frozen=True)
class Layout:
    """The columns of a file.

    Attributes:
        line: Where the header stands.
        labels: Each once, none empty.
        positions: Of the columns in a record, from 0, as many as `labels`.
        remarks: Columns that were renamed, and a title above the header.
    """

    line: int
    labels: tuple[str, ...]
    positions: tuple[int, ...]
    remarks: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Cells of a record."""
        return self.positions[-1] + 1

    def below(self, records: Records) -> Iterator[Record]:
        """The records of a new pass without the header and what stands before it."""
        rest = iter(records)
        for line, _ in rest:
            if line >= self.line:
                break
        return rest


def lay_out(begin: Pass) -> Layout:
    """Read the header; the whole file only if a column has no label but may have cells.

    Raises:
        Unreadable: There is no header, or not one that can be read.
    """
    line, cells, remarks = _header(begin())
    labels = {position: label_of(cell) for position, cell in enumerate(cells)}
    if tuple(labels.values())[: len(REJECTED)] == REJECTED:
        labels = dict(list(labels.items())[len(REJECTED) :])
    if not all(labels.values()):
        header = Layout(line, (), ())
        nameless = {position for position, label in labels.items() if not label}
        for position in nameless - _filled(header.below(begin()), nameless):
            del labels[position]
    layout = each_once(line, labels)
    return replace(layout, remarks=(*remarks, *layout.remarks))


def label_of(cell: str) -> str:
    """A cell of the header on one line, without characters that nobody sees."""
    line = excerpt(" ".join(cell.split()))
    return "".join(character for character in line if character.isprintable()).strip()


def each_once(line: int, labels: Mapping[int, str]) -> Layout:
    """The layout of labels by position: empty ones are numbered, repeated ones counted.

    Raises:
        Unreadable: There are none.
    """
    if not labels:
        raise Empty("the file")
    first: dict[str, int] = {}
    remarks: list[str] = []
    taken = set(labels.values())
    for position, label in labels.items():
        name = label
        if not label:
            name = _free(f"column {position + 1}", taken)
            remarks.append(f"column {position + 1} has no label and is read as {name!r}")
        elif label in first:
            name = _free(label, taken)
            remarks.append(
                f"the label {label!r} stands in columns {first[label] + 1} and {position + 1}; "
                f"column {position + 1} is read as {name!r}"
            )
        taken.add(name)
        first[name] = position
    return Layout(line, tuple(first), tuple(first.values()), tuple(remarks))


def _header(records: Records) -> tuple[int, list[str], tuple[str, ...]]:
    """The line and cells of the header, and what its reader should know of it."""
    found = list(islice(_beginning(records), TITLES_AMONG))
    if not found:
        raise Empty("the file")
    titles = titles_of([cells for _, cells in found])
    line, cells = found[titles]
    if not titles:
        return line, cells, ()
    title = excerpt(next(filter(str.strip, found[0][1])).strip())
    return line, cells, (f"line {line} is read as the header, below the title {title!r}",)


def _beginning(records: Records) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, up to the first that cannot be read."""
    begun = False
    for line, cells in records:
        if isinstance(cells, Torn):
            if not begun:
                raise Unreadable(f"a header line that can be read ({cells.expected})", line)
            return
        if not is_blank(cells):
            begun = True
            yield line, cells


def _filled(records: Iterator[Record], positions: set[int]) -> set[int]:
    found: set[int] = set()
    for _, cells in records:
        if isinstance(cells, list):
            found |= {at for at in positions - found if at < len(cells) and cells[at].strip()}
        if found == positions:
            break
    return found


def _free(label: str, taken: set[str]) -> str:
    if label not in taken:
        return label
    return next(name for number in count(2) if (name := f"{label} ({number})") not in taken)
