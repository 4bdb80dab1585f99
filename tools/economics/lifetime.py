"""What every partner has brought and may yet bring, with an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from tools.economics.accounts import accounts
from tools.economics.ahead import Ahead, ahead
from tools.economics.calibrating import Correction, correction, unjudged
from tools.economics.months import DAYS_A_MONTH, MONTHS, YEAR_MONTHS, Floats, History, Movements
from tools.economics.needs import EVER, YEAR
from tools.economics.policy import EconomicsPolicy
from tools.economics.rates import rates
from tools.effort import STANDARD, EffortPolicy
from tools.portfolio import Portfolio

_YEAR_DAYS: Final = 365.0
_ROBUST: Final = 1.4826  # median absolute deviation to standard deviation, of a normal distribution
_DEVIATIONS: Final = 4.0
_LEAST_SPREAD: Final = 0.7  # where deals are alike: up to 16 times the median is still a deal


@dataclass(frozen=True, eq=False)
class Lifetimes:
    """Lifetime values of a portfolio.

    Attributes:
        told: Counted revenue of the months ahead, one row per partner of `frame`.
        correction: By how the same came out before.
        retention: Share of selling partners that still sell a year later, 0-1: who ended or fell silent.
        frame: Indexed by partner id. so_far: net contribution up to the day; coming: expected from here,
            discounted; value: their sum, each in whole units so that it adds up as it is shown; NaN (but for
            so_far) where nobody knows since when they could sell. keeps: net contribution per counted
            revenue; yearly: what serving them and program money take a year; years: expected selling time
            ahead, discounted; sold: whether any deal was won so far. Money in base currency.
        begins: First day of anything on record; None without any.
    """

    told: Ahead
    correction: Correction
    retention: float
    frame: pd.DataFrame
    begins: date | None

    def intervals(self, partner_ids: list[str]) -> pd.DataFrame:
        """Lowest and highest `coming` that 80 % of outcomes lie between; costs are taken as expected.

        Returns:
            Indexed by those ids: `low`, `high`, base currency.
        """
        places = self.frame.index.get_indexer(pd.Index(partner_ids))
        rows = self.frame.loc[partner_ids]
        low, high = self.correction.intervals(self.told.of(places))
        spent = rows["yearly"] * rows["years"]
        return pd.DataFrame({"low": low * rows["keeps"] - spent, "high": high * rows["keeps"] - spent}).where(
            rows["coming"].notna(), np.nan
        )

    def chance_of_loss(self, partner_ids: list[str]) -> pd.Series:
        """P(what is to come does not cover what serving them takes), 0-1; NaN where nothing can be told."""
        places = self.frame.index.get_indexer(pd.Index(partner_ids))
        rows = self.frame.loc[partner_ids]
        even = (rows["yearly"] * rows["years"] / rows["keeps"].where(rows["keeps"] > 0)).fillna(np.inf)
        chance = self.correction.share_below(self.told.of(places), even.to_numpy(dtype=float))
        return pd.Series(chance, rows.index).where(rows["coming"].notna())


def lifetimes(
    portfolio: Portfolio,
    movements: Mapping[str, Movements],
    policy: EconomicsPolicy,
    effort: EffortPolicy = STANDARD,
    potential: pd.Series | None = None,
) -> Lifetimes:
    """Net contribution so far and over `horizon_years` from the day, base currency.

    coming = expected counted revenue x gross margin x (1 - commissions per margin of 12 months) x discount
    - (serving + program money + other costs of 12 months, per year) x expected discounted years of selling.
    Expected revenue and its 80 % interval are those of `ahead`, corrected by how they came out on earlier
    days of the same portfolio (`correction`). A year is never expected to pass the potential; nor, beyond
    last year's revenue, the share of its potential that a partner realises on average: then all is scaled
    down.

    Args:
        portfolio: With the aggregates of 12 months and of all time.
        movements: Rows of `FLOWS`.
        policy: Assumptions.
        effort: Hours that activities take.
        potential: What a partner could bring in a year, base currency, by partner id; NaN where not known.
    """
    history = history_of(portfolio, movements, policy)
    months = policy.horizon_years * YEAR_MONTHS
    corrected = correction(history, round(months))
    known = rates(history)
    told = ahead(known, months, unjudged(corrected, months, known.recent))
    if potential is not None:
        could = potential.reindex(portfolio.partners.index).to_numpy(dtype=float)
        told = _within(told, corrected.factor, _most(could, known.recent) * policy.horizon_years)
    lasting, worth = _lasting(known.stops, months, policy.discount)
    ever, year = accounts(portfolio, policy, EVER, effort), accounts(portfolio, policy, YEAR, effort)
    selling = ~np.isnan(history.selling)
    keeps = worth * policy.gross_margin * (1 - _share(year["commissions"], year["margin"]))
    yearly = (year["serve"] + year["program"] + year["other"]) / _years_known(portfolio)
    years = pd.Series((1 - known.stopped) * lasting, ever.index)
    revenue = pd.Series(told.mean * corrected.factor, ever.index).where(selling)
    frame = pd.DataFrame({"so_far": ever["net"], "keeps": keeps, "yearly": yearly, "years": years})
    frame = frame.assign(revenue=revenue, coming=revenue * keeps - yearly * years)
    return Lifetimes(
        told,
        corrected,
        float(np.exp(-known.stops * YEAR_MONTHS)),
        frame.assign(
            value=frame["so_far"].round() + frame["coming"].round(),
            sold=portfolio.partners[f"eco_deals_{EVER}"] > 0,
        ),
        _begins(portfolio, movements),
    )


def _within(told: Ahead, factor: float, most: Floats) -> Ahead:
    """Amounts scaled down so that nobody is expected to bring more than `most`; NaN: no limit."""
    expected = np.maximum(told.mean * factor, 1e-9)
    return told.times(np.nan_to_num(np.minimum(most / expected, 1.0), nan=1.0))


def _most(could: Floats, recent: Floats) -> Floats:
    """What to expect of a year at most: last year's revenue, or the average share of potential realised.

    Args:
        could: Potential of a year; NaN where not known.
        recent: What was won in the last 12 months.
    """
    known = could > 0
    share = float(np.clip(recent[known] / could[known], 0, 1).mean()) if known.any() else 1.0
    return np.minimum(np.maximum(recent, share * could), could)


def _begins(portfolio: Portfolio, movements: Mapping[str, Movements]) -> date | None:
    """The first day of any row."""
    oldest = [float(rows.ages.max()) for rows in movements.values() if len(rows.ages)]
    return portfolio.as_of - timedelta(days=max(oldest)) if oldest else None


def history_of(portfolio: Portfolio, movements: Mapping[str, Movements], policy: EconomicsPolicy) -> History:
    """Won deals by month; influenced deals count for their share, extreme ones for what is still usual."""
    size, partners = len(portfolio.partners), portfolio.partners
    most = _usual_most(movements["won"].amounts)
    won, influenced = (_drawn_in(movements[name], most) for name in ("won", "influenced"))
    less = 1 - policy.influenced_share
    wins = replace(won, amounts=np.ones_like(won.amounts)).by_month(size)
    first = np.full(size, np.nan)
    np.fmax.at(first, won.partners, won.ages)
    signed = _days_since(portfolio, "signed_on")
    selling = np.fmax(first, np.where(np.isnan(first), signed, np.minimum(signed, first + _YEAR_DAYS)))
    return History(
        wins=wins,
        revenue=won.by_month(size) - less * influenced.by_month(size),
        squares=won.by_month(size, 2) - (1 - policy.influenced_share**2) * influenced.by_month(size, 2),
        selling=np.minimum(selling / DAYS_A_MONTH, MONTHS),
        ended=np.where(partners["status"].eq("ended"), _days_since(portfolio, "ended_on"), np.nan)
        / DAYS_A_MONTH,
        groups=pd.factorize(partners["type"].fillna(""), sort=True)[0],
    )


def _usual_most(amounts: Floats) -> float:
    """The largest deal that luck explains: four robust deviations over the median, in logs.

    One typo must not tell what others will bring.
    """
    logs = np.log(amounts[amounts > 0])
    if not len(logs):
        return np.inf
    middle = np.median(logs)
    spread = max(_ROBUST * float(np.median(np.abs(logs - middle))), _LEAST_SPREAD)
    return float(np.exp(middle + _DEVIATIONS * spread))


def _drawn_in(rows: Movements, most: float) -> Movements:
    return replace(rows, amounts=np.clip(rows.amounts, -most, most))


def _days_since(portfolio: Portfolio, column: str) -> Floats:
    days = (pd.Timestamp(portfolio.as_of) - portfolio.partners[column]).dt.days
    return np.asarray(days.to_numpy(dtype=float, na_value=np.nan))


def _years_known(portfolio: Portfolio) -> Floats:
    """How much of the last year a partner was one, at least a quarter; a whole one if that is not dated."""
    days = np.nan_to_num(_days_since(portfolio, "signed_on"), nan=_YEAR_DAYS)
    return np.asarray(np.clip(days / _YEAR_DAYS, 0.25, 1))


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """`part / whole` from 0 to 1; 0 where the whole is not above 0."""
    return (part / whole.where(whole > 0)).clip(0, 1).fillna(0.0)


def _lasting(stops: float, months: float, discount: float) -> tuple[float, float]:
    """Expected discounted years of selling ahead, and what one unit of revenue on the way is worth today."""
    at = np.arange(0.5, months)
    still, today = np.exp(-stops * at), (1 + discount) ** (-at / YEAR_MONTHS)
    return float((still * today).sum() / YEAR_MONTHS), float((still * today).sum() / still.sum())
