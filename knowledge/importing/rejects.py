"""The files of rejected records: what stayed out and why, ready to be put right."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from knowledge.importing.batch import Batch
from knowledge.importing.files import REJECTED, FileSource
from knowledge.importing.source import Chunk, Source, Stray
from tools import schema
from tools.spreadsheets import guarded, unguarded

_HEAD: Final = ",".join(REJECTED)


def _scratch() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8")


@dataclass
class _Pile:
    """Rejected records of one table, whatever files they come from."""

    count: int = 0
    labels: dict[str, None] = field(default_factory=dict)
    records: IO[str] = field(default_factory=_scratch)

    @property
    def end(self) -> tuple[int, int]:
        return self.records.tell(), self.count

    def cut(self, end: tuple[int, int]) -> None:
        position, self.count = end
        self.records.seek(position)
        self.records.truncate()

    def keep(self, file: str, line: int, why: str, stray: Stray) -> None:
        self.count += 1
        self.records.write(json.dumps([file, line, why, stray.rest, dict(stray.cells)]) + "\n")

    def rows(self, labels: Iterable[str]) -> Iterator[list[str]]:
        self.records.seek(0)
        for record in self.records:
            file, line, why, rest, cells = json.loads(record)
            texts = (cells.get(label, "") for label in labels)
            yield [guarded(file), line, guarded(why), _safe(rest), *map(_safe, texts)]


@dataclass(frozen=True)
class Place:
    """How far the files of rejected records were, by table."""

    ends: Mapping[str, tuple[int, int]]


@dataclass
class Rejects:
    """Rejected records on their way into one CSV file, and into one for each table if several have any.

    Each keeps its cells under the labels of its own file; before them stand file, line and every reason, and
    what fits under no label. These columns are known when the file of a table is imported, once put right.

    Attributes:
        path: Of the file with all of them; that of a table has its name too, as in `rejected-deals.csv`.
    """

    path: Path
    _piles: dict[str, _Pile] = field(default_factory=dict)

    def place(self) -> Place:
        """Where the next records go, for `return_to`."""
        return Place({table: pile.end for table, pile in self._piles.items()})

    def return_to(self, place: Place) -> None:
        """Forget the records since then: their file is read again."""
        for table, pile in self._piles.items():
            pile.cut(place.ends.get(table, (0, 0)))

    def add(self, chunk: Chunk, batch: Batch) -> None:
        """The bad rows of a batch, with their cells as they stand in `chunk`, the untranslated one.

        Also the records of the chunk that could not be read.
        """
        if not (batch.bad or chunk.problems):
            return
        pile = self._piles.setdefault(batch.feed.table.name, _Pile())
        pile.labels.update(dict.fromkeys(chunk.cells))
        nothing = Stray({}, "")
        for problem in chunk.problems:
            line = problem.line or 0
            pile.keep(problem.file, line, problem.reason, chunk.strays.get(line, nothing))
        places = {line: place for place, line in enumerate(chunk.lines)}
        for line, why in _reasons(batch).items():
            cells = {label: texts[places[line]] for label, texts in chunk.cells.items()}
            pile.keep(batch.feed.source.name, line, "; ".join(why), Stray(cells, ""))

    def save(self) -> dict[str, Path]:
        """Write each file, whole or not at all, and remove those that an earlier import left there.

        Returns:
            By table, the file that can be put right and imported; none where no record was rejected.

        Raises:
            OSError: A file cannot be written.
        """
        piles = {table: pile for table, pile in self._piles.items() if pile.count}
        paths = {table: _path_of(self.path, table if len(piles) > 1 else "") for table in piles}
        for table, path in paths.items():
            _write(path, [piles[table]])
        if len(piles) > 1:
            _write(self.path, list(piles.values()))
        for pile in self._piles.values():
            pile.records.close()
        left = set(files_of(self.path)) - {*paths.values(), *([self.path] if piles else [])}
        for path in left:
            if _is_ours(path):
                path.unlink()
        return paths


def clashes(path: Path, sources: Iterable[Source]) -> bool:
    """Whether a file that rejected records may go into is one that they come from."""
    read = [source.identity.path for source in sources if isinstance(source, FileSource)]
    return any(there.samefile(file) for there in files_of(path) if there.exists() for file in read)


def _reasons(batch: Batch) -> dict[int, list[str]]:
    """By the line of each bad row, all that is wrong with it."""
    reasons: dict[int, list[str]] = {batch.chunk.lines[row]: [] for row in sorted(batch.bad)}
    for problem in batch.problems:
        reasons[problem.line or 0].append(problem.reason)
    for (table, column), rows in batch.waiting.items():
        for row in rows:
            reasons[batch.chunk.lines[row]].append(f"{column}: waits for {table}.csv")
    return reasons


def files_of(path: Path) -> Iterator[Path]:
    """Every file that rejected records may go into, if `path` is that of all of them."""
    return (_path_of(path, name) for name in ("", *(table.name for table in schema.TABLES)))


def _path_of(path: Path, table: str) -> Path:
    return path.with_name(f"{path.stem}-{table}{path.suffix}") if table else path


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(len(_HEAD)) == _HEAD
    except OSError:
        return False


def _write(path: Path, piles: Sequence[_Pile]) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    # bytes that were no text stand as escapes
    with unfinished.open("w", newline="", encoding="utf-8", errors="backslashreplace") as out:
        labels = list(dict.fromkeys(label for pile in piles for label in pile.labels))
        writer = csv.writer(out)
        writer.writerow([*REJECTED, *map(_safe, labels)])
        for pile in piles:
            writer.writerows(pile.rows(labels))
    unfinished.replace(path)


def _safe(text: str) -> str:
    """A cell as an import reads it, guarded once and not once more each time it is rejected."""
    return guarded(unguarded(text.strip()))
