"""Which partners had nothing of a kind for some time: no deal in 90 days, no meeting this quarter."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from assistant.standing import Standing
from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, within
from tools.conditions import INBOUND, WON

USUAL_DAYS: Final = 90
_NEVER: Final = 36_500  # days ahead: no such date is in the data, so that only a missing one passes
_UNDATED: Final = (Condition("created_on", Op.MISSING_OR_AFTER, days=_NEVER),)


class Lack(StrEnum):
    """What may be lacking."""

    DEAL = "deal"  # registered, whatever became of it
    WIN = "win"
    LEAD = "lead"  # brought by them
    MEETING = "meeting"
    CONTACT = "contact"  # any exchange in which they took part


def lacking(standing: Standing, what: Lack, days: int = USUAL_DAYS) -> frozenset[str]:
    """Ids of the partners who had none in the `days` days that end with the standing's day."""
    aggregates = presence(what, days)
    rows = standing.stored.figures(aggregates).partners
    return without(rows[[one.name for one in aggregates]])


def without(counts: pd.DataFrame) -> frozenset[str]:
    """Ids of the partners all of whose counts are zero."""
    return frozenset(counts.index[counts.fillna(0).eq(0).all(axis="columns")])


def presence(what: Lack, days: int) -> tuple[Aggregate, ...]:
    """Counts of rows of which every one shows that it is not lacking."""
    rows = {
        # a deal without a day of registration is first known by its end
        Lack.DEAL: (
            ("deals", within("created_on", days)),
            ("deals", (*_UNDATED, *among("stage", "won", "lost"), *within("closed_on", days))),
        ),
        Lack.WIN: (("deals", (*WON, *within("closed_on", days))),),
        Lack.LEAD: (("leads", (*INBOUND, *within("created_on", days))),),
        Lack.MEETING: (("activities", (*among("kind", "meeting"), *within("date", days))),),
        # an e-mail of ours that nobody answered is no exchange; in a talk, a training, at an event both are
        Lack.CONTACT: (
            ("activities", (*among("kind", "meeting", "call", "event", "training"), *within("date", days))),
            ("activities", (*among("kind", "email"), *INBOUND, *within("date", days))),
        ),
    }[what]
    return tuple(_count(what, number, table, where) for number, (table, where) in enumerate(rows))


def _count(what: Lack, number: int, table: str, where: Conditions) -> Aggregate:
    return Aggregate(f"present_{what}_{number}", table, Function.COUNT, where=where)
