"""What is kept: conversations, promises, people and what happened, in one database."""

from heard.errors import ConflictError, MissingError, StoreError
from heard.store.accounts import ROLES, Account, Role
from heard.store.addition import Addition, Appended
from heard.store.audit import Entry
from heard.store.customers import Deleted, noted
from heard.store.events import Event, Happened
from heard.store.keys import SCOPES, Key, Scope
from heard.store.promises import STAGES, Outcome, Owed, Stage
from heard.store.retention import Swept
from heard.store.row import Row, StoredTurn
from heard.store.sessions import Session
from heard.store.store import Store
from heard.store.webhooks import KINDS, Delivery, Webhook

__all__ = [
    "KINDS",
    "ROLES",
    "SCOPES",
    "STAGES",
    "Account",
    "Addition",
    "Appended",
    "ConflictError",
    "Deleted",
    "Delivery",
    "Entry",
    "Event",
    "Happened",
    "Key",
    "MissingError",
    "Outcome",
    "Owed",
    "Role",
    "Row",
    "Scope",
    "Session",
    "Stage",
    "Store",
    "StoreError",
    "StoredTurn",
    "Swept",
    "Webhook",
    "noted",
]
