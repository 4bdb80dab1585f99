"""The SQL tables of jobs that write many drafts, and of drafts approved as one batch."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, DateTime, ForeignKey, Integer, String, Table, Text

from knowledge.tables.base import metadata

draft_jobs: Final = Table(
    "draft_jobs",
    metadata,
    Column("job_id", String, primary_key=True),
    Column("asker_email", String, nullable=False, index=True),
    Column("request", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
)
"""One request that makes a draft for each of many partners; `request` is the JSON of the call that asked."""

draft_job_items: Final = Table(
    "draft_job_items",
    metadata,
    Column("job_id", String, ForeignKey("draft_jobs.job_id", ondelete="CASCADE"), primary_key=True),
    Column("partner_id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("draft_id", String, index=True),
)
"""One partner of a job, at its `place`: `waiting`, `written` with its draft, or `refused` with the reason."""

draft_listings: Final = Table(
    "draft_listings",
    metadata,
    Column("listing_id", String, primary_key=True),
    Column("job_id", String, ForeignKey("draft_jobs.job_id", ondelete="CASCADE"), nullable=False),
    Column("person_email", String, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("pages_shown", JSON, nullable=False),
    Column("listed_at", DateTime(timezone=True), nullable=False),
    Column("approved_at", DateTime(timezone=True)),
)
"""Drafts that were listed to one person to approve as one batch: `entries` holds a list of pairs of a draft's
id and its digest for each page, `pages_shown` the numbers of the pages that the person has opened."""
