"""Whose partners an answer counts, so that no number stands without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tools.about import about_all
from tools.facts import Fact
from tools.portfolio import Portfolio
from tools.tiers.kinds import WHOSE


class Whose(StrEnum):
    """Whose partners are counted; the value is also the code of its words (`whose.book`)."""

    BOOK = "book"
    ALL = "all"
    ASKED = "asked"


@dataclass(frozen=True)
class Whom:
    """The partners that a question is about.

    Attributes:
        ids: Their ids; thresholds always come from the whole portfolio.
        whose: What they are called in the answer.
        beside: Ids of all others that the asker may see.
    """

    ids: Collection[str]
    whose: Whose = Whose.ALL
    beside: Collection[str] = ()

    def words(self, portfolio: Portfolio) -> Fact:
        """Whose they are, to begin a sentence with."""
        return about_all(portfolio, WHOSE, f"whose.{self.whose}")
