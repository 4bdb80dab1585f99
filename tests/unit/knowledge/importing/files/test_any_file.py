"""Whatever a file holds, it is read to the end, each record is counted once, and twice gives the same."""

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.files import open_file
from tests.unit.knowledge.importing.files.reading import contents, only, opened

NASTY = st.sampled_from([*'",;\t|\n\ra é\0\ufeff\u202e', '""', "\r\n", "1,5", "=1+1"])
TEXTS = st.lists(NASTY, max_size=60).map("".join)
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SUFFIXES = st.sampled_from([".csv", ".txt", ".xlsx", ".xls", ".ods", ".parquet", ".csv.gz"])
HEADS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"\x1f\x8b\x08\0", b"\xff\xfe"]
)


def check(content: bytes, suffix: str = ".csv") -> None:
    with TemporaryDirectory() as folder:
        for source in opened(Path(folder) / f"deals{suffix}", content).sources:
            assert all(str(problem).isprintable() for problem in source.problems)
            assert all(source.header)
            assert len(set(source.header)) == len(source.header)
            whole = contents(source)
            assert whole == contents(source, 3)
            lines = whole.lines + [problem.line or 0 for problem in whole.problems]
            assert len(lines) == len(set(lines))


@given(HEADS, st.binary(max_size=200), SUFFIXES)
def test_any_bytes(head: bytes, rest: bytes, suffix: str) -> None:
    check(head + rest, suffix)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]))
def test_any_text(text: str, encoding: str) -> None:
    check(text.encode(encoding))


@given(TEXTS)
def test_every_record_below_a_header_is_counted_once(text: str) -> None:
    with TemporaryDirectory() as folder:
        found = contents(only(opened(Path(folder) / "deals.csv", f"key,name\n{text}")))
    expected = 0
    reader = csv.reader(StringIO(text, newline=""), strict=True, skipinitialspace=', "' in text)
    while True:
        try:
            expected += any(cell.strip() for cell in next(reader))
        except StopIteration:
            break
        except csv.Error:
            expected += 1
    assert len(found.lines) + len(found.problems) == expected


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(",;\t|"))
def test_what_was_written_is_read_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("key", "name", "text"), *rows])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deals.csv"
        path.write_bytes(out.getvalue().encode())
        found = contents(only(open_file(path)))
    assert found.problems == []
    assert found.rows == [row for row in rows if any(map(str.strip, row))]
