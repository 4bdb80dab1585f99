"""The SQL tables of what people decide and do with partners."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, DateTime, String, Table, Text

from knowledge.tables.base import metadata

review_decisions: Final = Table(
    "review_decisions",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("review_on", Date, primary_key=True),
    Column("decision", String, nullable=False),
    Column("proposed", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
)
"""What a person decided of a proposed tier in the review of the quarter that ended on `review_on`: `accepted`
or `overridden`, with the tier that holds."""

plays_done: Final = Table(
    "plays_done",
    metadata,
    Column("play_done_id", String, primary_key=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("play", String, nullable=False),
    Column("done_on", Date, nullable=False, index=True),
    Column("done_by", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""Plays that people say they did, in their own words; `play` is the name of one in the playbook."""

introductions: Final = Table(
    "introductions",
    metadata,
    Column("introduction_id", String, primary_key=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("other_id", Text, nullable=False, index=True),
    Column("contact_id", Text),
    Column("other_contact_id", Text),
    Column("sector", Text),
    Column("technology", Text),
    Column("state", String, nullable=False),
    Column("consent", String, nullable=False),
    Column("consent_on", Date),
    Column("consent_by", String),
    Column("consent_contact_id", Text),
    Column("consent_words", Text),
    Column("other_consent", String, nullable=False),
    Column("other_consent_on", Date),
    Column("other_consent_by", String),
    Column("other_consent_contact_id", Text),
    Column("other_consent_words", Text),
    Column("made_on", Date),
    Column("outcome", Text),
    Column("outcome_on", Date),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", DateTime(timezone=True), nullable=False),
)
"""Introductions between two partners: `state` is `proposed`, or `made` on the day `made_on`. That one is
closed is never kept: it follows from an answer, or from both sides having become one partner. Each side's
consent is `asked`, `agreed` or `declined`, noted on a day by the colleague who heard it, in that colleague's
words, with the contact who said it where one was named; then what came of it, as logged."""
