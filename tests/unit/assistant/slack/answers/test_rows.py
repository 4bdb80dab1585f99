"""Tables: partners as rows, anything else as Slack's own table, never more than Slack takes."""

from __future__ import annotations

from assistant.contract import Answer, ShownTable
from assistant.slack import limits
from assistant.slack.answers import answer_message
from assistant.slack.answers.more import rows_message
from assistant.slack.answers.rows import native_table, said_rows
from tests.unit.assistant.slack.answers.test_surfaces import ATTENTION, OWNER


def kinds(answer: Answer) -> list[str]:
    return [block["type"] for block in answer_message(answer, OWNER).blocks]


def many(columns: int, rows: int, cell: str = "7") -> ShownTable:
    return ShownTable(
        title="Many",
        columns=[f"c{number}" for number in range(columns)],
        rows=[[cell] * columns for _ in range(rows)],
    )


def test_a_row_that_names_nobody_makes_it_a_table() -> None:
    table = ATTENTION.table
    assert table is not None
    assert "table" not in kinds(ATTENTION)
    unnamed = table.model_copy(update={"fact_ids": [*table.fact_ids[:-1], [None] * 5]})
    assert "table" in kinds(ATTENTION.model_copy(update={"table": unnamed}))


def test_more_columns_than_anybody_reads_in_a_line_make_it_a_table() -> None:
    table = ATTENTION.table
    assert table is not None
    wide = table.model_copy(update={"columns": [*table.columns, *"abcdefgh"]})
    assert "table" in kinds(ATTENTION.model_copy(update={"table": wide}))


def test_five_rows_and_a_button_for_all() -> None:
    message = answer_message(Answer(text="x", table=many(3, 37)), kept=True)
    table = next(block for block in message.blocks if block["type"] == "table")
    assert len(table["rows"]) == 1 + limits.ROWS
    assert message.blocks[-1]["elements"][0]["text"]["text"] == "All 37 rows"


def test_a_whole_table_is_no_larger_than_slack_takes_and_says_so() -> None:
    message = rows_message(Answer(text="x", table=many(5, 500)))
    assert len(message.blocks[1]["rows"]) == limits.TABLE_ROWS
    assert "The first 99 of 500 rows" in message.text
    assert "The first 99 of 500 rows" in message.blocks[2]["elements"][0]["text"]


def test_long_cells_make_it_shorter() -> None:
    block = native_table(many(5, 99, "x" * 300), 99)
    assert 1 < len(block["rows"]) < 20
    assert sum(len(cell["text"]) for row in block["rows"][1:] for cell in row) <= limits.TABLE


def test_amounts_stand_on_the_right_and_nothing_known_is_a_dash() -> None:
    shown = ShownTable(
        title="",
        columns=["what", "amount", "share", "day"],
        rows=[["a 1", "€1.26M", "-42%", "3 Oct"], ["b", "", "7%", "due"]],
    )
    block = native_table(shown, 5)
    assert [one["align"] for one in block["column_settings"]] == ["left", "right", "right", "left"]
    assert block["rows"][2][1]["text"] == "\u2013"


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    shown = ShownTable(
        title="", columns=["what", "then", "now", "why"], rows=[["a", "", "1", " "], ["b", "", "", ""]]
    )
    block = native_table(shown, 5)
    heads = [one["elements"][0]["elements"][0]["text"] for one in block["rows"][0]]
    assert heads == ["what", "now"]
    assert [[cell["text"] for cell in row] for row in block["rows"][1:]] == [["a", "1"], ["b", "\u2013"]]


def test_a_move_reads_as_one_from_where_to_where_and_what_was_done_how_often() -> None:
    columns = ["partner", "from", "to", "why", "what we did most", "times"]
    rows = [
        ["Acme", "a dementor", "a growth hacker", "leads rose", "meetings", "3"],
        ["B", "", "x", "y", "", ""],
    ]
    assert said_rows(ShownTable(title="", columns=columns, rows=rows), 5) == [
        "Acme: a dementor → a growth hacker · leads rose · meetings: 3",
        "B: x · y",
    ]
