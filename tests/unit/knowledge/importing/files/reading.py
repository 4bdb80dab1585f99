"""A file read as a whole, for the tests of the formats."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.importing.files import open_file
from knowledge.importing.problems import ImportProblem
from knowledge.importing.source import Opened, Source


@dataclass(frozen=True)
class Contents:
    """Everything that a source gives."""

    lines: list[int]
    cells: dict[str, list[str]]
    problems: list[ImportProblem]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return list(zip(*self.cells.values(), strict=True))


def opened(path: Path, content: bytes | str) -> Opened:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(path)


def only(found: Opened) -> Source:
    (source,) = found.sources
    assert not found.problems
    return source


def contents(source: Source, rows: int = 50_000) -> Contents:
    lines: list[int] = []
    cells: dict[str, list[str]] = {label: [] for label in source.header}
    problems: list[ImportProblem] = []
    for chunk in source.chunks(rows):
        assert 0 < len(chunk) + len(chunk.problems) <= rows
        assert tuple(chunk.cells) == source.header
        assert all(len(column) == len(chunk) for column in chunk.cells.values())
        lines += chunk.lines
        problems += chunk.problems
        for label, column in chunk.cells.items():
            cells[label] += column
    return Contents(lines, cells, problems)


def read(path: Path, content: bytes | str) -> Contents:
    source = only(opened(path, content))
    assert source.problems == ()
    return contents(source)


def expectation(path: Path, content: bytes | str) -> str:
    """What the only problem of an unusable file says would be valid."""
    source = only(opened(path, content))
    assert list(source.chunks()) == []
    (problem,) = source.problems
    assert str(problem).isprintable()
    return problem.expected
