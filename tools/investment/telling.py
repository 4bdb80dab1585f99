"""Facts about many partners, and sentences about ranges that may reach below zero."""

from __future__ import annotations

from dataclasses import replace

from tools.about import Among, Slots
from tools.facts import Fact, Kind, Statement, Unit
from tools.investment import kinds
from tools.investment.policy import InvestmentPolicy


def told(among: Among, kind: Kind, value: object, subject: str = "") -> Fact:
    """A fact about the partners in question; money in the portfolio's currency, hours to the tenth."""
    found = among.fact(kind, value, subject)
    if kind.unit is Unit.HOURS and isinstance(found.value, float):
        return replace(found, value=round(found.value, 1))
    return replace(found, currency=among.portfolio.currency) if kind.unit is Unit.MONEY else found


def sure(among: Among, policy: InvestmentPolicy) -> Fact:
    """In how many of a hundred such cases a range holds."""
    return told(among, kinds.SURE, round(100 * policy.confidence))


def between(among: Among, key: str, low: float, high: float, subject: str, slots: Slots) -> Statement:
    """A range in words, `low` and `high` without a sign.

    The key ends in `_more` where both ends are more, in `_either` where the low end is less, in `_less` where
    both are; then `low` is the end nearer to zero.
    """
    sign = "more" if low >= 0 else "either" if high > 0 else "less"
    ends = (high, low) if sign == "less" else (low, high)
    said = {
        name: told(among, kinds.RANGE_LESS if end < 0 else kinds.RANGE_MORE, abs(end), f"{subject} {name}")
        for name, end in zip(("low", "high"), ends, strict=True)
    }
    return Statement(f"{key}_{sign}", {**slots, **said}, follows=True)
