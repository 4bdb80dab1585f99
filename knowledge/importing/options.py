"""What somebody may ask of an import beside its folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class ImportOptions:
    """What somebody may ask of an import.

    Attributes:
        through: The last day that the data covers; by default that of the newest event, never after today.
        system: The system that the files come from (`hubspot`); empty to find out.
        full: Whether the folder is the whole truth of its tables: rows that it does not have are removed.
        rejects: Where bad rows go while the good ones go in; None keeps a file with a bad row out.
        mappings: Folder of the user's own mappings and answers; None for the packaged ones alone.
    """

    through: date | None = None
    system: str = ""
    full: bool = False
    rejects: Path | None = None
    mappings: Path | None = None
