"""Rapport on the frozen world: 48 partners as CSV files, always on the same day.

The rows lie in `evals/world/` and change only by hand. What is read here is what a user would import.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from platformdirs import user_cache_path
from sqlalchemy import Connection, Engine

from assistant.app import open_database_of, open_rapport
from assistant.intake import Importer
from assistant.metering import Meter
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.columns import KeptColumns
from knowledge.encoder import EmbeddedEncoder
from knowledge.importing import ImportReport
from knowledge.importing.options import ImportOptions
from knowledge.notes import stored_notes, text_digest
from knowledge.vectors import NoteVector, embed_missing, keep_vectors, passage_of, read_vectors
from tools.policy import Policy

AS_OF: Final = date(2026, 9, 30)
"""The last day that the world tells of, and the day on which every question is asked."""

PEOPLE: Final = {
    "nora": "nora.lind@vendor.example",
    "paula": "paula.ruiz@vendor.example",
    "emil": "emil.sander@vendor.example",
    "theo": "theo.grant@vendor.example",
    "kim": "kim.adler@vendor.example",
    "iris": "iris.holt@vendor.example",
}
"""Who asks, by first name: three managers, the lead, the admin, and somebody who may only look."""

_WORLD: Final = Path(__file__).with_name("world")


_TICKS: Final = count()


def now() -> datetime:
    """The afternoon of `AS_OF`; each reading is a millisecond later, so that a thread keeps its order."""
    return datetime(AS_OF.year, AS_OF.month, AS_OF.day, 15, tzinfo=UTC) + timedelta(milliseconds=next(_TICKS))


def tables() -> dict[str, Path]:
    """Table name to the CSV file of its rows."""
    return {path.stem: path for path in sorted(_WORLD.glob("*.csv"))}


@contextmanager
def frozen_rapport(
    home: Path | None = None, *, model: str = "", model_url: str = "", meter: Meter | None = None
) -> Iterator[Rapport]:
    """Rapport with the world imported and every note embedded, on a day that never passes.

    Args:
        home: Folder to keep it in, brought up to date if it holds the world already; by default one that is
            removed at the end.
        model: As in `RAPPORT_MODEL`; empty for the embedded planner and writer.
        model_url: As in `RAPPORT_MODEL_URL`.
        meter: Is told of every request to a model.
    """
    with TemporaryDirectory() as folder:
        settings = frozen_settings(home or Path(folder), model=model, model_url=model_url)
        with open_database_of(settings) as engine:
            take_in_world(engine, settings)
            _embed(engine)
        with open_rapport(settings, meter=meter, clock=now) as rapport:
            yield rapport


def frozen_settings(home: Path, *, model: str = "", model_url: str = "") -> Settings:
    """The defaults; nothing of what somebody has set for a real portfolio decides a measurement."""
    fixed = {name: field.default for name, field in Settings.model_fields.items() if name != "home"}
    return Settings.model_validate(fixed | {"home": home, "model": model, "model_url": model_url})


def take_in_world(engine: Engine, settings: Settings) -> ImportReport:
    """Import the world; scores and promises follow, notes are not embedded yet."""
    columns = KeptColumns(settings.home / "columns")
    importer = Importer(engine, settings.base_currency, Policy(), now, EmbeddedEncoder(), columns=columns)
    return importer.take_in(_WORLD, ImportOptions(through=AS_OF, full=True)).report


def _embed(engine: Engine) -> None:
    """Embedding all notes takes half a minute, so what was made is kept for later runs."""
    encoder = EmbeddedEncoder()
    with engine.begin() as connection:
        keep_vectors(connection, encoder.name, _kept_vectors(encoder.name))
    if embed_missing(engine, encoder):
        with engine.connect() as connection:
            _keep(connection, encoder.name)


def _cache(encoder: str) -> Path:
    return user_cache_path("rapport-evals", appauthor=False) / f"notes-{encoder}.npz"


def _kept_vectors(encoder: str) -> list[NoteVector]:
    """Those of an earlier run; one of a note that says something else by now is left aside when stored."""
    if not (path := _cache(encoder)).exists():
        return []
    with np.load(path) as stored:
        notes, made = stored["notes"].tolist(), stored["vectors"]
    return [
        NoteVector(note_id, partner_id, digest, vector)
        for (note_id, partner_id, digest), vector in zip(notes, made, strict=True)
    ]


def _keep(connection: Connection, encoder: str) -> None:
    rows = stored_notes(connection)
    made = read_vectors(connection, encoder, [row.note_id for row in rows])
    told = [(row.note_id, row.partner_id, text_digest(passage_of(row))) for row in rows]
    path = _cache(encoder)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.npz")  # several runs may end at once
    np.savez(unfinished, notes=np.array(told), vectors=np.stack([made[row.note_id] for row in rows]))
    unfinished.replace(path)
