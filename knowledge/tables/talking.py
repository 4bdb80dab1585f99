"""The SQL tables of what people say to Rapport: questions, what became of the answers, changes asked for."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, DateTime, ForeignKey, String, Table, Text

from knowledge.tables.base import metadata

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
