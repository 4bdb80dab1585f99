"""What a text says, whoever wrote it: dates, numbers in any national format, partners by any name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from tools.grounding.dates import moments
from tools.grounding.folding import cleaned
from tools.grounding.numbers import Quantity, quantities
from tools.grounding.relative_dates import Moment
from tools.names import NameEntry, NameIndex, NameKind
from tools.spelling import JOINERS, fold, tokens_of, without_legal_form

_BLANK: Final = "\u2003"
_ANY_FORMAT: Final = ""  # 1.234 may be a thousand or one and a bit: both are read
_ROUNDED: Final = 0.05  # "20k" is no way to say 15,260
_TOLERANCE: Final = 0.005  # as of facts in Rapport's answers
_SMALL: Final = 12  # numbers of a list's items, "one of the two"


@dataclass(frozen=True)
class ReadText:
    """A text that is asked what it says.

    Attributes:
        as_of: Day from which "yesterday" counts.
    """

    text: str
    as_of: date

    def says_day(self, day: date) -> bool:
        """Whether the day is written, with day and month at least; "on Friday" is too little."""
        return any(_is_day(one, day) for one in self._moments)

    def says_number(self, number: float) -> bool:
        """Whether the number is written, rounded as people do; a share may be a percentage."""
        return any(
            _is_number(one, number) or (one.percent and _is_number(one, number * 100))
            for one in self._quantities
        )

    def says(self, words: str) -> bool:
        """Whether the words are there; a date or a number in any format, other words letter by letter."""
        wanted = ReadText(words, self.as_of)
        if (day := wanted.whole_day) is not None:
            return self.says_day(day)
        if (number := wanted.whole_number) is not None:
            return any(self._says_alike(number, value) for value, _ in number.readings)
        return _squeezed(words) in _squeezed(self.text)

    @property
    def whole_day(self) -> date | None:
        """The day, if the text is one and nothing else; without a year, the nearest to `as_of`."""
        found = self._moments
        if len(found) != 1 or found[0].end - found[0].start < len(self._clean.rstrip(".")):
            return None
        return min(_days(found[0], self.as_of), key=lambda day: abs(day - self.as_of), default=None)

    @property
    def whole_number(self) -> Quantity | None:
        """The number, if the text is one and nothing else."""
        found = self._quantities
        if len(found) == 1 and found[0].start == 0 and found[0].end >= len(self._clean):
            return found[0]
        return None

    def adds_figures(self, known: ReadText) -> bool:
        """Whether it tells an amount, a share, a number above a dozen or a day that `known` does not."""
        numbers = [one.readings for one in self._quantities if _tells(one)]
        days = [_days(one, self.as_of) for one in self._moments]
        return not (
            all(any(known.says_number(number) for number, _ in one) for one in numbers)
            and all(any(map(known.says_day, one)) for one in days if one)
        )

    def _says_alike(self, wanted: Quantity, value: float) -> bool:
        """Whether the value is written, as a percentage if it is one."""
        return any(_is_number(one, value) for one in self._quantities if one.percent or not wanted.percent)

    @cached_property
    def _clean(self) -> str:
        return cleaned(self.text).text.strip()

    @cached_property
    def _moments(self) -> tuple[Moment, ...]:
        return tuple(moments(self._clean, self.as_of))

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        text = self._clean
        for one in self._moments:
            text = text[: one.start] + _BLANK * (one.end - one.start) + text[one.end :]
        return tuple(quantities(text, _ANY_FORMAT))


@dataclass(frozen=True)
class PartnerReader:
    """Finds partners that a text names, by full name, name without legal form, alias or id."""

    names: NameIndex

    def named_in(self, text: str) -> set[str]:
        """Ids of the partners; the longer name wins, and what several are called names nobody."""
        found = self._pattern.finditer(_joined(tokens_of(text)))
        return {self._forms[match[0]] for match in found}

    @cached_property
    def _forms(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for entry in self.names.entries:
            if entry.kind is NameKind.PARTNER:
                told |= dict.fromkeys(filter(None, _forms(entry, self.names)), entry.id)
        return told

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._forms, key=len, reverse=True)
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


def _forms(entry: NameEntry, names: NameIndex) -> Iterator[str]:
    for written in (entry.name, *entry.aliases, entry.id):
        tokens = tokens_of(written)
        yield _joined(tokens)
        short = _joined(without_legal_form(tokens))
        if names.resolve(short).ids == (entry.id,):  # "Acme" is no name of either Acme
            yield short


def _joined(tokens: tuple[str, ...]) -> str:
    """Without "and", which is as often an ampersand."""
    return " ".join(token for token in tokens if token not in JOINERS)


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _days(moment: Moment, as_of: date) -> list[date]:
    """The days that it can mean; without a year, those around `as_of`. None if day or month is missing."""
    found = []
    for year, month, day in moment.options:
        for some in (year,) if year else (as_of.year - 1, as_of.year, as_of.year + 1):
            with suppress(ValueError):  # 31 February
                found += [date(some, month, day)] if month and day else []
    return found


def _is_day(moment: Moment, day: date) -> bool:
    if moment.first is not None and moment.first == moment.last:
        return moment.first == day
    return any(
        month == day.month and number == day.day and year in {None, day.year}
        for year, month, number in moment.options
    )


def _is_number(quantity: Quantity, wanted: float) -> bool:
    size = abs(wanted)
    return any(abs(number - size) <= _slack(step, size) for number, step in quantity.readings)


def _slack(step: float, size: float) -> float:
    return max(min(step / 2, _ROUNDED * size), _TOLERANCE * size) + 1e-9


def _tells(quantity: Quantity) -> bool:
    large = any(number > _SMALL for number, _ in quantity.readings)
    return large or quantity.percent or bool(quantity.currency)
