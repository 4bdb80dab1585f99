"""Follow-ups, cover, roles, audit, channels, uploads and tokens: what Slack shows beside answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "access_requests",
        sa.Column("slack_user_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("slack_user_id", name=op.f("pk_access_requests")),
    )
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_email", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit") as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_actor_email"), ["actor_email"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)

    op.create_table(
        "channel_posts",
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_channel_posts")),
        sa.UniqueConstraint(
            "channel_id", "kind", "period", name=op.f("uq_channel_posts_channel_id_kind_period")
        ),
    )
    op.create_table(
        "command_replies",
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("response_url", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cause", name=op.f("pk_command_replies")),
    )
    op.create_table(
        "covers",
        sa.Column("cover_id", sa.String(), nullable=False),
        sa.Column("absent_email", sa.String(), nullable=False),
        sa.Column("cover_email", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cover_id", name=op.f("pk_covers")),
    )
    with op.batch_alter_table("covers") as batch_op:
        batch_op.create_index(batch_op.f("ix_covers_absent_email"), ["absent_email"], unique=False)
        batch_op.create_index(batch_op.f("ix_covers_cover_email"), ["cover_email"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("follow_up_id", sa.String(), nullable=False),
        sa.Column("owner_email", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_follow_ups")),
    )
    with op.batch_alter_table("follow_ups") as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_ups_owner_email"), ["owner_email"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_ups_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "reassignments",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("from_email", sa.String(), nullable=True),
        sa.Column("to_email", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_reassignments")),
    )
    op.create_table(
        "replaced_rows",
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.JSON(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("upload_id", "number", name=op.f("pk_replaced_rows")),
    )
    op.create_table(
        "role_changes",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("from_role", sa.String(), nullable=True),
        sa.Column("to_role", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_role_changes")),
    )
    op.create_table(
        "slack_tokens",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_slack_tokens")),
    )
    op.create_table(
        "streams",
        sa.Column("outbox_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=False),
        sa.Column("message_ts", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_streams")),
    )
    op.create_table(
        "team_channels",
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("registered_by", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_team_channels")),
    )
    op.create_table(
        "thread_voices",
        sa.Column("thread_id", sa.String(), nullable=False),
        sa.Column("slack_user_id", sa.String(), nullable=False),
        sa.Column("spoken_ts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("thread_id", "slack_user_id", name=op.f("pk_thread_voices")),
    )
    op.create_table(
        "uploads",
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uploader_email", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("upload_id", name=op.f("pk_uploads")),
    )
    with op.batch_alter_table("digest_settings") as batch_op:
        batch_op.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("lanes", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("monthly", sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table("digest_settings") as batch_op:  # the default was for the settings there were
        batch_op.alter_column("lanes", server_default=None)
        batch_op.alter_column("monthly", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("digest_settings") as batch_op:
        batch_op.drop_column("monthly")
        batch_op.drop_column("lanes")
        batch_op.drop_column("paused_from")

    op.drop_table("uploads")
    op.drop_table("thread_voices")
    op.drop_table("team_channels")
    op.drop_table("streams")
    op.drop_table("slack_tokens")
    op.drop_table("role_changes")
    op.drop_table("replaced_rows")
    op.drop_table("reassignments")
    with op.batch_alter_table("follow_ups") as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_partner_id"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_owner_email"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_due_at"))

    op.drop_table("follow_ups")
    with op.batch_alter_table("covers") as batch_op:
        batch_op.drop_index(batch_op.f("ix_covers_cover_email"))
        batch_op.drop_index(batch_op.f("ix_covers_absent_email"))

    op.drop_table("covers")
    op.drop_table("command_replies")
    op.drop_table("channel_posts")
    with op.batch_alter_table("audit") as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_at"))
        batch_op.drop_index(batch_op.f("ix_audit_actor_email"))

    op.drop_table("audit")
    op.drop_table("access_requests")
