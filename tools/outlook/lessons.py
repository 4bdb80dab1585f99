"""What a quarter that has ended teaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tools.outlook.closed_quarter import ClosedQuarter
from tools.outlook.coefficients import design
from tools.outlook.forecast import forecast
from tools.outlook.gamma import Floats
from tools.outlook.policy import OutlookPolicy
from tools.outlook.usual import history

_MARKET_WINS: Final = 50.0  # wins mixed into the market's ratio, so that a few deals are no boom
_MARKET_RANGE: Final = (0.4, 2.5)
_MOST_ROWS: Final = 20_000  # of one quarter: more teach nothing new, and have to be held


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a regression, one per partner.

    Attributes:
        informed: `design` of the forecast that a market known beforehand would have given.
        blind: `design` of the forecast that was to be had on the day.
        came: 1 where it came true, else 0.
    """

    informed: Floats
    blind: Floats
    came: Floats


@dataclass(frozen=True, eq=False)
class Lesson:
    """What one closed quarter teaches of silence and of decline.

    Attributes:
        as_of: The day that it was judged from.
        weight: What a row counts, 0-1; less the more the market moved, for all at once, in that quarter.
    """

    silent: Rows
    decline: Rows
    as_of: date
    weight: float


def lesson(quarter: ClosedQuarter, policy: OutlookPolicy) -> Lesson:
    """The rows of partners that had business; of very many partners, every so many.

    A quarter in which everybody sold more says little of how partners stop. By how much wins exceeded what
    was expected of all is partly a mood of the market, partly a lasting error of the forecast; its square
    root is taken for the first and given to the forecast, the rest is left to learn from.
    """
    had = quarter.had_business.to_numpy()
    blind = forecast(quarter.portfolio)
    market = _market(quarter, blind["wins"].to_numpy(), had)
    informed = forecast(quarter.portfolio, market**0.5)
    past = history(quarter.portfolio, policy)
    falls = had & informed["decline"].notna().to_numpy()

    def rows(name: str, came: pd.Series, which: np.ndarray) -> Rows:
        kept = np.flatnonzero(which)[:: which.sum() // _MOST_ROWS + 1]
        told = past.iloc[kept]
        return Rows(
            informed=design(informed[name].to_numpy()[kept], told),
            blind=design(blind[name].to_numpy()[kept], told),
            came=came.to_numpy()[kept].astype(float),
        )

    return Lesson(
        silent=rows("silent", quarter.silent, had),
        decline=rows("decline", quarter.declines, falls),
        as_of=quarter.portfolio.as_of,
        weight=min(market, 1 / market) ** 2,
    )


def _market(quarter: ClosedQuarter, wins: Floats, had: np.ndarray) -> float:
    came = float(quarter.results["wins"].to_numpy()[had].sum())
    return float(np.clip((came + _MARKET_WINS) / (wins[had].sum() + _MARKET_WINS), *_MARKET_RANGE))
