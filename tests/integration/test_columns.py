"""What is kept as columns stays what SQL says, whoever changes it and whoever else reads it."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, event, insert, update

from assistant.portfolios import Portfolios
from knowledge.columns import KeptColumns
from knowledge.portfolio import load_cells, load_portfolio
from knowledge.stored_settings import grow_data_version, store_setting
from knowledge.tables import INCOMING
from tools.aggregates import Aggregate, Function, among, ever, within

DAY = date(2026, 9, 30)
IDS = tuple(f"p{number}" for number in range(6))
WON = (*among("stage", "won"), *within("closed_on", 365))
WANTED = (
    Aggregate("won", "deals", Function.COUNT, where=WON),
    Aggregate("worth", "deals", Function.SUM, "amount", WON),
    Aggregate("sectors_won", "deals", Function.DISTINCT, "sector", WON),
    Aggregate("last", "activities", Function.MAX, "date", ever("date")),
)
DEALS, PARTNERS, ACTIVITIES = (INCOMING[name] for name in ("deals", "partners", "activities"))


def deal(number: int, partner_id: str, chance: Random) -> dict[str, object]:
    amount = float(chance.randint(1, 1_000))
    return {
        "deal_id": f"d{number}",
        "partner_id": partner_id,
        "stage": chance.choice(("open", "won", "won")),
        "closed_on": DAY - timedelta(days=chance.randint(-30, 500)),
        "amount": amount,
        "amount_base": amount,
        "sector": chance.choice((None, "", "Retail", f"Sector {number}")),
    }


def fill(connection: Connection, partner_ids: tuple[str, ...] = IDS) -> None:
    chance = Random(1)
    for table in (DEALS, ACTIVITIES, PARTNERS):
        connection.execute(delete(table))
    connection.execute(insert(PARTNERS), [{"partner_id": one, "name": one} for one in partner_ids])
    deals = [deal(number, chance.choice(partner_ids), chance) for number in range(30)]
    connection.execute(insert(DEALS), deals)
    rows = [{"activity_id": f"a{n}", "partner_id": chance.choice(partner_ids), "date": DAY} for n in range(9)]
    connection.execute(insert(ACTIVITIES), rows)
    grow_data_version(connection, None)


def edit(connection: Connection, kind: str, number: int) -> set[str]:
    """One thing that an import may do; whose rows it touched."""
    chance = Random(number)
    one, other = chance.sample(IDS, 2)
    if kind == "deal":
        connection.execute(delete(DEALS).where(DEALS.c.deal_id == f"d{number}"))
        connection.execute(insert(DEALS), [deal(number, one, chance)])
        return {*IDS}
    if kind == "move":
        connection.execute(update(DEALS).where(DEALS.c.partner_id == one).values(partner_id=other))
        return {one, other}
    if kind == "remove":
        connection.execute(delete(ACTIVITIES).where(ACTIVITIES.c.partner_id == one))
        return {one}
    if kind == "new":
        connection.execute(insert(PARTNERS), [{"partner_id": f"n{number}", "name": "new"}])
        connection.execute(insert(DEALS), [deal(1_000 + number, f"n{number}", chance)])
        return {f"n{number}"}
    for table in (DEALS, ACTIVITIES, PARTNERS):
        connection.execute(delete(table).where(table.c.partner_id == one))
    return {one}


edits = st.lists(st.sampled_from(("deal", "move", "remove", "new", "leave")), min_size=1, max_size=5)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=edits, everybody=st.booleans())
def test_reading_again_whom_an_import_changed_equals_reading_everything(
    engine: Engine, kinds: list[str], everybody: bool
) -> None:
    columns = KeptColumns()
    days = Portfolios(engine, columns, WANTED, 2)
    with engine.begin() as connection:
        fill(connection)
    days.at(DAY)
    for number, kind in enumerate(kinds):
        with engine.begin() as connection:
            touched = edit(connection, kind, number)
            grow_data_version(connection, None if everybody else touched)
        with engine.connect() as connection:
            expected = load_portfolio(connection, DAY, WANTED).partners
            kept = load_portfolio(connection, DAY, WANTED, columns).partners
            cells = [load_cells(connection, DAY, WANTED[:2], ("sector",), one) for one in (columns, None)]
        pd.testing.assert_frame_equal(kept, expected)
        pd.testing.assert_frame_equal(days.at(DAY).partners, expected)
        pd.testing.assert_frame_equal(*cells)


def test_only_changed_partners_are_read_again(engine: Engine) -> None:
    days = Portfolios(engine, KeptColumns(), WANTED, 2)
    with engine.begin() as connection:
        fill(connection)
    days.at(DAY)
    with engine.begin() as connection:
        connection.execute(insert(DEALS), [deal(99, "p1", Random(0))])
        grow_data_version(connection, {"p1"})
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(str(call[2])))
    days.at(DAY)
    read = [one for one in asked if "FROM deals" in one or "FROM partners" in one]
    assert read
    assert all("IN (" in one for one in read), read


def test_a_day_that_is_no_longer_the_newest_is_loaded_anew(engine: Engine) -> None:
    days = Portfolios(engine, KeptColumns(), WANTED, 2)
    with engine.begin() as connection:
        fill(connection)
        store_setting(connection, "through", DAY.isoformat())
    first = days.at(DAY)
    with engine.begin() as connection:
        store_setting(connection, "through", "2026-10-31")
        grow_data_version(connection, set())
    assert days.at(DAY) is not first
    assert days.at(DAY) is days.at(DAY)


@pytest.fixture
def stored(engine: Engine) -> Engine:
    with engine.begin() as connection:
        fill(connection)
    return engine


def won(engine: Engine, columns: KeptColumns) -> float:
    with engine.connect() as connection:
        return float(load_portfolio(connection, DAY, WANTED, columns).partners["won"].sum())


def reads_of_deals(engine: Engine) -> list[str]:
    asked: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*call: object) -> None:
        if "FROM deals" in str(call[2]):
            asked.append(str(call[2]))

    return asked


def test_another_process_finds_the_columns_ready(stored: Engine, tmp_path: Path) -> None:
    first = won(stored, KeptColumns(tmp_path / "columns"))
    asked = reads_of_deals(stored)
    assert won(stored, KeptColumns(tmp_path / "columns")) == first
    assert asked == []


def test_it_reads_from_sql_what_changed_since(stored: Engine, tmp_path: Path) -> None:
    first = won(stored, KeptColumns(tmp_path))
    closed = {"stage": "won", "closed_on": DAY}
    with stored.begin() as connection:
        connection.execute(insert(DEALS), [deal(99, "p1", Random(0)) | closed])
        grow_data_version(connection, {"p1"})
    asked = reads_of_deals(stored)
    assert won(stored, KeptColumns(tmp_path)) == first + 1
    assert all("IN (" in one for one in asked)


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "gone"])
def test_a_damaged_file_is_built_again(stored: Engine, tmp_path: Path, damage: str) -> None:
    first = won(stored, KeptColumns(tmp_path))
    file = tmp_path / "deals.arrow"
    whole = file.read_bytes()
    spoilt = bytearray(whole)
    spoilt[len(whole) // 3 : len(whole) // 3 + 64] = b"\x07" * 64
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": whole[: len(whole) // 2], "changed": bytes(spoilt), "empty": b""}[damage])
    assert won(stored, KeptColumns(tmp_path)) == first
    asked = reads_of_deals(stored)
    assert won(stored, KeptColumns(tmp_path)) == first
    assert asked == []


def test_the_files_of_another_database_are_not_used(stored: Engine, tmp_path: Path) -> None:
    won(stored, KeptColumns(tmp_path))
    with stored.begin() as connection:
        fill(connection, ("q1",))
        store_setting(connection, "database_id", "another")
        store_setting(connection, "data_version", "1")
        store_setting(connection, "rebuilt_version", "1")
        expected = load_portfolio(connection, DAY, WANTED).partners["won"].sum()
    assert won(stored, KeptColumns(tmp_path)) == expected


def test_a_folder_that_cannot_be_written_costs_time_alone(stored: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert won(stored, KeptColumns(tmp_path / "file")) == won(stored, KeptColumns())


def test_a_further_column_is_read_when_it_is_asked_for(stored: Engine) -> None:
    columns = KeptColumns()
    wanted = (Aggregate("regions", "deals", Function.DISTINCT, "region"),)
    won(stored, columns)
    with stored.connect() as connection:
        assert load_portfolio(connection, DAY, wanted, columns).partners["regions"].sum() == 0
    asked = reads_of_deals(stored)
    won(stored, columns)
    assert asked == []


WRITER = """
import sys
from pathlib import Path
import numpy as np, pyarrow as pa
from knowledge.columns.files import open_rows, save_rows
from knowledge.columns.rows import Column, Rows, coded
for turn in range(60):
    size = 1 + turn * 50
    rows = Rows("deals", coded(pa.array(["p"] * size)), {"amount": Column(np.full(size, 1.0))})
    save_rows(Path(sys.argv[1]), rows, "one", size)
    found = open_rows(Path(sys.argv[1]), "deals", "one")
    assert found is not None and len(found[0]) == found[1], found
"""


def test_two_processes_that_write_at_once_leave_whole_files(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _number in range(2)]
    assert [(one.communicate()[1].decode(), one.returncode) for one in writers] == [("", 0)] * 2
    assert [file.name for file in tmp_path.iterdir()] == ["deals.arrow"]
