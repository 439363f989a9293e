"""Questions that were not answered, and what citizens think of the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "gaps",
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("matter", sa.String(), nullable=True),
        sa.Column("receipt", sa.String(16), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_gaps_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "seq", "reason", name="pk_gaps"),
    )
    op.create_index("ix_gaps_at", "gaps", ["at"])
    op.create_table(
        "feedback",
        sa.Column("receipt", sa.String(16), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name="pk_feedback"),
    )


def downgrade() -> None:
    """Removes both tables."""
    op.drop_table("feedback")
    op.drop_index("ix_gaps_at", table_name="gaps")
    op.drop_table("gaps")
