"""Days as people type them after an option."""

from __future__ import annotations

from datetime import datetime

import typer


def a_day(words: str) -> datetime:
    """The midnight at which that day begins.

    Raises:
        typer.BadParameter: naming the value, with an example.
    """
    try:
        return datetime.strptime(words.strip(), "%Y-%m-%d")  # noqa: DTZ007 -- a day, of no time zone
    except ValueError as error:
        raise typer.BadParameter(f"{words!r} is no day. Write it like 2026-11-30.") from error
