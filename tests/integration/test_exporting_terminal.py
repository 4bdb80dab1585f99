"""`rapport export`, `rapport template`, `rapport ask --export` and `export FILE` in the chat."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.app import open_rapport
from assistant.cli import FileFormat, app
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.terminal.asking import run_ask
from assistant.terminal.chatting import converse
from assistant.terminal.exporting import run_export, run_template
from knowledge.exporting import ExportFormat

PRIYA = "priya.nair@vendor.example"
ATTENTION = "Which partners need attention?"


@pytest.fixture
def home(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAPPORT_HOME", str(sample_home))
    return sample_home


@pytest.fixture
def rapport(home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=home)) as opened:
        yield opened


def column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.mark.usefixtures("home")
def test_everybody_may_export_all_when_no_book_is_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "all of it"
    assert run_export(folder, "csv", PRIYA) == 0
    assert len(set(column(folder / "partners.csv", "manager_email"))) > 1
    said = capsys.readouterr().out
    assert f"partners: {len(column(folder / 'partners.csv', 'name'))} rows" in said
    assert f'rapport import "{folder}"' in said
    assert "Decisions of `rapport matches` stay here" in " ".join(said.split())


@pytest.mark.usefixtures("home")
def test_with_hidden_books_a_manager_exports_the_own_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAPPORT_VISIBILITY", "book")
    assert run_export(tmp_path / "out", "csv", PRIYA) == 0
    assert set(column(tmp_path / "out" / "partners.csv", "manager_email")) == {PRIYA}
    mine = set(column(tmp_path / "out" / "partners.csv", "partner_id"))
    for path in (tmp_path / "out").glob("*.csv"):
        if "partner_id" in path.read_text(encoding="utf-8-sig").partition("\n")[0]:
            assert set(column(path, "partner_id")) <= mine
    assert "Only the book of Priya Nair" in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_each_format_of_the_command_is_one_that_can_be_written_and_others_name_them(tmp_path: Path) -> None:
    assert {*FileFormat} == {*ExportFormat}
    ran = CliRunner().invoke(app, ["export", str(tmp_path / "out"), "--format", "pdf"])
    assert ran.exit_code == 2
    assert all(f"'{one}'" in ran.output for one in ExportFormat)
    assert not (tmp_path / "out").exists()


def test_templates_are_told_in_order_and_what_is_there_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_template(tmp_path / "new") == 0
    said = capsys.readouterr().out
    assert said.index("fx.csv") < said.index("partners.csv") < said.index("deals.csv")
    (tmp_path / "new" / "notes.csv").write_text("mine")
    assert run_template(tmp_path / "new") == 1
    assert "notes.csv was there already" in capsys.readouterr().out
    assert (tmp_path / "new" / "notes.csv").read_text() == "mine"


@pytest.mark.usefixtures("home")
def test_the_table_of_an_answer_is_written_with_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    assert run_ask(ATTENTION, PRIYA, None, "", as_json=True, export=file) == 0
    ran = capsys.readouterr()
    answer = json.loads(ran.out)
    assert "fact_ids" not in answer["table"]
    assert column(file, "partner") == [row[0] for row in answer["table"]["rows"]]
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = list(csv.reader(opened))
    (money,) = [place for place, label in enumerate(header) if label.endswith("(EUR)")]
    exact = {fact["value"] for fact in answer["facts"] if fact["unit"] == "EUR"}
    assert {float(row[money]) for row in rows if row[money]} <= exact
    assert f"{len(rows)} rows written" in ran.err


def test_a_wrong_suffix_is_told_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_ask(ATTENTION, PRIYA, None, "", as_json=False, export=tmp_path / "list.pdf") == 2
    ran = capsys.readouterr()
    assert ran.out == ""
    assert ".csv or .xlsx" in ran.err


@pytest.mark.usefixtures("home")
def test_an_answer_without_table_is_given_and_the_command_says_that_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_ask("hello", PRIYA, None, "", as_json=False, export=tmp_path / "list.csv") == 1
    ran = capsys.readouterr()
    assert ran.out
    assert "no table" in ran.err
    assert not (tmp_path / "list.csv").exists()


def test_export_after_an_answer_in_the_chat_writes_its_table(
    rapport: Rapport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "list.xlsx"
    said = iter((f"export {target}", ATTENTION, "export list.pdf", f"export {target}", ""))
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    converse(rapport, rapport.person(PRIYA), None)
    told = " ".join(capsys.readouterr().out.split())
    assert "Ask something first" in told
    assert "ends with .csv or .xlsx" in told
    assert "written to" in told
    assert target.read_bytes().startswith(b"PK")
