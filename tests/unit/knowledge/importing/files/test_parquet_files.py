import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from knowledge.importing.files import open_file
from tests.unit.knowledge.importing.files.reading import contents, expectation, only

moment = datetime.fromisoformat
DAY, MOMENT = moment("2026-09-30"), moment("2026-09-30T22:00:01.5")


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array(["x", "", None, " y "]), ["x", "", "", " y "]),
        (pa.array(["x", None, "x"]).dictionary_encode(), ["x", "", "x"]),
        (pa.array([True, False, None]), ["true", "false", ""]),
        (pa.array([1, -(2**63), None]), ["1", "-9223372036854775808", ""]),
        (pa.array([1e10, 0.1, 123456789012.5, 1e-7, float("nan"), None, 1e20]),
         ["10000000000", "0.1", "123456789012.5", "0.0000001", "", "", "100000000000000000000"]),
        (pa.array([0.1, 16777216], pa.float32()), ["0.1", "16777216"]),
        (pa.array([Decimal("12.50"), None]), ["12.50", ""]),
        (pa.array([date(2026, 9, 30), None]), ["2026-09-30", ""]),
        (pa.array([DAY, MOMENT, None], pa.timestamp("us")), ["2026-09-30", "2026-09-30T22:00:01", ""]),
        (pa.array([moment("1969-12-31T23:59:59.1")], pa.timestamp("us")), ["1969-12-31T23:59:59"]),
        (pa.array([DAY, MOMENT, None], pa.timestamp("ms", "UTC")),
         ["2026-09-30", "2026-09-30T22:00:01+00:00", ""]),
        (pa.array([moment("2026-09-29T22:00"), MOMENT], pa.timestamp("ms", "Europe/Berlin")),
         ["2026-09-30", "2026-10-01T00:00:01+02:00"]),
        (pa.array([MOMENT], pa.timestamp("ms", "Nowhere/Nothing")), ["2026-09-30T22:00:01+00:00"]),
        (pa.array([time(10, 30)]), ["10:30:00"]),
        (pa.array([[1, 2], None, [], [3, None]]), ["1;2", "", "", "3"]),
        (pa.array([["a"], ["b", "c"], None])[1:], ["b;c", ""]),
        (pa.array([{"a": [1], "b": "ü"}, None]), ['{"a": [1], "b": "ü"}', ""]),
        (pa.array([b"x", b"\xff", None]), ["x", "\udcff", ""]),
        (pa.nulls(2), ["", ""]),
        (pa.array([timedelta(seconds=1)], pa.duration("s")), ["1"]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)  # fmt: skip
def test_every_type_becomes_text(tmp_path: Path, column: pa.Array, texts: list[str]) -> None:
    parquet.write_table(pa.table({"k": column}), tmp_path / "deals.parquet")
    assert contents(only(open_file(tmp_path / "deals.parquet"))).cells["k"] == texts


def test_identifiers_are_read_as_written(tmp_path: Path) -> None:
    key = uuid.UUID(int=7)
    column = pa.ExtensionArray.from_storage(pa.uuid(), pa.array([key.bytes], pa.binary(16)))
    parquet.write_table(pa.table({"k": column}), tmp_path / "deals.parquet")
    assert contents(only(open_file(tmp_path / "deals.parquet"))).cells["k"] == [str(key)]


def test_text_that_is_no_utf_8_is_marked(tmp_path: Path) -> None:
    column = pa.array([b"M\xfcller", b"x"]).view(pa.string())
    parquet.write_table(pa.table({"k": column}), tmp_path / "deals.parquet")
    assert contents(only(open_file(tmp_path / "deals.parquet"))).cells["k"] == ["M\udcfcller", "x"]


def test_records_are_counted_from_one_over_all_chunks(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"k": range(10)}), tmp_path / "deals.parquet", row_group_size=3)
    source = only(open_file(tmp_path / "deals.parquet"))
    assert contents(source, 4).lines == list(range(1, 11))
    assert contents(source, 4) == contents(source)
    assert [chunk.read for chunk in source.chunks(100)][-1] == source.size == 10


def test_labels_are_each_once(tmp_path: Path) -> None:
    table = pa.table([[1], [2], [3]], names=["a", "a", ""])
    parquet.write_table(table, tmp_path / "deals.parquet")
    source = only(open_file(tmp_path / "deals.parquet"))
    assert source.header == ("a", "a (2)", "column 3")
    assert len(source.remarks) == 2


def test_a_file_without_columns_is_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({}), tmp_path / "deals.parquet")
    assert "names of the columns" in expectation(
        tmp_path / "deals.parquet", (tmp_path / "deals.parquet").read_bytes()
    )


def test_a_damaged_page_ends_the_file_with_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    parquet.write_table(pa.table({"k": [f"text {number}" for number in range(1000)]}), path)
    whole = bytearray(path.read_bytes())
    whole[20:400] = b"\xff" * 380
    path.write_bytes(whole)
    found = contents(only(open_file(path)))
    assert "this Parquet file is damaged" in found.problems[-1].expected


def test_a_long_text_in_every_record_is_read_in_small_pieces_and_only_up_to_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "notes.parquet"
    same = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x" * 20_000]))
    parquet.write_table(pa.table({"k": range(100_000), "text": same}), path)
    assert path.stat().st_size < 1_000_000
    chunks = open_file(path).sources[0].chunks()
    first = next(chunks)
    assert sum(map(len, first.cells["text"])) <= 1 << 26
    while not first.problems:
        first = next(chunks)
    assert "at most 1 GB once unpacked" in first.problems[0].expected
    assert next(chunks, None) is None


def test_long_lists_count_as_many_cells(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    parquet.write_table(pa.table({"k": [["a"] * 1_000] * 5_000}), path)
    source = only(open_file(path))
    assert max(map(len, source.chunks())) == 2_000
    assert len(contents(source).lines) == 5_000
