"""Whether the dates of a column have the day or the month first, or are numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date

from knowledge.importing.columns.daynumbers import Count, counted
from knowledge.importing.columns.days import in_two_orders
from knowledge.importing.columns.evidence import Answer, Undecided, keep_sample
from knowledge.importing.columns.style import DayOrder, Style
from knowledge.importing.questions import Choice


class DateEvidence:
    """What the cells of a date column say about how it is written."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._cells = 0
        self._counts: Counter[Count] = Counter()
        self._orders: Counter[DayOrder] = Counter()
        self._unsure: list[str] = []

    def add(self, text: str, times: int) -> None:
        """Take a text into account that stands in so many cells."""
        self._cells += times
        if count := counted(text):
            self._counts[count] += times
        elif days := in_two_orders(text):
            self._add_order(text, days, times)

    def decide(self) -> Style | Undecided:
        """The style of most cells.

        Numbers are dates only if most cells are. Days and months may stand in either order as long as no
        cell can be misread; otherwise the cells that cannot be misread decide.
        """
        number = next((count for count, times in self._counts.items() if 2 * times > self._cells), None)
        epoch = number if number in ("s", "ms") else None
        order = self._order() if self._unsure else None
        if self._unsure and order is None:
            return _which_day(self._unsure)
        return Style(dates=order, epoch=epoch, serial=number == "serial")

    def _add_order(self, text: str, days: tuple[date | None, date | None], times: int) -> None:
        day_first, month_first = days
        if day_first and month_first:
            if day_first != month_first:
                keep_sample(self._unsure, text)
        elif day_first:
            self._orders["day_first"] += times
        elif month_first:
            self._orders["month_first"] += times

    def _order(self) -> DayOrder | None:
        difference = self._orders["day_first"] - self._orders["month_first"]
        return None if difference == 0 else "day_first" if difference > 0 else "month_first"


def _which_day(unsure: list[str]) -> Undecided:
    sample = unsure[0]
    day_first, month_first = in_two_orders(sample) or (None, None)
    return Undecided(
        f"Which day is {sample}?",
        tuple(unsure),
        (
            Choice(Answer.DAY_FIRST, f"{_in_words(day_first)} (the day stands first)"),
            Choice(Answer.MONTH_FIRST, f"{_in_words(month_first)} (the month stands first)"),
        ),
    )


def _in_words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
