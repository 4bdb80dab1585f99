"""What an uploaded file would change, or has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.uploads.questions import OpenQuestion
from knowledge.importing import ImportReport
from knowledge.replacing import Changes

PROBLEMS_SHOWN = 5


@dataclass(frozen=True)
class TablePreview:
    """One table of the file.

    Attributes:
        name: As in the list of files that can be imported: `deals`.
        rows: Records read, good and bad.
        new, changed: Rows that would be new, or differ from what is known.
        bad: Records with at least one problem.
        skipped: Records that are not meant for the table.
        unknown: Columns that the table does not have; kept beside the rows.
        unchanged: Whether exactly this file came in last.
        whole_file: Whether the file as a whole cannot come in.
    """

    name: str
    rows: int
    new: int
    changed: int
    bad: int
    skipped: int
    unknown: tuple[str, ...]
    unchanged: bool
    whole_file: bool


@dataclass(frozen=True)
class Preview:
    """All of it.

    Attributes:
        problems: The first ones, each with what would be valid.
        more_problems: How many there are beside those.
        remarks: What a person should know, such as how dates were read.
        merged: Partners that turned out to be one that is known.
        questions: What only a person can say; the rest is as if nobody knew.
        sample: Whether all that is known so far is the demo data.
        undoable: Whether so much can be taken back.
        rejects: The bad rows, as a CSV file that can be put right; empty if there are none.
        run_id: Of the import; None before it.
    """

    name: str
    tables: tuple[TablePreview, ...]
    problems: tuple[str, ...]
    more_problems: int
    remarks: tuple[str, ...]
    merged: int
    questions: tuple[OpenQuestion, ...]
    sample: bool
    undoable: bool
    rejects: bytes = b""
    run_id: int | None = None

    @property
    def bad(self) -> int:
        """Bad rows over all tables."""
        return sum(table.bad for table in self.tables)

    @property
    def changes(self) -> int:
        """Rows that would be new or differ."""
        return sum(table.new + table.changed for table in self.tables)

    @property
    def possible(self) -> bool:
        """Whether anything can come in: no table is kept out as a whole."""
        return bool(self.tables) and not any(table.whole_file for table in self.tables)


def preview_of(
    name: str,
    report: ImportReport,
    changes: Mapping[str, Changes],
    *,
    questions: tuple[OpenQuestion, ...] = (),
    sample: bool = False,
    undoable: bool = True,
    rejects: bytes = b"",
) -> Preview:
    """From what the import says it did."""
    about = report.problems if report.tables or not report.ignored_files else ()  # else they tell of a folder
    said = [
        problem.reason if problem.line is None else _at_line(problem.line, problem.reason)
        for problem in about
    ]
    remarks = [*report.remarks, *(remark for table in report.tables for remark in table.remarks)]
    return Preview(
        name=name,
        tables=tuple(
            TablePreview(
                table.name,
                table.rows_in,
                changes.get(table.name, Changes()).new,
                changes.get(table.name, Changes()).changed,
                table.rows_bad,
                table.rows_skipped,
                table.attributes,
                table.unchanged,
                table.stayed_out,
            )
            for table in report.tables
        ),
        problems=tuple(said[:PROBLEMS_SHOWN]),
        more_problems=max(0, len(said) - PROBLEMS_SHOWN),
        remarks=tuple(dict.fromkeys(remarks)),
        merged=report.merged,
        questions=questions,
        sample=sample,
        undoable=undoable,
        rejects=rejects,
        run_id=report.run_id,
    )


def _at_line(line: int, reason: str) -> str:
    return f"line {line}, {reason}"
