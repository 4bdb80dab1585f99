"""A home with the sample, and Rapport on it: one of each for all tests of a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings


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
