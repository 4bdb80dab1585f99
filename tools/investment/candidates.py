"""Who an investment can go to, and who is left out and why."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import numpy as np
import pandas as pd

from tools.investment.panel import YEAR, Array, Panel
from tools.investment.windows import CONTACTS, OPTED_OUT
from tools.portfolio import Portfolio


class LeftOut(StrEnum):
    """Why nothing is placed at a partner, the first that holds."""

    ENDED = "ended"
    NOT_SIGNED = "not_signed"
    PAUSED = "paused"
    PARTING = "parting"
    OPTED_OUT = "opted_out"
    TICKET = "ticket"


def left_out(portfolio: Portfolio, spending: pd.DataFrame, parting: Collection[str]) -> pd.Series[str]:
    """Reason by partner id, "" for who can be invested in.

    Left out are those whose partnership ended, has not begun or is paused, those to part ways with, those
    whose contacts have all opted out, and those with a severe ticket open: settle that first.
    """
    partners = portfolio.partners
    rows = spending.reindex(partners.index)
    here = rows[CONTACTS].fillna(0)
    reasons = {
        LeftOut.TICKET: partners["attention_ticket_since"].notna(),
        LeftOut.OPTED_OUT: (here > 0) & rows[OPTED_OUT].ge(here),
        LeftOut.PARTING: pd.Series(partners.index.isin([*parting]), index=partners.index),
        LeftOut.PAUSED: partners["status"].eq("paused"),
        LeftOut.NOT_SIGNED: partners["status"].isin(["prospect", "applicant"]),
        LeftOut.ENDED: partners["status"].eq("ended"),
    }
    found = pd.Series("", index=partners.index, dtype="str")
    for reason, holds in reasons.items():
        found = found.mask(holds, str(reason))
    return found


def candidates(panel: Panel, spent: Array, headroom: pd.Series[float]) -> pd.DataFrame:
    """By partner id: `group`, `spent` in the last quarter, `headroom`, `momentum`, `score` and `order`.

    Momentum is won revenue of the last two quarters less that of the same two a year before, base currency.
    Score is what could come a year beyond today, less what is being lost a year:

        headroom (0 where it is not known) + 2 * min(momentum, 0)

    in base currency, higher is better. The order follows the score, of equal ones momentum.

    Args:
        panel: Partners and what they won.
        spent: Partners by quarters, of the spending in question.
        headroom: Revenue a year still to be had, by partner id; NaN where it is not known.
    """
    half = YEAR // 2
    momentum = panel.won[:, :half].sum(axis=1) - panel.won[:, YEAR : YEAR + half].sum(axis=1)
    room = headroom.reindex(panel.ids).to_numpy("float64")
    score = np.nan_to_num(room, nan=0.0) + YEAR / half * np.minimum(momentum, 0)
    order = np.empty(len(score))
    order[np.lexsort((momentum, score))] = np.arange(len(score))
    return pd.DataFrame(
        {
            "group": panel.groups(0),
            "spent": np.maximum(spent[:, 0], 0),
            "headroom": room,
            "momentum": momentum,
            "score": score,
            "order": order,
        },
        index=panel.ids,
    )
