"""Amounts of money and hours, and factors, that a question names: `25.000 Euro`, `40 hrs`, `20 % more`."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.date_words import NUMBERS
from prompts.words import value_patterns, words_for

_FIGURE: Final = r"\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?"
_WORD: Final = "|".join(sorted(NUMBERS, key=len, reverse=True))
_EXTRA: Final = (
    r"(?:more|extra|additional|further|spare|free|left|weitere[nr]?|zusatzliche[nr]?|freie|ubrig|mehr|mas|"
    r"libres?|de plus)"
)
_MONEY: Final = re.compile(
    rf"(?P<sign>[€$£]\s?)?(?<![\w.,-])(?P<figure>{_FIGURE})\s?"
    r"(?P<scale>(?:k|m|tsd|thousand|tausend|mil|mille|mio|millions?|millionen|millones)\b)?"
    r"\s?(?P<unit>€|\$|£|(?:eur\w*|usd|dollars?|gbp|pounds?|chf|sek|nok|dkk)\b)?"
)
_HOURS: Final = re.compile(
    rf"\b(?P<figure>{_FIGURE}|{_WORD})\s?(?:(?P<extra>{_EXTRA})\s+)?"
    r"(?:(?P<hours>(?:hours?|hrs?|h|stunden?|std|horas?|heures?)\b)|(?:days?|tage?|dias?|jours?|journees?)\b)"
    rf"(?P<after>\s+{_EXTRA}\b)?"
)
_WEEKLY: Final = re.compile(
    r"\s*(?:a|an|per|each|every|/|pro|die|in der|je|a la|por|cada|par)\s*"
    r"(?:week|wk|woche|semana|semaine)\b"
)
_SUPPOSED: Final = re.compile(
    r"(?:\b(?:at|with|had|only|hatten?|bei|mit|tuvier\w*|con|avec|avai\w+)|"
    r"\b(?:if|wenn|falls|si)\b[^,]{0,40}\b(?:has|have|gets?|works?|hat|haben|tiene\w*|trabaja\w*|ont|avons|a))"
    r"\s+(?:only\s+|just\s+|nur\s+|solo\s+|que\s+)?$"
)
_HAD: Final = re.compile(r"\s*(?:hatten?|hat|haben)\b")  # `wenn alle 20 Stunden hätten`
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
_SCALES: Final = {"k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mil": 1e3, "mille": 1e3}
_PER_CENT: Final = re.compile(
    rf"(?<![\w.,])(?P<figure>{_FIGURE})\s?(?:%|per ?cent|prozent|por ciento|pour ?cent)"
)
_HOURS_A_DAY: Final = 8
_HUNDREDS: Final = {"hundred": 100, "hundert": 100, "cien": 100, "cent": 100}
_SPELLED: Final = re.compile(
    rf"\b(?:(?:a|one|ein|un) )?(?P<n>{'|'.join(_HUNDREDS)}|{_WORD})?[ -]?"
    r"(?P<scale>thousand|tausend|mil|mille|grand|millions?|millionen|millones|million)\b"
)


def money_in(text: str) -> float | None:
    """The first amount of money of a folded text: a number with a currency, `k` or the like."""
    for match in _MONEY.finditer(_SPELLED.sub(_in_digits, text)):
        if _is_money(match):
            scale = match["scale"] or ""
            return number_of(match["figure"]) * (_SCALES.get(scale, 1e6) if scale else 1)
    return None


def hours_in(text: str) -> float | None:
    """The hours that a folded text wants to spend, a day being eight."""
    match = _HOURS.search(text)
    return _in_hours(match) if match else None


def hours_to_spend(text: str) -> bool:
    """Whether a folded text speaks of hours more than there are: `3 more hours a week`."""
    return any(_is_extra(match) for match in _HOURS.finditer(text))


def weekly_hours_in(text: str) -> float | None:
    """Hours a week that somebody has or would have, in a folded text; extra hours are to be spent."""
    had = (match for match in _HOURS.finditer(text) if match["hours"] and not _is_extra(match))
    return next((_in_hours(match) for match in had if _is_weekly(match, text)), None)


def factor_in(text: str) -> float | None:
    """How many times as much: `20 % higher` is 1.2, `halved` is 0.5; None when the text says neither."""
    less = words_for("less_of_it").search(text)
    if match := _PER_CENT.search(text):
        change = number_of(match["figure"]) / 100
        if less or words_for("more_of_it").search(text):
            return round(max(0.0, 1 - change if less else 1 + change), 4)
        return None
    return next(
        (float(times) for times, words in value_patterns("times").items() if words.search(text)), None
    )


def without_amounts(text: str) -> str:
    """The text without amounts, hours and percentages, whose numbers would look like a length of a list."""
    for pattern in (_HOURS, _PER_CENT):
        text = pattern.sub(" ", text)
    return _MONEY.sub(lambda match: " " if _is_money(match) else match[0], text)


def number_of(figure: str) -> float:
    """`25.000`, `25,000`, `25 000` are 25000; `2.5` and `2,5` are two and a half; number words count too."""
    if figure in NUMBERS:
        return float(NUMBERS[figure])
    if _GROUPED.fullmatch(figure):
        return float(re.sub(r"\D", "", figure))
    return float(figure.replace(",", "."))


def _in_digits(match: re.Match[str]) -> str:
    """`zehntausend`, `diez mil`, `a hundred thousand` with the number as digits; a bare `mil` is one."""
    number = match["n"] or ""
    scale = "thousand" if match["scale"] == "grand" else match["scale"]
    return f" {_HUNDREDS.get(number) or NUMBERS.get(number, 1)} {scale}"


def _is_money(match: re.Match[str]) -> bool:
    """Whether a number has a currency or a scale, or is large enough to be written in groups."""
    return bool(match["sign"] or match["scale"] or match["unit"] or _GROUPED.fullmatch(match["figure"]))


def _is_extra(match: re.Match[str]) -> bool:
    return bool(match["extra"] or match["after"])


def _is_weekly(match: re.Match[str], text: str) -> bool:
    """Whether hours are those of a week: `30 hours a week`, `if everybody has 30 hours`, `at 30 hours`."""
    before, after = text[: match.start()], match.end()
    return bool(_WEEKLY.match(text, after) or _SUPPOSED.search(before) or _HAD.match(text, after))


def _in_hours(match: re.Match[str]) -> float:
    return number_of(match["figure"]) * (1 if match["hours"] else _HOURS_A_DAY)
