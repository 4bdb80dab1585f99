"""The kinds of file that an export can be."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from knowledge.errors import ExportError


class ExportFormat(StrEnum):
    """Format of an exported file, as its suffix names it."""

    CSV = "csv"
    XLSX = "xlsx"


def format_of(path: Path) -> ExportFormat:
    """The format that the suffix of a file's name asks for.

    Raises:
        ExportError: It asks for none that we write; names those that we do.
    """
    try:
        return ExportFormat(path.suffix.lower().removeprefix("."))
    except ValueError:
        valid = " or ".join(f".{one}" for one in ExportFormat)
        raise ExportError(
            f"{str(path)!r} does not say what to write. Give the file a name that ends with {valid}."
        ) from None
