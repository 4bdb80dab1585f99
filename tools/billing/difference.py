"""Why the commission of one period differs from that of another, taken apart without a remainder."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from typing import TypeAlias

import pandas as pd

from tools.billing.ledger import State

_Key: TypeAlias = tuple[str, str]
"""A partner and a kind of deal."""


@dataclass(frozen=True)
class DealKind:
    """What one kind of a partner's deals did between two periods.

    Attributes:
        partner_id: Whose deals.
        name: `resale`, `referral` …; empty where no kind is on file.
        share_before, share: Its share of the commissioned deal amount, 0 to 1.
        rate_before, rate: Commission per deal amount; that of the other period where it had no deal.
        by_rate, by_mix: Its parts of `Difference.rate` and `Difference.mix`, base currency.
    """

    partner_id: str
    name: str
    share_before: float
    share: float
    rate_before: float
    rate: float
    by_rate: float
    by_mix: float


@dataclass(frozen=True)
class Difference:
    """What is payable for two periods, and the parts that make up the difference; base currency.

    Formula: payable = deals + clawbacks + not tied to a deal - on hold. The deals' commission is A * sum of
    s_k * r_k over kinds k of deal (of each partner, if there are several), with A the amount of the
    commissioned deals (a deal that earns two partners a commission counts for each), s_k the kind's share of
    it and r_k its commission per amount. With R = sum of s_k * r_k, each product is split at the midpoint of
    both periods: `volume` = dA * mean(R), `rate` = mean(A) * sum of mean(s_k) * dr_k,
    `mix` = mean(A) * sum of ds_k * (mean(r_k) - mean(R)). A kind
    without deals in one period has the rate of the other there, so that coming or going is mix and not rate;
    without any deals in one period all is volume. The other parts are plain differences; more on hold lowers.
    All is in base currency at one exchange rate, so no part of it is due to currency.

    The parts add up to `after - before`, change sign when the periods are swapped, and are all 0 for equal
    periods. Source: Bennet (1920), "The theory of measurement of changes in cost of living".

    Attributes:
        before, after: Payable amounts.
        volume, rate, mix, holds, clawbacks, untied: The parts, positive if they raise the later period.
        kinds: By kind of deal, the one that matters most first.
    """

    before: float
    after: float
    volume: float
    rate: float
    mix: float
    holds: float
    clawbacks: float
    untied: float
    kinds: tuple[DealKind, ...]

    @property
    def parts(self) -> dict[str, float]:
        """The parts by name, the largest first."""
        names = ("volume", "rate", "mix", "holds", "clawbacks", "untied")
        found = {name: float(getattr(self, name)) for name in names}
        return dict(sorted(found.items(), key=lambda part: -abs(part[1])))


@dataclass(frozen=True)
class _Side:
    """One period, in exact numbers, so that the parts leave no remainder."""

    amounts: dict[_Key, Fraction]
    earned: dict[_Key, Fraction]
    held: Fraction
    clawed: Fraction
    untied: Fraction

    @property
    def volume(self) -> Fraction:
        return sum(self.amounts.values(), Fraction())

    @property
    def payable(self) -> Fraction:
        return sum(self.earned.values(), Fraction()) + self.clawed + self.untied - self.held

    def share(self, kind: _Key) -> Fraction:
        return self.amounts.get(kind, Fraction()) / self.volume

    def rate(self, kind: _Key, other: _Side) -> Fraction:
        side = self if kind in self.amounts else other
        return side.earned[kind] / side.amounts[kind]


def difference(before: pd.DataFrame, after: pd.DataFrame) -> Difference:
    """The difference of two sets of ledger rows; see `Difference` for the formula.

    Args:
        before: Rows of `tools.billing.ledger` of the earlier period.
        after: Those of the later one. Amounts without an exchange rate are left out of both.
    """
    old, new = _side(before), _side(after)
    kinds = _kinds(old, new) if old.amounts and new.amounts else ()
    by_rate = sum((by for _, by, _ in kinds), Fraction())
    by_mix = sum((by for _, _, by in kinds), Fraction())
    earned = sum(new.earned.values(), Fraction()) - sum(old.earned.values(), Fraction())
    return Difference(
        before=float(old.payable),
        after=float(new.payable),
        volume=float(earned - by_rate - by_mix),  # equals dA * mean(R) exactly, as the terms sum to `earned`
        rate=float(by_rate),
        mix=float(by_mix),
        holds=float(old.held - new.held),
        clawbacks=float(new.clawed - old.clawed),
        untied=float(new.untied - old.untied),
        kinds=tuple(sorted((kind for kind, _, _ in kinds), key=lambda one: -abs(one.by_rate + one.by_mix))),
    )


def tied(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which commissions have a deal with an amount, so that a rate can be told; clawbacks have none."""
    return (rows["deal_amount_base"] > 0) & ~rows["clawback"]


def _kinds(old: _Side, new: _Side) -> tuple[tuple[DealKind, Fraction, Fraction], ...]:
    """Every kind of deal, with its parts in exact numbers."""
    middle = (old.volume + new.volume) / 2
    mean = (_overall(old) + _overall(new)) / 2
    found = []
    for key in sorted(old.amounts.keys() | new.amounts.keys()):
        shares = old.share(key), new.share(key)
        rates = old.rate(key, new), new.rate(key, old)
        by_rate = middle * (shares[0] + shares[1]) / 2 * (rates[1] - rates[0])
        by_mix = middle * (shares[1] - shares[0]) * ((rates[0] + rates[1]) / 2 - mean)
        told = (float(one) for one in (*shares, *rates, by_rate, by_mix))
        found.append((DealKind(*key, *told), by_rate, by_mix))
    return tuple(found)


def _overall(side: _Side) -> Fraction:
    return sum(side.earned.values(), Fraction()) / side.volume


def _side(rows: pd.DataFrame) -> _Side:
    valued = rows[rows["amount_base"].notna()]
    with_deal = tied(valued)
    deals = valued[with_deal]
    return _Side(
        amounts=_by_kind(deals.drop_duplicates(["partner_id", "deal_id"]), "deal_amount_base"),
        earned=_by_kind(deals, "amount_base"),
        held=_total(valued.loc[valued["state"].eq(State.ON_HOLD), "amount_base"]),
        clawed=_total(valued.loc[valued["clawback"], "amount_base"]),
        untied=_total(valued.loc[~with_deal & ~valued["clawback"], "amount_base"]),
    )


def _by_kind(deals: pd.DataFrame, column: str) -> dict[_Key, Fraction]:
    groups = deals.groupby(["partner_id", deals["deal_kind"].fillna("")])[column]
    return {(str(partner_id), str(kind)): _total(own) for (partner_id, kind), own in groups}


def _total(values: pd.Series[float]) -> Fraction:
    return Fraction(fsum(values))
