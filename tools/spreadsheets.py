"""Cells written so that nobody misreads them: texts like formulas, numbers like other numbers."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = r"[;|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]"  # where another reader may begin a cell
_SIGN: Final = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"  # also the full-width ones
_FORMULA: Final = rf"(?:(?!{_BREAK})['\"\s])*{_SIGN}"
_BLANK: Final = r"'*[\t\r\n]"  # some spreadsheets drop it
_SIGNS: Final = re.compile(rf"{_SIGN}|\A{_BLANK}")
_NEEDS_GUARD: Final = re.compile(rf"\A(?={_BLANK})|(?:\A|(?<={_BREAK}))(?={_FORMULA})")
_GUARD: Final = re.compile(rf"\A'(?={_BLANK})|(?:\A|(?<={_BREAK}))'(?={_FORMULA})")
_THREE_DECIMALS: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def guarded(text: str) -> str:
    """The text with a `'` wherever a cell might begin that a spreadsheet would compute.

    That is at its start and, as not every spreadsheet takes `,` for the separator, after every `;`, `|`, tab
    and line break: before `=`, `+`, `-` or `@`, whatever blanks, quotes and apostrophes stand between. Text
    that looks guarded already gets another one: whatever the text, `unguarded(guarded(text)) == text`.
    """
    return _NEEDS_GUARD.sub("'", text) if _SIGNS.search(text) else text


def unguarded(text: str) -> str:
    """The text without each `'` that `guarded` put into it; any other text as it is."""
    return _GUARD.sub("", text) if "'" in text else text


def clear_number(text: str) -> str:
    """A number whose decimal point nobody takes for a thousands mark: `1.1250` for `1.125`."""
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text
