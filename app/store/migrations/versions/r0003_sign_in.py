"""One-time sign-in links and browser sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of signing in."""
    for table in ("sign_in_link", "browser_session"):
        op.create_table(
            table,
            sa.Column("sha256", sa.String, nullable=False),
            sa.Column("trainee", sa.String, nullable=False),
            sa.Column("expires_at", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("sha256", name=f"pk_{table}"),
        )
