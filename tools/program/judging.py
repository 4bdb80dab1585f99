"""Which level every partner meets, whether it still meets its own, and by how much it falls short."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.portfolio import Portfolio
from tools.program.levels import REQUIREMENTS, Levels, Requirement

Numbers: TypeAlias = npt.NDArray[np.float64]
CENT: Final = 0.005  # sums of amounts may miss a round number by less
_ANY: Final = {
    Requirement.CERTIFICATIONS: ("program_certifications_ever",),
    Requirement.REVENUE: ("program_deals_ever", "program_wins"),
    Requirement.WINS: ("program_deals_ever", "program_wins"),
}


def recorded(portfolio: Portfolio) -> frozenset[Requirement]:
    """Requirements that somebody's data tells of; the others can be neither met nor missed."""
    partners = portfolio.partners
    return frozenset(one for one, columns in _ANY.items() if partners[list(columns)].to_numpy().any())


def judged(portfolio: Portfolio, levels: Levels) -> pd.DataFrame:
    """Every partner against the levels of the program, on what is recorded.

    A requirement is met when the actual value is at least what is asked (higher is better): certifications
    valid on the day (the day of expiry is the last), won revenue and won deals of 365 days that end on it.
    A level is met when all of its recorded requirements are.

    Returns:
        Indexed by partner id. `certifications`, `revenue` (base currency) and `wins`, the actual values;
        `own`, the rank of the partner's level in `levels.ranked` (-1: none, or none of that name); `reached`,
        the rank of the highest level met (-1: none); `holds`, whether the own one is met; `distance`, the
        mean share of the own level's requirements that is lacking (0-1, lower is better; NaN without one).
    """
    partners = portfolio.partners
    actual = _actual(partners)
    asked = asks(levels, recorded(portfolio))
    met = _met(actual, asked)
    ranks = np.arange(1, len(levels.ranked) + 1)
    own = _own(partners["program_level"], levels)
    named = own >= 0
    holds = named & met[np.arange(len(own)), own] if levels.ranked else named
    frame = pd.DataFrame(actual, partners.index, [str(one) for one in REQUIREMENTS])
    return frame.assign(
        own=own,
        reached=np.max(np.where(met, ranks, 0), axis=1, initial=0) - 1,
        holds=holds,
        distance=_distance(actual, asked, own),
    )


def level_risk(portfolio: Portfolio, levels: Levels, left: pd.Series | None = None) -> pd.DataFrame:
    """Partners that meet their level today and would not once their lapsing certifications are gone.

    Args:
        portfolio: Loaded with the program's aggregates.
        levels: The program's levels.
        left: Certifications that remain, by partner; by default those that outlast the next 60 days
            (`LAPSING_DAYS`; one that expires on the last of them is gone).

    Returns:
        Indexed by partner id, only those at risk. `level`, its name; `asked`, `valid` today and `left`:
        certifications; `renew`, how many must be renewed at least to stay.
    """
    verdict = judged(portfolio, levels)
    certifications = np.array([level.asks.get(Requirement.CERTIFICATIONS, 0.0) for level in levels.ranked])
    names = np.array([level.name for level in levels.ranked], dtype=object)
    risk = verdict[verdict["holds"]]
    remain = portfolio.partners["program_certifications_left"] if left is None else left
    own = risk["own"].to_numpy()
    table = pd.DataFrame(
        {
            "level": names[own],
            "asked": certifications[own],
            "valid": risk["certifications"],
            "left": remain.reindex(risk.index).fillna(0.0),
        },
        index=risk.index,
    )
    lost = table["left"] < table["asked"]
    return table[lost & (table["left"] < table["valid"])].assign(
        renew=lambda rows: rows["asked"] - rows["left"]
    )


def asks(levels: Levels, known: frozenset[Requirement]) -> Numbers:
    """What each level asks, one row per level; NaN where it asks nothing or nothing is recorded."""
    table = [
        [level.asks.get(one, np.nan) if one in known else np.nan for one in REQUIREMENTS]
        for level in levels.ranked
    ]
    return np.array(table, dtype=np.float64).reshape(len(levels.ranked), len(REQUIREMENTS))


def _actual(partners: pd.DataFrame) -> Numbers:
    values: Numbers = partners[[f"program_{one}" for one in REQUIREMENTS]].to_numpy(dtype=np.float64)
    return values


def _met(actual: Numbers, asked: Numbers) -> npt.NDArray[np.bool_]:
    """Partners by levels."""
    fits = np.isnan(asked)[None] | (actual[:, None, :] >= asked[None] - CENT)
    return np.asarray(fits.all(axis=2), dtype=np.bool_)


def _own(given: pd.Series, levels: Levels) -> npt.NDArray[np.int64]:
    ranks = {name: levels.find(str(name)) for name in given.dropna().unique()}
    known = {name: rank for name, rank in ranks.items() if rank is not None}
    return given.map(known).fillna(-1).to_numpy(dtype=np.int64)


def _distance(actual: Numbers, asked: Numbers, own: npt.NDArray[np.int64]) -> Numbers:
    """Mean share of what the own level asks that is lacking."""
    if not len(asked):
        return np.full(len(own), np.nan)
    wanted = asked[own]
    lacking = np.clip(wanted - actual, 0.0, None)
    lacking = np.where(lacking < CENT, 0.0, lacking)
    share = np.divide(lacking, wanted, out=np.zeros_like(wanted), where=wanted > 0)
    share = np.where(np.isnan(wanted), 0.0, share)
    mean = share.sum(axis=1) / np.maximum((~np.isnan(wanted)).sum(axis=1), 1)
    return np.where(own >= 0, mean, np.nan)
