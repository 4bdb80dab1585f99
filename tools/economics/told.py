"""What an answer about money is told from, and what every such answer says besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from tools.about import About, Among, Slots, is_missing
from tools.economics import kinds
from tools.economics.accounts import CENT
from tools.economics.lifetime import Lifetimes
from tools.economics.policy import EconomicsPolicy
from tools.economics.recorded import Recorded
from tools.economics.serving import Booked
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, Unit
from tools.portfolio import Portfolio
from tools.schema import COST_KINDS

_TENTHS: Final = 10
_GAPS: Final = ("economics.no_", "economics.untimed", "economics.unpriced")
_ASSUMED: Final = "economics.assumed_"


@dataclass(frozen=True, eq=False)
class Economics:
    """The economics of a portfolio as they are told.

    Attributes:
        portfolio: All partners, with the aggregates of the window and of all time.
        accounts: Of the window.
        acquire, live: Work out acquisitions and lifetimes when they are asked for.
        ids: Partners in question.
        peers: Partners whom averages may be taken of.
        period: The period asked for; empty for the last 12 months.
        asked: What else tells this question from others.
    """

    portfolio: Portfolio
    accounts: pd.DataFrame
    acquire: Callable[[], pd.DataFrame]
    live: Callable[[], Lifetimes]
    policy: EconomicsPolicy
    ids: frozenset[str]
    peers: frozenset[str]
    period: str = ""
    asked: str = ""

    @cached_property
    def acquisitions(self) -> pd.DataFrame:
        """Acquisition cost and payback of every partner."""
        return self.acquire()

    @cached_property
    def lifetimes(self) -> Lifetimes:
        """Lifetime value of every partner."""
        return self.live()

    @cached_property
    def recorded(self) -> Recorded:
        """What the data holds at all."""
        return Recorded.of(self.portfolio)

    @cached_property
    def booked(self) -> Booked:
        """Whether serving counts as booked or by hours."""
        return Booked.of(self.portfolio, self.policy)

    @cached_property
    def among(self) -> Among:
        """Makes facts about the partners in question."""
        return Among.of(self.portfolio, self.ids, self.period, self.asked)

    @property
    def own(self) -> pd.DataFrame:
        """The accounts of the partners in question."""
        return self.accounts[self.accounts.index.isin(list(self.ids))]

    def partner(self, partner_id: str) -> Fact:
        """The partner's name."""
        return About(self.portfolio, partner_id).partner()

    def fact(self, partner_id: str, kind: Kind, value: float) -> Fact:
        """A figure of one partner; hours and months keep their tenths."""
        shown = kinds.in_period(kind) if self.period and kind.name.endswith("_365d") else kind
        if len(shown.behind) > 1:
            booked, other = self.booked, self._has_other(partner_id, shown)
            shown = kinds.as_used(shown, support=booked.support, management=booked.management, other=other)
        return _tenths(About(self.portfolio, partner_id).fact(shown, value, self.period), value)

    def _has_other(self, partner_id: str, kind: Kind) -> bool:
        """Whether the kind adds up costs of no kind."""
        partners, suffix = self.portfolio.partners, kind.behind[0].rpartition("_")[2]
        named = sum(float(partners[f"eco_{name}_{suffix}"][partner_id]) for name in COST_KINDS)
        return abs(float(partners[f"eco_costs_{suffix}"][partner_id]) - named) > CENT

    def cell(self, partner_id: str, kind: Kind, value: float) -> Fact | None:
        """The same; None where there is no value."""
        return None if is_missing(value) or not np.isfinite(value) else self.fact(partner_id, kind, value)

    def all(self, kind: Kind, value: object, subject: str = "") -> Fact:
        """A figure of the partners in question together."""
        fact = _tenths(self.among.fact(kind, value, subject), value)
        return replace(fact, currency=self.portfolio.currency) if kind.unit is Unit.MONEY else fact

    def all_or_none(self, kind: Kind, value: float, subject: str = "") -> Fact | None:
        """The same; None where there is no value."""
        return None if is_missing(value) or not np.isfinite(value) else self.all(kind, value, subject)

    def window(self) -> Fact:
        """The last 12 months, or the period."""
        if self.period:
            return self.all(kinds.PERIOD, self.period)
        return self.all(kinds.WINDOW, "window.year")

    def assumed(self, *, hours: bool = True, margin: bool = True) -> Iterator[Statement]:
        """The assumptions that the figures rest on, and how to change them."""
        slots: Slots = {}
        hours = hours and not (self.booked.support and self.booked.management)
        if margin:
            slots |= {
                "gross": self.all(kinds.GROSS, self.policy.gross_margin),
                "influenced": self.all(kinds.INFLUENCED, self.policy.influenced_share),
            }
        if hours:
            slots["hourly"] = self.all(kinds.HOURLY, self.policy.hourly_rate)
        key = "_".join(name for name, said in (("margin", margin), ("hours", hours)) if said)
        if key:
            yield Statement(f"economics.assumed_{key}", slots)

    def lacking(self, *needed: str) -> Iterator[Statement]:
        """What no partner has on record, of what the answer needs."""
        for name in self.recorded.lacking():
            if not needed or name in needed:
                yield Statement(f"economics.no_{name}", follows=True)
        unpriced, untimed = self.own["unpriced"].sum(), self.own["untimed"].sum()
        if unpriced > 0 and (not needed or "deals" in needed):
            slots: Slots = {"unpriced": self.all(kinds.UNPRICED, unpriced)}
            yield Statement("economics.unpriced", slots, follows=True)
        if untimed > 0 and (not needed or "tickets" in needed) and self.recorded.tickets:
            yield Statement("economics.untimed", {"untimed": self.all(kinds.UNTIMED, untimed)}, follows=True)


def _tenths(fact: Fact, value: object) -> Fact:
    """Hours and months keep one digit."""
    if fact.kind.unit is not Unit.COUNT or not isinstance(value, float | np.floating):
        return fact
    tenths = round(float(value) * _TENTHS) / _TENTHS
    return replace(fact, value=int(tenths) if tenths.is_integer() else tenths)


def further(told: Economics, partner_id: str) -> tuple[Suggestion, ...]:
    """What to ask next about a partner."""
    return (Suggestion("suggest.profile", {"partner": told.partner(partner_id)}),)


def grounded(found: Findings) -> Findings:
    """The findings with what is not counted right after the answer, and assumptions last; each once."""
    said = tuple(
        {(one.key, tuple(fact.id for fact in one.facts())): one for one in found.statements}.values()
    )
    gaps = [one for one in said if one.follows and one.key.startswith(_GAPS)]
    assumed = [one for one in said if one.key.startswith(_ASSUMED)]
    others = [one for one in said if one not in gaps and one not in assumed]
    return replace(found, statements=(*others[:1], *gaps, *others[1:], *assumed))
