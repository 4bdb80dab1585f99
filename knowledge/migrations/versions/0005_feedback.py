"""What became of answers in use: verdicts, corrections, unanswered questions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("asker_email", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("said_in", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.question_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["said_in"], ["questions.question_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("question_id", "asker_email", "kind", name=op.f("pk_feedback")),
    )


def downgrade() -> None:
    op.drop_table("feedback")
