from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import emptied, fresh_postgres

from heard.store import Store


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One PostgreSQL database for a whole run; skips where there is none."""
    with fresh_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, each test on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'heard.db'}"
    url: str = request.getfixturevalue("postgres_url")
    emptied(url)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store on an empty database."""
    with Store.open(store_url) as opened:
        yield opened
