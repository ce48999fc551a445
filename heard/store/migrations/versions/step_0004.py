"""The names that a customer is known by while a conversation is open, for every worker to know."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; of conversations that are there already none is known."""
    op.add_column("conversations", sa.Column("names", sa.Text()))
