"""Who stands in for whom, who was given whose partners, who asked to be let in, and who did what."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, DateTime, String, Table, Text

from knowledge.tables.base import metadata

covers: Final = Table(
    "covers",
    metadata,
    Column("cover_id", String, primary_key=True),
    Column("absent_email", String, nullable=False, index=True),
    Column("cover_email", String, nullable=False, index=True),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", DateTime(timezone=True), nullable=False),
)
"""From `starts_on` to `ends_on`, both included, one colleague does the work of another in that one's book."""

reassignments: Final = Table(
    "reassignments",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("from_email", String),
    Column("to_email", String, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", DateTime(timezone=True), nullable=False),
)
"""Partners that a lead gave to another manager: an import that still names `from_email` does not take them
back; one that names anybody else does."""

role_changes: Final = Table(
    "role_changes",
    metadata,
    Column("email", String, primary_key=True),
    Column("from_role", String),
    Column("to_role", String, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", DateTime(timezone=True), nullable=False),
)
"""Roles that an admin gave: as with reassignments, an import that still says `from_role` changes nothing."""

access_requests: Final = Table(
    "access_requests",
    metadata,
    Column("slack_user_id", String, primary_key=True),
    Column("email", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("decided_by", String),
    Column("decision", String),
    Column("decided_at", DateTime(timezone=True)),
)
"""Colleagues who are not among the managers and asked to be; `decision` is the role given, or `declined`."""

audit: Final = Table(
    "audit",
    metadata,
    Column("audit_id", String, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("actor_email", String, nullable=False, index=True),
    Column("deed", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", JSON, nullable=False),
)
"""Who asked, approved, sent and changed what, and when. It holds ids and labels, never text, and is only
added to; `audit_id` is made from the cause, so that a retry adds nothing."""
