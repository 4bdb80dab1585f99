"""Empty files to fill in: one per table, and what belongs into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.errors import ExportError
from knowledge.exporting.format_page import format_page
from tools import schema

_PAGE: Final = "FORMAT.md"


@dataclass(frozen=True)
class Templates:
    """What was written, in order of loading.

    Attributes:
        kept: Names of files that were there already and stayed as they were.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]


def write_templates(folder: Path) -> Templates:
    """Write a CSV file with nothing but the header for every table, and the page that explains them.

    Raises:
        ExportError: The folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = {name: _written(folder / name, text) for name, text in _texts().items()}
    except OSError as error:
        raise ExportError(
            f"Nothing can be written into {str(folder)!r} ({error.strerror}). "
            "Name a folder that you may write to."
        ) from error
    return Templates(
        tuple(name for name, new in fresh.items() if new),
        tuple(name for name, new in fresh.items() if not new),
    )


def _texts() -> Mapping[str, str]:
    # the mark of UTF-8 at the start makes Excel save the file as UTF-8 again
    headers = {
        f"{table.name}.csv": "\ufeff" + ",".join(column.name for column in table.columns) + "\r\n"
        for table in schema.TABLES
    }
    return {**headers, _PAGE: format_page()}


def _written(path: Path, text: str) -> bool:
    """False if there is something of that name: it may be somebody's work."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
