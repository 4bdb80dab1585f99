"""The SQL tables of what was derived from notes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table, Text

from knowledge.tables.base import metadata

vectors: Final = Table(
    "vectors",
    metadata,
    Column("note_id", Text, primary_key=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("text_digest", String, nullable=False),
    Column("encoder", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

readings: Final = Table(
    "readings",
    metadata,
    Column("reading_id", String, primary_key=True),
    Column("note_id", Text, nullable=False, index=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("due_on", Date),
)
"""What was read out of notes once: `promise_by_us`, `promise_by_them`, `taboo`; a span of the note's text."""
