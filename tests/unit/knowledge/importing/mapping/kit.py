"""A folder of CSV files as sources, and people who answer."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing.mapping import Plan, plan_folder
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.questions import Ask, Question, nobody
from knowledge.importing.source import CHUNK_ROWS, Chunk


@dataclass(frozen=True)
class CsvSource:
    """The plainest source there is: a well-formed CSV file."""

    path: Path
    problems: tuple[()] = ()
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def stem(self) -> str:
        return self.path.stem.lower().replace(" ", "_").replace("-", "_")

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(self._rows()[0])

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        header, *records = self._rows()
        for start in range(0, len(records), rows):
            part = records[start : start + rows]
            columns = dict(zip(header, map(list, zip(*part, strict=True)), strict=True))
            yield Chunk(range(start + 2, start + 2 + len(part)), columns, read=self.size)

    def _rows(self) -> list[list[str]]:
        with self.path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


@dataclass(frozen=True)
class KnownPartners:
    names: frozenset[str] = frozenset()

    def partner_names(self) -> frozenset[str]:
        return self.names


@dataclass
class Person:
    """Answers by label, and keeps what was asked."""

    answers: Mapping[str, str]
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> str | None:
        self.asked.append(question)
        return self.answers.get(question.column)


@dataclass(frozen=True)
class Folder:
    """A folder of exports and, beside it, the user's mappings."""

    path: Path

    @property
    def mappings(self) -> Path:
        return self.path / "mappings"

    def write(self, name: str, *rows: Sequence[str]) -> None:
        with (self.path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def say(self, name: str, text: str) -> Path:
        """Write a mapping of the user's."""
        self.mappings.mkdir(exist_ok=True)
        (self.mappings / name).write_text(text, encoding="utf-8")
        return self.mappings / name

    def plan(self, system: str = "", *, ask: Ask = nobody, known: Sequence[str] = ()) -> Plan:
        sources = [CsvSource(path) for path in sorted(self.path.glob("*.csv"))]
        return plan_folder(
            sources, system=system, mappings=self.mappings, ask=ask, names=KnownPartners(frozenset(known))
        )


def feed_of(plan: Plan, table: str) -> Feed:
    (found,) = [feed for feed in plan.feeds if feed.table.name == table]
    return found


def rows_of(feed: Feed) -> list[dict[str, str]]:
    """The translated records without empty cells."""
    found = []
    for chunk in feed.source.chunks():
        cells = feed.translate(chunk).cells
        found += [
            {name: cell for name, cell in zip(cells, row, strict=True) if cell}
            for row in zip(*cells.values(), strict=True)
        ]
    return found
