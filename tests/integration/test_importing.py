from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.freshness import freshness, holds_only_sample, mark_as_sample
from knowledge.stored_settings import store_setting
from knowledge.tables import INCOMING
from tests.integration.incoming import FILES, NOW, Folder, counts, table_of


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    folder = Folder(tmp_path, engine)
    folder.write(**FILES)
    return folder


def test_a_folder_comes_in_with_its_types(folder: Folder) -> None:
    report = folder.load()
    assert report.problems == ()
    assert counts(report) == {
        "fx": (2, 2),
        "managers": (1, 1),
        "partners": (2, 2),
        "deals": (3, 3),
        "notes": (1, 1),
    }
    globex, initech = folder.stored("partners")
    assert (globex["sectors"], globex["manager_email"]) == (["retail", "health"], "anna@vendor.example")
    assert (initech["sectors"], initech["manager_email"], initech["aliases"]) == ([], None, [])
    assert folder.stored("deals")[0]["closed_on"] == date(2026, 3, 4)
    assert folder.stored("notes")[0]["text"] == 'They said "yes",\nand meant it'


def test_amounts_are_converted_and_a_deal_without_currency_is_in_base_currency(folder: Folder) -> None:
    folder.load()
    assert [deal["amount_base"] for deal in folder.stored("deals")] == [50.0, 10.0, 10.0]


def test_the_same_folder_twice_changes_nothing(folder: Folder) -> None:
    folder.load()
    before, version = {name: folder.stored(name) for name in INCOMING}, folder.version()
    report = folder.load()
    assert (report.rows_changed, report.problems, folder.version()) == (0, (), version)
    assert {name: folder.stored(name) for name in INCOMING} == before


def test_only_rows_that_differ_are_written(folder: Folder) -> None:
    folder.load()
    version = folder.version()
    folder.write(
        **{"deals.csv": FILES["deals.csv"].replace("D3,P2,2026-02-02,,open,8", "D3,P2,2026-02-02,,open,9")}
    )
    assert counts(folder.load())["deals"] == (3, 1)
    assert folder.version() == version + 1
    assert folder.stored("deals")[2]["amount_base"] == 11.25


def test_a_column_or_row_that_the_file_does_not_have_keeps_its_value(folder: Folder) -> None:
    folder.load()
    folder.write(**{"partners.csv": "partner_id,name\nP1,Globex AG\n"})
    assert counts(folder.load())["partners"] == (1, 1)
    globex, initech = folder.stored("partners")
    assert (globex["name"], globex["sectors"], initech["name"]) == (
        "Globex AG",
        ["retail", "health"],
        "Initech",
    )


def test_new_rates_convert_stored_deals_again(folder: Folder) -> None:
    folder.load()
    folder.write(**{"fx.csv": "currency,rate_to_base\nUSD,0.25\n"})
    folder.load()
    assert [deal["amount_base"] for deal in folder.stored("deals")] == [25.0, 10.0, 10.0]


def test_another_base_currency_needs_rates_for_what_is_stored(folder: Folder) -> None:
    folder.load()
    (folder.path / "fx.csv").unlink()
    report = folder.load(base_currency="USD")
    assert [str(problem) for problem in report.problems] == [
        "fx.csv: expected a rate of GBP to USD, the new base currency; stored deals are in GBP"
    ]
    assert folder.setting("base_currency") == "EUR"
    folder.write(**{"fx.csv": "currency,rate_to_base\nGBP,2\n"})
    assert folder.load(base_currency="USD").problems == ()
    assert [deal["amount_base"] for deal in folder.stored("deals")] == [100.0, 10.0, 16.0]
    assert [row["currency"] for row in folder.stored("fx")] == ["GBP"]


def test_a_currency_without_rate_names_row_and_currency(folder: Folder) -> None:
    folder.write(**{"deals.csv": FILES["deals.csv"].replace(",USD", ",CHF")})
    (problem,) = folder.load().problems
    assert (problem.file, problem.line, problem.column, problem.value) == ("deals.csv", 2, "currency", "CHF")
    assert "there is none for CHF" in problem.expected


def test_a_bad_row_keeps_its_whole_file_out_and_no_other(folder: Folder) -> None:
    folder.write(**{"deals.csv": FILES["deals.csv"].replace("D2,P1,2026-02-02", "D2,P1,2.2.26 at noon")})
    report = folder.load()
    (problem,) = report.problems
    assert (
        str(problem)
        == "deals.csv, line 3, column created_on: found '2.2.26 at noon', expected a date as 2026-09-30"
    )
    assert folder.stored("deals") == []
    assert len(folder.stored("notes")) == 1
    deals = next(table for table in report.tables if table.name == "deals")
    assert (deals.rows_in, deals.rows_bad, deals.rows_changed) == (3, 1, 0)


def test_an_unknown_partner_is_answered_with_the_nearest(folder: Folder) -> None:
    folder.write(**{"notes.csv": "note_id,partner_id,date,text\nN1,p2,2026-04-01,Hello\n"})
    (problem,) = folder.load().problems
    assert (problem.column, problem.value) == ("partner_id", "p2")
    assert "did you mean P2" in problem.expected


def test_an_unknown_manager_is_a_bad_row(folder: Folder) -> None:
    folder.write(**{"managers.csv": "email,name\nbob@vendor.example,Bob\n"})
    problem = folder.load().problems[0]
    assert (problem.file, problem.line, problem.column) == ("partners.csv", 2, "manager_email")
    assert "a known manager, in managers.csv or imported before" in problem.expected


def test_rows_that_wait_for_a_file_that_stayed_out_are_told_of_once(folder: Folder) -> None:
    folder.write(**{"partners.csv": FILES["partners.csv"] + "P3,,,\n"})
    report = folder.load()
    assert [(problem.file, problem.line, problem.column) for problem in report.problems] == [
        ("partners.csv", 5 - 1, "name"),
        ("deals.csv", 2, "partner_id"),
        ("notes.csv", 2, "partner_id"),
    ]
    assert report.problems[1].expected == "partners.csv to load first; 3 rows of this file wait for it"
    assert next(table for table in report.tables if table.name == "deals").rows_bad == 3


def test_lines_are_counted_as_editors_do_across_quoted_line_breaks(folder: Folder) -> None:
    notes = 'note_id,partner_id,date,text\r\nN1,P1,2026-04-01,"one\r\ntwo"\r\n\r\nN2,P1,tomorrow,three\r\n'
    folder.write(**{"notes.csv": notes})
    (problem,) = folder.load().problems
    assert (problem.line, problem.value) == (5, "tomorrow")


def test_unknown_columns_are_kept_beside_the_row_and_reported_once(folder: Folder) -> None:
    folder.write(**{"managers.csv": "Email,NAME,Shoe size,\nanna@vendor.example,Anna,41,\n"})
    report = folder.load()
    assert report.problems == ()
    assert table_of(report, "managers").attributes == ("Shoe size",)
    assert folder.stored("managers")[0]["attributes"] == {"Shoe size": "41"}


def test_attributes_of_an_earlier_file_stay_beside_those_of_a_later_one(folder: Folder) -> None:
    folder.write(**{"managers.csv": "email,name,Shoe size,Hat\nanna@vendor.example,Anna,41,red\n"})
    folder.load()
    folder.write(**{"managers.csv": "email,name,Hat,Coat\nanna@vendor.example,Anna,blue,long\n"})
    assert counts(folder.load())["managers"] == (1, 1)
    kept = {"Shoe size": "41", "Hat": "blue", "Coat": "long"}
    assert folder.stored("managers")[0]["attributes"] == kept
    folder.write(**{"managers.csv": "Name,email,Coat,Hat\nAnna,anna@vendor.example,long,blue\n"})
    assert counts(folder.load())["managers"] == (1, 0)


@pytest.mark.parametrize(
    ("given", "now", "expected"),
    [
        (None, NOW, date(2026, 4, 1)),
        (None, datetime(2026, 3, 1, tzinfo=UTC), date(2026, 2, 2)),
        (date(2026, 9, 15), NOW, date(2026, 9, 15)),
        (date(2027, 1, 1), NOW, date(2026, 9, 30)),
    ],
    ids=["newest event", "newest event so far", "given", "given but in the future"],
)
def test_through_is_the_last_day_that_the_data_covers(
    folder: Folder, given: date | None, now: datetime, expected: date
) -> None:
    assert folder.load(through=given, now=now).through == expected
    assert folder.setting("through") == expected.isoformat()


def test_freshness_tells_rows_and_newest_event(folder: Folder, engine: Engine) -> None:
    folder.load()
    with engine.connect() as connection:
        fresh = freshness(connection)
    tables = {table.name: table for table in fresh.tables}
    assert fresh.through == date(2026, 4, 1)
    assert (tables["deals"].rows, tables["deals"].newest) == (3, date(2026, 3, 4))
    assert (tables["leads"].rows, tables["leads"].newest) == (0, None)


def test_the_sample_is_told_from_other_data(folder: Folder, engine: Engine) -> None:
    with engine.begin() as connection:
        assert holds_only_sample(connection)
    folder.load()
    with engine.begin() as connection:
        assert not holds_only_sample(connection)
        mark_as_sample(connection)
    folder.load()
    with engine.begin() as connection:
        assert holds_only_sample(connection)
    folder.write(**{"managers.csv": "email,name\nmine@vendor.example,Me\n"})
    folder.load()
    with engine.begin() as connection:
        assert not holds_only_sample(connection)


def test_partners_known_from_before_are_enough(folder: Folder) -> None:
    folder.load()
    (folder.path / "partners.csv").unlink()
    assert folder.load().problems == ()


def test_an_amount_without_its_currency_in_the_file_is_in_the_stored_one(folder: Folder) -> None:
    folder.load()
    folder.write(
        **{"deals.csv": "deal_id,partner_id,stage,closed_on,amount\nD1,P1,won,2026-03-04,300\nD9,P1,open,,5"}
    )
    assert folder.load().problems == ()
    amounts = {deal["deal_id"]: deal["amount_base"] for deal in folder.stored("deals")}
    assert amounts == {"D1": 150.0, "D2": 10.0, "D3": 10.0, "D9": 5.0}


@pytest.mark.parametrize("partners", [b"%PDF-1.7", b"partner_id\nP1\n"], ids=["unreadable", "no names"])
def test_files_that_wait_for_an_unusable_one_are_told_of_once(folder: Folder, partners: bytes) -> None:
    (folder.path / "partners.csv").write_bytes(partners)
    report = folder.load()
    assert [problem.file for problem in report.problems] == ["partners.csv", "deals.csv", "notes.csv"]


def test_deals_that_wait_for_bad_rates_are_told_of_once(folder: Folder) -> None:
    folder.write(**{"fx.csv": "currency,rate_to_base\nUSD,0\nGBP,1.25\n"})
    with folder.engine.begin() as connection:
        store_setting(connection, "base_currency", "EUR")
    assert [(problem.file, problem.expected) for problem in folder.load().problems] == [
        ("fx.csv", "a rate above 0"),
        ("deals.csv", "fx.csv to load first; 2 rows of this file wait for it"),
    ]


def test_bad_rates_for_a_new_base_currency_stop_the_import(folder: Folder) -> None:
    folder.write(**{"fx.csv": "currency,rate_to_base\nUSD,0\nGBP,1.25\n"})
    report = folder.load()
    assert [(table.name, table.rows_bad) for table in report.tables] == [("fx", 1)]
    assert folder.setting("base_currency") is None
