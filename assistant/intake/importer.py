"""Import of a folder, then what follows it, each part timed and kept with the run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from assistant.intake.notes import index_notes, read_promises
from assistant.intake.outlooks import keep_outlook
from assistant.intake.scores import keep_scores
from assistant.intake.steps import Step, StepName, timed
from knowledge.audit import Deed, Entry, log
from knowledge.columns import Columns, KeptColumns
from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.exclusive import only_one
from knowledge.import_runs import add_steps
from knowledge.importing import ImportReport, import_folder
from knowledge.importing.options import ImportOptions
from knowledge.importing.questions import Ask, nobody
from knowledge.importing.report import Progress, Watch
from knowledge.stored_settings import data_version
from tools.policy import Policy

IMPORTING: Final = "importing"
"""Work of `knowledge.exclusive` that is taken while files come in."""

_DEFAULTS = ImportOptions()


def _unwatched(_progress: Progress) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Intake:
    """What an import did, and what followed it.

    Attributes:
        steps: Those in which there was something to do.
    """

    report: ImportReport
    steps: tuple[Step, ...] = ()

    @property
    def seconds(self) -> float:
        """Of all of it."""
        return self.report.seconds + sum(step.seconds for step in self.steps)


@dataclass(frozen=True)
class Importer:
    """Takes folders in.

    Attributes:
        base_currency: ISO code that amounts are converted to.
        policy: Weights and thresholds of the scores.
        now: The moment, in the time zone whose days count.
        encoder: Of the note index.
        index_seconds: How long notes are indexed at once; 0 leaves it to a process that runs on.
        columns: Where rows are kept for scoring; the first question after an import finds them there.
    """

    engine: Engine
    base_currency: str
    policy: Policy
    now: Callable[[], datetime]
    encoder: Encoder
    index_seconds: float = 0.0
    columns: Columns = field(default_factory=KeptColumns)

    def take_in(
        self,
        folder: Path,
        options: ImportOptions = _DEFAULTS,
        ask: Ask = nobody,
        watch: Watch = _unwatched,
    ) -> Intake:
        """Import the folder; then scores, promises and index follow, as far as something changed.

        Raises:
            DatabaseError: The database cannot be used.
        """
        with only_one(self.engine, IMPORTING):  # held so that `rapport check` sees it; two do no harm
            with self.engine.connect() as connection:
                version = data_version(connection)
            report = import_folder(
                self.engine,
                folder,
                base_currency=self.base_currency,
                now=self.now(),
                options=options,
                ask=ask,
                watch=watch,
            )
            self._log(report)
        # a folder that holds nothing is answered at once, whatever is left to do of earlier ones
        steps = self.follow(version, watch, notes_changed=_changed(report, "notes")) if report.tables else ()
        if report.run_id is not None and steps:
            self._keep_seconds(report.run_id, steps)
        return Intake(report, steps)

    def follow(self, version: int, watch: Watch = _unwatched, *, notes_changed: bool) -> tuple[Step, ...]:
        """What follows an import, as far as something changed since that version of the data."""
        steps = [
            timed(StepName.OUTLOOK, lambda: keep_outlook(self.engine, self.policy, self.columns, self.now())),
            timed(StepName.SCORES, lambda: keep_scores(self.engine, self.policy, self.columns)),
            timed(
                StepName.PROMISES,
                lambda: read_promises(self.engine, version, notes_changed=notes_changed),
            ),
        ]
        if self.index_seconds > 0:
            steps.append(timed(StepName.INDEX, lambda: self._index(watch, notes_changed=notes_changed)))
        return tuple(step for step in steps if step)

    def _log(self, report: ImportReport) -> None:
        """Whoever imports a folder works at the machine itself, so nobody's name stands in the log."""
        if report.run_id is None:
            return
        subject = f"import:{report.run_id}"
        entry = Entry(subject, self.now(), "", Deed.IMPORTED, subject, {"rows": str(report.rows_changed)})
        with self.engine.begin() as connection:
            log(connection, entry)

    def _keep_seconds(self, run_id: int, steps: tuple[Step, ...]) -> None:
        with suppress(KnowledgeError), self.engine.begin() as connection:  # the report is worth more
            add_steps(connection, run_id, {step.name.value: step.seconds for step in steps})

    def _index(self, watch: Watch, *, notes_changed: bool) -> Step | None:
        seconds = self.index_seconds
        return index_notes(self.engine, self.encoder, seconds, watch, notes_changed=notes_changed)


def _changed(report: ImportReport, table: str) -> bool:
    return any(one.rows_changed or one.rows_removed for one in report.tables if one.name == table)
