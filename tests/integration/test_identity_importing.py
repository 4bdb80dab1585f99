"""Partners that are one, while files of them keep coming in and the merge may be taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.identity import forget_absent, merge, merged_ids, recent_merges, unmerge
from knowledge.portfolio import load_portfolio
from tests.integration.incoming import NOW, Folder, table_of

PARTNERS = "partner_id,name\nP1,Norvanta GmbH\nP9,Norvanta Nord\n"
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
MARCH, MAY, LATER = datetime(2026, 3, 31, tzinfo=UTC), date(2026, 5, 31), datetime(2026, 6, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    return Folder(tmp_path, engine)


def join(folder: Folder, now: datetime = NOW) -> None:
    with folder.engine.begin() as connection:
        assert merge(connection, "P9", "P1", "priya", now) == "P1"


def take_back(folder: Folder, partner_id: str = "P9", now: datetime = NOW) -> None:
    with folder.engine.begin() as connection:
        unmerge(connection, partner_id, "priya", now)


def months(folder: Folder) -> dict[tuple[object, object], object]:
    return {(row["partner_id"], row["month"]): row["active"] for row in folder.stored("usage")}


def usage(*rows: str) -> dict[str, str]:
    return {"usage.csv": "\n".join(("partner_id,month,active", *rows, ""))}


def as_of(folder: Folder, day: date, column: str = "program_level") -> dict[str, object]:
    with folder.engine.connect() as connection:
        known = load_portfolio(connection, day, ()).partners[column]
    return dict.fromkeys(known.index) | known.dropna().to_dict()


def test_usage_of_a_merged_partner_waits_with_it_where_the_other_has_the_month(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS}, **usage("P1,2026-06,5"))
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7", "P9,2026-07,8"))
    report = folder.load()
    assert (report.problems, table_of(report, "usage").rows_changed) == ((), 2)
    assert months(folder) == {("P1", JUNE): 5.0, ("P1", JULY): 8.0}
    assert folder.load().rows_changed == 0
    take_back(folder)
    assert months(folder) == {("P1", JUNE): 5.0, ("P9", JUNE): 7.0, ("P9", JULY): 8.0}
    assert table_of(folder.load(), "usage").rows_changed == 0


def test_what_waits_is_as_the_newest_file_has_it(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS}, **usage("P1,2026-06,5", "P9,2026-06,6"))
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7"))
    assert table_of(folder.load(), "usage").rows_changed == 1
    take_back(folder)
    assert months(folder) == {("P1", JUNE): 5.0, ("P9", JUNE): 7.0}


def test_an_own_month_takes_the_place_of_one_from_a_merged_partner(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS})
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7"))
    folder.load()
    folder.write(**usage("P1,2026-06,5"))
    assert table_of(folder.load(), "usage").rows_changed == 1
    assert months(folder) == {("P1", JUNE): 5.0}
    take_back(folder)
    assert months(folder) == {("P1", JUNE): 5.0, ("P9", JUNE): 7.0}


@pytest.mark.parametrize("both", [("P1,2026-06,5", "P9,2026-06,7"), ("P9,2026-06,7", "P1,2026-06,5")])
def test_one_file_of_both_partners_comes_in_again_after_they_became_one(
    folder: Folder, both: tuple[str, str]
) -> None:
    folder.write(**{"partners.csv": PARTNERS}, **usage(*both))
    folder.load()
    join(folder)
    report = folder.load()
    assert (report.problems, report.rows_changed) == ((), 0)
    assert months(folder) == {("P1", JUNE): 5.0}
    folder.write(**usage(*both, "P9,2026-07,8"))
    assert (folder.load().problems, months(folder)) == ((), {("P1", JUNE): 5.0, ("P1", JULY): 8.0})
    take_back(folder)
    assert months(folder) == {("P1", JUNE): 5.0, ("P9", JUNE): 7.0, ("P9", JULY): 8.0}


def test_a_month_that_stands_twice_for_one_partner_is_still_refused(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS})
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7", "P9,2026-06,8"))
    (problem,) = folder.load().problems
    assert "line 2 has it already" in problem.expected


def test_our_own_export_that_comes_back_leaves_usage_with_the_partner_it_is_of(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS})
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7"))
    folder.load()
    folder.write(**usage("P1,2026-06,7"))
    assert folder.load().rows_changed == 0
    take_back(folder)
    assert months(folder) == {("P9", JUNE): 7.0}


def test_our_own_export_that_comes_back_gives_the_partner_nothing_of_its_own(folder: Folder) -> None:
    filled = "partner_id,name,aliases,city,website\n"
    folder.write(**{"partners.csv": f"{filled}P1,Norvanta,NV,,\nP9,Norvanta Nord,,Kiel,nord.example\n"})
    folder.load()
    join(folder)
    folder.write(**{"partners.csv": f"{filled}P1,Norvanta,NV;Norvanta Nord,Kiel,nord.example\n"})
    assert folder.load().rows_changed == 0
    take_back(folder)
    own = folder.stored("partners")[0]
    assert (own["aliases"], own["city"], own["website"]) == (["NV"], None, None)


LEVELS = "partner_id,name,program_level,status\n"


def test_a_past_day_does_not_look_ahead_through_a_merged_partner(folder: Folder) -> None:
    folder.write(**{"partners.csv": f"{LEVELS}P1,Norvanta,,\nP9,Norvanta Nord,silver,active\n"})
    folder.load(now=MARCH)
    join(folder, MARCH)
    folder.write(**{"partners.csv": f"{LEVELS}P1,Norvanta,,\nP9,Norvanta Nord,gold,ended\n"})
    folder.load(now=LATER)
    assert (as_of(folder, MAY), as_of(folder, MAY, "status")) == ({"P1": "silver"}, {"P1": "active"})
    assert as_of(folder, LATER.date()) == {"P1": "gold"}
    changes = {(row["partner_id"], row["attribute"]) for row in folder.stored("attribute_changes")}
    assert changes == {(one, name) for one in ("P1", "P9") for name in ("program_level", "status")}


def test_a_level_that_a_merge_or_its_undoing_brings_holds_from_that_day(folder: Folder) -> None:
    folder.write(**{"partners.csv": f"{LEVELS}P1,Norvanta,,\nP9,Norvanta Nord,silver,\n"})
    folder.load(now=MARCH)
    join(folder, LATER)
    assert (as_of(folder, MAY)["P1"], as_of(folder, LATER.date())) == (None, {"P1": "silver"})
    take_back(folder, now=NOW)
    assert as_of(folder, LATER.date()) == {"P1": "silver", "P9": "silver"}
    assert as_of(folder, NOW.date()) == {"P1": None, "P9": "silver"}


def test_a_number_in_a_column_of_any_name_merges_nobody(folder: Folder) -> None:
    folder.write(
        **{
            "partners.csv": "partner_id,name,country,city\n1001,Zeta Robotics,DE,Berlin\n",
            "companies.csv": (
                "Record ID,Company name,Company Domain Name,Country/Region,City,External ID,Create Date\n"
                "1,Alpha Bakery,alpha.example,FR,Paris,1001,2024-01-05 10:00\n"
            ),
        }
    )
    assert folder.load().merged == 0
    assert len(folder.stored("partners")) == 2


def test_a_merged_partner_that_its_system_no_longer_has_is_forgotten_unless_rows_name_it(
    folder: Folder,
) -> None:
    folder.write(**{"partners.csv": "partner_id,name,city\nP1,Norvanta,\nP9,Norvanta Nord,Kiel\n"})
    folder.load()
    join(folder)
    folder.write(**usage("P9,2026-06,7"))
    folder.load()
    with folder.engine.begin() as connection:
        assert forget_absent(connection, ["P9", "P1", "P7"], NOW.date()) == 0
        connection.exec_driver_sql("DELETE FROM usage")
        assert forget_absent(connection, ["P9"], NOW.date()) == 1
        assert merged_ids(connection) == {}
    (own,) = folder.stored("partners")
    assert (own["city"], own["aliases"]) == (None, [])


def test_recent_merges_say_who_became_part_of_whom_and_who_said_so(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS})
    folder.load()
    join(folder)
    with folder.engine.connect() as connection:
        (one,) = recent_merges(connection, 20)
    assert (one.source_id, one.source_name, one.partner_id) == ("P9", "Norvanta Nord", "P1")
    assert (one.partner_name, one.decided_by, one.merged_at, one.reasons) == (
        "Norvanta GmbH",
        "priya",
        NOW,
        (),
    )


def test_a_month_of_a_follower_comes_in_again_when_it_leaves_with_the_one_it_followed(folder: Folder) -> None:
    folder.write(**{"partners.csv": PARTNERS + "PX,Norvanta Inc\n"})
    folder.load()
    with folder.engine.begin() as connection:
        merge(connection, "PX", "P9", "priya", NOW)
    join(folder)
    folder.write(**usage("P1,2026-06,5", "PX,2026-06,7"))
    folder.load()
    take_back(folder)
    assert months(folder) == {("P1", JUNE): 5.0, ("P9", JUNE): 7.0}
