"""What is kept about letting a message out that the verifier would hold back."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table, Text

from knowledge.tables.base import metadata

draft_overrides: Final = Table(
    "draft_overrides",
    metadata,
    Column("override_id", String, primary_key=True),
    Column("draft_id", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("asked_by", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("decided_by", String),
    Column("confirmed", Boolean),
    Column("decided_at", DateTime(timezone=True)),
)
"""Edits that name another partner: the exact words, asked for with a reason on `version` of a draft; then who
decided, and whether they may stand. `digest` is that of the message with these words."""
