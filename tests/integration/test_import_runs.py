from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, insert, select

from knowledge.exclusive import only_one
from knowledge.import_runs import (
    ImportRun,
    add_steps,
    finish_run,
    history_since,
    last_finished,
    last_run,
    pairs_waiting,
    start_run,
)
from knowledge.importing.problems import ImportProblem
from knowledge.importing.report import ImportReport, TableReport
from knowledge.snapshots import Snapshot, put_snapshots, snapshots_on
from knowledge.tables import FIRST_IMPORTED_ON, INCOMING, import_runs, partner_matches

NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
DAY, EVE = date(2026, 9, 30), date(2026, 9, 29)
WRONG = tuple(ImportProblem("deals.csv", line, "amount", "x\0y", "a number") for line in range(2, 32))
REPORT = ImportReport(
    tables=(
        TableReport("partners", "partners.csv", rows_in=4, rows_changed=3, rows_removed=1),
        TableReport("deals", "deals.csv", rows_in=40, rows_bad=30, stayed_out=True, problems=WRONG),
    ),
    problems=WRONG,
    through=DAY,
    seconds=1.5,
    steps={"reading": 1.0},
)


def newest(connection: Connection) -> ImportRun:
    run = last_run(connection)
    assert run is not None
    return run


def test_a_run_is_kept_with_its_sums_and_its_first_problems(connection: Connection) -> None:
    finish_run(connection, start_run(connection, "exports\0", NOON), REPORT)
    run = newest(connection)
    assert (run.folder, run.started_at, run.seconds, run.through) == ("exports", NOON, 1.5, DAY)
    assert (run.rows_in, run.rows_changed, run.rows_rejected, run.files_out) == (44, 4, 40, 1)
    assert len(run.problems) == 20
    assert run.problems[0] == str(WRONG[0])


def test_with_rejects_only_bad_rows_stay_out_and_a_file_that_cannot_be_opened_is_one(
    connection: Connection,
) -> None:
    deals = TableReport("deals", "deals.csv", rows_in=40, rows_bad=30, rows_changed=10, problems=WRONG)
    locked = ImportProblem("leads.csv", None, "", "", "a file that can be read")
    report = ImportReport(tables=(deals,), problems=(*WRONG, locked), seconds=1.0)
    finish_run(connection, start_run(connection, "exports", NOON), report)
    assert (newest(connection).rows_rejected, newest(connection).files_out) == (30, 1)


def test_a_look_that_found_nothing_new_is_forgotten_unless_it_shows_that_all_is_well_again(
    connection: Connection,
) -> None:
    fine, idle = replace(REPORT, tables=REPORT.tables[:1], problems=()), ImportReport(seconds=0.1)
    ids = []
    for report in (idle, fine, idle, REPORT, idle, idle):
        ids.append(start_run(connection, "exports", NOON))
        finish_run(connection, ids[-1], report)
    kept = connection.execute(select(import_runs.c.seconds).order_by(import_runs.c.run_id)).scalars().all()
    assert kept == [0.1, 1.5, 1.5, 0.1]
    last = last_finished(connection)
    assert last is not None
    assert last.problems == ()


def test_an_import_of_a_later_day_is_not_the_last_one_of_an_earlier(connection: Connection) -> None:
    for moment in (NOON, NOON + timedelta(days=1)):
        finish_run(connection, start_run(connection, "exports", moment), REPORT)
    assert last_finished(connection, EVE) is None
    last = last_finished(connection, DAY)
    assert last is not None
    assert last.started_at == NOON


def test_steps_that_follow_are_added_to_those_of_the_import(connection: Connection) -> None:
    run_id = start_run(connection, "exports", NOON)
    finish_run(connection, run_id, REPORT)
    add_steps(connection, run_id, {"scores": 0.5})
    add_steps(connection, run_id, {"scores": 0.7, "note index": 2.0})
    assert newest(connection).steps == {"reading": 1.0, "scores": 0.7, "note index": 2.0}


def test_an_import_that_was_broken_off_has_not_finished(connection: Connection) -> None:
    assert (last_run(connection), last_finished(connection)) == (None, None)
    ids = [start_run(connection, "exports", NOON) for _ in range(2)]
    finish_run(connection, ids[0], REPORT)
    last = last_finished(connection)
    assert last is not None
    assert (last.run_id, newest(connection).run_id) == (ids[0], ids[1])


def test_only_pairs_that_nobody_decided_on_wait_and_that_are_there(connection: Connection) -> None:
    for number, state in enumerate(("proposed", "proposed", "merged", "separate")):
        pair = {"source_id": f"s{number}", "partner_id": "p", "state": state, "score": 0.8, "reasons": []}
        connection.execute(insert(partner_matches).values(**pair, decided_by="", decided_at=NOON))
    for partner_id in ("p", "s0", "s2", "s3"):  # s1 is gone
        connection.execute(insert(INCOMING["partners"]).values(partner_id=partner_id, name=partner_id))
    assert pairs_waiting(connection) == 1


def test_the_history_of_a_partner_begins_with_its_first_import(connection: Connection) -> None:
    acme = {"partner_id": "a", "name": "Acme", FIRST_IMPORTED_ON: EVE}
    connection.execute(insert(INCOMING["partners"]).values(**acme))
    assert (history_since(connection, "a"), history_since(connection, "nobody")) == (EVE, None)


def snapshot(partner_id: str, day: date, score: float | None) -> Snapshot:
    return Snapshot(partner_id, day, "0123", score, 0.5, {"capability": 40.0}, "key_partner", None)


def test_snapshots_are_found_by_day(connection: Connection) -> None:
    put_snapshots(connection, EVE, [snapshot("a", EVE, 50.0)])
    put_snapshots(connection, DAY, [snapshot("a", DAY, 60.0), snapshot("b", DAY, None)])
    assert snapshots_on(connection, DAY) == {"a": snapshot("a", DAY, 60.0), "b": snapshot("b", DAY, None)}
    assert snapshots_on(connection, date(2020, 1, 1)) == {}


def test_only_snapshots_that_differ_are_written_and_who_is_gone_has_none(connection: Connection) -> None:
    first = [snapshot("a", DAY, 60.0), snapshot("b", DAY, 70.0)]
    assert put_snapshots(connection, DAY, first) == 2
    assert put_snapshots(connection, DAY, first) == 0
    put_snapshots(connection, EVE, [snapshot("b", EVE, 70.0)])
    assert put_snapshots(connection, DAY, [snapshot("a", DAY, 61.0)]) == 2
    assert snapshots_on(connection, DAY).keys() == {"a"}
    assert snapshots_on(connection, EVE).keys() == {"b"}


def test_work_that_one_may_do_at_a_time_is_free_again_afterwards(engine: Engine) -> None:
    with only_one(engine, "import") as first, only_one(engine, "import") as second:
        assert (first, second) == (True, False)
        with only_one(engine, "rescore") as other:
            assert other
    with pytest.raises(RuntimeError, match="broke"), only_one(engine, "import"):
        raise RuntimeError("it broke")
    with only_one(engine, "import") as again:
        assert again
