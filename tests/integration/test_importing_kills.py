"""An import that is killed leaves each file as it was before or as it is after, never in between."""

import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.database import open_database, sqlite_url
from knowledge.importing import import_folder
from knowledge.tables import INCOMING

pytestmark = pytest.mark.slow

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
DEALS = 20_000
PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from knowledge.database import open_database
from knowledge.importing import import_folder
engine = open_database(sys.argv[1])
print("ready", flush=True)
import_folder(engine, Path(sys.argv[2]), base_currency="EUR", now=datetime(2026, 9, 30, tzinfo=UTC))
print("done", flush=True)
sys.stdin.read()
"""


def write_folder(folder: Path, amount: int) -> Path:
    folder.mkdir()
    (folder / "fx.csv").write_text(f"currency,rate_to_base\nUSD,{amount}\n")
    (folder / "partners.csv").write_text(f"partner_id,name,employees\nP1,Globex,{amount}\n")
    rows = "".join(f"D{number},P1,2026-01-02,open,{amount},USD\n" for number in range(DEALS))
    (folder / "deals.csv").write_text("deal_id,partner_id,created_on,stage,amount,currency\n" + rows)
    return folder


class Kills:
    """A database in the old state, a folder with the new one, and imports that are killed under way."""

    def __init__(self, path: Path, template: Path) -> None:
        self.path, self.old = path, path / "old.db"
        shutil.copy(template, self.old)
        self._load(self.old, write_folder(path / "before", 1))
        self.new_folder = write_folder(path / "after", 2)
        started = time.monotonic()
        shutil.copy(self.old, path / "new.db")
        self._load(path / "new.db", self.new_folder)
        self.seconds = 2 * (
            time.monotonic() - started
        )  # a fresh process takes longer: it loads libraries first

    def check(self, seconds: float) -> None:
        """Kill an import after that time and look at what it left; then let another one finish it."""
        database = self.path / "killed.db"
        for leftover in self.path.glob("killed.db*"):
            leftover.unlink()
        shutil.copy(self.old, database)
        self._kill_after(seconds, database)
        states = self._states(database)
        assert all(len(state) == 1 for state in states.values()), states
        self._load(database, self.new_folder)
        assert self._states(database) == {
            "rates": {2.0},
            "employees": {2},
            "amounts": {2.0},
            "converted": {4.0},
        }

    def _kill_after(self, seconds: float, database: Path) -> None:
        command = [sys.executable, "-c", PROGRAM, sqlite_url(database), str(self.new_folder)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            time.sleep(seconds)
            running.send_signal(signal.SIGKILL)

    def _load(self, database: Path, folder: Path) -> None:
        engine = open_database(sqlite_url(database))
        assert import_folder(engine, folder, base_currency="EUR", now=NOW).problems == ()
        engine.dispose()

    def _states(self, database: Path) -> dict[str, set[object]]:
        """Different values of each column; more than one is a mixture."""
        fx, partners, deals = INCOMING["fx"], INCOMING["partners"], INCOMING["deals"]
        columns = {
            "rates": fx.c.rate_to_base,
            "employees": partners.c.employees,
            "amounts": deals.c.amount,
            "converted": deals.c.amount_base,
        }
        engine = open_database(sqlite_url(database))
        with engine.connect() as connection:
            states = {
                name: set(connection.execute(select(column)).scalars()) for name, column in columns.items()
            }
        engine.dispose()
        return states


@pytest.fixture
def kills(tmp_path: Path, sqlite_template: Path) -> Kills:
    return Kills(tmp_path, sqlite_template)


def test_a_killed_import_leaves_the_old_or_the_new_state(kills: Kills) -> None:
    for share in (0.05, 0.35, 0.65):
        kills.check(share * kills.seconds)


@pytest.mark.long
def test_an_import_killed_at_200_random_points_leaves_the_old_or_the_new_state(kills: Kills) -> None:
    chance = random.Random(2026)
    for _ in range(200):
        kills.check(chance.uniform(0, kills.seconds))
