"""The tables. What changes here also needs a step in `migrations`; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from heard.store.columns import Counter, Instant, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_conversation(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "conversation",
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("channel", String(20)),
    Column("customer", Words),
    Column("agent", Words),
    Column("team", Words),
    Column("status", String(10), nullable=False),
    Column("taken_by", Words),
    Column("muted", Boolean, nullable=False),
    Column("held_by", Words),  # whoever put it on hold: it is neither swept nor deleted
    Column("started_at", Instant, nullable=False),
    Column("zone", String(64)),  # it was opened in: a name, or an offset; None: UTC
    Column("updated_at", Instant, nullable=False),
    Column("seq", Integer, nullable=False),  # of the last turn, counted from 1
    Column("earlier_contacts", Integer, nullable=False),
    Column("overdue_promises", Integer, nullable=False),
    Column("customer_since", Date),
    Column("heat", Float, nullable=False),
    Column("peak", Float, nullable=False),
    Column("mood", String(10), nullable=False),
    Column("trend", String(10), nullable=False),
    Column("risk", Float, nullable=False),
    Column("step", Integer, nullable=False),
    Column("board", Text, nullable=False),
    Column("state", LargeBinary),  # the coach's, after the last turn
    Column("names", Text),  # the customer's, sealed where there is a key; None once it is over
    Index("ix_conversations_status_agent", "status", "agent"),
    Index("ix_conversations_customer", "customer"),
    Index("ix_conversations_started_at", "started_at"),
)

turns = Table(
    "turns",
    metadata,
    _of_conversation(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("client_id", String(200), nullable=False),
    Column("speaker", String(20), nullable=False),
    Column("text", Words, nullable=False),
    Column("name", Words),
    Column("at_s", Float),
    Column("end_s", Float),
    Column("at", Instant),
    Column("internal", Boolean, nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("told", Text, nullable=False),
    UniqueConstraint("conversation", "client_id"),
)

events = Table(
    "events",
    metadata,
    Column("cursor", Counter, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("conversation", String(200), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("agent", Words),
    Column("by", Words),
    Column("note", Words, nullable=False),
    Index("ix_events_conversation", "conversation"),
    sqlite_autoincrement=True,  # a cursor is never given twice, not even after a deletion
)

promises = Table(
    "promises",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    _of_conversation(),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("what", Words, nullable=False),
    Column("owner", String(10), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("due_from", Instant),
    Column("due_by", Instant),
    Column("due_words", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("outcome", String(10)),  # kept or broken, once somebody said so
    Column("marked_by", Words),
    Column("marked_at", Instant),
    Column("told_overdue_at", Instant),
    UniqueConstraint("conversation", "turn", "start"),
    Index("ix_promises_outcome_due_by", "outcome", "due_by"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("role", String(10), nullable=False),
    Column("team", Words),
    Column("password", Text),  # an argon2 hash; None: by one-time link only
    Column("active", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),  # SHA-256 of what the browser holds
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_sessions_account", "account"),
)

links = Table(
    "links",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", Instant, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("name", Words, nullable=False),
    Column("secret", String(64), nullable=False),  # SHA-256
    Column("scopes", String(60), nullable=False),
    Column("made_by", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("who", Words, nullable=False),
    Column("did", String(60), nullable=False),
    Column("about", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Column("chain", String(64), nullable=False),  # over this entry and the chain before it
    sqlite_autoincrement=True,
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("url", Words, nullable=False),
    Column("kinds", String(200), nullable=False),
    # sealed, where there is a key; SQLite has no use for a length, and its column stays as it was
    Column("secret", String(100).with_variant(String(1000), "postgresql"), nullable=False),
    Column("made_at", Instant, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("webhook", ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("conversation", String(200)),
    Column("payload", Text, nullable=False),
    Column("status", String(10), nullable=False),  # waiting, sent, given up
    Column("tries", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("problem", Words, nullable=False),
    Index("ix_deliveries_status_next_at", "status", "next_at"),
    Index("ix_deliveries_conversation", "conversation"),
)
