"""reviews snoozes fits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "changed_partners",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_changed_partners")),
    )
    with op.batch_alter_table("changed_partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changed_partners_version"), ["version"], unique=False)

    op.create_table(
        "fits",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("fitted_through", sa.Date(), nullable=False),
        sa.Column("coefficients", sa.JSON(), nullable=False),
        sa.Column("fitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "fitted_through", name=op.f("pk_fits")),
    )
    op.create_table(
        "review_decisions",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", "review_on", name=op.f("pk_review_decisions")),
    )
    op.create_table(
        "snoozes",
        sa.Column("person_email", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("snoozed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_email", "partner_id", name=op.f("pk_snoozes")),
    )


def downgrade() -> None:
    op.drop_table("snoozes")
    op.drop_table("review_decisions")
    op.drop_table("fits")
    with op.batch_alter_table("changed_partners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changed_partners_version"))

    op.drop_table("changed_partners")
