"""The report of an import as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import Console

from assistant.counting import counted
from assistant.intake import Intake, Step, StepName
from assistant.terminal.printing import show_line
from knowledge.importing import ImportProblem, ImportReport, TableReport
from knowledge.importing.problems import some_of

_MOST_SHOWN: Final = 20


def show_intake(
    console: Console, intake: Intake, rejects: Path | None = None, imported: str = "folder"
) -> None:
    """Every file, every problem (the first ones on a terminal), what followed, and the next step."""
    report = intake.report
    for line in _lines(report):
        show_line(console, line)
    told = _told(report.problems) if console.is_terminal else [str(problem) for problem in report.problems]
    shown = told[:_MOST_SHOWN] if console.is_terminal else told
    for line in shown:
        show_line(console, f"  {line}")
    if left := len(told) - len(shown):
        show_line(console, f"  … and {left:,} more; to read them all, send the output to a file.")
    for line in (*_pairs(report), *_followed(intake), *_end(intake, rejects, imported)):
        show_line(console, line)


def _told(problems: Sequence[ImportProblem]) -> list[str]:
    """One line per problem; the same one in many rows is told once, with its lines."""
    alike: dict[tuple[str, str], list[ImportProblem]] = {}
    for problem in problems:
        alike.setdefault((problem.file, problem.reason), []).append(problem)
    return [_together(same) for same in alike.values()]


def _together(same: Sequence[ImportProblem]) -> str:
    first, last = same[0], same[-1]
    if len(same) == 1 or first.line is None:
        return str(first)
    place = replace(first, line=None)
    return f"{place} ({counted(len(same), 'row')}, lines {first.line} to {last.line})"


def _lines(report: ImportReport) -> Iterator[str]:
    yield from report.remarks
    for table in report.tables:
        yield _came_in(table)
        if table.attributes:
            yield f"  kept as extra columns: {', '.join(table.attributes)}"
        for remark in table.remarks:
            yield f"  {remark}"
    if report.ignored_files:
        yield f"Not used, no table of that name: {some_of(report.ignored_files)}"


def _came_in(table: TableReport) -> str:
    name = table.name if table.file == f"{table.name}.csv" else f"{table.name} ({table.file})"
    if table.unchanged:
        return f"{name}: unchanged, the same file as last time"
    if table.stayed_out:
        bad = f", {table.rows_bad:,} of {counted(table.rows_in, 'row')} need a look" if table.rows_bad else ""
        return f"{name}: stayed out{bad}"
    parts = [counted(table.rows_in, "row"), f"{table.rows_changed:,} new or changed"]
    beside = (
        (table.rows_bad, "rejected"),
        (table.rows_skipped, "skipped"),
        (table.rows_removed, "removed"),
    )
    return f"{name}: {', '.join([*parts, *(f'{count:,} {what}' for count, what in beside if count)])}"


def _pairs(report: ImportReport) -> Iterator[str]:
    if report.merged:
        yield f"{counted(report.merged, 'partner')} found to be another one, and merged. See: rapport matches"
    if report.proposed:
        pairs = counted(report.proposed, "pair")
        yield f"{pairs} of partners may be one, and a person decides. Next: rapport matches"


def _followed(intake: Intake) -> Iterator[str]:
    told = [_step(step) for step in intake.steps if not step.problem]
    if told:
        yield "Then: " + "; ".join(told)
    for step in intake.steps:
        if step.problem:
            yield f"Not done now: {step.name}. {step.problem}"


def _step(step: Step) -> str:
    took = f"{step.seconds:.1f} s"
    if step.name is StepName.SCORES:
        return f"scores of {counted(step.total, 'partner')} {took}, {step.done:,} changed"
    if step.name is StepName.OUTLOOK:
        return f"outlook learnt from {counted(step.done, 'past quarter')} of partners {took}"
    if step.name is StepName.PROMISES:
        return f"promises read out of {counted(step.done, 'note')} {took}"
    rest = ", the rest while Rapport runs" if step.done < step.total else ""
    return f"{step.done:,} of {counted(step.total, 'note')} indexed {took}{rest}"


def _end(intake: Intake, rejects: Path | None, imported: str) -> Iterator[str]:
    report = intake.report
    done = f"Done in {intake.seconds:.1f} s."
    through = f" The data covers everything until {report.through}." if report.through else ""
    if not report.problems:
        yield f'{done}{through} Next: rapport ask "Which partners need attention?"'
        return
    yield done + through
    if report.rejects:
        yield f"The rows that stayed out are in {rejects}, each with the reason."
        for table, path in report.rejects.items():
            yield f"Correct those of {table} in {path}, save it as {table}.csv in a new folder, import that."
    else:
        yield f"Correct these and import the {imported} again; what is in already will not come in twice."
