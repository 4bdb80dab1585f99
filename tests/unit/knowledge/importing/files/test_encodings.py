import codecs
import gzip
import hashlib
from pathlib import Path

import pytest

from knowledge.importing.files.content import Content
from knowledge.importing.files.unreadable import Unreadable
from tests.unit.knowledge.importing.files.reading import contents, expectation, only, opened, read

TEXT = "id,name\r\n1,Müller\r\n2,Ωmega\r\n3,🙂\r\n"
ROWS = [("1", "Müller"), ("2", "Ωmega"), ("3", "🙂")]


@pytest.mark.parametrize(
    "encoded",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "le without mark", "be without mark", "utf-32"],
)
def test_unicode_is_read_with_and_without_a_mark(path: Path, encoded: bytes) -> None:
    source = only(opened(path, encoded))
    assert (source.header, source.remarks) == (("id", "name"), ())
    assert contents(source).rows == ROWS


def test_windows_1252_is_read_and_told(path: Path) -> None:
    source = only(opened(path, "id,name\n1,Müller\n2,Łódź".encode("cp1252", "ignore")))
    assert contents(source).cells["name"] == ["Müller", "ód"]
    (remark,) = source.remarks
    assert "Windows-1252, as in 'Müller'" in remark


def test_bytes_that_windows_1252_does_not_have_stay_marked(path: Path) -> None:
    assert read(path, b"id,name\n1,M\xfcller\n2,\x81\n").cells["name"] == ["Müller", "\udc81"]


def test_a_damaged_cell_among_good_ones_is_marked_and_the_others_stay(path: Path) -> None:
    found = read(path, "id,name\n1,Müller\n2,Jørgen\n".encode() + b"3,M\xfcller\n")
    assert found.cells["name"] == ["Müller", "Jørgen", "M\udcfcller"]


def test_damage_in_utf_16_is_marked(path: Path) -> None:
    found = read(path, codecs.BOM_UTF16_LE + "a,b\n1,".encode("utf-16-le") + b"\x00\xd8\x62\x00\n\x00x")
    assert found.rows == [("1", "\udc80b")]
    assert [problem.value for problem in found.problems] == ["\\x80"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (b'{"deals": []}', "JSON"),
        (b"\0\0\0\1\0\0", "binary"),
        (b"PK\x03\x04rest", "no workbook"),
        (b"\xd0\xcf\x11\xe0rest", "no workbook"),
        (b"PAR1rest", "Parquet file is damaged"),
        (b"\x1f\x8brest", "a file that can be read"),
    ],
)
def test_what_is_no_table_is_named_with_the_next_step(path: Path, head: bytes, name: str) -> None:
    expected = expectation(path, head)
    assert name in expected
    assert "CSV" in expected or head.startswith(b"\x1f")


def test_text_under_the_name_of_an_old_workbook_is_read(tmp_path: Path) -> None:
    assert read(tmp_path / "deals.xls", "a\tb\n1\t2\n").rows == [("1", "2")]


def test_compressed_text_is_read_and_its_progress_is_that_of_the_stored_bytes(tmp_path: Path) -> None:
    source = only(opened(tmp_path / "Deals-2026.csv.GZ", gzip.compress(TEXT.encode())))
    assert (source.stem, contents(source).rows) == ("deals_2026", ROWS)
    assert [chunk.read for chunk in source.chunks()] == [source.size]


@pytest.mark.parametrize(
    "damaged",
    [gzip.compress(TEXT.encode())[:-9], gzip.compress(TEXT.encode())[:20] + b"\xff" * 30],
    ids=["cut short", "overwritten"],
)
def test_a_damaged_compressed_file_is_told(path: Path, damaged: bytes) -> None:
    assert "a file that can be read" in expectation(path, damaged)


def test_a_compressed_workbook_is_to_be_unpacked_first(path: Path) -> None:
    assert "unpack this compressed file first" in expectation(path, gzip.compress(b"PK\x03\x04"))


def test_a_decompression_bomb_is_stopped(path: Path) -> None:
    path.write_bytes(gzip.compress(b"a,b\n" * 10**6))
    with pytest.raises(Unreadable, match=r"at most 0\.002 GB once unpacked; import it in parts"):
        list(Content(path, compressed=True, largest=2 * 10**6).blocks())


def test_the_digest_is_that_of_the_bytes(path: Path) -> None:
    assert only(opened(path, TEXT)).digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_file_that_says_it_is_utf_8_is_never_read_as_anything_else(path: Path) -> None:
    source = only(opened(path, b"\xef\xbb\xbfkey\n\xed\xa0\xbd\xed\xb8\x80\n"))
    assert (source.header, source.remarks) == (("key",), ())
