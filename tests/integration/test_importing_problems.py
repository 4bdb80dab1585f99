"""Every way in which a folder or a file can be wrong has its own clear answer."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from knowledge.database import open_database
from knowledge.importing import ImportProblem, ImportReport, import_folder
from knowledge.tables import INCOMING

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)


@pytest.fixture
def engine(sqlite_database_url: str) -> Engine:
    """SQLite is enough here: no problem of a file depends on the database."""
    return open_database(sqlite_database_url)


def load(engine: Engine, folder: Path) -> ImportReport:
    return import_folder(engine, folder, base_currency="EUR", now=NOW)


def problems_of(
    engine: Engine, folder: Path, content: str | bytes, name: str = "partners.csv"
) -> list[ImportProblem]:
    content = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(content)
    return list(load(engine, folder).problems)


def rows_in(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(INCOMING[table])).scalar_one()


def test_a_missing_folder(engine: Engine, tmp_path: Path) -> None:
    (problem,) = load(engine, tmp_path / "nowhere").problems
    assert str(problem) == f"{tmp_path / 'nowhere'}: expected the name of a folder that exists"


def test_one_file_is_taken_and_its_neighbours_are_left_alone(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\nP1,Kestrel\n")
    (tmp_path / "contacts.csv").write_text("contact_id,partner_id,name\nC1,P1,Dana\n")
    report = load(engine, tmp_path / "partners.csv")
    assert not report.problems
    assert (rows_in(engine, "partners"), rows_in(engine, "contacts")) == (1, 0)


def test_one_file_that_is_no_table(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    (problem,) = load(engine, tmp_path / "letter.txt").problems
    assert "expected a file with one of these tables: fx.csv" in str(problem)


def test_an_empty_folder(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (problem,) = load(engine, tmp_path / "empty").problems
    assert problem.expected.startswith("at least partners.csv in this folder")


def test_a_folder_without_partners(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("deal_id,partner_id,stage\nD1,P1,open\n")
    (tmp_path / "shopping list.csv").write_text("id\n")
    report = load(engine, tmp_path)
    (problem,) = report.problems
    assert "no partner is known yet; it has shopping list.csv" in problem.expected
    assert report.ignored_files == ("shopping list.csv",)


def test_two_files_for_one_table(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\n")
    (problem,) = problems_of(engine, tmp_path, "partner_id,name\n", name="Partners.CSV")
    assert "one file for partners" in problem.expected


def test_a_folder_named_as_a_file(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").mkdir()
    (problem,) = load(engine, tmp_path).problems
    assert problem.expected.startswith("at least partners.csv in this folder")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n\n", "the file is empty"),
        (b"PK\x03\x04rest", "it is damaged or no workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x7fELF\x00\x01\x02\x00", "binary"),
    ],
    ids=["empty", "blank", "zip", "pdf", "binary"],
)
def test_a_file_that_is_no_csv(engine: Engine, tmp_path: Path, content: bytes, expected: str) -> None:
    (problem,) = problems_of(engine, tmp_path, content)
    assert (problem.file, problem.line) == ("partners.csv", None)
    assert expected in problem.expected


def test_a_header_whose_quote_is_never_closed(engine: Engine, tmp_path: Path) -> None:
    (problem,) = problems_of(engine, tmp_path, '"partner_id,name\nP1,Globex\n')
    assert (problem.file, problem.line) == ("partners.csv", 1)
    assert "a header line that can be read" in problem.expected


@pytest.mark.parametrize(
    ("header", "column", "expected"),
    [
        ("partner_id,title", "name", "this column, partners needs it"),
        ("partner_id,nmae", "name", "did you mean nmae?"),
    ],
)
def test_a_header_that_does_not_fit(
    engine: Engine, tmp_path: Path, header: str, column: str, expected: str
) -> None:
    (problem,) = problems_of(engine, tmp_path, f"{header}\n")
    assert (problem.line, problem.column) == (1, column)
    assert expected in problem.expected


def test_a_header_alone_is_no_problem(engine: Engine, tmp_path: Path) -> None:
    assert problems_of(engine, tmp_path, "partner_id,name") == []


def test_a_byte_order_mark_is_no_problem(engine: Engine, tmp_path: Path) -> None:
    assert problems_of(engine, tmp_path, "\ufeffpartner_id,name\nP1,Globex\n") == []
    assert rows_in(engine, "partners") == 1


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (b"P1", "", "P1", "3 cells as in the header; this row has 1"),
        (b"P1,Globex,,x", "", "P1,Globex,,x", "3 cells as in the header; this row has 4"),
        (b",Globex,", "partner_id", "", "a value, this column is required"),
        (b"P1,  ,", "name", "", "a value, this column is required"),
        (b"P1,Glob\x00ex,", "name", "Glob\x00ex", "without control characters"),
        (b"P1,M\x81ller,", "name", "M\\x81ller", "text in UTF-8"),
        ("P1,Glo\u202ebex,".encode(), "name", "Glo\u202ebex", "turn the direction of writing"),
        (b'P1,"Glo\nbex",', "name", "Glo\nbex", "one line of text"),
        (b"P" * 300 + b",Globex,", "partner_id", "P" * 200, "at most 200 characters"),
        (b"P1," + b"G" * 200_000 + b",", "", "", "is a closing quote missing?"),
        (b'P1,"Globex,\n', "", "", "a closing quote for every opening one"),
        (b'P1,"Glo"bex,', "", "", "quotes inside a cell doubled"),
        (b"P1,Globex,resseller", "type", "resseller", "did you mean reseller?"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit(
    engine: Engine, tmp_path: Path, row: bytes, column: str, value: str, expected: str
) -> None:
    (problem,) = problems_of(engine, tmp_path, b"partner_id,name,type\n" + row)
    assert (problem.line, problem.column, problem.value) == (2, column, value)
    assert expected in problem.expected
    assert str(problem).isprintable()


def test_a_key_that_stands_twice_names_both_lines(engine: Engine, tmp_path: Path) -> None:
    (problem,) = problems_of(engine, tmp_path, "partner_id,name\nP1,Globex\nP2,Initech\nP1,Globex\n")
    assert (problem.line, problem.value) == (4, "P1")
    assert problem.expected == "each partner_id once in the file; line 2 has it already"


def test_a_formula_is_only_text_and_no_number(engine: Engine, tmp_path: Path) -> None:
    content = 'partner_id,name,employees\nP1,"=HYPERLINK(""x"")",=1+1\n'
    (problem,) = problems_of(engine, tmp_path, content)
    assert (problem.column, problem.value) == ("employees", "=1+1")


def test_all_problems_of_a_file_are_told_in_its_order(engine: Engine, tmp_path: Path) -> None:
    content = "partner_id,name,customers,employees\nP1,,x,y\nP2\n,Globex,1.5,-1\n"
    problems = problems_of(engine, tmp_path, content)
    assert [(problem.line, problem.column) for problem in problems] == [
        (2, "name"),
        (2, "customers"),
        (2, "employees"),
        (3, ""),
        (4, "partner_id"),
        (4, "customers"),
        (4, "employees"),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ("2026-03-01,2026-02-28,won", "closed_on", "a date on or after created_on, 2026-03-01"),
        ("2026-03-01,,won", "closed_on", "the date on which the deal was won"),
        ("2026-03-01,,lost", "closed_on", "the date on which the deal was lost"),
    ],
)
def test_a_deal_whose_dates_contradict_it(
    engine: Engine, tmp_path: Path, cells: str, column: str, expected: str
) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\nP1,Globex\n")
    content = f"deal_id,partner_id,created_on,closed_on,stage\nD1,P1,{cells}\n"
    (problem,) = problems_of(engine, tmp_path, content, name="deals.csv")
    assert (problem.line, problem.column, problem.expected) == (2, column, expected)


@pytest.mark.parametrize(
    ("rate", "expected"), [("EUR,1.1", "1, since EUR is the base currency"), ("USD,0", "a rate above 0")]
)
def test_a_rate_that_cannot_be(engine: Engine, tmp_path: Path, rate: str, expected: str) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\n")
    (problem,) = problems_of(engine, tmp_path, f"currency,rate_to_base\n{rate}\n", name="fx.csv")
    assert (problem.column, problem.expected) == ("rate_to_base", expected)
