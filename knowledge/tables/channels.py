"""Slack channels of our own teams, what was posted there, and messages that are being streamed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, String, Table, Text, UniqueConstraint

from knowledge.tables.base import metadata

team_channels: Final = Table(
    "team_channels",
    metadata,
    Column("channel_id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("timezone", String, nullable=False),
    Column("registered_by", String, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
)
"""Channels in which answers may stand for all to read, as an admin registered them. The weekly digest there
is of all partners of managers in `region`, or of everybody's where that is empty."""

channel_posts: Final = Table(
    "channel_posts",
    metadata,
    Column("post_id", String, primary_key=True),
    Column("channel_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("period", String, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("channel_id", "kind", "period"),
)
"""What was made for a channel: a `digest` of an ISO week, a `summary` of a month, a `review` of a quarter."""

streams: Final = Table(
    "streams",
    metadata,
    Column("outbox_id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("thread_ts", String, nullable=False),
    Column("message_ts", String),
    Column("state", String, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
)
"""Answers that are shown while they are written: `starting`, `open` under `message_ts`, or `closed`."""

command_replies: Final = Table(
    "command_replies",
    metadata,
    Column("cause", String, primary_key=True),
    Column("response_url", Text, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)
"""Where the answer to a command may be shown to whoever typed it. The address lets anybody post there, so it
is deleted as soon as it was used or is too old."""

thread_voices: Final = Table(
    "thread_voices",
    metadata,
    Column("thread_id", String, primary_key=True),
    Column("slack_user_id", String, primary_key=True),
    Column("spoken_ts", String, nullable=False),
)
"""When each person spoke last, or was spoken to, in a thread in which we answer somebody; never the words."""

slack_changes: Final = Table(
    "slack_changes",
    metadata,
    Column("slack_id", String, primary_key=True),
    Column("version", Integer, nullable=False, index=True),
)
"""People whom Slack no longer calls plain members, and channels into which somebody came or that were shared,
with the `slack_version` of `settings` in which one of our processes was told last."""
