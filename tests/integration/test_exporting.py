"""The portfolio as files: what is in them, for whom, and what happens to files that are there already."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook
from sqlalchemy import Engine, insert

from knowledge.errors import ExportError
from knowledge.exporting import Exported, ExportFormat, export_portfolio, one_moment
from knowledge.tables import INCOMING
from tests.integration.exporting_world import store

WORLD: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "fx": [{"currency": "USD", "rate_to_base": 0.1 + 0.2}],
    "managers": [
        {"email": "anna@vendor.example", "name": "Anna"},
        {"email": "ben@vendor.example", "name": "Ben"},
    ],
    "partners": [
        {
            "partner_id": "P1",
            "name": "=Globex",
            "sectors": ["retail", "a;b"],
            "manager_email": "anna@vendor.example",
            "signed_on": date(2026, 1, 2),
            "attributes": {"Shoe size": "41", "Name": "+x", "-note": "-5"},
        },
        {"partner_id": "P2", "name": "Initech", "manager_email": "ben@vendor.example", "attributes": None},
    ],
    "contacts": [{"contact_id": "C1", "partner_id": "P1", "name": "Cy", "primary": True, "opted_out": False}],
    "deals": [
        {"deal_id": "D1", "partner_id": "P1", "stage": "open", "amount": -12.5},
        {"deal_id": "D2", "partner_id": "P2", "stage": "open", "amount": 7.0},
    ],
    "usage": [{"partner_id": "P2", "month": date(2026, 9, 30), "licensed": 3.0}],
    "commissions": [
        {"commission_id": "K1", "partner_id": "P1", "period": "2026-Q3", "deal_id": "D1", "amount": 1.0},
        {"commission_id": "K2", "partner_id": "P1", "period": "2026", "deal_id": "D2", "amount": 1.0},
    ],
    "territories": [
        {"region": "", "sector": "", "technology": "", "period": "2026-Q3", "target_revenue": 5.0}
    ],
}


@pytest.fixture
def world(engine: Engine) -> Engine:
    store(engine, WORLD)
    return engine


def export(
    engine: Engine,
    folder: Path,
    file_format: ExportFormat = ExportFormat.CSV,
    only: frozenset[str] | None = None,
) -> Exported:
    with one_moment(engine) as connection:
        return export_portfolio(connection, folder, file_format=file_format, only=only)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def keys(folder: Path, table: str, key: str) -> list[str]:
    return [row[key] for row in rows(folder, table)]


def test_every_table_with_rows_is_a_file_named_after_it(world: Engine, tmp_path: Path) -> None:
    exported = export(world, tmp_path / "new")
    assert {path.stem: path for path in exported.files}.keys() == WORLD.keys() == exported.rows.keys()
    assert sorted(path.stem for path in (tmp_path / "new").glob("*.csv")) == sorted(WORLD)
    assert exported.rows["deals"] == 2


def test_cells_are_written_as_the_import_reads_them(world: Engine, tmp_path: Path) -> None:
    export(world, tmp_path)
    (globex, initech) = rows(tmp_path, "partners")
    assert (globex["name"], globex["sectors"], globex["signed_on"], globex["aliases"]) == (
        *("'=Globex", "retail;a,b", "2026-01-02", ""),
    )
    assert rows(tmp_path, "contacts")[0]["primary"] == "true"
    assert rows(tmp_path, "contacts")[0]["opted_out"] == "false"
    assert rows(tmp_path, "usage")[0]["month"] == "2026-09"
    assert rows(tmp_path, "deals")[0]["amount"] == "-12.5"
    assert rows(tmp_path, "deals")[0]["created_on"] == ""
    assert rows(tmp_path, "fx")[0]["rate_to_base"] == "0.30000000000000004"
    assert rows(tmp_path, "territories")[0] == {
        **dict.fromkeys(("region", "sector", "technology"), ""),
        "period": "2026-Q3",
        "target_revenue": "5",
    }
    assert list(initech)[-3:] == ["'-note", "attribute: Name", "Shoe size"]
    assert [globex[label] for label in list(globex)[-3:]] == ["'-5", "'+x", "41"]
    assert [initech[label] for label in list(initech)[-3:]] == ["", "", ""]


def test_a_workbook_has_a_sheet_per_table(world: Engine, tmp_path: Path) -> None:
    exported = export(world, tmp_path, ExportFormat.XLSX)
    assert [path.name for path in exported.files] == ["rapport-export.xlsx"]
    book = load_workbook(tmp_path / "rapport-export.xlsx")
    assert book.sheet_names == list(exported.rows)
    header, *deals = book.get_sheet_by_name("deals").to_python()
    assert [row[header.index("amount")] for row in deals] == [-12.5, 7]
    header, globex, _ = book.get_sheet_by_name("partners").to_python()
    assert globex[header.index("signed_on")] == date(2026, 1, 2)
    assert globex[header.index("name")] == "'=Globex"


def test_of_some_partners_nothing_of_others_leaves(world: Engine, tmp_path: Path) -> None:
    export(world, tmp_path, only=frozenset({"P1"}))
    assert keys(tmp_path, "partners", "partner_id") == ["P1"]
    assert keys(tmp_path, "managers", "email") == ["anna@vendor.example"]
    assert keys(tmp_path, "deals", "deal_id") == ["D1"]
    assert keys(tmp_path, "commissions", "deal_id") == ["D1", ""]
    assert keys(tmp_path, "fx", "currency") == ["USD"]
    assert not (tmp_path / "usage.csv").exists()
    for path in tmp_path.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert not any(word in text for word in ("P2", "Initech", "ben@", "D2"))
    export(world, tmp_path / "other", only=frozenset({"P2"}))
    assert "Shoe size" not in rows(tmp_path / "other", "partners")[0]
    assert keys(tmp_path / "other", "partners", "partner_id") == ["P2"]


def test_of_no_partner_only_what_is_about_none_leaves(world: Engine, tmp_path: Path) -> None:
    assert export(world, tmp_path, only=frozenset()).rows.keys() == {"fx", "territories"}


def test_files_of_an_earlier_export_are_replaced_and_others_stay(world: Engine, tmp_path: Path) -> None:
    export(world, tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    with world.begin() as connection:
        connection.execute(INCOMING["usage"].delete())
        connection.execute(INCOMING["deals"].update().values(amount=1.0))
    exported = export(world, tmp_path)
    assert "usage" not in exported.rows
    assert rows(tmp_path, "usage") == []  # or its old rows would come in again
    assert keys(tmp_path, "deals", "amount") == ["1", "1"]
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [".rapport-export"]


def test_a_file_that_is_no_export_is_not_replaced(world: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\nP1,Mine\n")
    with pytest.raises(ExportError, match=r"partners\.csv that is no export of Rapport"):
        export(world, tmp_path)
    assert (tmp_path / "partners.csv").read_text() == "partner_id,name\nP1,Mine\n"


@pytest.mark.parametrize("only", [None, frozenset({"P1"})], ids=["all", "some"])
def test_an_export_that_fails_leaves_the_old_files(
    world: Engine, tmp_path: Path, only: frozenset[str] | None
) -> None:
    export(world, tmp_path, ExportFormat.XLSX)
    before = (tmp_path / "rapport-export.xlsx").read_bytes()
    with world.begin() as connection:
        note = {"note_id": "N1", "partner_id": "P1", "date": date(2026, 1, 1), "text": "x" * 40_000}
        connection.execute(insert(INCOMING["notes"]), [note])
    with pytest.raises(ExportError, match=r"notes, row 2: .* Export as csv"):
        export(world, tmp_path, ExportFormat.XLSX, only)
    assert (tmp_path / "rapport-export.xlsx").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [".rapport-export"]
    assert export(world, tmp_path / "csv", only=only).rows["notes"] == 1


@pytest.mark.parametrize(
    ("there", "file_format"),
    [
        ("rapport-export.xlsx", ExportFormat.CSV),
        ("Deals.xlsx", ExportFormat.CSV),
        ("usage.parquet", ExportFormat.CSV),
        ("partners.csv", ExportFormat.XLSX),
    ],
)
def test_a_folder_that_has_a_table_in_another_form_is_left_alone(
    world: Engine, tmp_path: Path, there: str, file_format: ExportFormat
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / there).write_text("mine")
    with pytest.raises(ExportError, match=rf"has {there} already, .* Name another folder"):
        export(world, folder, file_format)
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(there, "mine")]


def test_where_nothing_can_be_written_is_said_plainly(world: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="Name a folder that you may write to"):
        export(world, tmp_path / "file")


def test_an_import_meanwhile_does_not_show(world: Engine, tmp_path: Path) -> None:
    with one_moment(world) as connection:
        export_portfolio(connection, tmp_path, file_format=ExportFormat.CSV, only=None)
        with world.begin() as writing:
            writing.execute(INCOMING["deals"].update().values(amount=99.0))
        export_portfolio(connection, tmp_path, file_format=ExportFormat.CSV, only=frozenset({"P1"}))
    assert keys(tmp_path, "deals", "amount") == ["-12.5"]
