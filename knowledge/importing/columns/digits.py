"""Digits with marks between them: what stands before the decimals, and what groups thousands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from knowledge.importing.columns.style import Decimal, Style

_SPACES: Final = " '\u2019\u00a0\u2009\u202f"  # group thousands everywhere, and never stand before decimals
_OWN: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_ALL_OWN: Final = re.compile(r"(?:-?[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,17}))?(?:\n|\Z))+")
_BARE: Final = re.compile(r"[0-9.,+\-]*")
_UNSURE: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_UNGROUPED: Final[dict[Decimal, re.Pattern[str]]] = {
    "point": re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"),
    "comma": re.compile(r"[0-9]+(?:,[0-9]*)?|,[0-9]+"),
}
_GROUPED: Final[dict[Decimal, re.Pattern[str]]] = {
    "point": re.compile(rf"[1-9][0-9]{{0,2}}([,{_SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:\.[0-9]*)?"),
    "comma": re.compile(rf"[1-9][0-9]{{0,2}}([.{_SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:,[0-9]*)?"),
}
_WITHOUT_GROUPS: Final[dict[Decimal, dict[int, int | None]]] = {
    "point": str.maketrans("", "", f",{_SPACES}"),
    "comma": str.maketrans(",", ".", f".{_SPACES}"),
}


def own_number(text: str) -> float | None:
    """A number in our own format, `-1234.5` or `1e6`, that no style reads otherwise; None if it is not."""
    if text[-4:-3] == "." and _UNSURE.fullmatch(text):
        return None
    return float(text) if _OWN.fullmatch(text) else None


def all_own(texts: Sequence[str]) -> bool:
    """Whether `own_number` reads every text; also False for some that it reads, such as `1e6`."""
    return _ALL_OWN.fullmatch("\n".join(texts)) is not None


def are_bare(joined: str) -> bool:
    """Whether texts, joined, are made of digits, signs and marks alone, so that no currency is among them."""
    return _BARE.fullmatch(joined) is not None


def strict_number(digits: str, decimal: Decimal) -> float | None:
    """What unsigned digits mean if that mark stands before the decimals and the other one groups thousands.

    Groups have exactly three digits. None if the digits contradict the mark.
    """
    if _UNGROUPED[decimal].fullmatch(digits) or _GROUPED[decimal].fullmatch(digits):
        return float(digits.translate(_WITHOUT_GROUPS[decimal]))
    return None


def styled_number(digits: str, style: Style, *, may_be_thousands: bool) -> float | None:
    """What unsigned digits mean in a column of that style; None if they mean nothing or may be misread.

    Args:
        may_be_thousands: Whether `1.234` has to be refused until somebody decided what its point means.
    """
    if not style.thousands and _UNSURE.fullmatch(digits):
        return _unsure_number(digits, style, may_be_thousands=may_be_thousands)
    value = strict_number(digits, style.decimal)
    return own_number(digits) if value is None else value


def is_unsure(digits: str, style: Style) -> bool:
    """Whether the digits, such as `1.234`, are a thousand or a fraction, and the style does not say which."""
    return not style.thousands and style.decimal == "point" and _UNSURE.fullmatch(digits) is not None


def _unsure_number(digits: str, style: Style, *, may_be_thousands: bool) -> float | None:
    if style.decimal == "comma":
        return float(digits.replace(",", "."))
    return float(digits) if "." in digits and not may_be_thousands else None
