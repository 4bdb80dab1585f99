"""What people asked to be reminded of."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from knowledge.tables.base import metadata

follow_ups: Final = Table(
    "follow_ups",
    metadata,
    Column("follow_up_id", String, primary_key=True),
    Column("owner_email", String, nullable=False, index=True),
    Column("partner_id", Text, index=True),
    Column("text", Text, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("promise_id", String),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("delivered_at", DateTime(timezone=True)),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Reminders and tasks: `open`, `delivered`, `done` or `dropped`; `text` is the owner's own words.

`promise_id` tells the note, and the place in it, of the promise that it was proposed from.
Its words stay there.
`version` grows with every change, so that each new `due_at` is delivered once."""
