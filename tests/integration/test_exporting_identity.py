"""What was exported and imported again is what was there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Engine

from knowledge.exporting import ExportFormat, export_portfolio, one_moment
from knowledge.importing import import_folder
from tests.integration.exporting_world import World, empty, store, stored, worlds

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
UNHURRIED = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a whole world takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("file_format", [ExportFormat.CSV])
@settings(UNHURRIED, max_examples=4)
@given(world=worlds())
def test_importing_an_export_into_an_empty_database_gives_the_same_tables(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory, file_format: ExportFormat, world: World
) -> None:
    check_identity(engine, tmp_path_factory.mktemp("export"), file_format, world)


@pytest.mark.long
@pytest.mark.parametrize("file_format", ExportFormat)
@settings(UNHURRIED, max_examples=100)
@given(world=worlds())
def test_a_hundred_exports_imported_into_an_empty_database_give_the_same_tables(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory, file_format: ExportFormat, world: World
) -> None:
    check_identity(engine, tmp_path_factory.mktemp("export"), file_format, world)


def check_identity(engine: Engine, folder: Path, file_format: ExportFormat, world: World) -> None:
    store(engine, world)
    with one_moment(engine) as connection:
        before = stored(connection)
        export_portfolio(connection, folder, file_format=file_format, only=None)
    empty(engine)
    report = import_folder(engine, folder, base_currency="EUR", now=NOW)
    assert report.problems == ()
    with engine.connect() as connection:
        assert stored(connection) == before


@pytest.mark.parametrize("file_format", [ExportFormat.CSV])
@settings(UNHURRIED, max_examples=2)
@given(world=worlds())
def test_importing_an_export_where_it_came_from_changes_nothing(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory, file_format: ExportFormat, world: World
) -> None:
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    store(engine, world)
    for folder in folders:
        with one_moment(engine) as connection:
            export_portfolio(connection, folder, file_format=file_format, only=None)
        assert import_folder(engine, folder, base_currency="EUR", now=NOW).problems == ()
    assert _texts(folders[0]) == _texts(folders[1])


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}
