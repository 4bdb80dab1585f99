"""The table of an answer as a file: `rapport ask … --export FILE`, and `export FILE` in the chat."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from rich.console import Console

from assistant.contract import Answer
from assistant.counting import counted
from assistant.terminal.answer_table import value_table
from assistant.terminal.printing import show_line
from knowledge.errors import ExportError
from knowledge.exporting import ExportFormat, export_table

_EXPORT: Final = re.compile(r"export(?:\s+(?:to|as))?\s+(?P<file>.+)", re.IGNORECASE)
_SUFFIXES: Final = tuple(f".{one}" for one in ExportFormat)


def export_answer(console: Console, answer: Answer, path: Path) -> int:
    """Write the answer's table and say so; 1 if it has none.

    Raises:
        ExportError: Nothing can be written there.
    """
    table = value_table(answer)
    if table is None:
        show_line(
            console,
            f"This answer has no table, so {path} was not written. Ask for a list, for example: "
            "Which partners need attention?",
        )
        return 1
    rows = export_table(path, table.header, table.rows)
    show_line(console, f"{counted(rows, 'row')} written to {path}")
    return 0


def export_target(words: str) -> Path | None:
    """The file that `export FILE` names; None if the words are a question such as "export the list"."""
    found = _EXPORT.fullmatch(words.strip())
    file = found["file"].strip("\"'") if found else ""
    if not file or (" " in file and not file.lower().endswith(_SUFFIXES)):
        return None
    return Path(file).expanduser()


def export_last(console: Console, answer: Answer | None, path: Path) -> None:
    """Write the table of the last answer, or say why not; the chat goes on."""
    if answer is None:
        show_line(console, "Ask something first; export FILE then writes the table of the answer.")
        return
    try:
        export_answer(console, answer, path)
    except ExportError as error:
        show_line(console, str(error))
