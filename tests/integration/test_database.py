import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select, text

from knowledge.database import migrate, open_database, sqlite_url
from knowledge.errors import (
    DatabaseBusy,
    DatabaseFull,
    DatabaseNewer,
    DatabaseUnreachable,
    DatabaseUrlInvalid,
)
from knowledge.migrations import alembic_config, revisions
from knowledge.stored_settings import data_version, store_setting, stored_setting
from knowledge.tables import INCOMING, metadata, settings
from knowledge.upserting import upsert


def test_the_migrated_schema_equals_the_declared_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_revision_is_the_one_that_alembic_sees(engine: Engine) -> None:
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        assert script.get_current_head() == revisions()[-1]


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        store_setting(connection, "through", "2026-09-30")
    migrate(engine)
    with engine.connect() as connection:
        assert stored_setting(connection, "through") == "2026-09-30"


def test_a_database_of_a_later_version_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer, match=r"'9999'.*install that version"):
        migrate(engine)


@pytest.mark.parametrize("name", ["with space", "100%20", "what?mode=ro", "a#b&c", "ünï"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "rapport.db"
    open_database(sqlite_url(path)).dispose()
    assert path.is_file()


def test_workers_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new" / "rapport.db")
    failures: list[Exception] = []

    def start() -> None:
        try:
            engine = open_database(url)
            migrate(engine)
            engine.dispose()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test has to show it
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_failed_writer_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        with engine.begin() as connection:
            connection.execute(insert(settings).values(name="through", value="2026-09-30"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with engine.connect() as connection:
        assert connection.execute(select(settings)).all() == []


def test_writers_that_read_first_wait_for_each_other(sqlite_database_url: str) -> None:
    engine = open_database(sqlite_database_url)

    def count() -> None:
        for _ in range(20):
            with engine.begin() as connection:
                store_setting(connection, "data_version", str(data_version(connection) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert data_version(connection) == 80
    engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with engine.begin() as writer:
        store_setting(writer, "through", "2026-09-30")
        with engine.connect() as reader:
            assert stored_setting(reader, "through") is None


def test_an_upsert_counts_over_many_rows_what_was_new_or_differed(engine: Engine) -> None:
    rows: list[dict[str, object]] = [
        {"partner_id": f"P{n}", "name": "x", "sectors": ["a"], "employees": None} for n in range(12_345)
    ]
    with engine.begin() as connection:
        assert upsert(connection, INCOMING["partners"], rows) == 12_345
        assert upsert(connection, INCOMING["partners"], rows) == 0
        rows[3] |= {"sectors": ["a", "b"]}
        rows[11_000] |= {"employees": 5}
        assert upsert(connection, INCOMING["partners"], rows) == 2


@pytest.mark.parametrize(
    "url", ["", "rapport.db", "mysql://root:secret@host/x", "postgresql://u:secret@host:port/x"]
)
def test_an_address_that_cannot_be_understood_is_answered_with_valid_ones(url: str) -> None:
    with pytest.raises(DatabaseUrlInvalid, match=r"sqlite:////absolute.*postgresql://user") as refused:
        open_database(url)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(DatabaseUnreachable, match="Check the address") as refused:
        open_database("postgresql://rapport:secret@127.0.0.1:1/rapport")
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are not the bytes of a database, whatever its name may say. " * 20)
    with pytest.raises(DatabaseUnreachable, match="not a SQLite database"):
        open_database(sqlite_url(path))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnreachable, match="RAPPORT_HOME"):
        open_database(sqlite_url(tmp_path / "file" / "rapport.db"))


def test_a_lock_held_by_another_program_is_told_plainly(
    sqlite_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.database._BUSY_SECONDS", 0.05)  # waiting longer proves no more
    engine = open_database(sqlite_database_url)
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy, match="Try again"), engine.begin():
        pass
    other.close()
    with engine.begin() as connection:
        store_setting(connection, "through", "2026-09-30")
    engine.dispose()


def test_who_waits_too_long_for_a_writer_beside_is_told_plainly(
    sqlite_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.database._BUSY_SECONDS", 0.05)  # waiting longer proves no more
    engine = open_database(sqlite_database_url)

    def write() -> None:
        with engine.begin():
            pass

    with ThreadPoolExecutor(1) as beside:
        with engine.begin(), pytest.raises(DatabaseBusy, match="Try again"):
            beside.submit(write).result(10)
        beside.submit(write).result(10)
    engine.dispose()


def test_a_write_within_a_write_is_refused_instead_of_waiting_for_itself(
    sqlite_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.database._BUSY_SECONDS", 0.05)  # waiting longer proves no more
    engine = open_database(sqlite_database_url)
    with engine.begin() as connection:
        with pytest.raises(DatabaseBusy, match="Try again"), engine.begin():
            pass
        store_setting(connection, "through", "2026-09-30")
    engine.dispose()


def test_a_database_that_may_only_be_read_is_told_plainly(sqlite_database_url: str) -> None:
    engine = open_database(sqlite_database_url)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(DatabaseUnreachable, match="only be read"):
            store_setting(connection, "through", "2026-10-31")
    engine.dispose()


def test_a_full_disk_is_told_plainly_and_leaves_what_was_there(sqlite_database_url: str) -> None:
    engine = open_database(sqlite_database_url)
    rows = [{"partner_id": f"P{n}", "name": "x" * 500} for n in range(2_000)]

    def fill() -> None:
        with engine.begin() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 20}"))
            upsert(connection, INCOMING["partners"], rows)

    with pytest.raises(DatabaseFull, match="Make room"):
        fill()
    with engine.connect() as connection:
        assert connection.execute(select(INCOMING["partners"].c.partner_id)).all() == []
    engine.dispose()


@pytest.mark.postgres
def test_a_server_that_cut_the_connection_is_reached_again(postgres_database_url: str) -> None:
    engine = open_database(postgres_database_url)
    with engine.connect() as connection:
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    other = open_database(postgres_database_url)
    with other.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
    with engine.connect() as connection:
        assert data_version(connection) == 0
    engine.dispose()
    other.dispose()


def test_amounts_of_partners_are_converted_when_their_columns_come_about(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
        connection.execute(text("INSERT INTO settings (name, value) VALUES ('base_currency', 'EUR')"))
        connection.execute(text("INSERT INTO fx (currency, rate_to_base) VALUES ('USD', 0.5)"))
        for key, currency in (("P1", "'USD'"), ("P2", "NULL"), ("P3", "'EUR'")):
            values = f"('{key}', 'Globex', {currency}, 100)"
            connection.execute(
                text(f"INSERT INTO partners (partner_id, name, currency, annual_revenue) VALUES {values}")
            )
    migrate(engine)
    with engine.connect() as connection:
        stored = text("SELECT annual_revenue_base FROM partners ORDER BY partner_id")
        assert list(connection.scalars(stored)) == [50.0, 100.0, 100.0]
