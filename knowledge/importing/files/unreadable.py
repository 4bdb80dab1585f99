"""What keeps a file from being read, as an error between the readers of this package."""

from __future__ import annotations

from typing import Final

from knowledge.importing.problems import ImportProblem, excerpt

READABLE: Final = "a table saved as CSV (UTF-8), Excel or Parquet"


class Unreadable(Exception):
    """A file, or the rest of it, cannot be read; never leaves this package.

    Attributes:
        expected: What would be valid, with the next step.
        line: Where, as in `ImportProblem`; None for the whole file.
        value: What stands there instead.
    """

    def __init__(self, expected: str, line: int | None = None, value: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.line = line
        self.value = value

    def problem(self, file: str) -> ImportProblem:
        """The same as a person is told it."""
        return ImportProblem(file, self.line, "", excerpt(self.value), self.expected)


class Empty(Unreadable):
    """There is no header, because there is nothing at all."""

    def __init__(self, what: str) -> None:
        super().__init__(f"a header line with the names of the columns; {what} is empty")
