"""What went together with spending: partners and quarters with more against like ones with less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from tools.investment.certainty import COMPARED, width
from tools.investment.fitting import Design, fit
from tools.investment.panel import Array, Panel, recorded
from tools.investment.policy import InvestmentPolicy
from tools.investment.shrinking import shrunk, together

AFTER: Final = 2
"""Quarters after the one with the spending in which revenue is counted."""

BEFORE: Final = 4
"""Quarters, the one with the spending included, that tell how like partners were."""

_SUPPORTED: Final = 0.9
"""Share of the spends of like partners beyond which too few are larger for saying what those return."""

_TRENDED: Final = 5
"""Quarters below which a partner's own trend is not told from noise."""


@dataclass(frozen=True, eq=False)
class Response:
    """What spending went together with, in each group of like partners.

    A spend s goes with slope * log(1 + s / scale) of revenue in the two quarters after it: each further
    amount with less than the one before.

    Attributes:
        scale: The usual spend: the median of all quarters with any.
        groups: By group number: `slope`, `low`, `high` (money per response unit), `most` (what one in ten
            spends exceeds), and what it rests on: `cases` (quarters with spending) and `partners`.
        overall: The same for all groups together, without `most`.
        few: Partners with such spending, below which nothing is told of them.
        fitted: Whether both comparisons could be made.
    """

    scale: float
    groups: pd.DataFrame
    overall: pd.Series
    few: int
    fitted: bool

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell anything from."""
        return self.fitted and bool(self.overall["partners"] >= self.few)

    @property
    def clear(self) -> bool:
        """Whether the interval over all groups leaves out zero from above."""
        return self.enough and bool(self.overall["low"] > 0)

    @property
    def paying(self) -> pd.DataFrame:
        """Groups in which spending clearly went together with more; none while the whole is not clear."""
        known = self.groups["partners"] >= self.few
        return self.groups[known & (self.groups["low"] > 0) & self.clear]

    @property
    def usual(self) -> float:
        """Response units of the usual spend."""
        return float(np.log(2))

    def units(self, spent: Array) -> Array:
        """Response units of a spend: log(1 + spend / scale)."""
        return units(spent, self.scale)


def respond(panel: Panel, spent: Array, other: Array, policy: InvestmentPolicy) -> Response:
    """What spending went together with, by group of like partners (type and size), with its interval.

    Two comparisons that err in opposite directions when money follows success (Angrist and Pischke 2009,
    section 5.4; Ding and Li 2019): (1) revenue of the two quarters after a quarter with the spending, given
    the four quarters until then, against partners of the same group in the same quarter with other spending;
    (2) revenue of every quarter around the partner's own level and own trend, by what was spent in the two
    quarters before. Both hold other spending fixed, and weigh partners by 1 / (own revenue + the usual one)²
    so that a few large ones do not decide alone. Within each, groups are drawn towards the whole
    (`shrunk`). The slope is the mean of both and its interval reaches from the lower to the higher end of
    both: it claims only what both ways show. All intervals hold together with `confidence`: each is as sure
    as 1 - (1 - confidence) / claims (Bonferroni; Dunn 1961), with as many claims as there are kinds of
    spending that can be asked about, for groups times the number of groups: whichever question asks about a
    kind is told the same. Of very many partners every so many are learnt from. Windows that are not closed
    are not used. What went together need not be the cause.

    Args:
        panel: Partners and what they won.
        spent: Partners by quarters, of one kind.
        other: The same of what is held fixed, such as hours where money is asked about.
        policy: How sure an interval is, and how many are few.
    """
    step = -(-len(panel.ids) // policy.learnt_from) or 1
    panel, spent, other = panel.every(step), spent[::step], other[::step]
    scale = usual_of(spent)
    own, beside = units(spent, scale), units(other, usual_of(other))
    known = min(panel.recorded, recorded(spent))
    fits = [_fitted(way(panel, own, beside, known)) for way in (_closed_windows, _own_trends)]
    counted = _counted(panel, spent, known)
    each, all_groups = (width(policy.confidence, COMPARED * many) for many in (len(counted), 1))
    ways = [_ends(shrunk(one), each) for one in fits]
    whole = [_ends(pd.DataFrame([together(one)], columns=["slope", "error"]), all_groups) for one in fits]
    groups = _both(*ways).join(counted, how="inner")
    overall = _both(*whole).iloc[0]
    total = pd.concat([overall, counted[["cases", "partners"]].sum()])
    return Response(scale, groups, total, policy.few, not any(one.empty for one in fits))


def usual_of(spent: Array) -> float:
    """The median of all quarters with any; 1 without."""
    some = spent[spent > 0]
    return float(np.median(some)) if len(some) else 1.0


def units(spent: Array, scale: float) -> Array:
    """Response units of a spend: log(1 + spend / scale), 0 for none."""
    found: Array = np.log1p(np.maximum(spent, 0) / scale)
    return found


def _closed_windows(panel: Panel, own: Array, beside: Array, known: int) -> list[Design]:
    """Rows of partners and quarters with the two quarters after and the year until then."""
    last = min(known, panel.recorded - BEFORE + 1)
    return [_closed_window(panel, own, beside, window) for window in range(AFTER, last)]


def _closed_window(panel: Panel, own: Array, beside: Array, window: int) -> Design:
    won = panel.won
    last = window + BEFORE
    there = (panel.begun >= last - 1) & (panel.ended < window)
    level = won[:, window:last].mean(axis=1)
    columns = [won[:, window:last], beside[:, [window]], own[:, [window - 1]]]
    if last <= own.shape[1] - 1:
        columns.append(own[:, [window + 1]])
    else:
        columns.append(np.zeros((len(own), 1)))
    return Design(
        outcome=won[there, window - AFTER : window].sum(axis=1),
        spent=own[there, window],
        beside=np.hstack(columns)[there],
        level=level[there],
        weight=weight_of(level)[there],
        groups=panel.groups(window)[there],
        quarters=np.full(int(there.sum()), window),
        partners=np.flatnonzero(there),
    )


def _own_trends(panel: Panel, own: Array, beside: Array, known: int) -> list[Design]:
    """Rows of partners and quarters, each column without the partner's own level and trend."""
    many = known - AFTER
    if many < _TRENDED:
        return []
    there = np.flatnonzero((panel.begun >= known - 1) & (panel.ended < 0))
    trend = np.column_stack([np.ones(many), np.arange(many)])
    rest = np.eye(many) - trend @ np.linalg.pinv(trend)
    before = own[:, 1 : many + 1] + own[:, 2 : many + 2]
    columns = [panel.won[:, :many], before, own[:, :many], beside[:, 1 : many + 1] + beside[:, 2 : many + 2]]
    level = panel.won[there, :many].mean(axis=1)
    rows = [(column[there] @ rest).ravel() for column in columns]
    design = Design(
        outcome=rows[0] * AFTER,  # of both quarters together
        spent=rows[1],
        beside=np.column_stack(rows[2:]),
        level=np.repeat(level, many),
        weight=np.repeat(weight_of(level), many),
        groups=np.repeat(panel.groups(max(panel.recorded - 4, 0))[there], many),
        quarters=np.tile(np.arange(many), len(there)),
        partners=np.repeat(there, many),
    )
    return [design]


def weight_of(level: Array) -> Array:
    """Weight by revenue of a quarter, 0-1: (usual / (own + usual))², as noise grows with size."""
    usual = float(np.median(level[level > 0])) if (level > 0).any() else 1.0
    weight: Array = 1 / (np.maximum(level, 0) + usual) ** 2
    return weight * usual**2


def _counted(panel: Panel, spent: Array, known: int) -> pd.DataFrame:
    """By today's groups, closed quarters with spending: how many, of how many partners, and the most."""
    closed = spent[:, AFTER : max(known, AFTER)]
    who, quarter = np.nonzero(closed > 0)
    groups = panel.groups(0)
    seen = pd.DataFrame({"group": groups[who], "partner": who, "spent": closed[who, quarter]})
    found = seen.groupby("group").agg(
        cases=("spent", "size"), partners=("partner", "nunique"), most=("spent", _upper)
    )
    every = pd.Index(np.unique(groups), name="group")
    return found.reindex(every, fill_value=0).astype("float64")


def _upper(spends: pd.Series[float]) -> float:
    return float(np.quantile(spends, _SUPPORTED, method="lower"))


def _ends(fits: pd.DataFrame, z: float) -> pd.DataFrame:
    return fits.assign(low=fits["slope"] - z * fits["error"], high=fits["slope"] + z * fits["error"])


def _both(one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
    """Mean slope and the interval that holds both; a group that only one knows is left out."""
    both = one.join(two.add_suffix("_two"), how="inner")
    return pd.DataFrame(
        {
            "slope": (both["slope"] + both["slope_two"]) / 2,
            "low": both[["low", "low_two"]].min(axis=1),
            "high": both[["high", "high_two"]].max(axis=1),
        }
    )


def _fitted(parts: list[Design]) -> pd.DataFrame:
    """All of them fitted as one; nothing without any."""
    if not parts:
        return pd.DataFrame({"slope": [], "error": []}, dtype="float64")
    names = [*Design.__dataclass_fields__]
    stacked = {name: np.concatenate([getattr(one, name) for one in parts]) for name in names}
    return fit(replace(parts[0], **stacked))
