"""Files as people really have them come in as the same rows, whatever they were written with."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from xlsxwriter import Workbook

from knowledge.database import open_database
from knowledge.importing.questions import Question
from tests.integration.incoming import FILES, Folder, table_of

COLUMNS = ("deal_id", "partner_id", "created_on", "closed_on", "stage", "amount", "currency", "customer")
PLAIN = [
    ("D1", "P1", "2026-01-02", "2026-03-25", "won", "1234.5", "USD", "Müller & Söhne"),
    ("D2", "P2", "2026-02-28", "", "open", "1000000", "USD", "Ångström"),
]
GERMAN = [
    ("D1", "P1", "02.01.2026", "25.03.2026", "won", "1.234,50", "USD", "Müller & Söhne"),
    ("D2", "P2", "28.02.2026", "", "open", "1.000.000,00", "USD", "Ångström"),
]
AMERICAN = [
    ("D1", "P1", "01/02/2026", "03/25/2026", "won", '"$1,234.50"', "", "Müller & Söhne"),
    ("D2", "P2", "02/28/2026", "", "open", '"$1,000,000.00"', "", "Ångström"),
]


@pytest.fixture
def folder(tmp_path: Path, sqlite_database_url: str) -> Folder:
    folder = Folder(tmp_path, open_database(sqlite_database_url))
    folder.write(**{name: FILES[name] for name in ("fx.csv", "managers.csv", "partners.csv")})
    return folder


def text(rows: list[tuple[str, ...]], separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in [COLUMNS, *rows]) + "\r\n"


def deals(folder: Folder) -> list[tuple[object, ...]]:
    return [tuple(deal[name] for name in COLUMNS) for deal in folder.stored("deals")]


EXPECTED = [
    ("D1", "P1", date(2026, 1, 2), date(2026, 3, 25), "won", 1234.5, "USD", "Müller & Söhne"),
    ("D2", "P2", date(2026, 2, 28), None, "open", 1_000_000.0, "USD", "Ångström"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    ("rows", "separator"),
    [(PLAIN, ","), (PLAIN, "\t"), (PLAIN, "|"), (GERMAN, ";"), (AMERICAN, ",")],
    ids=["plain", "tab", "bar", "German", "American"],
)
def test_delimited_text_of_any_country(
    folder: Folder, rows: list[tuple[str, ...]], separator: str, encoding: str
) -> None:
    folder.write(**{"deals.csv": text(rows, separator).encode(encoding)})
    report = folder.load()
    assert report.problems == ()
    assert deals(folder) == EXPECTED


def test_a_workbook_with_a_sheet_for_each_table(folder: Folder) -> None:
    with Workbook(str(folder.path / "export.xlsx")) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("Deals")
        page.write_row(0, 0, COLUMNS)
        for row, deal in enumerate(EXPECTED, start=1):
            for place, cell in enumerate(deal):
                if isinstance(cell, date):
                    page.write_datetime(row, place, pd.Timestamp(cell).to_pydatetime(), dates)
                elif cell is not None:
                    page.write(row, place, cell)
        book.add_worksheet("Notes").write_row(0, 0, ("note_id", "partner_id", "date", "text"))
    assert folder.load().problems == ()
    assert deals(folder) == EXPECTED


def test_a_parquet_file(folder: Folder) -> None:
    pd.DataFrame(EXPECTED, columns=list(COLUMNS)).to_parquet(folder.path / "deals.parquet")
    assert folder.load().problems == ()
    assert deals(folder) == EXPECTED


def test_dates_that_nobody_can_decide_are_refused_one_by_one_and_the_way_out_is_named(folder: Folder) -> None:
    rows = [
        ("D1", "P1", "03/04/2026", "", "open", "1", "", ""),
        ("D2", "P1", "2026-01-02", "", "open", "1", "", ""),
    ]
    folder.write(**{"deals.csv": text(rows)})
    report = folder.load()
    assert [(problem.line, problem.column) for problem in report.problems] == [(2, "created_on")]
    (remark,) = table_of(report, "deals").remarks
    assert "created_on" in remark
    assert "terminal" in remark
    assert deals(folder) == []


def test_a_person_decides_once_which_day_is_meant(folder: Folder, tmp_path: Path) -> None:
    folder.write(**{"deals.csv": text([("D1", "P1", "03/04/2026", "", "open", "1", "", "")])})
    asked: list[Question] = []

    def month_first(question: Question) -> str:
        asked.append(question)
        return "month_first"

    mappings = tmp_path / "mappings"
    assert folder.load(ask=month_first, mappings=mappings).problems == ()
    assert folder.stored("deals")[0]["created_on"] == date(2026, 3, 4)
    folder.write(**{"deals.csv": text([("D1", "P1", "05/06/2026", "", "open", "1", "", "")])})
    assert folder.load(ask=month_first, mappings=mappings).problems == ()
    assert folder.stored("deals")[0]["created_on"] == date(2026, 5, 6)
    assert [(question.column, question.samples) for question in asked] == [("created_on", ("03/04/2026",))]


SAID = "sources: {deals: {feeds: {deals: {styles: {created_on: {dates: day_first}, amount: %s}}}}}"
COMMA = "{decimal: comma, thousands: true}"


def test_what_a_file_tells_itself_comes_before_what_was_answered_before(
    folder: Folder, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(SAID % COMMA)
    days, amounts = ("03/04/2026", "04/25/2026"), ('"1,500"', '"12,000.10"')
    rows = [
        (f"D{place}", "P1", day, "", "open", amount, "", "")
        for place, (day, amount) in enumerate(zip(days, amounts, strict=True))
    ]
    folder.write(**{"deals.csv": text(rows)})
    report = folder.load(mappings=tmp_path)
    assert report.problems == ()
    first, second = folder.stored("deals")
    assert (first["created_on"], first["amount"]) == (date(2026, 3, 4), 1500.0)
    assert (second["created_on"], second["amount"]) == (date(2026, 4, 25), 12_000.1)
    told = "written otherwise than you said of such files; its own cells decide"
    assert {f"column created_on: {told}", f"column amount: {told}"} <= {*table_of(report, "deals").remarks}


def test_what_was_answered_before_counts_where_the_file_does_not_tell_and_is_said(
    folder: Folder, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(SAID % COMMA)
    folder.write(**{"deals.csv": text([("D1", "P1", "03/04/2026", "", "open", "1.500", "", "")])})
    report = folder.load(mappings=tmp_path)
    (deal,) = folder.stored("deals")
    assert (deal["created_on"], deal["amount"]) == (date(2026, 4, 3), 1500.0)
    remarks = table_of(report, "deals").remarks
    assert "column created_on: dates read with the day first" in remarks
    assert "column amount: numbers read with a decimal comma" in remarks


def test_whole_numbers_and_iso_dates_contradict_no_answer(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(SAID % COMMA)
    folder.write(**{"deals.csv": text([("D1", "P1", "2026-01-02", "", "open", "1500", "", "")])})
    report = folder.load(mappings=tmp_path)
    assert report.problems == ()
    assert table_of(report, "deals").remarks == ()


def test_a_missing_column_is_answered_with_the_label_that_is_likeliest(folder: Folder) -> None:
    folder.empty()
    folder.write(**{"Partner.csv": "Partner seit,Partnernummer,Firma\n2024-01-01,P1,Globex\n"})
    expected = [problem.expected for problem in folder.load().problems]
    assert "this column, partners needs it; did you mean Partnernummer?" in expected


def test_most_dates_decide_and_the_others_are_refused_with_the_reason(folder: Folder) -> None:
    days = ("25/03/2026", "26/03/2026", "04/05/2026", "03/27/2026")
    rows = [(f"D{place}", "P1", day, "", "open", "1", "", "") for place, day in enumerate(days)]
    folder.write(**{"deals.csv": text(rows)})
    (problem,) = folder.load().problems
    assert (problem.line, problem.value) == (5, "03/27/2026")
    assert "day first" in problem.expected


def test_a_column_called_otherwise_is_proposed_with_samples_and_remembered(
    folder: Folder, tmp_path: Path
) -> None:
    content = text(PLAIN).replace("customer", "Kunde").replace("created_on", "Angelegt am")
    folder.write(**{"deals.csv": content})
    asked: list[Question] = []

    def agree(question: Question) -> str | None:
        asked.append(question)
        return question.proposed

    assert folder.load(ask=agree, mappings=tmp_path / "mappings").problems == ()
    assert deals(folder) == EXPECTED
    assert {question.column for question in asked} == {"Kunde", "Angelegt am"}
    assert all(0 < len(question.samples) <= 5 for question in asked)
    folder.write(**{"deals.csv": content.replace("1234.5", "99")})
    assert folder.load(mappings=tmp_path / "mappings").problems == ()
    assert folder.stored("deals")[0]["amount"] == 99.0


def test_an_unconfirmed_column_is_kept_and_the_proposal_named(folder: Folder) -> None:
    folder.write(**{"deals.csv": text(PLAIN).replace("customer", "Kunde")})
    report = folder.load()
    assert report.problems == ()
    assert folder.stored("deals")[0]["attributes"] == {"Kunde": "Müller & Söhne"}
    assert any("Kunde" in remark and "customer" in remark for remark in report.remarks)


def test_a_dollar_sign_that_contradicts_the_currency_is_refused(folder: Folder) -> None:
    folder.write(**{"deals.csv": text([("D1", "P1", "2026-01-02", "", "open", "€ 5", "USD", "")])})
    (problem,) = folder.load().problems
    assert (problem.column, problem.value) == ("amount", "€ 5")


def test_one_connection_can_import_again_and_again(tmp_path: Path, engine: Engine) -> None:
    folder = Folder(tmp_path, engine)
    folder.write(**FILES)
    for amount in range(3):
        folder.write(**{"deals.csv": FILES["deals.csv"].replace(",100,", f",{amount},")})
        assert folder.load().problems == ()
    assert folder.stored("deals")[0]["amount"] == 2.0
