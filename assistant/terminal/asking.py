"""`rapport ask` and a file of questions."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.settings import load_settings
from assistant.terminal.answer_file import export_answer
from assistant.terminal.draft_screen import draft_panels, for_terminal
from assistant.terminal.failing import told_plainly
from assistant.terminal.job_progress import with_drafts, write_now
from assistant.terminal.printing import show_answer, show_rows
from knowledge.exporting import check_target
from knowledge.people import Person

_ASK_SOMETHING: Final = 'Ask something, for example: rapport ask "Which partners need attention?"'


class _Line(BaseModel):
    """One line of a batch file."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    text: str
    as_person: str = Field("", alias="as")
    as_of: date | None = None
    thread: str = ""


@told_plainly
def run_ask(
    question: str,
    as_person: str,
    as_of: date | None,
    thread: str,
    *,
    as_json: bool,
    rows: bool = False,
    export: Path | None = None,
) -> int:
    """Answer one question, show the `rows` behind its figures, and write its table to `export`.

    Returns:
        0 when there is an answer, be it a question back; 1 when there is no table to write.
    """
    if not question.strip():
        raise AssistantError(_ASK_SOMETHING)
    if export is not None:
        check_target(export)
    with open_rapport(load_settings()) as rapport:
        person = _asker(rapport, as_person)
        answer = rapport.ask(question, person, as_of=as_of, thread=thread)
        if as_json:
            write_now(rapport, answer)
            print(rapport.opened(with_drafts(rapport, answer)).to_json())  # noqa: T201 -- this is a terminal command
        else:
            answer = rapport.opened(answer) if rows else answer
            told = for_terminal(rapport, answer, person)
            show_answer(Console(), told, draft_panels(rapport, answer), in_thread=bool(thread))
            write_now(rapport, answer)
    if rows and not as_json:
        show_rows(Console(), answer)
    return 0 if export is None else export_answer(Console(stderr=True), answer, export)


@told_plainly
def run_batch(file: Path, as_person: str, as_of: date | None) -> int:
    """Answer every line of `file` in one process: one JSON answer a line, in order; blank lines are skipped.

    Raises:
        AssistantError: naming the line that is not of the form or names nobody; nothing is answered then.
    """
    lines = _lines(file)
    with open_rapport(load_settings(), owns_index=True) as rapport:
        questions = [_question(rapport, number, line, as_person, as_of) for number, line in lines]
        for (number, _), (words, person, day, thread) in zip(lines, questions, strict=True):
            if words.strip():
                answer = rapport.ask(words, person, as_of=day, thread=thread)
                write_now(rapport, answer)
                answer = rapport.opened(with_drafts(rapport, answer))
            else:
                answer = Answer(text=f"Line {number}: {_ASK_SOMETHING}")
            print(answer.to_json(), flush=True)  # noqa: T201 -- this is a terminal command
    return 0


def _question(
    rapport: Rapport, number: int, line: _Line, as_person: str, as_of: date | None
) -> tuple[str, Person, date | None, str]:
    """Whose question of which day a line is; looked up for all lines before the first is answered."""
    try:
        person, day = rapport.person(line.as_person or as_person), line.as_of or as_of
        rapport.day(day, person)
    except AssistantError as error:
        raise AssistantError(f"Line {number}: {error}") from error
    return line.text, person, day, line.thread


def _lines(file: Path) -> list[tuple[int, _Line]]:
    try:
        rows = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise AssistantError(f"{str(file)!r} cannot be read as UTF-8 text: {why}") from error
    return [(number, _line(number, row)) for number, row in enumerate(rows, start=1) if row.strip()]


def _line(number: int, row: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(row))
    except (ValueError, ValidationError) as error:
        raise AssistantError(
            f'Line {number} is not of the form {{"text": "…", "as": "e-mail", "as_of": "2026-10-31", '
            f'"thread": "name"}}; only text is required. It reads {row[:80]!r}.'
        ) from error


def _asker(rapport: Rapport, as_person: str) -> Person:
    person = rapport.person(as_person)
    if not as_person and sys.stderr.isatty():
        Console(stderr=True).print(
            f"Answering as {person.name}; use --as EMAIL for somebody else.", style="dim"
        )
    return person
