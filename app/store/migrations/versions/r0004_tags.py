"""What a model took the trainee's turns for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of tags."""
    op.create_table(
        "turn_tags",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("call_id", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turn_tags"),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_turn_tags_call_id_call", ondelete="CASCADE"),
    )
    op.create_index("ix_turn_tags_call_id", "turn_tags", ["call_id"])
