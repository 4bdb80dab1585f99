"""What is wrong with what somebody wants to import, said so that they can put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_KEPT: Final = 200  # characters of a cell that a problem keeps
_NAMED: Final = 10
_SHOWN: Final = 60  # characters of it that a message shows


@dataclass(frozen=True)
class ImportProblem:
    """One thing that keeps a file out.

    Attributes:
        file: Name of the file, or the folder as it was given.
        line: First physical line of the record, counted from 1 as editors do; None if it is the whole file.
        column: Name of the column; empty if it is the whole row.
        value: The beginning of the cell as it stands in the file; empty if there is none.
        expected: What would be valid.
    """

    file: str
    line: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """One line without control characters, fit for a terminal."""
        place = [_printable(self.file)]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column:
            place.append(f"column {_printable(self.column)}")
        return f"{', '.join(place)}: {self._found}expected {self.expected}"

    @property
    def reason(self) -> str:
        """The same without file and line, for where they stand already."""
        column = f"{_printable(self.column)}: " if self.column else ""
        return f"{column}{self._found}expected {self.expected}"

    @property
    def _found(self) -> str:
        return f"found {_shown(self.value)}, " if self.value else ""


def some_of(names: Sequence[str]) -> str:
    """The names, at most ten of them: a folder may hold thousands of files that are none of ours."""
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def excerpt(text: str) -> str:
    """The beginning of a text from a file, fit to be kept: bytes that were no UTF-8 stand as escapes."""
    return text[:_KEPT].encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _shown(value: str) -> str:
    # repr writes control and bidirectional characters as escapes
    return repr(value) if len(value) <= _SHOWN else f"{value[:_SHOWN]!r}…"


def _printable(name: str) -> str:
    return name if name.isprintable() else repr(name)
