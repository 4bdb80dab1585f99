"""Spending and what was won, quarter by quarter, as declared aggregates."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tools.aggregates import Aggregate, Function, among, within
from tools.conditions import HERE, WON

WINDOWS: Final = 12
"""Quarters that are looked at; number 0 ends on the day, number 11 began three years before it."""

DAYS: Final = 91
"""Days in each, so that all are as long."""


class Money(StrEnum):
    """Kinds of costs that are spent in order to sell more: others follow from having the partner."""

    MDF = "mdf"
    INCENTIVE = "incentive"
    ENABLEMENT = "enablement"


class Other(StrEnum):
    """Kinds of costs that nobody places in the hope of more revenue within two quarters."""

    ACQUISITION = "acquisition"
    SUPPORT = "support"
    MANAGEMENT = "management"


class Effort(StrEnum):
    """Kinds of activities that take hours of ours."""

    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    EVENT = "event"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    PLAN = "plan"


OFFERED: Final = (Effort.TRAINING, Effort.EVENT, Effort.CAMPAIGN)
"""Activities that are parts of a program, as offers are; calls and mails are not."""


WON_NAMES: Final = tuple(f"inv_won_{window}" for window in range(WINDOWS))
"""Columns of won revenue in base currency, the latest quarter first."""


def names(kind: Money | Other | Effort) -> tuple[str, ...]:
    """Columns of one kind of spending, the latest quarter first: money in base currency, or activities."""
    return tuple(f"inv_{kind}_{window}" for window in range(WINDOWS))


CONTACTS: Final = "inv_contacts"
"""Column of how many contacts have not left."""

OPTED_OUT: Final = "inv_opted_out"
"""Column of how many of them never want to be written to."""


def _won(window: int) -> Aggregate:
    where = (*WON, *within("closed_on", DAYS, window * DAYS))
    return Aggregate(WON_NAMES[window], "deals", Function.SUM, "amount", where)


def _spent(kind: Money | Other, window: int) -> Aggregate:
    where = (*among("kind", kind), *within("date", DAYS, window * DAYS))
    return Aggregate(names(kind)[window], "costs", Function.SUM, "amount", where)


def _done(kind: Effort, window: int) -> Aggregate:
    where = (*among("kind", kind), *within("date", DAYS, window * DAYS))
    return Aggregate(names(kind)[window], "activities", Function.COUNT, where=where)


SPENDING: Final = (
    *(_won(window) for window in range(WINDOWS)),
    *(_spent(kind, window) for kind in (*Money, *Other) for window in range(WINDOWS)),
    *(_done(kind, window) for kind in Effort for window in range(WINDOWS)),
    Aggregate(CONTACTS, "contacts", Function.COUNT, where=HERE),
    Aggregate(OPTED_OUT, "contacts", Function.COUNT, where=(*HERE, *among("opted_out", "true"))),
)
"""All of them; read only when somebody asks about investment or the program."""
