"""Kinds of facts about investment; all internal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tools.facts import Kind, Unit
from tools.investment.windows import WON_NAMES

_WON: Final = WON_NAMES[:8]

WHAT: Final = Kind("investment.what", Unit.LABEL, "what is spent")
AMOUNT: Final = Kind("investment.amount", Unit.MONEY, "to be spent")
HOURS: Final = Kind("investment.hours", Unit.HOURS, "hours to be spent")
GIVEN: Final = Kind("investment.given", Unit.MONEY, "to spend there")
GIVEN_HOURS: Final = Kind("investment.given_hours", Unit.HOURS, "hours to spend there")
EXPECTED: Final = Kind("investment.expected", Unit.MONEY, "expected more margin, two quarters", behind=_WON)
LOW: Final = Kind("investment.low", Unit.MONEY, "low end", behind=_WON)
HIGH: Final = Kind("investment.high", Unit.MONEY, "high end", behind=_WON)
TOTAL: Final = Kind("investment.total", Unit.MONEY, "expected more margin, two quarters")
TOTAL_LOW: Final = Kind("investment.total_low", Unit.MONEY, "low end")
TOTAL_HIGH: Final = Kind("investment.total_high", Unit.MONEY, "high end")
RANGE_MORE: Final = Kind("investment.range_more", Unit.MONEY, "more, at an end of the range")
RANGE_LESS: Final = Kind("investment.range_less", Unit.MONEY, "less, at an end of the range")
SURE: Final = Kind("investment.sure", Unit.COUNT, "of 100 such cases, those in which the ranges hold")
TIMES: Final = Kind("investment.times", Unit.COUNT, "times what is spent, expected back as margin")
LEFT: Final = Kind("investment.left", Unit.MONEY, "not placed")
LEFT_HOURS: Final = Kind("investment.left_hours", Unit.HOURS, "hours not placed")
USUAL: Final = Kind("investment.usual", Unit.MONEY, "usual spend in a quarter")
USUAL_HOURS: Final = Kind("investment.usual_hours", Unit.HOURS, "usual hours in a quarter")
USUAL_TIMES: Final = Kind("investment.usual_times", Unit.COUNT, "usual number in a quarter")
CASES: Final = Kind("investment.cases", Unit.COUNT, "quarters with such spending at like partners")
PARTNERS: Final = Kind("investment.partners", Unit.COUNT, "like partners with such spending")
HEADROOM: Final = Kind(
    "investment.headroom", Unit.MONEY, "headroom a year", behind=("outlook_revenue_365d", "potential_revenue")
)
MOMENTUM: Final = Kind(
    "investment.momentum", Unit.MONEY, "last half year against the year before", behind=_WON
)
COUNT: Final = Kind("investment.count", Unit.COUNT, "partners")
REASON: Final = Kind("investment.reason", Unit.LABEL, "why left out")
TRIAL: Final = Kind("investment.trial", Unit.COUNT, "partners to test it with")

GROUP: Final = Kind("program.group", Unit.NAME, "group")
GROUP_LABEL: Final = Kind("program.group_label", Unit.LABEL, "group")
MEMBERS: Final = Kind("program.members", Unit.COUNT, "partners")
HOURS_WEEK: Final = Kind("program.hours_week", Unit.HOURS, "hours a week")
HOURS_EACH: Final = Kind("program.hours_each", Unit.HOURS, "hours a year for each")
MONEY: Final = Kind("program.money", Unit.MONEY, "money spent, 12 months")
MONEY_EACH: Final = Kind("program.money_each", Unit.MONEY, "money for each, 12 months")
REVENUE: Final = Kind("program.revenue", Unit.MONEY, "won revenue, 12 months")
AVAILABLE: Final = Kind("program.available", Unit.HOURS, "hours a week that managers have for partners")
TAKEN: Final = Kind("program.taken", Unit.HOURS, "hours a week for all partners of these managers")
ASSUMED: Final = Kind("program.assumed_hours", Unit.HOURS, "hours a week assumed")
ASKED_FOR: Final = Kind("program.asked_for", Unit.HOURS, "hours a week by service level")
UNKNOWN: Final = Kind("program.unknown", Unit.COUNT, "managers whose hours are not on record")
PART: Final = Kind("program.part", Unit.LABEL, "part of the program")
LEVEL: Final = Kind("program.level", Unit.NAME, "level")
LOWER: Final = Kind("program.lower_level", Unit.NAME, "level below")
WITHOUT: Final = Kind("program.without", Unit.COUNT, "like partners without")
EACH: Final = Kind("program.each", Unit.MONEY, "more won revenue each, two quarters")
EACH_LOW: Final = Kind("program.each_low", Unit.MONEY, "low end")
EACH_HIGH: Final = Kind("program.each_high", Unit.MONEY, "high end")
KEPT: Final = Kind("program.kept", Unit.SHARE, "still selling")
KEPT_LOWER: Final = Kind("program.kept_lower", Unit.SHARE, "still selling, level below")


def opening(kind: Kind, columns: Iterable[str]) -> Kind:
    """The kind with these aggregates behind it too."""
    return replace(kind, behind=(*kind.behind, *columns))
