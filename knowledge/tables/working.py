"""The SQL tables in which Rapport works: questions, drafts, outbox, digests."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from knowledge.tables.base import metadata

settings: Final = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""`data_version` (grows with every import that changed a row), `through`, `base_currency`, and whether all is
still the sample."""

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

questions: Final = Table(
    "questions",
    metadata,
    Column("question_id", String, primary_key=True),
    Column("thread_id", String, nullable=False, index=True),
    Column("asker_email", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("channel", String, nullable=False),
    Column("thread_ts", String, nullable=False),
    Column("answer", JSON),
    Column("answered_at", DateTime(timezone=True)),
)
"""One row per question, keyed by what caused it; `answer` is the contract's JSON once it is known."""

changes: Final = Table(
    "changes",
    metadata,
    Column("change_id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("actor_email", String, nullable=False),
    Column("thread_id", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("before", JSON),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Changes asked for in words: `pending` until confirmed, `done`, `undone` or `declined`."""

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

digest_settings: Final = Table(
    "digest_settings",
    metadata,
    Column("manager_email", String, primary_key=True),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("timezone", String, nullable=False),
    Column("items", Integer, nullable=False),
    Column("paused_until", Date),
    Column("muted_partner_ids", JSON, nullable=False),
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

fits: Final = Table(
    "fits",
    metadata,
    Column("model", String, primary_key=True),
    Column("fitted_through", Date, primary_key=True),
    Column("coefficients", JSON, nullable=False),
    Column("fitted_at", DateTime(timezone=True), nullable=False),
)
"""Coefficients fitted on the portfolio's own history; none of it lies after `fitted_through`."""

changed_partners: Final = Table(
    "changed_partners",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("version", Integer, nullable=False, index=True),
)
"""Partners of whom some row changed, with the `data_version` in which it last did; `rebuilt_version` in
`settings` says from which version on this is complete."""

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

feedback: Final = Table(
    "feedback",
    metadata,
    Column("question_id", String, ForeignKey("questions.question_id", ondelete="CASCADE"), primary_key=True),
    Column("asker_email", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("reason", String),
    Column("said_in", String, ForeignKey("questions.question_id", ondelete="CASCADE")),
    Column("given_at", DateTime(timezone=True), nullable=False),
)
"""What became of answers in use: `good`, `bad`, `correction` (its words are the question `said_in`) and
`unanswered` with its `reason`. It holds ids, never text: whoever erases a question erases this with it. It
names no partner, so it stays as it is when partners are merged, and no export has it."""
