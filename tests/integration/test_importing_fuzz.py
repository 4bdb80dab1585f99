"""Whatever stands in a file, the import answers with rows or with problems, and counts every record."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from knowledge.database import migrate, open_database, sqlite_url
from knowledge.importing import ImportOptions, ImportReport, TableReport, import_folder
from knowledge.tables import INCOMING
from tools import schema

pytestmark = pytest.mark.slow

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
HEADER = tuple(column.name for column in schema.DEALS.columns)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
SEPARATORS = (",", ";", "\t", "|")

odd_texts = st.sampled_from(
    (
        "",
        " ",
        "=1+1",
        "@SUM(A1)",
        "\uff1d1+1",
        "'=1+1",
        "-",
        "\0",
        "\u202e",
        "\u2066",
        "\x07",
        "\r\n",
        '"',
        "''",
        ";",
        "|",
        "\t",
        "\ufeff",
        "9" * 400,
        "x" * 5_000,
        "nan",
        "NULL",
        "1e999",
        "\ud83d\ude00",
    )
)
dates = st.sampled_from(
    (
        "2026-01-02",
        "2026-02-30",
        "01/02/2026",
        "13/02/2026",
        "02/13/2026",
        "2.1.2026",
        "1. März 2026",
        "46023",
    )
)
amounts = st.sampled_from(("12.5", "-3", "1.234,50", "1,234.50", "1.234", "€ 12", "(12.00)", "1'000", "12 %"))
cells = st.one_of(
    st.sampled_from(("P1", "P2", "P3", "D1", "D2", "won", "open", "lost", "EUR", "USD", "CHF", "resale")),
    dates,
    amounts,
    odd_texts,
    st.text(max_size=12),
)
good_rows = st.builds(
    lambda number, stage, amount: (
        [f"D{number}", "P1", "2026-01-02", "2026-02-03", stage, amount, "USD"] + [""] * (len(HEADER) - 7)
    ),
    st.integers(0, 9),
    st.sampled_from(schema.DEAL_STAGES),
    st.sampled_from(("1", "", "2.5")),
)
spoilt_rows = st.builds(
    lambda row, place, cell: [*row[:place], cell, *row[place + 1 :]],
    good_rows,
    st.integers(0, len(HEADER) - 1),
    cells,
)
odd_rows = st.lists(cells, max_size=len(HEADER) + 1)
grids = st.lists(st.one_of(good_rows, spoilt_rows, odd_rows), max_size=8)


class Importing:
    """A database and a folder that the examples share; deals that stay from earlier ones change no answer."""

    def __init__(self, path: Path) -> None:
        self.folder = path / "data"
        self.folder.mkdir()
        (self.folder / "partners.csv").write_text("partner_id,name\nP1,Globex\nP2,Initech\n")
        (self.folder / "fx.csv").write_text("currency,rate_to_base\nUSD,0.5\n")
        self.engine: Engine = open_database(sqlite_url(path / "rapport.db"))
        migrate(self.engine)

        self.rejects = path / "rejects.csv"

    def load(self, content: bytes, rejects: Path | None = None) -> ImportReport:
        (self.folder / "deals.csv").write_bytes(content)
        options = ImportOptions(rejects=rejects)
        return import_folder(self.engine, self.folder, base_currency="EUR", now=NOW, options=options)

    def rejected_lines(self) -> list[int]:
        """Lines in the file of rejects, which is taken away."""
        if not self.rejects.exists():
            return []
        with self.rejects.open(newline="", encoding="utf-8") as rows:
            lines = sorted(int(row["rejected_line"]) for row in csv.DictReader(rows))
        self.rejects.unlink()
        return lines

    def rows(self) -> int:
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(INCOMING["deals"])).scalar_one()


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importing]:
    importing = Importing(tmp_path_factory.mktemp("fuzz"))
    yield importing
    importing.engine.dispose()


def as_csv(rows: list[list[str]], encoding: str = "utf-8", separator: str = ",") -> tuple[bytes, list[int]]:
    """The rows below a header, and the first physical line of each."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(HEADER)
    lines = []
    for row in rows:
        before = out.getvalue()
        lines.append(before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1)
        writer.writerow(row)
    errors = "replace" if encoding == "cp1252" else "surrogatepass"
    return out.getvalue().encode(encoding, errors=errors), lines


def deals_of(report: ImportReport) -> TableReport:
    return next(table for table in report.tables if table.name == "deals")


def check_every_problem_is_told(deals: TableReport) -> None:
    assert 0 <= deals.rows_bad <= deals.rows_in
    assert bool(deals.problems) or deals.rows_bad == 0
    for problem in deals.problems:
        assert problem.expected
        assert str(problem).isprintable()


def fuzz_rows(importing: Importing, rows: list[list[str]], encoding: str, separator: str) -> None:
    """A file goes in whole or stays out; its good rows go in beside a file of rejects."""
    content, lines = as_csv(rows, encoding, separator)
    before = importing.rows()
    deals = deals_of(importing.load(content))
    check_every_problem_is_told(deals)
    assert deals.rows_in == sum(is_record(row) for row in rows)
    bad_lines = {problem.line for problem in deals.problems}
    assert deals.rows_bad == len(bad_lines)
    assert bad_lines <= set(lines)
    if bad_lines:
        assert importing.rows() == before
    again = deals_of(importing.load(content, importing.rejects))
    assert (again.rows_in, again.rows_bad) == (deals.rows_in, deals.rows_bad)
    assert importing.rejected_lines() == sorted(bad_lines)


def is_record(row: list[str]) -> bool:
    return any(cell.strip() for cell in row)


@given(rows=grids, encoding=st.sampled_from(ENCODINGS), separator=st.sampled_from(SEPARATORS))
@settings(max_examples=60, deadline=None)
def test_accepted_and_rejected_rows_are_all_rows(
    importing: Importing, rows: list[list[str]], encoding: str, separator: str
) -> None:
    fuzz_rows(importing, rows, encoding, separator)


@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(alphabet='",;\r\n\0aé\ufeff', max_size=60).map(str.encode)
    )
)
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered(importing: Importing, content: bytes) -> None:
    header = ",".join(HEADER).encode() + b"\n"
    check_every_problem_is_told(deals_of(importing.load(content)))
    check_every_problem_is_told(deals_of(importing.load(header + content)))


@pytest.mark.long
@given(rows=grids, encoding=st.sampled_from(ENCODINGS), separator=st.sampled_from(SEPARATORS))
@settings(max_examples=2500, deadline=None)
def test_accepted_and_rejected_rows_are_all_rows_ten_thousand_times(
    importing: Importing, rows: list[list[str]], encoding: str, separator: str
) -> None:
    fuzz_rows(importing, rows, encoding, separator)
