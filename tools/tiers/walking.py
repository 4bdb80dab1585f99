"""The tier of every partner, walked through month-ends so that nobody flaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tools.portfolio import DATE_TYPE, Portfolio
from tools.tiers.policy import TierPolicy
from tools.tiers.sides import leads_recorded, measured
from tools.tiers.tier import NoTier, Tier

_SIDES: Final = ("leads", "relevance")


def tiers(history: Iterable[Portfolio], policy: TierPolicy) -> pd.DataFrame:
    """The tier of every partner at the last portfolio of `history`, having walked through all of them.

    A side (leads, relevance) becomes high at its threshold and stays high until it is under the threshold by
    more than its band, so that a partner near a boundary keeps its tier.

    Nobody is judged on what is not known: a partner has no tier while neither side is on record, and one that
    has not signed, or signed less than `new_days` ago, has none until it has many leads. Where one side is
    known, the other counts as low.

    Args:
        history: Portfolios from oldest to newest, as a rule month-ends and then the day in question; an
            iterator will do, one portfolio is held at a time.
        policy: Weights and thresholds.

    Returns:
        Indexed by partner id. `tier` ("" for none) and `no_tier`, why there is none ("" for a tier); `since`,
        the first day of the history with this tier; `previous`, the tier before ("" if the history shows no
        other); `leads` (accepted leads from the partner and deals registered, 365 days, weighted) and
        `leads_recorded`; `relevance` (0-100, NaN if nothing is known) and `relevance_derived`; for each side
        `_high`, `_threshold` and `_gap`, the distance that would change the side, never negative.

    Raises:
        ValueError: The history is empty or not in order.
    """
    last = deque(walk(history, policy), maxlen=1)
    if not last:
        raise ValueError("tiers need portfolios from oldest to newest, at least one")
    return last[0][1]


def walk(history: Iterable[Portfolio], policy: TierPolicy) -> Iterator[tuple[date, pd.DataFrame]]:
    """Each day of the history with what `tiers` says of that day, oldest first.

    Raises:
        ValueError: A portfolio is older than the one before it.
    """
    day, standing = date.min, None
    for portfolio in history:
        if portfolio.as_of < day:
            raise ValueError(
                f"tiers need portfolios from oldest to newest; got {portfolio.as_of} after {day}"
            )
        day, standing = portfolio.as_of, _next(portfolio, policy, standing)
        yield day, standing


def _next(portfolio: Portfolio, policy: TierPolicy, before: pd.DataFrame | None) -> pd.DataFrame:
    """The standing one portfolio later; a partner that was not there before starts now."""
    frame = measured(portfolio, policy)
    index = frame.index
    today = pd.Series(pd.Timestamp(portfolio.as_of), index=index, dtype=DATE_TYPE)
    if before is None:
        nobody = pd.Series(data=False, index=index)
        return _graded(portfolio, policy, frame, dict.fromkeys(_SIDES, nobody)).assign(
            since=today, previous=""
        )
    held = {side: before[f"{side}_high"].reindex(index, fill_value=False) for side in _SIDES}
    graded = _graded(portfolio, policy, frame, held)
    was = before["tier"].reindex(index).fillna("")
    earlier = before[["since", "previous"]].reindex(index)
    same = graded["tier"].eq(was) & earlier["since"].notna()
    return graded.assign(
        since=earlier["since"].where(same, today).astype(DATE_TYPE),
        previous=earlier["previous"].where(same, was).fillna(""),
    )


def _graded(
    portfolio: Portfolio, policy: TierPolicy, frame: pd.DataFrame, held: dict[str, pd.Series]
) -> pd.DataFrame:
    """Sides, gaps and tier from the measured values and from which sides were high before."""
    graded = frame.assign(leads_recorded=leads_recorded(portfolio.partners))
    for side, was_high in held.items():
        value, threshold, floor = frame[side], frame[f"{side}_threshold"], frame[f"{side}_floor"]
        high = (value >= threshold) | (was_high.astype(bool) & (value >= floor))
        graded[f"{side}_high"] = high
        graded[f"{side}_gap"] = (value - floor).where(high, threshold - value)
    none = _no_tier(portfolio, policy, graded)
    many, relevant = graded["leads_high"], graded["relevance_high"]
    names = np.select(
        [none != "", many & relevant, relevant, many],
        ["", Tier.KEY_PARTNER.value, Tier.UNPOLISHED_DIAMOND.value, Tier.GROWTH_HACKER.value],
        default=Tier.DEMENTOR.value,
    )
    return graded.assign(tier=names, no_tier=none)


def too_early(portfolio: Portfolio, policy: TierPolicy) -> np.ndarray:
    """Why few leads are held against nobody: `not_signed`, `new`; "" for who is judged on few leads too."""
    status, signed = portfolio.partners["status"], portfolio.partners["signed_on"]
    age = (pd.Timestamp(portfolio.as_of) - signed).dt.days
    waits = [status.isin(["prospect", "applicant"]), age < policy.new_days]
    return np.select(waits, [NoTier.NOT_SIGNED.value, NoTier.NEW.value], default="")


def _no_tier(portfolio: Portfolio, policy: TierPolicy, graded: pd.DataFrame) -> np.ndarray:
    """Why each partner has no tier; "" where it has one. Many leads speak for themselves from day one."""
    early = too_early(portfolio, policy)
    return np.select(
        [
            portfolio.partners["status"].eq("ended"),
            ~graded["leads_high"] & (early != ""),
            graded["relevance"].isna() & ~graded["leads_recorded"],
        ],
        [NoTier.ENDED.value, early, NoTier.UNKNOWN.value],
        default="",
    )
