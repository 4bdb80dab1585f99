"""A home with the sample, and Rapport on it: one of each for all tests of a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, select

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.tables import metadata


@pytest.fixture(scope="module")
def home(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the sample."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copy(sample_template, folder / "rapport.db")
    return folder


@pytest.fixture(scope="module")
def rapport(home: Path) -> Iterator[Rapport]:
    """Everybody sees every book."""
    with open_rapport(Settings(home=home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def own_books(home: Path) -> Iterator[Rapport]:
    """A manager sees no other book."""
    with open_rapport(Settings(home=home, visibility="book")) as opened:
        yield opened


@pytest.fixture(scope="module")
def _empty(rapport: Rapport) -> list[Table]:
    """The tables that the sample fills with nothing."""
    with rapport.engine.connect() as connection:
        return [
            table
            for table in reversed(metadata.sorted_tables)
            if connection.execute(select(table).limit(1)).first() is None
        ]


@pytest.fixture
def forgotten(rapport: Rapport, _empty: list[Table]) -> Iterator[None]:
    """What a test asks, drafts, sets and changes in words is forgotten at its end."""
    yield
    with rapport.engine.begin() as connection:
        for table in _empty:
            connection.execute(delete(table))
