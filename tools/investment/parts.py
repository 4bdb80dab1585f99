"""What the parts of the program went together with: kinds of money, kinds of activities, levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tools.investment.certainty import width
from tools.investment.fitting import Design, fit
from tools.investment.panel import Array, Panel, money
from tools.investment.policy import InvestmentPolicy
from tools.investment.response import AFTER, BEFORE, weight_of
from tools.investment.responses import Responses
from tools.investment.windows import OFFERED, Effort, Money

_YEAR: Final = 4


@dataclass(frozen=True)
class Part:
    """One part of the program, over a year of closed quarters and those before.

    Attributes:
        name: A kind of cost or of activity.
        spent: Money of the last year in base currency; None for activities.
        partners: Who had it in a closed quarter.
        without: Like partners, of a type that has some with it, who never did.
        usual: The usual amount in a quarter with any: base currency, or how many.
        each: More revenue in two quarters that this went together with; None if too few.
        low, high: Interval of that.
    """

    name: str
    spent: float | None
    partners: int
    without: int
    usual: float
    each: float | None
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero from above."""
        return self.low is not None and self.low > 0


def parts(responses: Responses) -> list[Part]:
    """What each kind of money and offer went together with, most revenue first, those unknown last.

    As `respond` finds it for all groups together, at the usual amount: the median of the quarters with any.
    """
    found = [_part(kind, responses) for kind in (*Money, *OFFERED)]
    known = [one for one in found if one.partners]
    return sorted(known, key=lambda one: (one.each is None, -(one.each or 0.0), one.name))


def _part(kind: Money | Effort, responses: Responses) -> Part:
    amounts, found, types = responses.spent(kind), responses.of(kind), responses.panel.types
    having = (amounts[:, AFTER:] > 0).any(axis=1)
    alike = np.isin(types, np.unique(types[having]))
    each = found.usual if found.enough else np.nan
    low, slope, high = (float(found.overall[end]) * each for end in ("low", "slope", "high"))
    return Part(
        name=str(kind),
        spent=float(amounts[:, :_YEAR].sum()) if isinstance(kind, Money) else None,
        partners=int(having.sum()),
        without=int((alike & ~having).sum()),
        usual=found.scale,
        each=_known(slope),
        low=_known(low),
        high=_known(high),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


@dataclass(frozen=True)
class LevelPart:
    """One level of the program against the level below, over the last two quarters.

    Attributes:
        level, lower: Names.
        partners, below: On each of the two half a year ago.
        spent: Money spent in the last year on those of the level, base currency.
        each: More revenue in two quarters than like partners a level below, per partner; None if too few.
        low, high: Interval of that.
        kept, kept_below: Share that won something in those two quarters.
    """

    level: str
    lower: str
    partners: int
    below: int
    spent: float
    each: float | None
    low: float | None
    high: float | None
    kept: float
    kept_below: float

    @property
    def at_worst(self) -> float | None:
        """Revenue of a year that would go, at the far end, if the level became the one below."""
        return None if self.high is None else max(self.high, 0.0) * self.partners * 2


def levels(
    spending: pd.DataFrame, panel: Panel, then: pd.Series[str], order: list[str], policy: InvestmentPolicy
) -> list[LevelPart]:
    """Each level against the one below it, the lowest pair first.

    Revenue of the two quarters since, given the four quarters before and the partner's type, of partners who
    were on the level then, against those a level below; weighed and clustered as in `respond`. Who is on a
    level got there by selling: what remains after that is no proof of what the level does. The intervals of
    all pairs hold together with `confidence` (as in `respond`). Where nobody won anything before those two
    quarters, nothing is told.

    Args:
        spending: Columns of `SPENDING` by partner.
        panel: Partners and what they won.
        then: Program level half a year ago, by partner id.
        order: Names of the levels, the lowest first.
        policy: How sure an interval is, and how many are few.
    """
    level = then.reindex(panel.ids).fillna("").to_numpy(dtype=object)
    year = money(spending, panel, Money)[:, :_YEAR].sum(axis=1)
    pairs = [*zip(order[1:], order, strict=False)]
    wide = width(policy.confidence, len(pairs))
    return [
        _against(panel, level, upper, lower, float(year[level == upper].sum()), policy.few, wide)
        for upper, lower in pairs
    ]


def _against(
    panel: Panel, level: Array, upper: str, lower: str, spent: float, few: int, wide: float
) -> LevelPart:
    there = np.flatnonzero(((level == upper) | (level == lower)) & (panel.begun >= AFTER + BEFORE - 1))
    on = level[there] == upper
    many, below = int(on.sum()), int((~on).sum())
    sells = panel.won[there, :AFTER].sum(axis=1) > 0
    kept, kept_below = (float(sells[side].mean()) if side.any() else 0.0 for side in (on, ~on))
    enough = min(many, below) >= few and panel.recorded > AFTER
    fits = fit(_level_design(panel, there, on)) if enough else pd.DataFrame()
    slope, error = fits.iloc[0] if len(fits) else (np.nan, np.nan)
    return LevelPart(
        level=upper,
        lower=lower,
        partners=many,
        below=below,
        spent=spent,
        each=_known(float(slope)),
        low=_known(float(slope - wide * error)),
        high=_known(float(slope + wide * error)),
        kept=kept,
        kept_below=kept_below,
    )


def _level_design(panel: Panel, there: Array, on: Array) -> Design:
    before = panel.won[there, AFTER : AFTER + BEFORE]
    return Design(
        outcome=panel.won[there, :AFTER].sum(axis=1),
        spent=on.astype("float64"),
        beside=before,
        level=before.mean(axis=1),
        weight=weight_of(before.mean(axis=1)),
        groups=np.zeros(len(there), np.int64),
        quarters=panel.types[there],
        partners=there,
    )
