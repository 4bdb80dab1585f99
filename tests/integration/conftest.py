"""A home with the sample, and Rapport on it: one of each for all tests of a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Table, delete, select

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.tables import metadata

if TYPE_CHECKING:
    from assistant.planner.agent import Planner
    from tools.names import NameIndex


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


@pytest.fixture(scope="module")
def planner() -> Planner:
    """The embedded one, with its shipped head and the real encoder."""
    from assistant.planner.agent import Planner
    from assistant.planner.models import embedded_model
    from knowledge.encoder import EmbeddedEncoder

    return Planner(embedded_model(EmbeddedEncoder()))


@pytest.fixture(scope="module")
def names() -> NameIndex:
    """Of the small world that planners are measured on."""
    from evals.worlds import world_names

    return world_names()
