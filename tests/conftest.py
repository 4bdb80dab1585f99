"""Databases for tests: whoever asks for `engine` runs on SQLite and on PostgreSQL, each on a fresh copy."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine

from assistant.terminal.importing import load
from knowledge.database import migrate, open_database, sqlite_url
from knowledge.sample import write_sample
from tests import postgres

# the same twice, however busy the machine is
settings.register_profile("quick", max_examples=20, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=300, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

for name in [*os.environ]:  # nobody's own database, model or Slack is touched by a test
    if name.startswith(("RAPPORT_", "SLACK_", "OPENAI_")) or name in {"DATABASE_URL", "CHROMA_URL"}:
        del os.environ[name]

gc.disable()  # what collecting tests makes stays; `pytest_collection_finish` turns it on again


def pytest_collection_finish() -> None:
    """Looks for garbage less often, and never again among modules and ten thousand tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(autouse=True)
def _nobodys_settings(request: pytest.FixtureRequest) -> None:
    """A `.env` in the folder of the tests is somebody's own."""
    if Path(".env").exists():  # only then: thousands of tests need no folder
        request.getfixturevalue("monkeypatch").chdir(request.getfixturevalue("tmp_path"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file; copying it is much quicker than migrating."""
    path = tmp_path_factory.mktemp("template") / "rapport.db"
    _migrate(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A PostgreSQL server, from TEST_DATABASE_URL or started for this session."""
    with postgres.postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Engine) -> Iterator[str]:
    """Name of a migrated database on the server, which new ones are copied from."""
    with postgres.fresh_database(postgres_server) as name:
        _migrate(postgres.url_of(postgres_server, name))
        yield name


@pytest.fixture
def sqlite_database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Address of a migrated, empty SQLite database; there are spaces in its path."""
    path = tmp_path / "home of rapport" / "rapport.db"
    path.parent.mkdir()
    shutil.copy(sqlite_template, path)
    return sqlite_url(path)


@pytest.fixture
def postgres_database_url(postgres_server: Engine, postgres_template: str) -> Iterator[str]:
    """Address of a migrated, empty PostgreSQL database."""
    with postgres.fresh_database(postgres_server, postgres_template) as name:
        yield postgres.url_of(postgres_server, name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of a migrated, empty database: once on SQLite, once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_database_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated, empty database: once on SQLite, once on PostgreSQL."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A writing connection; what the test does not commit is rolled back at its end."""
    with engine.connect() as connection:
        yield connection


def _migrate(url: str) -> None:
    engine = open_database(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the sample in it."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "csv")
    engine = open_database(sqlite_url(folder / "rapport.db"))
    try:
        migrate(engine)
        load(engine, folder / "csv", "EUR", None)
    finally:
        engine.dispose()
    return folder / "rapport.db"


@pytest.fixture
def sample_home(sample_template: Path, tmp_path: Path) -> Path:
    """A home folder of its own with the sample in it; there is a space in its path."""
    home = tmp_path / "a home"
    home.mkdir()
    shutil.copy(sample_template, home / "rapport.db")
    return home
