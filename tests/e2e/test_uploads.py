"""Uploaded files when something comes between: a crash, an edit, an old button, another order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from knowledge.people import Person, Role
from knowledge.tables import replaced_rows, uploads
from tests.e2e.installing_world import BOSS, NOW, PARTNERS, World, installed, said, until

ADMIN = Person("boss@ours.example", "Bo Boss", Role.ADMIN, BOSS)


@pytest.fixture
def world(tmp_path: Path, sqlite_database_url: str) -> Iterator[World]:
    with installed(tmp_path, sqlite_database_url) as world:
        world.slack.say(BOSS, "hello")
        world.posts(BOSS, 1)
        world.drop(BOSS, "partners.csv", PARTNERS)
        world.posts(BOSS, 2)
        yield world


def upload_of(world: World) -> str:
    """The id of the one upload."""
    with world.rapport.engine.connect() as connection:
        return connection.scalars(select(uploads.c.upload_id)).one()


def test_an_import_whose_message_was_lost_in_a_crash_can_still_be_taken_back(world: World) -> None:
    done = world.rapport.uploads.take_in(upload_of(world), PARTNERS, ADMIN, good_rows=False)
    assert done is not None
    world.press(BOSS, "Import")
    assert "partners.csv is in" in said(world.posts(BOSS, 3)[-1])
    world.press(BOSS, "Undo")
    assert "2 rows are as before" in said(world.posts(BOSS, 4)[-1])


def test_an_undo_whose_message_was_lost_in_a_crash_is_told(world: World) -> None:
    world.press(BOSS, "Import")
    world.posts(BOSS, 3)
    assert world.rapport.uploads.undo(upload_of(world), ADMIN)
    world.press(BOSS, "Undo")
    assert "took back" in said(world.posts(BOSS, 4)[-1])


def test_a_file_that_changed_since_its_preview_is_looked_at_again_and_comes_in_with_an_undo(
    world: World,
) -> None:
    file = next(iter(world.slack.workspace.files.values()))
    file.content = PARTNERS + b"P3,Initech,\n"
    world.press(BOSS, "Import")
    assert "has changed since" in said(world.posts(BOSS, 3)[-1])
    assert world.rows("partners") == 0
    world.press(BOSS, "Look again")
    assert "3 new rows" in said(world.posts(BOSS, 4)[-1])
    world.press(BOSS, "Import")
    assert "partners.csv is in" in said(world.posts(BOSS, 5)[-1])
    world.press(BOSS, "Undo")
    until(lambda: world.rows("partners") == 0)


def test_old_buttons_of_what_is_decided_do_nothing_and_say_so(world: World) -> None:
    preview = world.posts(BOSS, 2)[-1]
    world.press(BOSS, "Don't import")
    assert "Nothing was imported" in said(world.posts(BOSS, 3)[-1])
    world.slack.click(BOSS, preview, "upload_import", upload_of(world))
    assert "decided already" in said(world.posts(BOSS, 4)[-1])
    world.service.workflows.run("again", "uploads.look", upload_of(world), ADMIN.email, "again")
    assert "decided already" in said(world.posts(BOSS, 5)[-1])
    assert world.rows("partners") == 0


def test_deals_before_there_are_partners_are_told_what_comes_first(world: World) -> None:
    world.drop(BOSS, "deals.csv", b"deal_id,partner_id,created_on,stage\nD1,P1,2026-01-02,open\n")
    told = said(world.posts(BOSS, 3)[-1])
    assert "partners.csv" in told
    assert "no partner is known yet" in told
    assert "What is in" not in told


def test_after_a_month_an_import_stands_and_the_rows_as_they_were_are_gone(world: World) -> None:
    world.press(BOSS, "Import")
    world.posts(BOSS, 3)
    errands = world.service.workflows.errands.uploads
    assert errands is not None
    assert errands.due() == []
    with world.rapport.engine.begin() as connection:
        connection.execute(update(uploads).values(changed_at=NOW - timedelta(days=31)))
    [(workflow_id, errand, ids)] = errands.due()
    world.service.workflows.run(workflow_id, errand, *ids)

    def kept() -> int:
        with world.rapport.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(replaced_rows)) or 0

    until(lambda: kept() == 0)
    assert errands.due() == []
    world.press(BOSS, "Undo")
    assert "30 days" in said(world.posts(BOSS, 4)[-1])
    assert world.rows("partners") == 2
