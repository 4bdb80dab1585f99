"""Conditions that several sciences share, so that one word means the same rows everywhere."""

from __future__ import annotations

from typing import Final

from tools.aggregates import Condition, Conditions, Op, among, ever

WON: Final[Conditions] = among("stage", "won")
"""A won deal; add the window of `closed_on`."""

LOST: Final[Conditions] = among("stage", "lost")
"""A lost deal; add the window of `closed_on`."""

INBOUND: Final[Conditions] = among("direction", "in")
"""A lead that the partner brought, or a contact that came from them."""

OUTBOUND: Final[Conditions] = among("direction", "out")
"""A lead that we gave the partner, or a contact that came from us."""

ACCEPTED_STATUSES: Final = ("accepted", "converted")
"""Statuses of a lead that was taken."""

ACCEPTED: Final[Conditions] = (*INBOUND, *among("status", *ACCEPTED_STATUSES))
"""A lead that the partner brought and we took, now or later: subtract those with `DECIDED_LATER`."""

DECIDED_LATER: Final[Conditions] = (Condition("decided_on", Op.AFTER),)
"""A lead whose status came about after the day; at the end of the day it was still undecided."""

VALID: Final[Conditions] = (*ever("earned_on"), Condition("expires_on", Op.MISSING_OR_AFTER, days=-1))
"""A certification earned by then that holds on the day: `expires_on` is its last valid day."""

SEVERE_UNTIL: Final = 2
"""The mildest severity that counts as severe; 1 is the worst."""

SEVERE: Final[Conditions] = among("severity", *(str(level) for level in range(1, SEVERE_UNTIL + 1)))
"""A severe ticket."""

HERE: Final[Conditions] = (Condition("left_on", Op.MISSING_OR_AFTER),)
"""A contact who has not left by the end of the day."""

ACTIVE_STATUSES: Final = ("active", "paused")
"""Statuses of a partnership that is going on: such partners are scored and are each other's peers."""
