"""Calls, turns, minds, events, pinned texts and access tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    _make_call()
    _make_turn()
    _make_steps("mind_step")
    _make_steps("call_event")
    _make_content()
    _make_access_token()


def _make_call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("trainee", sa.String, nullable=False),
        sa.Column("persona", sa.String, nullable=False),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
    )
    op.create_index("ix_call_trainee_started_at", "call", ["trainee", "started_at"])
    op.create_index("ix_call_status", "call", ["status"])


def _make_turn() -> None:
    op.create_table(
        "turn",
        sa.Column("call_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("call_id", "number", name="pk_turn"),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_turn_call_id_call", ondelete="CASCADE"),
    )


def _make_steps(table: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("call_id", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=f"fk_{table}_call_id_call", ondelete="CASCADE"),
    )
    op.create_index(f"ix_{table}_call_id", table, ["call_id"])


def _make_content() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_content"),
    )


def _make_access_token() -> None:
    op.create_table(
        "access_token",
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("trainee", sa.String, nullable=False),
        sa.Column("issued_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_access_token"),
    )
