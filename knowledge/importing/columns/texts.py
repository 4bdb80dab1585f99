"""What texts may hold: rules for lines, keys, addresses and prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from knowledge.importing.columns.rules import Holds, Rule
from tools.spreadsheets import unguarded

PROSE: Final = frozenset({"text", "comment", "innovation", "benefits", "lost_reason", "hold_reason"})
"""Columns of free text: line breaks and whatever people paste are kept; all other texts are one line."""

READABLE: Final = "text in UTF-8 (in a spreadsheet: save as “CSV UTF-8”)"

_UNDECODED: Final = re.compile("[\ud800-\udfff]")
_NUL: Final = re.compile("\0")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+")  # `1.23E+05`, what Excel makes of long ids
_EMAIL: Final = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\.]+(\.[^\s@,;:<>()\[\]\"\\.]+)+")


def texts_of(cells: Sequence[str]) -> list[str]:
    """What cells say, without white space around it and without the guard of exports before formulas."""
    stripped = [cell.strip() for cell in cells]
    return [unguarded(text) for text in stripped] if "'" in "".join(stripped) else stripped


def undecoded(texts: Iterable[str]) -> set[str]:
    """Those of the texts with bytes that no encoding explained."""
    joined = "".join(texts := tuple(texts))
    return {text for text in texts if _UNDECODED.search(text)} if _UNDECODED.search(joined) else set()


def _without(pattern: re.Pattern[str]) -> Holds:
    def holds(texts: pd.Series[str]) -> pd.Series[bool]:
        if not pattern.search("".join(texts)):  # all at once, as nearly all texts are fine
            return pd.Series(data=True, index=texts.index)
        return texts.map(lambda text: pattern.search(text) is None).astype(bool)

    return holds


def _not_rounded(texts: pd.Series[str]) -> pd.Series[bool]:
    if "E+" not in "".join(texts):
        return pd.Series(data=True, index=texts.index)
    return texts.map(lambda text: _ROUNDED.fullmatch(text) is None).astype(bool)


def _at_most(longest: int) -> Rule:
    def holds(texts: pd.Series[str]) -> pd.Series[bool]:
        return pd.Series([len(text) <= longest for text in texts], index=texts.index)

    return Rule(f"at most {longest:,} characters", holds)


_ONE_LINE: Final = (
    Rule("one line of text without control characters", _without(_CONTROL)),
    Rule("text without characters that turn the direction of writing", _without(_TURNING)),
)
LINE: Final = (*_ONE_LINE, _at_most(1_000))
_WHOLE_ID: Final = Rule(
    "the id itself: format the column as text in the spreadsheet and export again", _not_rounded
)
KEY: Final = (*_ONE_LINE, _WHOLE_ID, _at_most(200))  # an index entry of PostgreSQL holds 2,700 bytes
EMAIL: Final = (
    *KEY,
    Rule(
        "an e-mail address as name@company.com",
        lambda texts: texts.map(lambda text: _EMAIL.fullmatch(text) is not None),
    ),
)
PROSE_RULES: Final = (Rule("text without the character NUL", _without(_NUL)), _at_most(100_000))
