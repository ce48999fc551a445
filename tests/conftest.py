import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from databases import emptied, fresh_postgres
from hypothesis import settings
from waiting import SLOW_S

from heard.store import Store

pytest.register_assert_rewrite("browsing")  # its fixture's fault lists what the console said

# a busy machine is slow, not wrong
settings.register_profile("heard", deadline=None, print_blob=True)
settings.load_profile("heard")
PATIENCE = inspect.signature(httpx.Client).parameters["timeout"].default
PATIENCE.connect = PATIENCE.read = PATIENCE.write = PATIENCE.pool = SLOW_S  # of who names none


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One migrated PostgreSQL database for a whole run; skips where there is none."""
    with fresh_postgres() as url:
        Store.open(url).close()
        yield url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "heard.db"
    Store.open(str(path)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, each test on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "heard.db")
        return f"sqlite:///{tmp_path / 'heard.db'}"
    url: str = request.getfixturevalue("postgres_url")
    emptied(url)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store on an empty database that waits for no disk."""
    with Store.open(store_url, synced=False) as opened:
        yield opened
