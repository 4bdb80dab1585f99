"""What an import leaves behind beside the rows: history, files known from before, a full export, rejects."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.importing.questions import Question
from knowledge.stored_settings import store_setting
from tests.integration.incoming import FILES, Folder, counts, table_of

LEVELS = "partner_id,name,program_level,manager_email,share_of_wallet\n"
GOLD = LEVELS + "P1,Globex,gold,anna@vendor.example,0.4\nP2,Initech,,,\n"
SILVER = LEVELS + "P1,Globex,silver,anna@vendor.example,0.25\nP2,Initech,,,\n"


def on(day: int) -> datetime:
    return datetime(2026, 9, day, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    folder = Folder(tmp_path, engine)
    folder.write(**FILES)
    return folder


def history(folder: Folder) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in folder.stored("attribute_changes")]


def test_a_change_of_an_attribute_is_kept_with_its_day(folder: Folder) -> None:
    folder.write(**{"partners.csv": GOLD})
    folder.load(now=on(1))
    assert history(folder) == []
    assert [row["first_imported_on"] for row in folder.stored("partners")] == [date(2026, 9, 1)] * 2
    folder.write(**{"partners.csv": SILVER})
    folder.load(now=on(8))
    assert history(folder) == [
        ("P1", "program_level", date(2026, 9, 8), "gold", "silver"),
        ("P1", "share_of_wallet", date(2026, 9, 8), 0.4, 0.25),
    ]
    assert [row["first_imported_on"] for row in folder.stored("partners")] == [date(2026, 9, 1)] * 2


def test_of_two_changes_on_a_day_the_first_before_and_the_last_after_count(folder: Folder) -> None:
    folder.write(**{"partners.csv": GOLD})
    folder.load(now=on(1))
    for level in ("silver", "bronze"):
        folder.write(**{"partners.csv": f"partner_id,name,program_level\nP1,Globex,{level}\n"})
        folder.load(now=on(8))
    assert history(folder) == [("P1", "program_level", date(2026, 9, 8), "gold", "bronze")]


def test_an_attribute_that_becomes_empty_is_a_change_too(folder: Folder) -> None:
    folder.write(**{"partners.csv": GOLD})
    folder.load(now=on(1))
    folder.write(**{"partners.csv": "partner_id,name,program_level\nP1,Globex,\n"})
    folder.load(now=on(8))
    assert history(folder) == [("P1", "program_level", date(2026, 9, 8), "gold", None)]


def test_an_old_export_changes_attributes_from_the_day_that_it_covers(folder: Folder) -> None:
    folder.write(**{"partners.csv": GOLD})
    folder.load(now=on(20), through=date(2026, 8, 31))
    folder.write(**{"partners.csv": SILVER})
    folder.load(now=on(20), through=date(2026, 9, 15))
    assert {row[2] for row in history(folder)} == {date(2026, 9, 15)}


def test_a_file_that_did_not_change_is_not_read_again(folder: Folder) -> None:
    folder.load()
    report = folder.load()
    assert all(table.unchanged for table in report.tables)
    assert counts(report)["deals"] == (3, 0)
    folder.write(**{"deals.csv": FILES["deals.csv"] + "D4,P2,2026-02-03,,open,1,\n"})
    report = folder.load()
    assert [table.name for table in report.tables if not table.unchanged] == ["deals"]
    assert counts(report)["deals"] == (4, 1)


def test_a_file_is_read_again_after_another_one_changed_its_table(folder: Folder) -> None:
    folder.load()
    (folder.path / "deals.csv").rename(folder.path / "deals.tsv")
    folder.write(**{"deals.tsv": "deal_id\tpartner_id\tstage\tamount\nD2\tP1\topen\t77\n"})
    assert counts(folder.load())["deals"] == (1, 1)
    (folder.path / "deals.tsv").unlink()
    folder.write(**{"deals.csv": FILES["deals.csv"]})
    assert counts(folder.load())["deals"] == (3, 1)


def test_a_file_that_stayed_out_is_read_again(folder: Folder) -> None:
    folder.write(**{"deals.csv": FILES["deals.csv"].replace("D2,P1", "D2,P9")})
    assert len(folder.load().problems) == 1
    assert len(folder.load().problems) == 1
    folder.write(**{"partners.csv": FILES["partners.csv"] + "P9,Hooli,,\n"})
    assert folder.load().problems == ()


def test_a_full_import_removes_what_the_files_no_longer_have(folder: Folder) -> None:
    folder.load()
    folder.write(
        **{
            "partners.csv": "partner_id,name\nP1,Globex\n",
            "deals.csv": FILES["deals.csv"].replace("D3,P2,2026-02-02,,open,8,gbp\n", ""),
            "notes.csv": "note_id,partner_id,date,text\nN2,P1,2026-05-01,Hello\n",
        }
    )
    kept = folder.load()
    assert [len(folder.stored(name)) for name in ("partners", "deals", "notes")] == [2, 3, 2]
    assert kept.rows_changed == 1
    version = folder.version()
    report = folder.load(full=True)
    assert report.problems == ()
    assert {table.name: table.rows_removed for table in report.tables if table.rows_removed} == {
        "partners": 1,
        "deals": 1,
        "notes": 1,
    }
    assert [len(folder.stored(name)) for name in ("partners", "deals", "notes")] == [1, 2, 1]
    assert folder.version() > version


def test_a_full_import_keeps_a_row_that_others_still_name_and_says_so(folder: Folder) -> None:
    folder.load()
    (folder.path / "notes.csv").unlink()
    folder.write(
        **{
            "partners.csv": "partner_id,name\nP1,Globex\n",
            "deals.csv": FILES["deals.csv"].replace("D3,P2,2026-02-02,,open,8,gbp\n", ""),
        }
    )
    partners = table_of(folder.load(full=True), "partners")
    assert partners.rows_removed == 0
    assert partners.remarks == ("rows that the file no longer has and that stay, as others name them: 1",)
    assert len(folder.stored("partners")) == 2


def test_a_file_with_a_bad_row_removes_nothing_in_a_full_import(folder: Folder) -> None:
    folder.load()
    folder.write(**{"deals.csv": "deal_id,partner_id,stage\nD1,P1,lots\n"})
    report = folder.load(full=True)
    assert [problem.column for problem in report.problems] == ["stage"]
    assert len(folder.stored("deals")) == 3


def test_a_full_import_never_removes_a_row_whose_key_stands_in_the_file(
    folder: Folder, tmp_path: Path
) -> None:
    folder.load()
    folder.write(**{"deals.csv": FILES["deals.csv"].replace(",100,", ",abc,").replace("D3,P2", "D4,P2")})
    report = folder.load(full=True, rejects=tmp_path / "rejected.csv")
    assert table_of(report, "deals").rows_removed == 1
    assert [deal["deal_id"] for deal in folder.stored("deals")] == ["D1", "D2", "D4"]


@pytest.mark.parametrize(
    ("deals", "reason"),
    [
        ("deal_id,partner_id,stage\nD1,P1,open\n,P1,open\n", "rows that could not be read"),
        ('deal_id,partner_id,stage\nD1,P1,open\n"D2,P1,open\n', "rows that could not be read"),
        ("deal_id,partner_id,stage\n", "no rows"),
    ],
)
def test_a_full_import_removes_nothing_when_not_every_row_is_known(
    folder: Folder, tmp_path: Path, deals: str, reason: str
) -> None:
    folder.load()
    folder.write(**{"deals.csv": deals})
    report = folder.load(full=True, rejects=tmp_path / "rejected.csv")
    assert table_of(report, "deals").rows_removed == 0
    assert reason in " ".join(table_of(report, "deals").remarks)
    assert len(folder.stored("deals")) == 3


def test_a_full_import_asks_before_it_locks_the_database(folder: Folder) -> None:
    folder.load()
    folder.write(**{"deals.csv": FILES["deals.csv"].replace("2026-01-02", "01/02/2026")})

    def write_and_answer(question: Question) -> str:
        with folder.engine.begin() as connection:
            store_setting(connection, "asked", question.column)
        return "day_first"

    assert folder.load(full=True, ask=write_and_answer).problems == ()
    assert folder.setting("asked") == "created_on"


def test_matching_and_coverage_are_made_up_for_after_an_import_that_was_broken_off(folder: Folder) -> None:
    folder.load()
    with folder.engine.begin() as connection:  # as a kill leaves them before the end of a first import
        for name in ("matched_at", "through_at"):
            store_setting(connection, name, "0")
        store_setting(connection, "through", "2026-01-01")
    assert folder.load().through == date(2026, 4, 1)
    assert folder.setting("matched_at") != "0"


def test_a_new_base_currency_is_taken_up_with_the_same_rates(folder: Folder) -> None:
    folder.write(
        **{"fx.csv": "currency,rate_to_base\nUSD,0.5\n", "deals.csv": FILES["deals.csv"].replace("gbp", "")}
    )
    folder.load()
    problems = folder.load(base_currency="USD").problems
    assert [problem.column for problem in problems] == ["rate_to_base"]
    assert folder.setting("base_currency") == "EUR"


def test_overlapping_files_of_one_table_settle(folder: Folder) -> None:
    header = "Record ID,Company name,Company Domain Name,Company owner,Industry,Country/Region,City\n"
    folder.empty()
    folder.write(
        **{
            "companies-1.csv": header + "1,Globex,globex.example,,Retail,France,Paris\n",
            "companies-2.csv": header + "1,Globex,globex.example,,Retail,Italy,Rome\n",
        }
    )
    assert folder.load().problems == ()
    again = folder.load()
    assert (again.rows_changed, [table.unchanged for table in again.tables]) == (0, [True, True])


def test_an_attribute_that_no_database_can_hold_is_a_bad_cell(folder: Folder) -> None:
    for cell in (b"a\x00b", b"caf\xe9 \xc3\xa9\xc3\xa9\xc3\xa9"):
        content = b"deal_id,partner_id,stage,Remark\nD1,P1,open," + cell + b"\n"
        folder.write(**{"deals.csv": content})
        (problem,) = folder.load().problems
        assert (problem.line, problem.column) == (2, "Remark")


def test_a_currency_alone_cannot_take_the_rate_from_a_stored_amount(folder: Folder) -> None:
    folder.load()
    folder.write(**{"deals.csv": "deal_id,partner_id,stage,currency\nD2,P1,open,JPY\n"})
    (problem,) = folder.load().problems
    assert (problem.column, problem.value) == ("currency", "JPY")
    assert folder.stored("deals")[1]["amount_base"] == 10.0
