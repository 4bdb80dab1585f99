"""Open promises that are due, ours and theirs."""

from __future__ import annotations

import pandas as pd

from tools.attention.due_policy import DuePolicy
from tools.attention.signals import days_since
from tools.portfolio import Portfolio


def promised(promises: pd.DataFrame, portfolio: Portfolio, policy: DuePolicy) -> pd.DataFrame:
    """The open promise of ours that is due first, and theirs that is the latest overdue.

    Ours matters from `promise_ahead` days before its day until `promise_forget` days after it; theirs only
    once its day has passed, for as long.

    Returns:
        Indexed by partner id: `promise_on` and `promise_note`, `theirs_on` and `theirs_note` (missing without
        one); urgencies `promise_overdue`, `promise_soon` and `promise_theirs`, NaN where nothing is due.
    """
    today, day = pd.Timestamp(portfolio.as_of), pd.Timedelta(days=1)
    on = promises["due_on"]
    known = promises[promises["status"].eq("open") & (on >= today - policy.promise_forget * day)]
    ours = known[known["owed_by"].eq("us") & (known["due_on"] <= today + policy.promise_ahead * day)]
    theirs = known[known["owed_by"].eq("them") & (known["due_on"] < today)]
    frame = pd.concat(
        [
            _first(ours, "promise", portfolio.partners.index),
            _first(theirs, "theirs", portfolio.partners.index),
        ],
        axis=1,
    )
    late = days_since(portfolio, frame["promise_on"])
    urgency = policy.promise_overdue + policy.promise_late * (late / 30).clip(upper=1)
    return frame.assign(
        promise_overdue=urgency.where(late > 0),
        promise_soon=(policy.promise_soon + policy.promise_day * late).where(late <= 0),
        promise_theirs=frame["theirs_on"].notna() * policy.promise_theirs,
    )


def _first(promises: pd.DataFrame, name: str, partners: pd.Index) -> pd.DataFrame:
    """Day and note of each partner's promise that is due first."""
    ordered = promises.sort_values(["due_on", "note_id"], kind="stable")
    first = ordered.drop_duplicates("partner_id").set_index("partner_id")[["due_on", "note_id"]]
    return first.reindex(partners).rename(columns={"due_on": f"{name}_on", "note_id": f"{name}_note"})
