"""What came out of reading one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Table

from knowledge.importing.batch import Batch
from knowledge.importing.problems import ImportProblem

_MOST_PROBLEMS: Final = 100_000  # told one by one; each takes half a kilobyte
_MOST_KEYS: Final = 500_000  # of a file that stayed out, for rows that wait for it
_MOST_NAMES: Final = 10_000  # different names that nobody bears; further ones are counted together
_NAMED: Final = 3
_OTHERS: Final = "others"


@dataclass
class Outcome:
    """What came out of reading a file; its counts and problems grow batch by batch.

    Attributes:
        staged: The temporary table of its good rows.
        present: In a full import, the temporary table of the keys of all its rows, good and bad.
        given: Columns of the table that stand in the file.
        problems: Of records, and of the file as a whole (those have no line).
        untold: Problems beyond those that are told one by one.
        keys: Of all rows, for those of other files that wait for this one; None if there are too many.
        keyless: Records whose key is not known.
        nobody: Table and name that nobody there bears, and how many rows have it.
        mended: What was put right in rows of another system, in words, and in how many.
        has_signs: Whether an amount stands with its currency in one cell.
        remarks: What a person should know; complete after `finish`.
    """

    rows_in: int = 0
    rows_bad: int = 0
    rows_skipped: int = 0
    staged: Table | None = None
    present: Table | None = None
    given: frozenset[str] = frozenset()
    problems: list[ImportProblem] = field(default_factory=list)
    untold: int = 0
    keys: set[str] | None = field(default_factory=set)
    keyless: int = 0
    nobody: Counter[tuple[str, str]] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    has_signs: bool = False
    remarks: list[str] = field(default_factory=list)
    _waiting: dict[tuple[str, str], tuple[ImportProblem, int]] = field(default_factory=dict)

    def count(self, batch: Batch) -> None:
        """Add what became of a batch, and of the records around it that could not be read."""
        unreadable = [problem for problem in batch.chunk.problems if problem.line is not None]
        of_file = [problem for problem in batch.chunk.problems if problem.line is None]
        self.rows_in += len(batch) + len(unreadable) + batch.chunk.skipped
        self.rows_bad += len(batch.bad) + len(unreadable)
        self.rows_skipped += batch.chunk.skipped + len(batch.strangers - batch.bad)
        self.mended += batch.mended
        self.has_signs = self.has_signs or any(batch.currencies.values())
        self._tell([*(problem for problem in of_file if problem not in self.problems), *unreadable])
        self._tell(batch.problems)
        self._count_waiting(batch)
        self._count_names(batch)
        self._count_keys(batch, len(unreadable))

    def finish(self, labels: Sequence[str]) -> None:
        """Say once per file that rows wait for how many do; put all problems in the file's order."""
        self.remarks += self._remarked()
        for (table, _column), (first, rows) in self._waiting.items():
            expected = f"{table}.csv to load first; {rows} rows of this file wait for it"
            self.problems.append(replace(first, expected=expected))
        order = {label: place for place, label in enumerate(labels)}
        self.problems.sort(key=lambda problem: (problem.line or 0, order.get(problem.column, -1)))
        if self.untold:
            last = self.problems[-1]
            expected = f"a look at {self.untold:,} further cells as well; --rejects FILE names every row"
            self.problems.append(ImportProblem(last.file, last.line, "", "", expected))

    @property
    def concerns_the_file(self) -> bool:
        """Whether a problem is of the whole file, so that not even its good rows may go in."""
        return any(problem.line is None for problem in self.problems)

    def _remarked(self) -> Iterator[str]:
        """What was left out or put right without being wrong."""
        if owners := self._nobody_of("managers"):
            yield (
                f"rows without a manager: {owners.total():,}, as nobody knows {_most(owners)}; "
                "import managers.csv, then this folder again"
            )
        if strangers := self._nobody_of("partners"):
            yield (
                f"rows left out: {strangers.total():,}, as no one partner is meant by {_most(strangers)}; "
                "give a partner that name or alias to bring them in"
            )
        yield from (f"{what} (rows: {rows:,})" for what, rows in self.mended.items())

    def _nobody_of(self, table: str) -> Counter[str]:
        return Counter({name: rows for (of, name), rows in self.nobody.items() if of == table})

    def _tell(self, problems: Sequence[ImportProblem]) -> None:
        room = max(0, _MOST_PROBLEMS - len(self.problems))
        self.problems += problems[:room]
        self.untold += len(problems[room:])

    def _count_waiting(self, batch: Batch) -> None:
        for (table, column), rows in batch.waiting.items():
            first, before = self._waiting.get((table, column), (batch.problem(rows[0], column, ""), 0))
            self._waiting[table, column] = first, before + len(rows)

    def _count_names(self, batch: Batch) -> None:
        for (table, name), rows in batch.nobody.items():
            known = (table, name) in self.nobody or len(self.nobody) < _MOST_NAMES
            self.nobody[table, name if known else _OTHERS] += rows

    def _count_keys(self, batch: Batch, unreadable: int) -> None:
        keys = batch.values.get(batch.feed.table.key[0], ())
        distinct = set(keys)
        self.keyless += unreadable + (sum(key is None for key in keys) if None in distinct else 0)
        if self.keys is not None:
            self.keys.update(key for key in distinct if isinstance(key, str))
            self.keys = None if len(self.keys) > _MOST_KEYS else self.keys


def _most(names: Counter[str]) -> str:
    return ", ".join(f"{name!r} ({rows:,})" for name, rows in names.most_common(_NAMED))
