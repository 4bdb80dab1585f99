"""Until when requirements hold if nothing new comes: certificates expire, won deals leave the 365 days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from tools.portfolio import DATE_TYPE
from tools.program.aggregates import YEAR
from tools.program.certificates import valid
from tools.program.judging import CENT
from tools.program.levels import Level, Requirement


def lasting(rows: Mapping[str, pd.DataFrame], level: Level, day: date) -> pd.DataFrame:
    """The last day on which each requirement of a level holds, if nothing is earned or won after `day`.

    A certificate counts until the day it expires on, a won deal from the day it closed for 365 days.

    Args:
        rows: `certifications` and `deals` of the partners in question, as known on the day.
        level: The level.
        day: Today.

    Returns:
        Indexed by partner id, one column per requirement that the level asks for; NaT where it holds for
        good, or does not hold on the day.
    """
    ids = pd.Index(pd.concat([rows["certifications"]["partner_id"], rows["deals"]["partner_id"]]).unique())
    tables = counting(rows["certifications"], rows["deals"], day)
    columns = {
        str(one): lasts_until(tables[one], pd.Series(least, index=ids)) for one, least in level.asks.items()
    }
    return pd.DataFrame(columns, index=ids)


def lasts_until(rows: pd.DataFrame, least: pd.Series) -> pd.Series:
    """The last day on which each partner still has its least, if nothing new is added.

    Args:
        rows: `partner_id`, `last_day` (NaT: it never ends) and `worth` of what counts today.
        least: What is asked, by partner.

    Returns:
        By partner of `least`: the day; NaT where it never falls below, or is below already.
    """
    dated = rows[rows["last_day"].notna()].sort_values(["partner_id", "last_day"], kind="stable")
    gone = dated.groupby("partner_id")["worth"].cumsum()
    total = rows.groupby("partner_id")["worth"].sum()
    asked = dated["partner_id"].map(least).astype("float64")
    have = dated["partner_id"].map(total).astype("float64")
    enough = have >= asked - CENT
    breaks = dated[enough & (have - gone < asked - CENT)]
    return breaks.groupby("partner_id")["last_day"].min().reindex(least.index).astype(DATE_TYPE)


def counting(
    certificates: pd.DataFrame, deals: pd.DataFrame, day: date
) -> Mapping[Requirement, pd.DataFrame]:
    """What counts today towards each requirement, with the last day on which it does and its worth."""
    held = certificates[valid(certificates, day)]
    ends = deals["closed_on"] + pd.Timedelta(days=YEAR - 1)
    counts = deals["stage"].eq("won") & (ends >= pd.Timestamp(day))
    won = deals[counts].assign(last_day=ends[counts])[["partner_id", "last_day", "amount_base"]]
    return {
        Requirement.CERTIFICATIONS: held.rename(columns={"expires_on": "last_day"}).assign(worth=1.0),
        Requirement.REVENUE: won.assign(worth=won["amount_base"].fillna(0.0)),
        Requirement.WINS: won.assign(worth=1.0),
    }
