"""Room for a webhook's secret once it is encrypted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the column; SQLite keeps what it is given. What lies there is encrypted at the next start."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("webhooks", "secret", type_=sa.String(length=1000), existing_nullable=False)
