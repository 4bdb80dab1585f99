"""What is done with an uploaded file; where it lies and how it is shown is the surface's business."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.errors import NotAllowed, OutOfDate
from assistant.intake import Importer
from assistant.uploads.preview import Preview, preview_of
from assistant.uploads.questions import TABLE, Asking, Choices, OpenQuestion, undoable, which_table
from assistant.uploads.spreading import Spread, spread_out
from knowledge import audit, uploads
from knowledge.audit import Deed, Entry
from knowledge.database import writing
from knowledge.exporting.selection import one_moment
from knowledge.freshness import holds_only_sample
from knowledge.importing import ImportOptions, ImportReport, import_within
from knowledge.people import Person, Role, all_people
from knowledge.replacing import Recorder
from knowledge.restoring import Undone, take_back
from knowledge.stored_settings import data_version
from knowledge.uploads import OPEN_STATES, Upload, UploadState

MOST_UNDONE: Final = 100_000
"""Changed rows that can be taken back."""
UNDO_DAYS: Final = timedelta(days=30)
"""So long; after that the rows as they were are forgotten."""


@dataclass(frozen=True)
class Uploads:
    """Looks at files, brings them in and takes them back, for admins.

    Attributes:
        mappings: Where answers are remembered for the next file of the kind; may not be there.
    """

    engine: Engine
    importer: Importer
    mappings: Path
    now: Callable[[], datetime]

    def check_allowed(self, person: Person) -> None:
        """Raise `NotAllowed`, naming who may, for everybody but admins."""
        if person.role is Role.ADMIN:
            return
        with self.engine.connect() as connection:
            admins = [one.name for one in all_people(connection) if one.role is Role.ADMIN]
        ask = f" Please ask {', '.join(admins[:3])}." if admins else ""
        raise NotAllowed(f"Only an admin can import data.{ask}")

    def receive(self, upload: Upload) -> bool:
        """Keep that a file came; False if that was known."""
        with self.engine.begin() as connection:
            return uploads.keep_upload(connection, upload)

    def find(self, upload_id: str) -> Upload | None:
        """The upload of that id."""
        with self.engine.connect() as connection:
            return uploads.get_upload(connection, upload_id)

    def pick(self, upload_id: str, key: str, place: int, person: Person) -> None:
        """Keep what was picked as the answer to one question."""
        self._change(upload_id, person, lambda choices: choices.with_pick(key, place))

    def confirm(self, upload_id: str, person: Person) -> int:
        """What was picked are the answers; which look comes next."""
        return self._change(upload_id, person, lambda choices: choices.confirmed()).look

    def drop(self, upload_id: str, person: Person) -> bool:
        """Put an upload aside; False if it is decided already."""
        self.check_allowed(person)
        with self.engine.begin() as connection:
            return uploads.move(connection, upload_id, OPEN_STATES, UploadState.DROPPED, self.now())

    def look(self, upload_id: str, content: bytes) -> Preview:
        """What the file would change; nothing is changed.

        Raises:
            FileUnusable: It is no table.
        """
        upload = self._open(upload_id)
        choices = Choices.read(upload.choices)
        asking = Asking(choices.answers)
        with spread_out(upload.name, content, choices.table) as spread, one_moment(self.engine) as connection:
            preview = self._tried(connection, upload, spread, asking)
        asked = choices.model_copy(update={"open": preview.questions, "look": choices.look + 1})
        state = UploadState.ASKED if preview.questions else UploadState.READY
        with self.engine.begin() as connection:
            uploads.move(
                connection,
                upload_id,
                OPEN_STATES,
                state,
                self.now(),
                digest=digest_of(content),
                choices=asked.model_dump(mode="json"),
            )
        return preview

    def take_in(self, upload_id: str, content: bytes, person: Person, *, good_rows: bool) -> Preview | None:
        """Bring the file in, all of it (or its good rows) or nothing; what changed.

        None if it is not what the preview told of, or no preview waits.

        Raises:
            FileUnusable: It is no table.
            NotAllowed: The person is no admin.
        """
        self.check_allowed(person)
        upload = self._open(upload_id)
        if upload.state is not UploadState.READY or digest_of(content) != upload.digest:
            return None
        with self.engine.connect() as connection:
            version = data_version(connection)
        table = Choices.read(upload.choices).table
        with spread_out(upload.name, content, table) as spread, one_moment(self.engine) as connection:
            done = self._brought_in(connection, upload, spread, person, good_rows=good_rows)
        if done is not None and done.run_id is not None:
            self.importer.follow(version, notes_changed=True)
        return done

    def undo(self, upload_id: str, person: Person) -> Undone | None:
        """Take an import back where nothing newer stands; None if it is not one that can be.

        Raises:
            NotAllowed: The person is no admin.
            OutOfDate: It was too long ago.
        """
        self.check_allowed(person)
        with one_moment(self.engine) as connection, writing(connection):
            upload, version = uploads.get_upload(connection, upload_id), data_version(connection)
            if upload is None or not undoable(upload):
                return None
            if upload.state is UploadState.IMPORTED and upload.changed_at < self.now() - UNDO_DAYS:
                raise OutOfDate(f"An import can be taken back for {UNDO_DAYS.days} days. This one stands.")
            if not uploads.move(
                connection, upload_id, [UploadState.IMPORTED], UploadState.UNDONE, self.now()
            ):
                return None
            run_id = Choices.read(upload.choices).run_id
            undone = take_back(connection, upload_id, run_id, self.now())
            self._log(connection, upload, person, Deed.UNDID, undone.restored)
        self.importer.follow(version, notes_changed=True)
        return undone

    def _tried(self, connection: Connection, upload: Upload, spread: Spread, asking: Asking) -> Preview:
        """Import and take it back at once; answers are remembered only by the import itself."""
        recorder = Recorder(upload.upload_id, MOST_UNDONE)
        options = ImportOptions(mappings=spread.mappings(self.mappings), rejects=spread.rejects)
        with writing(connection), connection.begin_nested() as attempt:
            sample = holds_only_sample(connection) and bool(data_version(connection))
            report = self._import(connection, spread.folder, options, asking, recorder)
            attempt.rollback()
        return preview_of(
            upload.name,
            report,
            recorder.changes,
            questions=_questions(upload, report, asking),
            sample=sample,
            undoable=recorder.fits,
        )

    def _brought_in(
        self, connection: Connection, upload: Upload, spread: Spread, person: Person, *, good_rows: bool
    ) -> Preview | None:
        recorder = Recorder(upload.upload_id, MOST_UNDONE)
        choices = Choices.read(upload.choices)
        rejects = spread.rejects if good_rows else None
        options = ImportOptions(mappings=self.mappings, rejects=rejects)
        with writing(connection), connection.begin_nested() as attempt:
            report = self._import(connection, spread.folder, options, Asking(choices.answers), recorder)
            done = choices.model_copy(update={"run_id": report.run_id, "undoable": recorder.fits})
            if not _came_in(report):
                attempt.rollback()
                return preview_of(upload.name, replace(report, run_id=None), {})
            recorder.finish(connection)
            if not self._settle(connection, upload, done):
                attempt.rollback()
                return None
            self._log(connection, upload, person, Deed.IMPORTED, report.rows_changed)
        bad = spread.rejects.read_bytes() if rejects and rejects.exists() else b""
        return preview_of(upload.name, report, recorder.changes, undoable=recorder.fits, rejects=bad)

    def _import(
        self,
        connection: Connection,
        folder: Path,
        options: ImportOptions,
        asking: Asking,
        recorder: Recorder,
    ) -> ImportReport:
        base, now = self.importer.base_currency, self.now()
        return import_within(
            connection, folder, base_currency=base, now=now, options=options, ask=asking, stages=recorder
        )

    def _settle(self, connection: Connection, upload: Upload, done: Choices) -> bool:
        """It is in now; False if somebody else has decided meanwhile."""
        return uploads.move(
            connection,
            upload.upload_id,
            [UploadState.READY],
            UploadState.IMPORTED,
            self.now(),
            choices=done.model_dump(mode="json"),
        )

    def _change(self, upload_id: str, person: Person, change: Callable[[Choices], Choices]) -> Choices:
        self.check_allowed(person)
        with self.engine.begin() as connection:
            upload = uploads.get_upload(connection, upload_id)
            if upload is None:
                return Choices()
            changed = change(Choices.read(upload.choices))
            kept = changed.model_dump(mode="json")
            state = UploadState.ASKED
            uploads.move(connection, upload_id, [state], state, self.now(), choices=kept)
        return changed

    def _open(self, upload_id: str) -> Upload:
        upload = self.find(upload_id)
        if upload is None:
            raise LookupError(f"there is no upload {upload_id!r}")
        return upload

    def _log(self, connection: Connection, upload: Upload, person: Person, deed: Deed, rows: int) -> None:
        audit_id = f"{deed.value}:{upload.upload_id}"
        details = {"kind": "upload", "rows": str(rows)}
        audit.log(connection, Entry(audit_id, self.now(), person.email, deed, upload.upload_id, details))


def digest_of(content: bytes) -> str:
    """What tells one state of a file from another."""
    return hashlib.sha256(content).hexdigest()


def _questions(upload: Upload, report: ImportReport, asking: Asking) -> tuple[OpenQuestion, ...]:
    """What only a person can say; first of all, what a file is that looks like no table."""
    if report.ignored_files and not report.tables and not asking.open and TABLE not in asking.answers:
        return (which_table(upload.name),)
    return tuple(asking.open.values())


def _came_in(report: ImportReport) -> bool:
    return bool(report.tables) and not any(table.stayed_out for table in report.tables)
