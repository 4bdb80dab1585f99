"""What the first question after a start or an import needs is read before it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.settings import Settings
from assistant.warming import Warmer
from knowledge.stored_settings import data_version, grow_data_version


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_it_reads_at_first_and_again_when_a_change_came_to_rest(sample_home: Path) -> None:
    with open_rapport(Settings(home=sample_home)) as rapport:
        past = rapport.digests.standings.past_scores

        def version() -> int:
            with rapport.engine.connect() as connection:
                return data_version(connection)

        def reads() -> bool:
            return [one.version for one in past._kept.values()] == [version()] * 7

        before = version()
        with Warmer(rapport, looks=0.02):
            wait_for(reads)
            with rapport.engine.begin() as connection:
                grow_data_version(connection, {"ACC-1001"})
            assert version() > before
            wait_for(reads)


def test_without_data_it_waits_and_ends_when_it_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with open_rapport(Settings(home=tmp_path)) as rapport, Warmer(rapport, looks=0.01) as warmer:
        wait_for(lambda: warmer._read is not None)
        time.sleep(0.05)
    assert warmer._thread
    assert not warmer._thread.is_alive()
    assert not [one for one in caplog.records if one.levelname in ("WARNING", "ERROR")]
