"""A database remembers whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from assistant.slack.installing.workspace import OtherWorkspaceError, claim_workspace, left, note_left


def test_a_database_serves_the_workspace_that_came_first(engine: Engine) -> None:
    claim_workspace(engine, "T1", "Ours")
    claim_workspace(engine, "T1", "Ours, renamed")
    with pytest.raises(OtherWorkspaceError, match=r"T1 Ours.*T2 Theirs.*DATABASE_URL"):
        claim_workspace(engine, "T2", "Theirs")


def test_that_it_was_left_is_known_until_it_is_there_again(engine: Engine) -> None:
    note_left(engine, "the app was removed", datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert left(engine) == "the app was removed, 2026-10-05 09:00 UTC"
    claim_workspace(engine, "T1", "Ours")
    assert not left(engine)
