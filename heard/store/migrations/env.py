"""Alembic looks for this file; the steps are run by `heard.store.migrate`."""
