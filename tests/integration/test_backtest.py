"""`rapport backtest` on the sample, and the coefficients that it keeps."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, Engine
from typer.testing import CliRunner

from assistant.cli import BacktestEvery, app
from assistant.intake.outlooks import keep_outlook
from assistant.standings import Standings
from knowledge.columns import KeptColumns
from knowledge.database import open_database, sqlite_url
from knowledge.fits import store_coefficients, stored_coefficients
from knowledge.freshness import through_of
from knowledge.importing import import_folder
from tools.backtest import Every
from tools.outlook import ENOUGH_ROWS, Coefficients, packaged
from tools.outlook.coefficients import Recalibration
from tools.policy import Policy

NOW = datetime(2026, 10, 1, tzinfo=UTC)
LAST = date(2026, 9, 30)


@pytest.fixture
def home(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAPPORT_HOME", str(sample_home))
    return sample_home


@pytest.mark.usefixtures("home")
def test_the_sample_proves_nothing_and_that_is_said_first() -> None:
    result = CliRunner().invoke(app, ["backtest", "--every", "quarter", "--fit"])
    lines = result.stdout.splitlines()
    assert lines[0].startswith("On declines nothing is proven: ")
    assert lines[1].startswith("On silence nothing is proven: ")
    assert "to choose from each day" in lines[2]
    assert "the best possible is 1.000" in " ".join(lines)
    assert "Next: wait for more history." in result.stdout
    assert result.exit_code == 1
    assert "Nothing was fitted: the history has " in result.stderr


@pytest.mark.usefixtures("home")
def test_json_has_every_figure() -> None:
    result = CliRunner().invoke(app, ["backtest", "--every", "quarter", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert {one["lane"] for one in found["results"]} == {"declines", "silence", "lost revenue"}
    assert set(found["calibration"]) == {"declines", "silence"}


@pytest.mark.usefixtures("home")
def test_dates_that_cannot_be_judged_are_named() -> None:
    result = CliRunner().invoke(app, ["backtest", "--from", "2031-01-01"])
    assert result.exit_code == 2
    assert "asked for (2031-01-01 to the end)" in result.stderr


def test_nothing_imported_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["backtest"])
    assert result.exit_code == 2
    assert "no history yet" in result.stderr


def test_the_command_offers_what_the_science_knows() -> None:
    assert [one.value for one in BacktestEvery] == [one.value for one in Every]


def test_a_past_day_never_uses_coefficients_fitted_after_it(connection: Connection) -> None:
    early = Coefficients(silent=Recalibration(slope=0.8), fitted_through=date(2026, 1, 31))
    late = Coefficients(silent=Recalibration(slope=0.9), fitted_through=date(2026, 4, 30))
    for one in (late, early):
        store_coefficients(connection, one, NOW)
    assert stored_coefficients(connection, date(2026, 1, 30)) is None
    assert stored_coefficients(connection, date(2026, 1, 31)) == early
    assert stored_coefficients(connection, date(2026, 4, 29)) == early
    assert stored_coefficients(connection, date(2026, 9, 30)) == late


def test_the_same_day_fitted_again_replaces_and_packaged_ones_are_not_kept(connection: Connection) -> None:
    first = Coefficients(fitted_through=date(2026, 1, 31))
    again = first.model_copy(update={"decline": Recalibration(intercept=0.3)})
    for one in (first, again):
        store_coefficients(connection, one, NOW)
    assert stored_coefficients(connection, date(2026, 1, 31)) == again
    with pytest.raises(ValueError, match="fitted_through is missing"):
        store_coefficients(connection, packaged(), NOW)


def test_a_standing_uses_the_newest_of_its_day(sample_home: Path) -> None:
    engine = open_database(sqlite_url(sample_home / "rapport.db"))
    with engine.begin() as connection:
        through = through_of(connection)
        assert through is not None
        sure = Coefficients(silent=Recalibration(intercept=-9.0), fitted_through=through)
        store_coefficients(connection, sure, NOW)
    standings = Standings(engine, Policy())
    earlier = date.fromordinal(through.toordinal() - 1)
    assert standings.at(through).outlook["chance_silent"].max() < 0.1
    assert standings.at(earlier).outlook["chance_silent"].max() > 0.1
    engine.dispose()


def history(folder: Path) -> Path:
    """Thirty partners over 500 days, each selling now and then."""
    random = np.random.default_rng(3)
    names = [f"P{at}" for at in range(30)]
    rows = [
        f"D{at}-{name},{name},won,{LAST - timedelta(days=int(day))},1000"
        for name in names
        for at, day in enumerate(random.integers(0, 500, int(random.integers(4, 20))))
    ]
    partners = [f"{name},{name},active" for name in names]
    folder.mkdir()
    (folder / "partners.csv").write_text("\n".join(["partner_id,name,status", *partners]))
    (folder / "deals.csv").write_text("\n".join(["deal_id,partner_id,stage,closed_on,amount", *rows]))
    return folder


def test_an_import_learns_from_closed_quarters_once_and_what_runs_uses_it(
    engine: Engine, tmp_path: Path
) -> None:
    folder = history(tmp_path / "exports")
    import_folder(engine, folder, base_currency="EUR", now=NOW)
    standings = Standings(engine, Policy())
    before = standings.at(LAST).outlook["chance_silent"]
    first, second = (keep_outlook(engine, Policy(), KeptColumns(), NOW) for _ in range(2))
    assert first is not None
    assert first.done >= ENOUGH_ROWS
    assert second is None  # no month-end has closed since
    with engine.connect() as connection:
        kept = stored_coefficients(connection, LAST)
    assert kept is not None
    assert kept.fitted_through == date(2026, 6, 30) + timedelta(days=90)
    assert kept.partner_quarters == first.done
    assert not standings.at(LAST).outlook["chance_silent"].equals(before)
