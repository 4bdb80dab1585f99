"""An answer as a terminal shows it; text from data cannot move the cursor, colour or reverse anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.bar import Bar
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.charts.twin import twin
from assistant.contract import Answer, ShownChart, ShownTable
from assistant.figures import name_of, value_of

_KEPT = frozenset("\n\t")
_BARS: Final = 10  # lines of a chart
_BAR: Final = 30  # letters of the longest one


def plain(words: str) -> Text:
    """The words without control and format characters, and with no markup read out of them."""
    return Text(
        "".join(letter for letter in words if letter in _KEPT or unicodedata.category(letter)[0] != "C")
    )


def show_line(console: Console, words: str) -> None:
    """Print a line as one line, however long: people search it, and copy what it tells them to type."""
    console.print(plain(words), soft_wrap=True)


def show_answer(
    console: Console, answer: Answer, drafts: Sequence[RenderableType] = (), *, in_thread: bool = False
) -> None:
    """Print prose, table, drafts, next steps, and how fresh it all is.

    Args:
        console: Where it is printed.
        answer: What is printed.
        drafts: Its drafts in full.
        in_thread: Whether "confirm" and "undo" would be understood as the next message.
    """
    console.print(plain(answer.text), soft_wrap=not console.is_terminal)
    if in_thread and answer.undo:
        console.print('Say "undo" to take that back.', style="dim")
    for part in _parts(answer, drafts):
        console.print()
        console.print(part)
    if answer.facts:
        newest = max(fact.as_of for fact in answer.facts)
        figures = "1 figure" if len(answer.facts) == 1 else f"{len(answer.facts)} figures"
        console.print(f"As of {newest}, {figures} from your data.", style="dim")


def show_rows(console: Console, answer: Answer) -> None:
    """Print each figure about a partner with the rows it was computed from."""
    table = Table(title="What the figures rest on", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("figure", "value", "rows"):
        table.add_column(column, overflow="fold")
    for fact in answer.facts or ():
        if fact.rows:
            more = f" and {fact.more_rows} more" if fact.more_rows else ""
            table.add_row(
                *(plain(cell) for cell in (name_of(fact), value_of(fact), ", ".join(fact.rows) + more))
            )
    console.print()
    console.print(table if table.row_count else "No figure here opens to single rows.")


def _parts(answer: Answer, drafts: Sequence[RenderableType]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if answer.table:
        parts.append(_table(answer.table))
    parts += [_chart(chart) for chart in answer.charts or ()]
    parts += drafts
    if answer.suggestions:
        parts.append(Group(Text("Next:", style="bold"), *(plain(f"  {one}") for one in answer.suggestions)))
    return parts


def _chart(chart: ShownChart) -> RenderableType:
    """A bar per category where one series can be shown so; else the words that stand for the picture."""
    one = chart.series[0]
    highest = max((value for value in one.values if value is not None), default=0.0)
    lowest = min((value for value in one.values if value is not None), default=0.0)
    if len(chart.series) > 1 or not 0 < len(chart.categories) <= _BARS or lowest < 0 or highest <= 0:
        return plain(twin(chart))
    grid = Table.grid(padding=(0, 1))
    for name, value, word in zip(chart.categories, one.values, one.words, strict=True):
        grid.add_row(plain(name), Bar(highest, 0, value or 0.0, width=_BAR), plain(word))
    return Group(Text(chart.title, style="italic"), grid)


def _table(shown: ShownTable) -> Table:
    table = Table(title=plain(shown.title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in shown.columns:
        table.add_column(plain(column))
    for row in shown.rows:
        table.add_row(*(plain(cell) for cell in row))
    return table
