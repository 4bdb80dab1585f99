"""Who meets its level today and loses it by a day, if nothing is renewed, earned or won until then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from tools.portfolio import Portfolio
from tools.program.aggregates import KEPT_DAYS
from tools.program.judging import CENT, Numbers, asks, judged, recorded
from tools.program.lasting import counting, lasts_until
from tools.program.levels import REQUIREMENTS, Levels


def within_reach(portfolio: Portfolio, levels: Levels, until: date) -> pd.Index:
    """Ids of the partners that meet their level and may lose it by `until`: those whose rows must be read.

    Exact for the next 90 days (`KEPT_DAYS`), of which the portfolio tells what is left; everybody on a level
    that asks for something for longer.
    """
    own, wanted = _held(portfolio, levels)
    if until > portfolio.as_of + timedelta(days=KEPT_DAYS):
        return own.index[np.flatnonzero((~np.isnan(wanted)).any(axis=1))]
    kept = portfolio.partners.loc[own.index, [f"program_{one}_kept" for one in REQUIREMENTS]]
    return own[(kept < wanted - CENT).any(axis=1)].index


def losing(
    portfolio: Portfolio, levels: Levels, rows: Mapping[str, pd.DataFrame], until: date
) -> pd.DataFrame:
    """When partners lose the level that they meet today, over what, and what they need to keep it.

    Certificates count until the day they expire on, won deals for 365 days; nothing new is assumed.

    Args:
        portfolio: Loaded with the program's aggregates.
        levels: The program's levels.
        rows: `certifications` and `deals` of the partners in question, as known on the portfolio's day.
        until: The last day looked at; what ends on it is gone.

    Returns:
        Indexed by partner id, only those that lose it, by the day. `level`, its name; `last_day`, on which
        they still meet it; `first`, the requirement that runs out then; `needed_<requirement>`, what they
        lack after `until` (0 for none).
    """
    own, wanted = _held(portfolio, levels)
    held = own.index
    tables = counting(rows["certifications"], rows["deals"], portfolio.as_of)
    days, needed = {}, {}
    for at, one in enumerate(REQUIREMENTS):
        table, least = tables[one], pd.Series(wanted[:, at], held)
        stays = table[table["last_day"].isna() | (table["last_day"] > pd.Timestamp(until))]
        left = stays.groupby("partner_id")["worth"].sum().reindex(held).fillna(0.0)
        ends = lasts_until(table, least)
        days[str(one)] = ends.where(ends <= pd.Timestamp(until))
        needed[f"needed_{one}"] = (least - left).where(days[str(one)].notna(), 0.0)
    ends_on = pd.DataFrame(days, held)
    lost = pd.DataFrame(needed, held).assign(
        level=[levels.ranked[rank].name for rank in own], last_day=ends_on.min(axis=1)
    )
    lost = lost[lost["last_day"].notna()]
    first = ends_on.loc[lost.index].idxmin(axis=1) if len(lost) else pd.Series(dtype="object")
    return lost.assign(first=first).rename_axis("partner_id").sort_values(["last_day", "partner_id"])


def _held(portfolio: Portfolio, levels: Levels) -> tuple[pd.Series, Numbers]:
    """The rank of the own level of those who meet it, and what it asks for; NaN for nothing."""
    verdict = judged(portfolio, levels)
    own = verdict["own"][verdict["holds"]]
    return own, asks(levels, recorded(portfolio))[own.to_numpy()]
