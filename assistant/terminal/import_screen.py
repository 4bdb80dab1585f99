"""What a terminal shows while an import runs: a bar per file, and questions that only a person can answer."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from assistant.terminal.printing import plain, show_line
from knowledge.importing import report
from knowledge.importing.questions import Question


class ImportScreen:
    """Bars that step aside while a question is asked."""

    def __init__(self, console: Console, read: Callable[[str], str] = input) -> None:
        """Show on that console; `read` shows a prompt and returns a typed line."""
        self._console, self._read = console, read
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[rows]:,} rows", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[tuple[str, str], TaskID] = {}

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bars away; what the import did is told by its report."""
        self._bars.stop()

    def show(self, progress: report.Progress) -> None:
        """Move the bar of a file."""
        at = (progress.file, progress.table)
        if at not in self._tasks:
            label = plain(progress.file).plain
            self._tasks[at] = self._bars.add_task(label, total=None, rows=0)
        total = progress.size or None
        self._bars.update(self._tasks[at], completed=progress.done, total=total, rows=progress.rows)

    def ask(self, question: Question) -> str | None:
        """The answer of the person at the keyboard; None if they do not know now."""
        self._bars.stop()
        try:
            return ask_person(self._console, question, self._read)
        finally:
            self._bars.start()


def ask_person(console: Console, question: Question, read: Callable[[str], str]) -> str | None:
    """Ask with numbered choices; Return takes the proposal, `?` or the end of the input leaves it open."""
    show_line(console, f"{question.file}, column {question.column}: {question.text}")
    if question.samples:
        show_line(console, f"  It holds, for example: {', '.join(map(repr, question.samples))}")
    for number, choice in enumerate(question.choices, start=1):
        show_line(console, f"  {number}  {choice.label}")
    values = [choice.value for choice in question.choices]
    while True:
        try:
            typed = read(_prompt(question, values)).strip()
        except EOFError:
            return None
        if not typed:
            return question.proposed
        if typed == "?":
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(values):
            return values[int(typed) - 1]
        show_line(console, f"  {typed!r} is none of them: type a number from 1 to {len(values)}.")


def _prompt(question: Question, values: list[str]) -> str:
    numbers = f"1-{len(values)}" if len(values) > 1 else "1"
    if question.proposed not in values:
        return f"{numbers}, or Return for not now: "
    return f"{numbers}, Return for {values.index(question.proposed) + 1}, ? for not now: "
