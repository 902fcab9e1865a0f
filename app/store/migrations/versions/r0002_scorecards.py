"""Scorecards."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of scorecards."""
    op.create_table(
        "scorecard",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("call_id", sa.String, nullable=False),
        sa.Column("rubric_sha256", sa.String, nullable=False),
        sa.Column("transcript_sha256", sa.String, nullable=False),
        sa.Column("rules", sa.String, nullable=False),
        sa.Column("scored_at", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scorecard"),
        sa.UniqueConstraint(
            "call_id",
            "rubric_sha256",
            "transcript_sha256",
            "rules",
            name="uq_scorecard_call_id_rubric_sha256_transcript_sha256_rules",
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_scorecard_call_id_call", ondelete="CASCADE"),
    )
    op.create_index("ix_scorecard_call_id", "scorecard", ["call_id"])
