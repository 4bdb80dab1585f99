"""Numbers as people write them: with a sign, brackets, a currency or a percent sign around the digits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.importing.columns.currencies import DOLLAR, currency_of

_LONGEST: Final = 64  # characters; no number has more, and matching stays short on huge cells
_FRAME: Final = re.compile(
    r"([^0-9]*?)"
    r"((?:[0-9]|(?<![^\W_])[.,][0-9])[0-9.,'\u2019\s]*)"  # the point of `Fr.12` is no decimal point
    r"([^0-9]*)"
)
_NO_CENTS: Final = re.compile(r"[-\u2013\u2014]{1,2}")  # `CHF 12.-`, `12,-- €`
_TOKEN: Final = re.compile(r"[-+()%]|[^-+()%\s]+")
_SIGNS: Final = frozenset("-+()%")
_MINUS: Final = "\u2212"
_FACTORS: Final = {("", ""): 1, ("+", ""): 1, ("-", ""): -1, ("", "-"): -1, ("(", ")"): -1}


class Frame(NamedTuple):
    """What stands around the digits of a number.

    Attributes:
        factor: 1, or -1 if it is negative.
        percent: Whether a percent sign follows.
        currency: ISO code, `DOLLAR`, or empty if none can be told.
        is_money: Whether any currency stands with it.
    """

    factor: int
    percent: bool
    currency: str
    is_money: bool


class Amount(NamedTuple):
    """A number in parts: the digits with the marks between them, and what stands around them."""

    digits: str
    frame: Frame


def amount_in(text: str) -> Amount | None:
    """The number that a text is, in parts; None if it is none, or in a currency that nobody knows."""
    found = _FRAME.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    before, digits, after = found.groups()
    if digits[-1] in ".,":
        after = _NO_CENTS.sub("", after, count=1)
    frame = _frame(before, after)
    return Amount(digits.strip(), frame) if frame else None


@lru_cache(maxsize=10_000)
def _frame(before: str, after: str) -> Frame | None:
    first, last = (_TOKEN.findall(side.replace(_MINUS, "-")) for side in (before, after))
    percent = "%" in last
    if percent:
        last.remove("%")
    factor = _FACTORS.get((_signs(first), _signs(last)))
    units = [token for token in (*first, *last) if token not in _SIGNS]
    currency = _currency(units)
    if factor is None or currency is None:
        return None
    return Frame(factor, percent, currency, bool(units))


def _signs(tokens: list[str]) -> str:
    return "".join(token for token in tokens if token in _SIGNS)


def _currency(units: list[str]) -> str | None:
    """The one currency that all of them mean: `$ 12 USD` is USD; None if there is no such one."""
    found = {currency_of(unit) for unit in units}
    exact = found - {DOLLAR, ""} or found or {""}
    return exact.pop() if len(exact) == 1 else None
