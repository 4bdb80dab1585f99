"""What a draft's sentences rest on, the whole of its envelope, and jobs that write many."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXTS = ("play", "offer_id", "other_id", "from_address", "reply_to", "in_reply_to")
_LISTS = ("sentences", "cc")
_SOUGHT = ("state", "recipient")


def upgrade() -> None:
    with op.batch_alter_table("drafts") as batch:
        for name in _TEXTS:
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in _LISTS:
            batch.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("drafts") as batch:  # the default was for the drafts that were there
        for name in (*_TEXTS, *_LISTS):
            batch.alter_column(name, server_default=None)
        for name in _SOUGHT:
            batch.create_index(op.f(f"ix_drafts_{name}"), [name])
    _add_jobs()
    _add_overrides()


def downgrade() -> None:
    for table in ("draft_overrides", "draft_listings", "draft_job_items", "draft_jobs"):
        op.drop_table(table)
    with op.batch_alter_table("drafts") as batch:
        for name in _SOUGHT:
            batch.drop_index(op.f(f"ix_drafts_{name}"))
        for name in (*_TEXTS, *_LISTS):
            batch.drop_column(name)


def _add_jobs() -> None:
    op.create_table(
        "draft_jobs",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("asker_email", sa.String(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_draft_jobs")),
    )
    op.create_index(op.f("ix_draft_jobs_asker_email"), "draft_jobs", ["asker_email"])
    op.create_table(
        "draft_job_items",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("draft_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["draft_jobs.job_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "partner_id", name=op.f("pk_draft_job_items")),
    )
    op.create_index(op.f("ix_draft_job_items_draft_id"), "draft_job_items", ["draft_id"])
    op.create_table(
        "draft_listings",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("person_email", sa.String(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("pages_shown", sa.JSON(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["draft_jobs.job_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_draft_listings")),
    )


def _add_overrides() -> None:
    op.create_table(
        "draft_overrides",
        sa.Column("override_id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("override_id", name=op.f("pk_draft_overrides")),
    )
    op.create_index(op.f("ix_draft_overrides_draft_id"), "draft_overrides", ["draft_id"])
