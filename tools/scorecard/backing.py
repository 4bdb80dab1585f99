"""How far data backs a measure of one partner."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tools.scorecard.measure import Measure, Reading
from tools.scorecard.scoring import Numbers

_SEEN: Final = ["sc_first_won_on", "sc_first_touch_on", "first_contact_on", "onboarded_on"]


def known_since(frame: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The day from which a partner can be expected to show something; NaT if nothing tells.

    It is the day of signature, or of the first won deal if that was earlier. Without a signature on file it
    is the first trace of the partner: a won deal, a contact, an onboarding.
    """
    signed = frame[["signed_on", "sc_first_won_on"]].min(axis=1)
    return signed.where(frame["signed_on"].notna(), frame[_SEEN].min(axis=1))


def backing(measure: Measure, raw: Numbers, reading: Reading, days: Numbers, as_of: date) -> Numbers:
    """Share of a measure that data backs, 0 (none) to 1 (all), of every row.

    Formula: share of the measure's window in which the partner was known and such things were recorded,
    times min(1, cases / `enough`); 0 where the raw value is missing or less than `least_backing` is backed.

    Args:
        measure: Which measure.
        raw: Its raw values.
        reading: What they were read from.
        days: `days_known` of its rows.
        as_of: The day.
    """
    share = np.ones(len(raw))
    if measure.window:
        share = np.minimum(days, _recorded_days(measure, reading, as_of)) / measure.window
    if measure.enough:
        share = np.minimum(share, 1) * np.minimum(cases(measure, reading.rows) / measure.enough, 1)
    counts = ~np.isnan(raw) & (share >= reading.policy.least_backing)
    return np.where(counts, np.minimum(share, 1), 0.0)


def days_known(frame: pd.DataFrame, as_of: date) -> Numbers:
    """Days from `known_since` to the end of `as_of`, both included; endless where nothing tells."""
    days = (pd.Timestamp(as_of) - known_since(frame)).dt.days + 1.0
    return days.fillna(np.inf).to_numpy()


def cases(measure: Measure, frame: pd.DataFrame) -> Numbers:
    """Number of cases behind the measure: deals, projects, answers."""
    count = np.zeros(len(frame))
    for name in measure.cases:
        sign = -1 if name.startswith("-") else 1
        count += sign * frame[name.removeprefix("-")].to_numpy()
    return count


def unrecorded(measure: Measure, peers: pd.DataFrame) -> bool:
    """Whether nobody has ever had such a thing, so that a zero would say nothing."""
    return bool(measure.first_on) and bool(peers[measure.first_on].isna().all())


def _recorded_days(measure: Measure, reading: Reading, as_of: date) -> float:
    """Days for which such things have been recorded of anybody."""
    if not measure.first_on or unrecorded(measure, reading.peers):
        return np.inf
    return float((pd.Timestamp(as_of) - reading.peers[measure.first_on].min()).days + 1)
