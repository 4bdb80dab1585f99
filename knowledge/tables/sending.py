"""The SQL tables of what goes out: drafts, who may approve one in spite of its problem, and the outbox."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, String, Table, Text

from knowledge.tables.base import metadata

drafts: Final = Table(
    "drafts",
    metadata,
    Column("draft_id", String, primary_key=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("contact_id", Text),
    Column("purpose", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("recipient", Text, nullable=False, index=True),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("fact_ids", JSON, nullable=False),
    Column("note_ids", JSON, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("author_email", String, nullable=False),
    Column("approved_by", String),
    Column("approved_digest", String),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("outcome", Text),
    Column("sentences", JSON, nullable=False),
    Column("play", Text, nullable=False),
    Column("offer_id", Text, nullable=False),
    Column("other_id", Text, nullable=False),
    Column("from_address", Text, nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("cc", JSON, nullable=False),
    Column("in_reply_to", Text, nullable=False),
)

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

outbox: Final = Table(
    "outbox",
    metadata,
    Column("outbox_id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("thread_ts", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("message_ts", String),
    Column("tries", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
