"""Note vectors in SQL: the truth from which every index is made.

What is encoded is a note's passage: its words after who wrote them and how they came about, since a question
often names one of these ("what did Ciara say on the phone"). A vector is kept with the digest of its passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import Connection, Engine, func, select

from knowledge.encoder import Encoder, Vectors
from knowledge.notes import MANY, Note, text_digest
from knowledge.tables import INCOMING, vectors
from knowledge.writing import put_rows

_notes: Final = INCOMING["notes"]
BATCH: Final = 4  # notes, about 0.1 s: a question that comes meanwhile waits no longer than that
_PAGE: Final = 100
_TOLD: Final = (_notes.c.author, _notes.c.source, _notes.c.text)


@dataclass(frozen=True)
class NoteVector:
    """The vector of one wording of a note's passage."""

    note_id: str
    partner_id: str
    text_digest: str
    vector: Vectors


def passage_of(note: Note) -> str:
    """What of a note is encoded."""
    return _passage(note.author, note.source, note.text)


def kept_digests(connection: Connection, encoder: str, partner_ids: Iterable[str]) -> dict[str, str]:
    """Note id to digest of the passage whose vector is kept, for the notes of these partners.

    What another encoder made does not count.
    """
    wanted = frozenset(partner_ids)
    query = select(vectors.c.note_id, vectors.c.partner_id, vectors.c.text_digest)
    query = query.where(vectors.c.encoder == encoder)
    if len(wanted) <= MANY:
        query = query.where(vectors.c.partner_id.in_(sorted(wanted)))
    rows = connection.execute(query)
    return {note_id: digest for note_id, partner_id, digest in rows if partner_id in wanted}


def read_vectors(connection: Connection, encoder: str, note_ids: Iterable[str]) -> dict[str, Vectors]:
    """Note id to vector, for those of the notes that have one made by this encoder."""
    wanted = frozenset(note_ids)
    query = select(vectors.c.note_id, vectors.c.vector).where(vectors.c.encoder == encoder)
    if len(wanted) <= MANY:
        query = query.where(vectors.c.note_id.in_(sorted(wanted)))
    rows = connection.execute(query) if wanted else ()
    return {note_id: np.frombuffer(blob, dtype="<f4") for note_id, blob in rows if note_id in wanted}


def keep_vectors(connection: Connection, encoder: str, made: Sequence[NoteVector]) -> int:
    """Keep vectors of notes that are still there and still say the same; how many were kept."""
    query = select(_notes.c.note_id, _notes.c.partner_id, *_TOLD)
    query = query.where(_notes.c.note_id.in_([one.note_id for one in made])).with_for_update()
    present = connection.execute(query)
    current = {(note_id, owner, text_digest(_passage(*told))) for note_id, owner, *told in present}
    rows = [
        {
            "note_id": one.note_id,
            "partner_id": one.partner_id,
            "text_digest": one.text_digest,
            "encoder": encoder,
            "vector": one.vector.astype("<f4").tobytes(),
        }
        for one in made
        if (one.note_id, one.partner_id, one.text_digest) in current
    ]
    put_rows(connection, vectors, rows)
    return len(rows)


def encode_notes(encoder: Encoder, notes: Sequence[tuple[str, str, str]]) -> list[NoteVector]:
    """The vectors of `(note id, partner id, passage)`."""
    made = encoder.encode_passages([text for _, _, text in notes])
    return [
        NoteVector(note_id, partner_id, text_digest(text), vector)
        for (note_id, partner_id, text), vector in zip(notes, made, strict=True)
    ]


def embed_missing(engine: Engine, encoder: Encoder, partner_ids: Iterable[str] | None = None) -> int:
    """Embed every note that has no vector of its present passage by this encoder; how many were embedded.

    Of these partners, or of all. No transaction is open while a batch is encoded, so nobody waits for it.
    """
    done, after = 0, ""
    wanted = None if partner_ids is None else frozenset(partner_ids)
    while batch := _missing_after(engine, encoder.name, after, wanted):
        done += embed_batch(engine, encoder, batch)
        after = batch[-1][0]
    return done


def embed_batch(engine: Engine, encoder: Encoder, batch: Sequence[tuple[str, str, str]]) -> int:
    """Encode a batch of `(note id, partner id, passage)` and keep the vectors; how many were kept."""
    made = encode_notes(encoder, batch)
    with engine.begin() as connection:
        return keep_vectors(connection, encoder.name, made)


def missing(
    connection: Connection, encoder: str, after: str, partner_ids: frozenset[str] | None = None
) -> list[tuple[str, str, str]]:
    """The next notes, by id after `after`, whose present passage has no vector: at most `BATCH`.

    Each as `(note id, partner id, passage)`.
    """
    found: list[tuple[str, str, str]] = []
    query = (
        select(_notes.c.note_id, _notes.c.partner_id, vectors.c.text_digest, *_TOLD)
        .outerjoin(vectors, (vectors.c.note_id == _notes.c.note_id) & (vectors.c.encoder == encoder))
        .order_by(_notes.c.note_id)
        .limit(_PAGE)
    )
    if partner_ids is not None and len(partner_ids) <= MANY:
        query = query.where(_notes.c.partner_id.in_(sorted(partner_ids)))
    while page := connection.execute(query.where(_notes.c.note_id > after)).all():
        for note_id, partner_id, digest, *told in page:
            passage = _passage(*told)
            if digest != text_digest(passage) and (partner_ids is None or partner_id in partner_ids):
                found.append((note_id, partner_id, passage))
            if len(found) == BATCH:
                return found
        after = page[-1][0]
    return found


def _passage(author: str | None, source: str | None, text: str) -> str:
    before = ", ".join(part for part in (author, source) if part)
    return f"{before}: {text}" if before else text


def _missing_after(
    engine: Engine, encoder: str, after: str, partner_ids: frozenset[str] | None
) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        return missing(connection, encoder, after, partner_ids)


def embedded_count(connection: Connection, encoder: str) -> tuple[int, int]:
    """How many notes have a vector of that encoder, and how many there are."""
    of_encoder = select(func.count()).select_from(vectors.join(_notes, _notes.c.note_id == vectors.c.note_id))
    done = connection.scalar(of_encoder.where(vectors.c.encoder == encoder)) or 0
    return done, connection.scalar(select(func.count()).select_from(_notes)) or 0
