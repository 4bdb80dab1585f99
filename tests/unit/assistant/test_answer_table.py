"""The table of an answer, as the values behind its words."""

from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answering import shown_answer
from assistant.contract import Answer, ShownTable
from assistant.terminal.answer_file import export_answer, export_last, export_target
from assistant.terminal.answer_table import value_table
from assistant.writing.rendering import Tongue
from prompts.phrases import phrases
from tools.facts import Fact, Findings, Kind, TableSpec, Unit

DAY = date(2026, 10, 31)
NAME = Kind("partner.name", Unit.NAME, "name")
WON = Kind("deals.won", Unit.MONEY, "won")
LAST = Kind("deals.last", Unit.DATE, "last won")
BACKED = Kind("measure.backed", Unit.SHARE, "backed")
DEALS = Kind("deals.count", Unit.COUNT, "deals")


def fact(kind: Kind, value: float | str | date, subject: str) -> Fact:
    return Fact(kind, None, value, DAY, subject, currency="EUR" if kind is WON else "")


def answered(*rows: tuple[Fact | None, ...], columns: tuple[str, ...]) -> Answer:
    """The answer as it is read back after it was kept."""
    found = Findings(table=TableSpec("health.title", columns, rows))
    answer = shown_answer([(None, found)], "There.", {}, phrases(), Tongue("en_GB", str.upper))
    return Answer.model_validate(answer.model_dump(mode="json", exclude_none=True))


FULL = answered(
    (fact(NAME, "=Globex", "a"), fact(WON, 1_234_567.891, "a"), fact(LAST, date(2026, 9, 2), "a"), None),
    (fact(NAME, "Initech", "b"), fact(WON, -5.0, "b"), None, fact(BACKED, 0.255, "b")),
    columns=("partner", "won deals", "last won", "backed"),
)


def test_numbers_are_exact_dates_are_days_and_units_stand_in_the_header() -> None:
    table = value_table(FULL)
    assert table
    assert table.header == ("partner", "won deals (EUR)", "last won", "backed (0-1)")
    assert table.rows == (
        ("=Globex", 1_234_567.891, date(2026, 9, 2), None),
        ("Initech", -5.0, None, 0.255),
    )


def test_numbers_of_several_units_say_which_row_by_row() -> None:
    table = value_table(
        answered(
            (fact(NAME, "won", "a"), fact(WON, 10.5, "a")),
            (fact(NAME, "deals", "b"), fact(DEALS, 3, "b")),
            (fact(NAME, "none", "c"), None),
            columns=("measure", "value"),
        )
    )
    assert table
    assert table.header == ("measure", "value", "value, unit")
    assert table.rows == (("won", 10.5, "EUR"), ("deals", 3, "count"), ("none", None, None))


def test_an_answer_kept_before_values_were_is_written_in_words() -> None:
    table = value_table(
        Answer(text="Old.", table=ShownTable(title="t", columns=["a", "b"], rows=[["x", "€1"]]))
    )
    assert table
    assert (table.header, table.rows) == (("a", "b"), (("x", "€1"),))


def test_what_the_values_come_from_is_not_part_of_the_printed_answer() -> None:
    assert FULL.table
    assert FULL.table.fact_ids
    assert "fact_ids" not in FULL.to_json()


def test_the_file_has_every_row_and_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export_answer(Console(), FULL, tmp_path / "list.csv") == 0
    assert "2 rows written" in capsys.readouterr().out
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "partner,won deals (EUR),last won,backed (0-1)",
        "'=Globex,1234567.891,2026-09-02,",
        "Initech,-5,,0.255",
    ]


def test_an_answer_without_a_table_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export_answer(Console(), Answer(text="Hello."), tmp_path / "list.csv") == 1
    assert "no table" in capsys.readouterr().out
    assert not (tmp_path / "list.csv").exists()


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("export list.csv", "list.csv"),
        ("Export to my list.XLSX", "my list.XLSX"),
        ('export "my list.csv"', "my list.csv"),
        ("export list.pdf", "list.pdf"),
        ("export the list of partners", None),
        ("export", None),
        ("who exports to France?", None),
    ],
)
def test_export_and_a_file_is_a_command_in_the_chat(words: str, file: str | None) -> None:
    assert export_target(words) == (Path(file) if file else None)


def test_the_chat_goes_on_when_nothing_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_last(Console(), None, tmp_path / "list.csv")
    export_last(Console(), FULL, tmp_path / "list.pdf")
    said = capsys.readouterr().out
    assert "Ask something first" in said
    assert ".csv or .xlsx" in said.replace("\n", " ")
