"""Kinds of facts that explain a change."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

SINCE: Final = Kind("change.since", Unit.DATE, "since", _TO_PARTNER)
OWN: Final = Kind("change.own_points", Unit.POINTS, "from what they did")
PEERS: Final = Kind("change.peer_points", Unit.POINTS, "from what other partners did")
WEIGHTS: Final = Kind("change.data_points", Unit.POINTS, "from data that came or went")

WON: Final = Kind("change.won_deals", Unit.COUNT, "won deals since", _TO_PARTNER)
WON_AMOUNT: Final = Kind("change.won_amount", Unit.MONEY, "won since", _TO_PARTNER)
LOST: Final = Kind("change.lost_deals", Unit.COUNT, "lost deals since", _TO_PARTNER)
ROLLED_OFF: Final = Kind("change.rolled_off_deals", Unit.COUNT, "won deals now older than 12 months")
ROLLED_OFF_AMOUNT: Final = Kind("change.rolled_off_amount", Unit.MONEY, "won more than 12 months ago")
LEADS: Final = Kind("change.leads", Unit.COUNT, "accepted leads since", _TO_PARTNER)
EARNED: Final = Kind("change.earned", Unit.COUNT, "certifications earned since", _TO_PARTNER)
LAPSED: Final = Kind("change.lapsed", Unit.COUNT, "certifications lapsed since", _TO_PARTNER)
FROM_THEM: Final = Kind("activity.from_them_180d", Unit.COUNT, "contacts from them, 180 days")
FROM_US: Final = Kind("activity.from_us_180d", Unit.COUNT, "contacts from us, 180 days")
TRAININGS: Final = Kind("change.trainings", Unit.COUNT, "trainings since", _TO_PARTNER)
PLAN: Final = Kind("activity.joint_plan_on", Unit.DATE, "joint plan of", _TO_PARTNER)
