"""Phase of every partner at one date, read from dated events, with the event that began it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.journey.policy import JourneyPolicy
from tools.portfolio import DATE_TYPE, Portfolio

_QUARTER: Final = 91
_NEVER: Final = 36_500  # days ahead: no such date is in the data, so that only a missing one passes
_ACCEPTED: Final = among("status", "accepted", "converted")
_WON: Final = among("stage", "won")
_UNDATED: Final = (Condition("decided_on", Op.MISSING_OR_AFTER, days=_NEVER),)
_VALID: Final = (*ever("earned_on"), Condition("expires_on", Op.MISSING_OR_AFTER))
_TOUCHES: Final = among("kind", "meeting", "call", "email", "event", "training", "plan")


def _first(name: str, table: str, column: str, where: Conditions = ()) -> Aggregate:
    return Aggregate(f"journey_{name}", table, Function.MIN, column, (*where, *ever(column)))


AGGREGATES: Final[tuple[Aggregate, ...]] = (
    _first("first_activity", "activities", "date"),
    _first("first_lead", "leads", "created_on"),
    _first("first_deal", "deals", "created_on"),
    _first("first_win", "deals", "closed_on", _WON),
    _first("first_training", "activities", "date", among("kind", "training")),
    _first("first_certification", "certifications", "earned_on"),
    _first("first_lead_decided", "leads", "decided_on", _ACCEPTED),
    _first("first_lead_undated", "leads", "created_on", (*_ACCEPTED, *_UNDATED)),
    Aggregate(
        "journey_second_meeting",
        "activities",
        Function.SECOND,
        "date",
        (*among("kind", "meeting"), *ever("date")),
    ),
    Aggregate("journey_certification_1", "certifications", Function.MIN, "earned_on", _VALID),
    Aggregate("journey_certification_2", "certifications", Function.SECOND, "earned_on", _VALID),
    Aggregate(
        "journey_plan", "activities", Function.MIN, "date", (*among("kind", "plan"), *within("date", 365))
    ),
    Aggregate(
        "journey_contact_days",
        "activities",
        Function.DISTINCT,
        "date",
        (*_TOUCHES, *within("date", 180)),
    ),
    *(
        Aggregate(
            f"journey_win_quarter_{back}",
            "deals",
            Function.MIN,
            "closed_on",
            (*_WON, *within("closed_on", _QUARTER, skip=back * _QUARTER)),
        )
        for back in range(4)
    ),
)


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


def phases(portfolio: Portfolio, policy: JourneyPolicy) -> pd.DataFrame:
    """Phase of every partner at the portfolio's date.

    Returns:
        Indexed by partner id. `order` (0 interest to 4 devotion); for each phase `<phase>_on`, the date it
        was entered (NaT if skipped, not reached or not dated) and `<phase>_by`, the code of the event that
        began it; `lacks_<code>` for each of `MISSING`, whether the step is asked for and not taken;
        `first_event_on`, the first activity, lead or deal on record.
    """
    partners = portfolio.partners
    frame = _begun(partners)
    signed = partners["signed_on"].notna() | partners["status"].isin(["active", "paused"])
    frame = frame.join(_activation(partners, signed, policy)).join(_devotion(portfolio, policy))
    recruited = frame["recruitment_on"].notna() | partners["status"].eq("applicant")
    active = signed & ~frame[["lacks_onboarding", "lacks_training", "lacks_first_business"]].any(axis=1)
    devoted = active & ~frame[[f"lacks_{code}" for code in MISSING[4:]]].any(axis=1)
    frame["order"] = np.select([devoted, active, signed, recruited], [4, 3, 2, 1], default=0)
    frame["lacks_agreement"] = ~signed
    events = ["journey_first_activity", "journey_first_lead", "journey_first_deal", "journey_first_win"]
    frame["first_event_on"] = partners[events].min(axis=1)
    frame["devotion_on"] = _not_before(frame["devotion_on"], frame["investment_on"])
    return _blanked(frame)


def _blanked(frame: pd.DataFrame) -> pd.DataFrame:
    """No dates for phases that were not reached, nor for a recruitment that the signature skipped."""
    dates = frame.copy()
    for order, phase in enumerate(ORDER):
        dates[f"{phase}_on"] = dates[f"{phase}_on"].where(dates["order"] >= order)
    skipped = dates["recruitment_on"] >= dates["activation_on"]
    dates["recruitment_on"] = dates["recruitment_on"].mask(skipped)
    return dates


def _begun(partners: pd.DataFrame) -> pd.DataFrame:
    """Interest, recruitment and activation with the events that began them."""
    applied, signed = partners["applied_on"], partners["signed_on"]
    meeting = partners["journey_second_meeting"]
    heard = {
        "first_contact": partners["first_contact_on"],
        "first_activity": partners["journey_first_activity"],
        "first_lead": partners["journey_first_lead"],
        "first_deal": partners["journey_first_deal"],
        "application": applied,
        "signature": signed,
    }
    begun = {
        "signature": signed,
        "onboarding": partners["onboarded_on"].where(signed.isna()),
        "first_deal": partners["journey_first_deal"].where(signed.isna()),
    }
    return pd.concat(
        [
            _chosen("interest", heard, last=False),
            _chosen("recruitment", {"application": applied, "second_meeting": meeting}, last=False),
            _chosen("activation", begun, last=False),
        ],
        axis=1,
    )


def _activation(partners: pd.DataFrame, signed: pd.Series, policy: JourneyPolicy) -> pd.DataFrame:
    """Which steps of activation are not taken, and when the last of them was."""
    steps = {
        "onboarding": partners["onboarded_on"],
        "training": partners[["journey_first_training", "journey_first_certification"]].min(axis=1),
        "first_business": partners[
            [
                "journey_first_lead_decided",
                "journey_first_lead_undated",
                "journey_first_deal",
                "journey_first_win",
            ]
        ].min(axis=1),
    }
    asked = {
        code: code == "first_business" or _recorded(on.notna(), signed, policy) for code, on in steps.items()
    }
    taken = {code: _not_before(on, partners["signed_on"]) for code, on in steps.items() if asked[code]}
    lacks = {f"lacks_{code}": on.isna() & asked[code] for code, on in steps.items()}
    return _chosen("investment", taken, last=True).assign(**lacks)


def _devotion(portfolio: Portfolio, policy: JourneyPolicy) -> pd.DataFrame:
    """Which of the three conditions of devotion are not met, and when the last dated one was."""
    partners = portfolio.partners
    wins = partners[[f"journey_win_quarter_{back}" for back in (3, 2, 1, 0)]]
    enough = np.sort(_days(wins), axis=1)[:, policy.devotion_quarters - 1]
    certified = partners[f"journey_certification_{policy.devotion_certifications}"]
    planned = pd.concat([partners["journey_plan"], certified], axis=1).min(axis=1)
    met = {
        "wins": pd.Series(enough < _FAR, index=partners.index),
        "plan_or_certifications": planned.notna(),
        "wallet_or_engagement": (partners["share_of_wallet"] >= policy.devotion_wallet)
        | _engaged(portfolio, policy),
    }
    begun = {"wins": _dates(enough, partners.index), "plan_or_certifications": planned}
    lacks = {f"lacks_{code}": ~yes for code, yes in met.items()}
    return _chosen("devotion", begun, last=True).assign(**lacks)


def _engaged(portfolio: Portfolio, policy: JourneyPolicy) -> pd.Series:
    """Among the most engaged: days in contact at or above the percentile of active and paused partners."""
    days = portfolio.partners["journey_contact_days"]
    peers = days.reindex(portfolio.peers.index)
    level = float(peers.quantile(policy.devotion_engagement / 100)) if len(peers) else 0.0
    return (days >= level) & (days > 0)


def _recorded(taken: pd.Series, signed: pd.Series, policy: JourneyPolicy) -> bool:
    """Whether a step seems to be recorded at all: somebody signed took it, or too few signed to tell."""
    return bool((taken & signed).any()) or int(signed.sum()) < policy.untracked_from


def _not_before(days: pd.Series, first: pd.Series) -> pd.Series:
    """The dates, moved up to `first` where they lie before it."""
    return days.mask(days < first, first)


_FAR: Final = np.iinfo(np.int64).max


def _chosen(phase: str, events: Mapping[str, pd.Series], *, last: bool) -> pd.DataFrame:
    """Date and code of the last or first of several events; NaT and "" if there is none."""
    table = pd.DataFrame(events)
    days = _days(table)
    if last:
        days = np.where(days == _FAR, np.iinfo(np.int64).min, days)
    at = days.argmax(axis=1) if last else days.argmin(axis=1)
    on = table.max(axis=1) if last else table.min(axis=1)
    codes = pd.Series(np.array(list(events), dtype=object)[at], index=table.index, dtype="str")
    return pd.DataFrame({f"{phase}_on": on.astype(DATE_TYPE), f"{phase}_by": codes.where(on.notna(), "")})


def _days(table: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Dates as whole numbers that sort alike, missing ones last."""
    values = table.to_numpy(dtype=DATE_TYPE)
    return np.where(np.isnat(values), _FAR, values.astype(np.int64))


def _dates(days: np.ndarray[tuple[int], np.dtype[np.int64]], index: pd.Index) -> pd.Series:
    known = np.where(days == _FAR, np.iinfo(np.int64).min, days)  # numpy's NaT is the smallest integer
    return pd.Series(known.astype(DATE_TYPE), index=index)
