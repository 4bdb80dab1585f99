"""The page about the format says what the schema says."""

import re
from pathlib import Path

import pytest

from knowledge.exporting import format_page, write_templates
from knowledge.importing import checks
from knowledge.importing.columns.texts import PROSE
from tools import schema

WRITTEN = Path(__file__).parents[4] / "knowledge" / "FORMAT.md"


def test_the_page_in_the_repository_is_the_one_that_the_schema_makes() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == format_page(), "write it: python -m knowledge.exporting"


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_table_and_column_is_explained(table: schema.Table) -> None:
    section = format_page().split(f"\n## {table.name}\n", 1)[1].split("\n## ", 1)[0]
    assert table.about
    assert table.about in section
    for column in table.columns:
        (line,) = re.findall(rf"^\| `{column.name}` \|.*$", section, re.MULTILINE)
        assert column.about
        assert line.count("|") == 6
        assert all(f"`{choice}`" in line for choice in column.choices)
        assert (" yes " in line) == column.required


def test_tables_stand_in_order_of_loading() -> None:
    headings = re.findall(r"^## ([a-z]+)$", format_page(), re.MULTILINE)
    assert headings == [table.name for table in schema.TABLES]


def test_the_rules_of_the_import_that_no_schema_holds_are_told() -> None:
    reading = format_page().split("## How files are read", 1)[1]
    assert all(f"`{name}`" in reading for name in PROSE)
    for table, (earlier, later) in checks._IN_ORDER.items():
        assert f"`{earlier}` and `{later}` of {table}" in reading


def test_a_template_has_the_header_of_every_table_and_the_page_beside(tmp_path: Path) -> None:
    templates = write_templates(tmp_path / "new" / "folder")
    assert templates.kept == ()
    assert templates.written == (*(f"{table.name}.csv" for table in schema.TABLES), "FORMAT.md")
    for table in schema.TABLES:
        text = (tmp_path / "new" / "folder" / f"{table.name}.csv").read_text(encoding="utf-8-sig")
        assert text == ",".join(column.name for column in table.columns) + "\n"
    assert (tmp_path / "new" / "folder" / "FORMAT.md").read_text(encoding="utf-8") == format_page()


def test_a_template_never_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("mine")
    templates = write_templates(tmp_path)
    assert templates.kept == ("deals.csv",)
    assert "deals.csv" not in templates.written
    assert (tmp_path / "deals.csv").read_text() == "mine"
    assert (tmp_path / "partners.csv").exists()
