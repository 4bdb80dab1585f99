"""The units of an export's numbers, told from its first records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from knowledge.importing.columns.style import Style
from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import FeedRule, SourceRule, Unit
from knowledge.importing.mapping.making import Made
from knowledge.importing.mapping.spans import unit_of_epoch
from knowledge.importing.source import Chunk, Source

_USUAL: Final = 2  # digits after the point of most currencies
_PLAIN_WHOLE: Final = re.compile(r"[+-]?\d+", re.ASCII)


def units(
    rule: FeedRule, columns: Mapping[str, Made], chunk: Chunk, *, whole_cents: bool
) -> dict[str, Style]:
    """Column to a style that says its unit, for the columns whose rule names one."""
    cells = {
        name: [text for cell in columns[name].make(chunk) if (text := cell.strip())]
        for name, each in rule.columns.items()
        if each.unit is not None and name in columns
    }
    found = {
        name: _style(rule.columns[name].unit, values, whole_cents=whole_cents)
        for name, values in cells.items()
    }
    return {name: style for name, style in found.items() if style is not None}


def whole_cents(rule: SourceRule, header: Header, source: Source) -> bool:
    """Whether amounts that may be cents or units are cents: no cell of the file has a sign or decimals."""
    labels = {
        label
        for feed in rule.feeds.values()
        for cell in feed.columns.values()
        if cell.unit is Unit.CENTS_UNLESS_MARKED
        for label in header.find_all(cell.labels)
    }
    if not labels:
        return False
    cells = (cell.strip() for chunk in source.chunks() for label in labels for cell in chunk.cells[label])
    return all(_PLAIN_WHOLE.fullmatch(text) for text in cells if text)


def in_hundredths(amounts: Sequence[str], currencies: Sequence[str]) -> Sequence[str]:
    """Amounts in the least unit of their currency, such as yen, as hundredths of its main unit."""
    if {_decimals(currency) for currency in set(currencies)} <= {_USUAL}:
        return amounts
    return [_shifted(amount, currency) for amount, currency in zip(amounts, currencies, strict=True)]


def _shifted(amount: str, currency: str) -> str:
    decimals, text = _decimals(currency), amount.strip()
    if decimals == _USUAL or not _PLAIN_WHOLE.fullmatch(text):
        return amount
    return format(Decimal(text).scaleb(_USUAL - decimals), "f")


@lru_cache(maxsize=1_000)
def _decimals(currency: str) -> int:
    """Digits after the point of the currency; two if nobody knows it."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency.strip().upper())


def _style(unit: Unit | None, cells: Sequence[str], *, whole_cents: bool) -> Style | None:
    if unit is Unit.EPOCH:
        votes = Counter(filter(None, map(unit_of_epoch, cells))).most_common(1)
        return Style(epoch=votes[0][0]) if votes else None
    return Style(cents=True) if unit is Unit.CENTS or whole_cents else None
