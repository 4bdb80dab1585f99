"""One home with the sample for all tests of introductions; nothing is on record when a test starts."""

import pytest
from sqlalchemy import delete

from assistant.rapport import Rapport
from knowledge.tables import changes
from knowledge.tables import introductions as stored
from tests.integration.introductions.asking import Asked


@pytest.fixture(autouse=True)
def _nothing_on_record(rapport: Rapport) -> None:
    with rapport.engine.begin() as connection:
        connection.execute(delete(stored))
        connection.execute(delete(changes))


@pytest.fixture
def ask(rapport: Rapport) -> Asked:
    return Asked(rapport)
