"""How the number and date columns of one file are written, found out from the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing.columns import (
    PLAIN,
    Style,
    Survey,
    Undecided,
    Value,
    read_cells,
    style_of_choice,
    surveyed,
)
from knowledge.importing.columns.quantities import QUANTITIES
from knowledge.importing.mapping import remember_style
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.questions import Ask, Question
from tools.schema import Column


@dataclass
class Styles:
    """What is known of how the columns of a file are written.

    Attributes:
        remarks: What was assumed, for a person to check, and what could not be decided.
    """

    by_column: dict[str, Style] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def find_styles(feed: Feed, ask: Ask, mappings: Path | None) -> Styles:
    """Look at all cells of the number and date columns; ask where they do not tell.

    What a person answered for such files counts only where the cells do not tell. What nobody answers stays
    in our own format, so that the cells that may be misread are refused one by one. An answer is remembered
    for the next file of this kind.
    """
    found = Styles(dict(feed.styles))
    for column, decided in _surveyed(feed).items():
        if isinstance(decided, Undecided):
            style = _answered(feed, column, decided, ask, mappings)
        else:
            style = decided
            found.remarks += tuple(_overruled(feed, column, decided))
        if isinstance(style, str):
            found.remarks += (style,)
        elif style != PLAIN:
            found.by_column[column] = style
            found.remarks += tuple(_said(feed, column, style))
    return found


def _surveyed(feed: Feed) -> dict[str, Style | Undecided]:
    surveys = {
        column.name: Survey(column)
        for column in feed.table.columns
        if surveyed(column) and column.name in feed.columns and column.name not in feed.styles
    }
    for chunk in feed.source.chunks():
        cells = feed.translate(chunk).cells
        for name, survey in surveys.items():
            survey.add(cells[name])
    return {name: survey.decide() for name, survey in surveys.items()}


def _answered(feed: Feed, column: str, open_: Undecided, ask: Ask, mappings: Path | None) -> Style | str:
    if (known := feed.answered.get(column)) and _tells(known, feed.table.column(column)):
        return known
    label = feed.columns[column] or column
    question = Question(feed.source.name, label, open_.text, open_.samples, open_.choices, open_.proposed)
    answer = ask(question)
    if answer is None:
        choices = " or ".join(choice.label for choice in open_.choices)
        return (
            f"column {label}: {open_.text.removesuffix('?')}: {choices}? "
            "Import on a terminal to say which; it will be remembered"
        )
    style = style_of_choice(answer)
    with suppress(OSError):  # an answer that cannot be kept is asked for again
        remember_style(mappings, feed, column, style)
    return style


def _tells(style: Style, column: Column) -> bool:
    """Whether an answer says what is open: of a date its order, of a number its mark."""
    return column.type in QUANTITIES or style.dates is not None


def _overruled(feed: Feed, column: str, decided: Style) -> Iterator[str]:
    """That the cells of a file are clearly not written as a person said of such files."""
    known = feed.answered.get(column)
    if known is None or not _contradict(feed, column, known, decided):
        return
    label = feed.columns[column] or column
    yield f"column {label}: written otherwise than you said of such files; its own cells decide"


def _contradict(feed: Feed, column: str, known: Style, decided: Style) -> bool:
    """Whether any cell reads otherwise; a column of whole numbers reads the same in every style."""
    target = feed.table.column(column)
    if target.type not in QUANTITIES:
        return None not in (known.dates, decided.dates) and known.dates != decided.dates
    if known.decimal == decided.decimal:
        return False
    return any(
        _values(target, cells, known) != _values(target, cells, decided)
        for chunk in feed.source.chunks()
        for cells in [feed.translate(chunk).cells[column]]
    )


def _values(column: Column, cells: Sequence[str], style: Style) -> list[Value]:
    return list(read_cells(column, cells, style, is_key=False).values)


def _said(feed: Feed, column: str, style: Style) -> Iterator[str]:
    """What was assumed of a column, where it is not our own format."""
    label = feed.columns[column] or column
    if style.dates:
        yield f"column {label}: dates read with the {style.dates.removesuffix('_first')} first"
    if style.decimal == "comma":
        yield f"column {label}: numbers read with a decimal comma"
