"""Whether the numbers of a column have a point or a comma before the decimals."""

from __future__ import annotations

from collections import Counter
from typing import Final

from knowledge.importing.columns.amounts import Amount, amount_in
from knowledge.importing.columns.digits import strict_number
from knowledge.importing.columns.evidence import STYLES, Answer, Undecided, keep_sample
from knowledge.importing.columns.quantities import bounds, may_hold_thousands
from knowledge.importing.columns.style import Decimal, Style
from knowledge.importing.questions import Choice
from tools.schema import Column, Type

_MARKS: Final = (Choice(Answer.POINT, "a point, as in 1234.5"), Choice(Answer.COMMA, "a comma, as in 1234,5"))


class NumberEvidence:
    """What the cells of a number column say about how it is written."""

    def __init__(self, column: Column) -> None:
        """Nothing is known yet of that column."""
        self._column = column
        self._marks: Counter[Decimal] = Counter()
        self._unsure: list[str] = []
        self._thousands = True
        self._clear: list[str] = []

    def add(self, text: str, times: int) -> None:
        """Take a text into account that stands in so many cells."""
        amount = amount_in(text)
        if amount is None:
            return
        point, comma = self._meant(amount, "point"), self._meant(amount, "comma")
        if point is None and comma is not None:
            self._marks["comma"] += times
            keep_sample(self._clear, text)
        elif comma is None and point is not None:
            self._marks["point"] += times
            keep_sample(self._clear, text)
        elif point != comma:
            keep_sample(self._unsure, text)
            self._thousands &= amount.frame.is_money and "," in amount.digits

    def decide(self) -> Style | Undecided:
        """The style of most cells of which only one reading fits the column.

        A comma before three digits of an amount with its currency, `$1,250`, groups thousands as long as no
        cell says otherwise.
        """
        difference = self._marks["point"] - self._marks["comma"]
        if self._unsure and self._thousands and not self._marks:
            return STYLES[Answer.POINT]
        if difference == 0 and (self._unsure or self._clear):
            return self._which_mark()
        return STYLES[Answer.POINT if difference >= 0 else Answer.COMMA]

    def _meant(self, amount: Amount, decimal: Decimal) -> float | None:
        """What it means with that mark before the decimals; None if that does not fit the column."""
        value = strict_number(amount.digits, decimal)
        if value is None or (self._column.type is Type.WHOLE and not value.is_integer()):
            return None
        low, high = bounds(self._column)
        return value if amount.frame.percent or low <= amount.frame.factor * value <= high else None

    def _which_mark(self) -> Undecided:
        """Ask; three decimals are rarer than thousands."""
        if not self._unsure:
            return Undecided("What stands before the decimals?", tuple(self._clear), _MARKS)
        sample = self._unsure[0]
        thousands, decimals = (Answer.COMMA, Answer.POINT) if "." in sample else (Answer.POINT, Answer.COMMA)
        answers = (thousands, decimals) if may_hold_thousands(self._column) else (decimals, thousands)
        choices = tuple(Choice(answer, self._label(answer, sample)) for answer in answers)
        proposed = None if self._marks else answers[0]
        return Undecided(f"What is {sample}?", tuple(self._unsure), choices, proposed)

    def _label(self, answer: Answer, sample: str) -> str:
        mark, decimal = "point" if "." in sample else "comma", STYLES[answer].decimal
        amount = amount_in(sample)
        value = (amount and self._meant(amount, decimal)) or 0.0
        if mark == decimal:
            more = "" if value.is_integer() else " and a bit"
            return f"{int(value)}{more} (the {mark} stands before the decimals)"
        return f"{value:.0f} (the {mark} groups thousands)"
