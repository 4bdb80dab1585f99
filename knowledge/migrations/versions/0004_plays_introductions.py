"""plays introductions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "introductions",
        sa.Column("introduction_id", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("other_contact_id", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("technology", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_by", sa.String(), nullable=True),
        sa.Column("consent_contact_id", sa.Text(), nullable=True),
        sa.Column("consent_words", sa.Text(), nullable=True),
        sa.Column("other_consent", sa.String(), nullable=False),
        sa.Column("other_consent_on", sa.Date(), nullable=True),
        sa.Column("other_consent_by", sa.String(), nullable=True),
        sa.Column("other_consent_contact_id", sa.Text(), nullable=True),
        sa.Column("other_consent_words", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("introduction_id", name=op.f("pk_introductions")),
    )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_introductions_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_introductions_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "plays_done",
        sa.Column("play_done_id", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("play", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("play_done_id", name=op.f("pk_plays_done")),
    )
    with op.batch_alter_table("plays_done", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plays_done_done_on"), ["done_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_plays_done_partner_id"), ["partner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("plays_done", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plays_done_partner_id"))
        batch_op.drop_index(batch_op.f("ix_plays_done_done_on"))

    op.drop_table("plays_done")
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_introductions_partner_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_other_id"))

    op.drop_table("introductions")
