"""One home with the sample for all tests of introductions; nothing is on record when a test starts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.tables import changes
from knowledge.tables import introductions as stored
from tests.integration.introductions.asking import Asked


@pytest.fixture(scope="module")
def home(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("introductions")
    shutil.copy(sample_template, folder / "rapport.db")
    return folder


@pytest.fixture(scope="module")
def rapport(home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=home)) as opened:
        yield opened


@pytest.fixture
def own_books(home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=home, visibility="book")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _nothing_on_record(rapport: Rapport) -> None:
    with rapport.engine.begin() as connection:
        connection.execute(delete(stored))
        connection.execute(delete(changes))


@pytest.fixture
def ask(rapport: Rapport) -> Asked:
    return Asked(rapport)
