"""The SQL tables of digests, and of what a person does not want to be told of."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, String, Table, Text, UniqueConstraint

from knowledge.tables.base import metadata

digest_settings: Final = Table(
    "digest_settings",
    metadata,
    Column("manager_email", String, primary_key=True),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("timezone", String, nullable=False),
    Column("items", Integer, nullable=False),
    Column("paused_from", Date),
    Column("paused_until", Date),
    Column("muted_partner_ids", JSON, nullable=False),
    Column("lanes", JSON, nullable=False),
    Column("monthly", Boolean, nullable=False),
)

digest_posts: Final = Table(
    "digest_posts",
    metadata,
    Column("digest_id", String, primary_key=True),
    Column("manager_email", String, nullable=False),
    Column("week", String, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("manager_email", "week"),
)

snoozes: Final = Table(
    "snoozes",
    metadata,
    Column("person_email", String, primary_key=True),
    Column("partner_id", Text, primary_key=True),
    Column("until", Date, nullable=False),
    Column("snoozed_at", DateTime(timezone=True), nullable=False),
)
"""Partners that a person does not want to be told of before the day `until`."""
