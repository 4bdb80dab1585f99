"""The files of rejected rows: what stands in them, and how they come back in."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.importing.files import open_folder
from knowledge.importing.rejects import clashes
from tests.integration.incoming import FILES, Folder, counts, table_of


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    folder = Folder(tmp_path, engine)
    folder.write(**FILES)
    return folder


def rejected(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_with_rejects_the_good_rows_go_in_and_the_bad_ones_into_the_file_and_one_per_table(
    folder: Folder, tmp_path: Path
) -> None:
    deals = FILES["deals.csv"] + "D4,P9,2026-02-02,,open,1,\nD5,P1,soon,,won,x,\nD6,P1\nD1,P1,,,open,1,\n"
    notes = FILES["notes.csv"] + "N2,P1,never,=1+1\n"
    folder.write(**{"deals.csv": deals, "notes.csv": notes})
    report = folder.load(rejects=tmp_path / "rejected.csv")
    assert counts(report)["deals"] == (7, 3)
    assert table_of(report, "deals").rows_bad == 4
    everything = rejected(tmp_path / "rejected.csv")
    assert [row["rejected_file"] for row in everything] == ["deals.csv"] * 4 + ["notes.csv"]
    assert report.rejects == {name: tmp_path / f"rejected-{name}.csv" for name in ("deals", "notes")}
    rows = rejected(tmp_path / "rejected-deals.csv")
    assert [(row["rejected_file"], row["rejected_line"]) for row in rows] == [
        ("deals.csv", "7"),
        ("deals.csv", "5"),
        ("deals.csv", "6"),
        ("deals.csv", "8"),
    ]
    by_line = {row["rejected_line"]: row for row in rows}
    assert by_line["5"]["partner_id"] == "P9"
    assert "a known partner" in by_line["5"]["why"]
    assert "created_on" in by_line["6"]["why"]
    assert "amount" in by_line["6"]["why"]
    assert "line 2 has it already" in by_line["8"]["why"]
    (note,) = rejected(tmp_path / "rejected-notes.csv")
    assert (note["rejected_file"], note["rejected_line"]) == ("notes.csv", "4")
    assert note["text"] == "'=1+1"


def test_rows_rejected_once_come_in_when_they_are_put_right(folder: Folder, tmp_path: Path) -> None:
    folder.write(**{"deals.csv": FILES["deals.csv"] + "D4,P9,2026-02-02,,open,1,\n"})
    folder.load(rejects=tmp_path / "rejected.csv")
    folder.write(**{"partners.csv": FILES["partners.csv"] + "P9,Hooli,,\n"})
    assert counts(folder.load())["deals"] == (4, 1)


def test_without_a_bad_row_there_is_no_file_of_rejects(folder: Folder, tmp_path: Path) -> None:
    folder.load(rejects=tmp_path / "rejected.csv")
    assert not (tmp_path / "rejected.csv").exists()


def test_a_record_that_could_not_be_read_is_kept_to_be_put_right(folder: Folder, tmp_path: Path) -> None:
    strays = 'D4,P1\nD5,P1,2026-02-02,,open,1,eur,more,"a,b"\nD6,P1,"a"b,,open,1,\n'
    folder.write(**{"deals.csv": FILES["deals.csv"] + strays})
    folder.load(rejects=tmp_path / "rejected.csv")
    short, long, torn = rejected(tmp_path / "rejected.csv")
    assert (short["deal_id"], short["partner_id"], short["stage"], short["record"]) == ("D4", "P1", "", "")
    assert (long["deal_id"], long["currency"], long["record"]) == ("D5", "eur", 'more,"a,b"')
    assert (torn["deal_id"], torn["record"]) == ("", 'D6,P1,"a"b,,open,1,')
    assert "quotes around whole cells" in torn["why"]


def test_rejected_records_put_right_come_in_as_a_file_of_their_own(folder: Folder, tmp_path: Path) -> None:
    folder.write(**{"deals.csv": FILES["deals.csv"] + "D4,P1,2026-02-02,,open,x,\n"})
    folder.load(rejects=tmp_path / "rejected.csv")
    right = (tmp_path / "rejected.csv").read_text().replace(",x,", ",7,")
    folder.write(**{"deals.csv": right})
    report = folder.load()
    assert counts(report)["deals"] == (1, 1)
    assert table_of(report, "deals").attributes == ()
    assert {row["deal_id"]: row["amount"] for row in folder.stored("deals")}["D4"] == 7


def test_a_file_of_rejects_goes_away_when_nothing_is_rejected_any_more(
    folder: Folder, tmp_path: Path
) -> None:
    theirs = tmp_path / "rejected-notes.csv"
    theirs.write_text("my own list\n")
    folder.write(**{"deals.csv": FILES["deals.csv"] + "D4,P1,2026-02-02,,open,x,\n"})
    folder.load(rejects=tmp_path / "rejected.csv")
    assert (tmp_path / "rejected.csv").exists()
    folder.write(**{"deals.csv": FILES["deals.csv"]})
    folder.load(rejects=tmp_path / "rejected.csv")
    assert not (tmp_path / "rejected.csv").exists()
    assert theirs.read_text() == "my own list\n"


def test_rejects_may_not_go_into_a_file_that_is_read(folder: Folder) -> None:
    sources = open_folder(folder.path).sources
    assert clashes(folder.path / "deals.csv", sources)
    assert clashes(folder.path / ".." / folder.path.name / "deals.csv", sources)
    assert not clashes(folder.path / "rejected.csv", sources)
    folder.write(**{"rejected-deals.csv": FILES["deals.csv"]})
    assert clashes(folder.path / "rejected.csv", open_folder(folder.path).sources)


def test_rejected_rows_never_go_into_a_file_that_is_imported(folder: Folder) -> None:
    before = (folder.path / "deals.csv").read_bytes()
    (problem,) = folder.load(rejects=folder.path / "deals.csv").problems
    assert "another name for --rejects" in problem.expected
    assert (folder.path / "deals.csv").read_bytes() == before
    assert folder.stored("partners") == []
