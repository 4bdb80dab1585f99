"""An answer as a terminal shows it; text from data cannot move the cursor, colour or reverse anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.contract import Answer, ShownTable
from assistant.figures import name_of, value_of

_KEPT = frozenset("\n\t")


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
    parts += drafts
    if answer.suggestions:
        parts.append(Group(Text("Next:", style="bold"), *(plain(f"  {one}") for one in answer.suggestions)))
    return parts


def _table(shown: ShownTable) -> Table:
    table = Table(title=plain(shown.title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in shown.columns:
        table.add_column(plain(column))
    for row in shown.rows:
        table.add_row(*(plain(cell) for cell in row))
    return table
