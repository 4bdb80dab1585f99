"""The frozen world in the real database: every row goes in, and what was planted is found."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from assistant.app import open_database_of, open_rapport
from assistant.settings import Settings
from evals.frozen import AS_OF, PEOPLE, frozen_settings, now, tables, take_in_world
from knowledge.importing import ImportReport
from knowledge.tables import INCOMING, readings


@dataclass(frozen=True)
class World:
    settings: Settings
    engine: Engine
    report: ImportReport


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    settings = frozen_settings(tmp_path_factory.mktemp("frozen"))
    with open_database_of(settings) as engine:
        yield World(settings, engine, take_in_world(engine, settings))


def _row_count(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _row in csv.reader(file)) - 1


def test_every_row_of_every_table_goes_in(world: World) -> None:
    assert world.report.problems == ()
    with world.engine.connect() as connection:
        for name, path in tables().items():
            assert connection.scalar(select(func.count()).select_from(INCOMING[name])) == _row_count(path), (
                name
            )


def test_the_data_ends_on_the_day_of_the_world_and_no_partner_is_taken_for_another(world: World) -> None:
    assert world.report.through == AS_OF
    assert (world.report.merged, world.report.proposed) == (0, 0)


def test_promises_in_four_languages_are_read_with_their_day(world: World) -> None:
    due = select(readings.c.partner_id, readings.c.kind).where(readings.c.due_on > date(2026, 10, 1))
    with world.engine.connect() as connection:
        found = {(partner, str(kind)) for partner, kind in connection.execute(due)}
    assert found >= {
        ("P01", "promise_by_us"),
        ("P10", "promise_by_us"),
        ("P42", "promise_by_us"),
        ("P47", "promise_by_us"),
        ("P14", "promise_by_them"),
        ("P27", "promise_by_them"),
    }


def test_rapport_answers_on_the_frozen_day(world: World) -> None:
    with open_rapport(world.settings, clock=now) as rapport:
        answer = rapport.ask("Which partners need attention?", rapport.person(PEOPLE["nora"]))
    assert max(fact.as_of for fact in answer.facts or ()) == AS_OF
    assert "Bergblick IT GmbH" in answer.text
