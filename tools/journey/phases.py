"""Phase of every partner at one date, read from dated events, with the event that began it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.conditions import ACTIVE_STATUSES
from tools.journey.events import EVIDENCE
from tools.journey.policy import JourneyPolicy
from tools.portfolio import DATE_TYPE, Portfolio

Days: TypeAlias = npt.NDArray[np.datetime64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int64]


class Phase(StrEnum):
    """A phase of the journey, in order; the value is also the code of its words (`phase.interest`)."""

    INTEREST = "interest"
    RECRUITMENT = "recruitment"
    ACTIVATION = "activation"
    INVESTMENT = "investment"
    DEVOTION = "devotion"


ORDER: Final = tuple(Phase)
MISSING: Final = (
    "agreement",
    "onboarding",
    "training",
    "first_business",
    "wins",
    "plan_or_certifications",
    "wallet_or_engagement",
)
"""Codes of what a next phase asks for; words in `labels_journey.yaml`."""

_ACTIVATING: Final = MISSING[1:4]
CODES: Final = tuple(EVIDENCE)
_NO_DAY: Final = np.datetime64("NaT", "us")
_FAR: Final = np.iinfo(np.int64).max
_EVENTS: Final = tuple(f"journey_first_{event}" for event in ("activity", "lead", "deal", "win"))


@dataclass(frozen=True, eq=False)
class Reading:
    """The phase of n partners at one date, in the order of `index`.

    Attributes:
        order: n numbers, 0 interest to 4 devotion.
        entered: n by 5: the day each phase was entered; NaT if skipped, not reached or not dated.
        evidence: n by 5: place in `CODES` of the event that began each phase.
        lacks: n by 7: whether a step of `MISSING` is asked for and not taken.
        first_event: The first activity, lead or deal on record; NaT without one.
    """

    index: pd.Index
    order: Codes
    entered: Days
    evidence: Codes
    lacks: Flags
    first_event: Days


def recorded(portfolio: Portfolio, policy: JourneyPolicy) -> frozenset[str]:
    """The steps of activation that seem to be recorded at all, and are therefore asked for.

    A step counts as recorded once somebody signed took it, or while too few are signed to tell.
    """
    partners = portfolio.partners
    signed = _signed(partners)
    few = int(signed.sum()) < policy.untracked_from
    taken = {code for code in _ACTIVATING if bool((~np.isnat(_taken(partners, code)) & signed).any())}
    return frozenset(_ACTIVATING) if few else frozenset({"first_business", *taken})


def phases(portfolio: Portfolio, policy: JourneyPolicy, asked: frozenset[str]) -> Reading:
    """Phase of every partner at the portfolio's date; `asked` is what `recorded` returned."""
    partners = portfolio.partners
    signed_on, signed = _days(partners, "signed_on"), _signed(partners)
    begun = [_interest(partners), _recruitment(partners), _activation(partners, signed_on)]
    invested, steps = _steps(partners, signed_on, asked)
    devoted, conditions = _devotion(portfolio, policy)
    lacks = np.column_stack([~signed, steps, conditions])
    active = signed & ~steps.any(axis=1)
    recruited = ~np.isnat(begun[1][0]) | partners["status"].eq("applicant").to_numpy()
    order = np.select([active & ~conditions.any(axis=1), active, signed, recruited], [4, 3, 2, 1], default=0)
    devoted = _not_before(devoted[0], invested[0]), devoted[1]
    entered = np.column_stack([on for on, _ in (*begun, invested, devoted)])
    evidence = np.column_stack([by for _, by in (*begun, invested, devoted)])
    first_event = np.fmin.reduce(np.column_stack([_days(partners, name) for name in _EVENTS]), axis=1)
    return Reading(partners.index, order, _blanked(entered, order), evidence, lacks, first_event)


def _blanked(entered: Days, order: Codes) -> Days:
    """No dates for phases that were not reached, nor for a recruitment that the signature skipped."""
    days = np.where(np.arange(len(ORDER)) <= order[:, None], entered, _NO_DAY)
    days[days[:, 1] >= days[:, 2], 1] = _NO_DAY
    return days


def _interest(partners: pd.DataFrame) -> tuple[Days, Codes]:
    return _earliest(
        {
            "first_contact": _days(partners, "first_contact_on"),
            "first_activity": _days(partners, "journey_first_activity"),
            "first_lead": _days(partners, "journey_first_lead"),
            "first_deal": _days(partners, "journey_first_deal"),
            "application": _days(partners, "applied_on"),
            "signature": _days(partners, "signed_on"),
        }
    )


def _recruitment(partners: pd.DataFrame) -> tuple[Days, Codes]:
    return _earliest(
        {
            "application": _days(partners, "applied_on"),
            "second_meeting": _days(partners, "journey_second_meeting"),
        }
    )


def _activation(partners: pd.DataFrame, signed_on: Days) -> tuple[Days, Codes]:
    """The signature; what came first with us where it is not dated."""
    undated = np.isnat(signed_on)
    return _earliest(
        {
            "signature": signed_on,
            "onboarding": np.where(undated, _days(partners, "onboarded_on"), _NO_DAY),
            "first_deal": np.where(undated, _days(partners, "journey_first_deal"), _NO_DAY),
        }
    )


def _steps(
    partners: pd.DataFrame, signed_on: Days, asked: frozenset[str]
) -> tuple[tuple[Days, Codes], Flags]:
    """When the last step of activation was taken, and which of them are not."""
    taken = {code: _taken(partners, code) for code in _ACTIVATING}
    last = _latest({code: _not_before(on, signed_on) for code, on in taken.items() if code in asked})
    return last, np.column_stack([np.isnat(on) & (code in asked) for code, on in taken.items()])


def _taken(partners: pd.DataFrame, code: str) -> Days:
    """When each partner took a step of activation."""
    first: Days = np.fmin.reduce(np.column_stack([_days(partners, name) for name in EVIDENCE[code]]), axis=1)
    return first


def _signed(partners: pd.DataFrame) -> Flags:
    """Who has an agreement, dated or not."""
    dated = ~np.isnat(_days(partners, "signed_on"))
    return np.asarray(dated | partners["status"].isin(ACTIVE_STATUSES).to_numpy(), dtype=np.bool_)


def _devotion(portfolio: Portfolio, policy: JourneyPolicy) -> tuple[tuple[Days, Codes], Flags]:
    """When the last dated condition of devotion was met, and which of the three are not."""
    partners = portfolio.partners
    wins = np.column_stack([_days(partners, f"journey_win_quarter_{back}") for back in range(4)])
    enough = np.sort(wins, axis=1)[:, policy.devotion_quarters - 1]  # NaT sorts last
    certified = _days(partners, f"journey_certification_{policy.devotion_certifications}")
    planned = np.fmin(_days(partners, "journey_plan"), certified)
    wallet = (partners["share_of_wallet"] >= policy.devotion_wallet).to_numpy()
    lacks = np.column_stack([np.isnat(enough), np.isnat(planned), ~(wallet | _engaged(portfolio, policy))])
    return _latest({"wins": enough, "plan_or_certifications": planned}), lacks


def _engaged(portfolio: Portfolio, policy: JourneyPolicy) -> Flags:
    """Among the most engaged: days in contact at or above the percentile of active and paused partners."""
    days = portfolio.partners["journey_contact_days"].to_numpy()
    peers = days[portfolio.partners["status"].isin(ACTIVE_STATUSES).to_numpy()]
    level = float(np.quantile(peers, policy.devotion_engagement / 100)) if len(peers) else 0.0
    return np.asarray((days >= level) & (days > 0), dtype=np.bool_)


def _not_before(days: Days, first: Days) -> Days:
    """The dates, moved up to `first` where they lie before it."""
    return np.where(days < first, first, days)


def _earliest(events: Mapping[str, Days]) -> tuple[Days, Codes]:
    """Day and code of the first of several events; the one named first if they fall on one day."""
    table = np.column_stack(list(events.values()))
    return _at(table, np.where(np.isnat(table), _FAR, table.astype(np.int64)).argmin(axis=1), list(events))


def _latest(events: Mapping[str, Days]) -> tuple[Days, Codes]:
    """Day and code of the last of several events; the one named first if they fall on one day."""
    table = np.column_stack(list(events.values()))
    return _at(table, table.astype(np.int64).argmax(axis=1), list(events))  # NaT is the smallest integer


def _at(table: Days, at: Codes, names: list[str]) -> tuple[Days, Codes]:
    days = table[np.arange(len(table)), at]
    codes = np.array([CODES.index(name) for name in names])[at]
    return days, np.where(np.isnat(days), 0, codes)


def _days(partners: pd.DataFrame, column: str) -> Days:
    return partners[column].to_numpy(dtype=DATE_TYPE)
