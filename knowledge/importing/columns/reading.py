"""One column of a chunk, read: every distinct text is looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.importing.columns.cells import Cells, Value
from knowledge.importing.columns.digits import are_bare
from knowledge.importing.columns.kinds import Checked, converter, finisher, is_list, is_text, rules_of
from knowledge.importing.columns.quantities import currency_in, own_numbers
from knowledge.importing.columns.rules import broken
from knowledge.importing.columns.style import PLAIN, Style
from knowledge.importing.columns.texts import READABLE, texts_of, undecoded
from knowledge.importing.columns.tidying import tidied
from tools.schema import Column, Type

_NOTHING: Final = frozenset({"", "null", "none", "n/a", "#n/a", "na", "<na>", "nan", "nat", "nil"})
_STROKES: Final = frozenset({"-", "--", "\u2013", "\u2014"})
"""Both are what programs and people write into an empty cell that is no text."""


@dataclass(frozen=True)
class _Texts:
    """Distinct texts of a column: their values, or what would be valid.

    Attributes:
        as_they_are: Whether each text is its own value; then nothing else is filled in.
    """

    values: Mapping[str, Value]
    refused: Mapping[str, str]
    as_they_are: bool = False


def read_cells(column: Column, cells: Sequence[str], style: Style = PLAIN, *, is_key: bool) -> Cells:
    """Check and convert the cells of one column.

    Args:
        cells: Text as it stands in the file; white space around it does not count.
        style: How the column writes numbers and dates.
        is_key: Whether the column is part of its table's key.

    Returns:
        A value, nothing, or what would be valid, for each cell; nothing is raised for any text.
    """
    distinct = list(dict.fromkeys(cells))
    texts = tidied(texts_of(distinct), column, is_key=is_key)
    read = _read_texts(column, list(dict.fromkeys(texts)), style, is_key=is_key)
    text_of = dict(zip(distinct, texts, strict=True))
    if read.as_they_are:
        return Cells(list(cells) if texts == distinct else [text_of[cell] for cell in cells], {}, {})
    values = {cell: read.values[text] for cell, text in text_of.items()}
    refused = _known(text_of, read.refused)
    currencies = _known(text_of, _currencies(read.values)) if column.type is Type.MONEY else {}
    return Cells([values[cell] for cell in cells], _placed(refused, cells), _placed(currencies, cells))


def _read_texts(column: Column, texts: Sequence[str], style: Style, *, is_key: bool) -> _Texts:
    empty = _empty(column, texts)
    refused = dict.fromkeys(empty, "a value, this column is required") if column.required else {}
    refused |= dict.fromkeys(undecoded(texts), READABLE)
    settled = empty | refused.keys()
    open_ = [text for text in texts if text not in settled] if settled else texts
    checked, unlike = _converted(column, open_, style)
    wrong = broken(rules_of(column, is_key=is_key), list(checked.values()))
    finish = finisher(column)
    if not (settled or wrong or finish or converter(column, style)):
        return _Texts({}, {}, as_they_are=True)
    refused |= unlike | {text: wrong[place] for place, text in enumerate(checked) if place in wrong}
    nothing: Value = [] if is_list(column) else None
    values: dict[str, Value] = dict.fromkeys(texts, nothing)
    for text, value in checked.items():
        if text not in refused:
            values[text] = finish(value) if finish else value
    return _Texts(values, refused)


def _empty(column: Column, texts: Iterable[str]) -> set[str]:
    if is_text(column):
        return {""}.intersection(texts)
    short = (text for text in texts if len(text) <= 4)  # noqa: PLR2004  characters of the longest of them
    return {text for text in short if text.lower() in _NOTHING or text in _STROKES}


def _converted(
    column: Column, texts: Sequence[str], style: Style
) -> tuple[dict[str, Checked], dict[str, str]]:
    """Texts as what the rules check, and what would be valid for those that are nothing of the kind."""
    convert = converter(column, style)
    if convert is None:
        return dict(zip(texts, texts, strict=True)), {}
    if numbers := own_numbers(texts, column, style):
        return dict(zip(texts, numbers, strict=True)), {}
    checked: dict[str, Checked] = {}
    refused: dict[str, str] = {}
    for text in texts:
        try:
            checked[text] = convert(text)
        except ValueError as error:
            refused[text] = str(error)
    return checked, refused


def _currencies(values: Mapping[str, Value]) -> dict[str, str]:
    if are_bare("".join(values)):
        return {}
    found = {text: currency_in(text) for text, value in values.items() if value is not None}
    return {text: currency for text, currency in found.items() if currency}


def _known(text_of: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """What is known of some texts, by the cells that say so."""
    return {cell: texts[text] for cell, text in text_of.items() if text in texts} if texts else {}


def _placed(of_cell: Mapping[str, str], cells: Sequence[str]) -> dict[int, str]:
    """What is known of some cells, by their positions."""
    return {place: of_cell[cell] for place, cell in enumerate(cells) if cell in of_cell} if of_cell else {}
