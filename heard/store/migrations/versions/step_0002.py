"""The zone that a conversation was opened in, so that "by noon" is noon there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of conversations that are there already it is not known, and they stay in UTC."""
    op.add_column("conversations", sa.Column("zone", sa.String(length=64)))
