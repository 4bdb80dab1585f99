"""What winning a partner cost, and when it had paid that back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from tools.economics.months import DAYS_A_MONTH, MONTHS, Flags, Floats, Movements
from tools.economics.needs import OUR_KINDS
from tools.economics.policy import EconomicsPolicy
from tools.economics.serving import Booked
from tools.effort import STANDARD, EffortPolicy
from tools.portfolio import Portfolio

_CENT: Final = 0.005
COURTED: Final = ("prospect", "applicant")
"""Status of who has not signed yet."""


def acquisitions(
    portfolio: Portfolio,
    movements: Mapping[str, Movements],
    policy: EconomicsPolicy,
    effort: EffortPolicy = STANDARD,
) -> pd.DataFrame:
    """Acquisition cost (PAC) and payback of every partner, from the first row to the day.

    spent: costs of kind acquisition. recruited: management costs booked up to the signature, or, where the
        portfolio books none regularly (`Booked`), `hours` of ours up to then times the hourly rate; of who
        has not signed, up to the day; of a partner whose signature is not dated, none.
    pac: spent + recruited, base currency; lower is better.
    gained: net contribution since the signature without either of the two.
    months: whole months of 30.4 days from the signature until `gained` first reached `pac`, lower is better;
    NaN if it has not, or not within five years, or if there is no acquisition cost on record.
    left: pac - gained, each in whole units so that it adds up as it is shown; NaN where paid back or nothing
        is to pay back.
    age: months since the signature; NaN if not signed or not dated.

    Returns:
        Indexed by partner id.
    """
    size, index = len(portfolio.partners), portfolio.partners.index
    signed = (pd.Timestamp(portfolio.as_of) - portfolio.partners["signed_on"]).dt.days.to_numpy(
        dtype=float, na_value=np.nan
    )
    courted = portfolio.partners["status"].isin(COURTED).to_numpy()
    until = np.where(np.isnan(signed) & ~courted, np.inf, signed)
    before = {name: _before(one, until, size) for name, one in movements.items()}
    hours = _hours(before, effort)
    spent = movements["acquisition"].per_partner(size)
    booked = Booked.of(portfolio, policy)
    recruited = before["management"] if booked.management else hours * policy.hourly_rate
    pac = spent + recruited
    net = _net_by_month(movements, signed, size, booked, policy, effort)
    gained = net.sum(axis=1)
    frame = pd.DataFrame(
        {
            "spent": spent,
            "hours": hours,
            "recruited": recruited,
            "pac": pac,
            "gained": np.where(np.isnan(signed), np.nan, gained),
            "months": _months(net, pac, signed),
            "age": signed / DAYS_A_MONTH,
        },
        index,
    )
    return frame.assign(
        left=(frame["pac"].round() - frame["gained"].round()).where(
            frame["months"].isna() & frame["pac"].gt(0)
        )
    )


def _before(rows: Movements, signed: Floats, size: int) -> Floats:
    """Amounts up to the signature; all of them of who has not signed."""
    earlier = ~(rows.ages < signed[rows.partners])
    return Movements(rows.partners[earlier], rows.ages[earlier], rows.amounts[earlier]).per_partner(size)


def _hours(amounts: Mapping[str, Floats], effort: EffortPolicy) -> Floats:
    return np.asarray(np.sum([amounts[kind] * effort.by_kind[kind] for kind in OUR_KINDS], axis=0))


def _net_by_month(
    movements: Mapping[str, Movements],
    signed: Floats,
    size: int,
    booked: Booked,
    policy: EconomicsPolicy,
    effort: EffortPolicy,
) -> Floats:
    """Net contribution by month since the signature; the last column holds all that came later.

    Our hours and management costs up to the signature are part of the acquisition cost, not of this.
    """
    rate, margin = policy.hourly_rate, policy.gross_margin
    ever = {
        "won": margin,
        "influenced": -margin * (1 - policy.influenced_share),
        "commissions": -1.0,
        "costs": -1.0,
        "acquisition": 1.0,
        "management": 1.0,
        **({} if booked.support else {"support": 1.0, "ticket_hours": -rate}),
    }
    hours = {kind: -rate * effort.by_kind[kind] for kind in OUR_KINDS}
    later = {"management": -1.0} if booked.management else hours
    total = np.zeros(size * (MONTHS + 1))
    for weights, after_only in ((ever, False), (later, True)):
        for name, weight in weights.items():
            total += weight * _by_month(movements[name], signed, size, after_only=after_only)
    return total.reshape(size, MONTHS + 1)


def _by_month(rows: Movements, signed: Floats, size: int, *, after_only: bool) -> Floats:
    """Amounts by partner and month; what lies before the signature counts in the first one."""
    since = signed[rows.partners] - rows.ages
    kept: Flags = since > 0 if after_only else ~np.isnan(since)
    month = np.clip(np.floor(since[kept] / DAYS_A_MONTH), 0, MONTHS).astype(np.intp)
    partners = rows.partners[kept]
    sums = np.bincount(
        partners * (MONTHS + 1) + month, weights=rows.amounts[kept], minlength=size * (MONTHS + 1)
    )
    return np.asarray(sums, dtype=np.float64)


def _months(net: Floats, pac: Floats, signed: Floats) -> Floats:
    """Months until the sum of `net` first reaches `pac`."""
    summed = np.cumsum(net[:, :MONTHS], axis=1)
    lived = np.arange(MONTHS) <= np.nan_to_num(np.floor(signed / DAYS_A_MONTH), nan=-1.0)[:, None]
    reached = (summed >= pac[:, None] - _CENT) & lived
    paid = reached.any(axis=1) & (pac > _CENT)
    return np.where(paid, reached.argmax(axis=1) + 1.0, np.nan)
