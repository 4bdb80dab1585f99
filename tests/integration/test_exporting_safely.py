"""Files of ours that people open elsewhere first: no cell is computed, no number is another one."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from knowledge.exporting import ExportFormat, export_portfolio, one_moment
from tests.integration.exporting_world import empty
from tests.integration.incoming import Folder
from tests.spreadsheet_readings import computed

AMOUNTS = [1.125, 12.345, -1.005, 123.456]  # each of them may be read as thousands
PARTNERS = "partner_id,name\nP1,Globex\n"
HOSTILE = 'partner_id,name,sectors\nP1,"Foo;=HYPERLINK(""x"")",retail;=1+1;-2\n'
NOTE = 'note_id,partner_id,date,text\nN1,P1,2026-04-01,"hello\n=1+2;\nbye\n- one"\n'


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    return Folder(tmp_path, engine)


def write_parquet(folder: Folder, numbers: Sequence[float]) -> None:
    ids = [f"D{place}" for place in range(len(numbers))]
    partners, stages = (pa.array([one] * len(numbers)) for one in ("P1", "open"))
    columns = {"deal_id": ids, "partner_id": partners, "stage": stages, "amount": numbers}
    pq.write_table(pa.table(columns), folder.path / "deals.parquet")
    folder.write(**{"partners.csv": PARTNERS})


def amounts(folder: Folder) -> list[object]:
    return [deal["amount"] for deal in folder.stored("deals")]


def export(folder: Folder, file_format: ExportFormat) -> None:
    folder.empty()
    with one_moment(folder.engine) as connection:
        export_portfolio(connection, folder.path, file_format=file_format, only=None)
    empty(folder.engine)


def unasked(question: object) -> str | None:
    raise AssertionError(question)


@pytest.mark.parametrize("file_format", ExportFormat)
@pytest.mark.parametrize("numbers", [AMOUNTS, [*AMOUNTS, 0.125, 1234.567]], ids=["alike", "mixed"])
def test_amounts_with_three_decimals_survive_every_format_without_a_question(
    folder: Folder, file_format: ExportFormat, numbers: Sequence[float]
) -> None:
    write_parquet(folder, numbers)
    assert folder.load(ask=unasked).problems == ()
    assert amounts(folder) == numbers
    export(folder, file_format)
    assert folder.load(ask=unasked).problems == ()
    assert amounts(folder) == numbers


def test_texts_with_formulas_anywhere_are_safe_in_the_export_and_come_back(folder: Folder) -> None:
    folder.write(**{"partners.csv": HOSTILE, "notes.csv": NOTE})
    assert folder.load().problems == ()
    export(folder, ExportFormat.CSV)
    for path in folder.path.iterdir():
        assert computed(path.read_bytes().decode("utf-8-sig")) == []
    assert folder.load().problems == ()
    (partner,), (note,) = folder.stored("partners"), folder.stored("notes")
    assert (partner["name"], partner["sectors"]) == ('Foo;=HYPERLINK("x")', ["retail", "=1+1", "-2"])
    assert note["text"] == "hello\n=1+2;\nbye\n- one"


def test_rejected_rows_are_safe_and_say_the_same_when_they_come_in_again(
    folder: Folder, tmp_path: Path
) -> None:
    bad = "deal_id,partner_id,stage,customer,amount,=extra\n' =D1,P1,soon, =1;-2,-5,'=x\n"
    folder.write(**{"partners.csv": PARTNERS, "deals.csv": bad})
    rejected = tmp_path / "rejected.csv"
    folder.load(rejects=rejected)
    content = rejected.read_bytes().decode()
    assert computed(content) == []
    folder.write(**{"deals.csv": bad.replace("soon", "open")})
    folder.load()
    from_source = folder.stored("deals")
    folder.write(**{"deals.csv": content.replace("soon", "open")})
    folder.load()
    (first,), (again,) = from_source, folder.stored("deals")
    own = ("rejected_file", "rejected_line", "why")
    again["attributes"] = {name: text for name, text in again["attributes"].items() if name not in own}
    assert again == first
