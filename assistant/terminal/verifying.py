"""`rapport verify`: what speaks against sending a text to a partner, and what backs the rest of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter
from rich.console import Console

from assistant.app import open_rapport
from assistant.drafting.explaining import Explanation, explained
from assistant.errors import AssistantError
from assistant.named_partner import named_partner
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line

_STDIN: Final = Path("-")
_LONGEST: Final = 100_000  # bytes; no message is longer
_JSON: Final = TypeAdapter(Explanation)


@told_plainly
def run_verify(file: Path, partner: str, as_person: str, as_of: date | None, *, as_json: bool) -> int:
    """Explain the verdict on a text.

    Returns:
        0 when nothing speaks against it, 1 when something does.
    """
    text = _read(file)
    with open_rapport(load_settings()) as rapport:
        person = rapport.person(as_person)
        access, day = rapport.roster.access(person), rapport.day(as_of, person)
        partner_id = named_partner(rapport.engine, partner, access, rapport.roster.names(access))
        with rapport.engine.connect() as connection:
            grounds = rapport.drafting.grounds(connection, partner_id, person, day)
    explanation = explained(text, grounds, hides_others=access.hides_books)
    if as_json:
        print(_JSON.dump_json(explanation, indent=2).decode())  # noqa: T201 -- this is a terminal command
    else:
        _show(Console(), explanation)
    return 1 if explanation.wrong else 0


def _show(console: Console, explanation: Explanation) -> None:
    for one in explanation.wrong:
        show_line(console, f"line {one.line}: {one.piece!r}: {one.why}; {one.instead}")
    for backed in explanation.backed:
        show_line(
            console, f"line {backed.line}: {backed.piece!r} is backed by {backed.fact} [{backed.fact_id}]"
        )
    if not explanation.wrong:
        show_line(console, "Nothing against it: it may go to a person for approval.")


def _read(file: Path) -> str:
    """The text of the file, or of standard input for `-`."""
    try:
        with sys.stdin.buffer if file == _STDIN else file.open("rb") as source:
            content = source.read(_LONGEST + 1)
    except OSError as error:
        raise AssistantError(
            f"{str(file)!r} cannot be read: {error.strerror}. Give a text file, or -"
        ) from error
    if len(content) > _LONGEST:
        raise AssistantError(
            f"{str(file)!r} is longer than {_LONGEST // 1000} KB. Give one message at a time."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AssistantError(f"{str(file)!r} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    if not text.strip():
        raise AssistantError(f"{str(file)!r} is empty. Write the message into it first.")
    return text
