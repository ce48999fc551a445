"""Brings a database's tables up to date, once, however many processes start together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from heard.errors import StoreError

if TYPE_CHECKING:
    from alembic.runtime.migration import RevisionStep
    from sqlalchemy import Connection

    from heard.store.database import Database, Transaction

STEPS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Run the steps that this database has not seen yet, all or none of them."""
    scripts = scripts_of()
    newest = scripts.get_current_head()
    with database.engine.connect() as connection:
        if revision_of(connection) == newest:
            return

    def do(transaction: Transaction) -> None:
        at = revision_of(transaction.connection)
        if at is None and inspect(transaction.connection).has_table("conversations"):
            raise StoreError("this database has tables of another program")
        known = {step.revision for step in scripts.walk_revisions()}
        if at is not None and at not in known:
            raise StoreError(f'this database was written by a newer Heard (step "{at}")')
        _run(scripts, transaction.connection)

    database.write(do)


def revision_of(connection: Connection) -> str | None:
    """The last step a database has seen; None for a new one."""
    return MigrationContext.configure(connection).get_current_revision()


def scripts_of() -> ScriptDirectory:
    """The steps there are."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _run(scripts: ScriptDirectory, connection: Connection) -> None:
    newest = scripts.get_current_head()

    def steps(revision: str | tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        return scripts._upgrade_revs(newest or "heads", revision)  # type: ignore[arg-type] # noqa: SLF001 - as alembic's own command does

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
