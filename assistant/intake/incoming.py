"""The folder that a running service takes in by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

from assistant.intake.importer import Importer, Intake
from assistant.intake.listing import quiet
from knowledge.exclusive import only_one
from knowledge.importing.options import ImportOptions

_PATIENCE: Final = 60.0  # seconds that an export may take to be written; the next time comes soon


@dataclass(frozen=True)
class StillWritten:
    """Nothing was taken in, as somebody wrote to these files all the time."""

    files: tuple[str, ...]


@dataclass(frozen=True)
class IncomingFolder:
    """A folder and who takes it in.

    Attributes:
        minutes: How often.
        quiet_seconds: How long no file may change before it counts as written.
        patience: Seconds to wait for that.
    """

    importer: Importer
    folder: Path
    options: ImportOptions
    minutes: int
    quiet_seconds: float = 2.0
    patience: float = _PATIENCE

    def take_in(self) -> Intake | StillWritten | None:
        """Import what is there, once nobody writes to it; None if another worker is at it."""
        with only_one(self.importer.engine, "import") as mine:
            if not mine:
                return None
            seen = quiet(self.folder, Event(), seconds=self.quiet_seconds, patience=self.patience)
            if seen is not None and seen.changing:
                return StillWritten(seen.changing)
            return self.importer.take_in(self.folder, self.options)
