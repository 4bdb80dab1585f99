"""Files that people dropped into the direct message, and how their import can be taken back."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, String, Table, Text

from knowledge.tables.base import metadata

uploads: Final = Table(
    "uploads",
    metadata,
    Column("upload_id", String, primary_key=True),
    Column("file_id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("uploader_email", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread_ts", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("state", String, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""One file each: `asked` until its questions are answered, `ready` with a preview, `imported`, `undone` or
`dropped`. The file itself stays in Slack; `digest` is that of the bytes which the preview told of."""

replaced_rows: Final = Table(
    "replaced_rows",
    metadata,
    Column("upload_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("table_name", String, nullable=False),
    Column("row_key", JSON, nullable=False),
    Column("was_there", Boolean, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)
"""What an upload's import changed, row by row, so that it can be taken back where nothing newer stands.
`before` is the row as it was, `after` a digest of what the import made of it (empty: it removed the row)."""

slack_tokens: Final = Table(
    "slack_tokens",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("claimed_until", DateTime(timezone=True)),
)
"""Tokens that rotate, encrypted; one worker at a time claims the right to exchange them."""
