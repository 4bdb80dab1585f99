"""What is done with notes once they are in: promises are read out of them, and they are indexed."""

from __future__ import annotations

from time import monotonic
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.intake.steps import Step, StepName
from knowledge.encoder import Encoder
from knowledge.importing.report import Progress, Watch
from knowledge.readings import forget_removed, read_notes, read_waiting
from knowledge.stored_settings import data_version, store_setting, stored_setting
from knowledge.vectors import embed_batch, embedded_count, missing

_READ: Final = "notes_read_at_version"


def read_promises(engine: Engine, version_before: int, *, notes_changed: bool) -> Step | None:
    """Read what is new, or said of others than before; None if nothing was.

    Args:
        engine: The database.
        version_before: Of the data before the import.
        notes_changed: Whether the import changed or removed notes.
    """
    with engine.begin() as connection:
        version, read_at = data_version(connection), stored_setting(connection, _READ)
        if read_at == str(version):
            return None
        if notes_changed:
            forget_removed(connection)
        up_to_date_before = read_at == str(version_before)
        done = _read(connection, every=notes_changed or not up_to_date_before)
        store_setting(connection, _READ, str(version))
    return Step(StepName.PROMISES, done, done) if done else None


def _read(connection: Connection, *, every: bool) -> int:
    return read_notes(connection) if every else read_waiting(connection)


def index_notes(
    engine: Engine, encoder: Encoder, seconds: float, watch: Watch, *, notes_changed: bool
) -> Step | None:
    """Embed notes that have no vector of their present text; None if none lacks one.

    Args:
        engine: The database.
        encoder: Makes the vectors.
        seconds: At most; a batch that was begun is finished.
        watch: Told after every batch.
        notes_changed: Whether notes may say something else than when they were embedded.
    """
    until, after = monotonic() + seconds, ""
    with engine.connect() as connection:
        done, every = embedded_count(connection, encoder.name)
    if done == every and not notes_changed:
        return None
    while monotonic() < until:
        with engine.connect() as connection:
            batch = missing(connection, encoder.name, after)
        if not batch:
            break
        done += embed_batch(engine, encoder, batch)
        watch(Progress("note index", "notes", min(done, every), every, min(done, every)))
        after = batch[-1][0]
    with engine.connect() as connection:
        return Step(StepName.INDEX, *embedded_count(connection, encoder.name))
