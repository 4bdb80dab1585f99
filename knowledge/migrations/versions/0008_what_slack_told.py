"""People and channels of whom Slack told one of several processes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "slack_changes",
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slack_id", name=op.f("pk_slack_changes")),
    )
    with op.batch_alter_table("slack_changes") as batch_op:
        batch_op.create_index(batch_op.f("ix_slack_changes_version"), ["version"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("slack_changes") as batch_op:
        batch_op.drop_index(batch_op.f("ix_slack_changes_version"))

    op.drop_table("slack_changes")
