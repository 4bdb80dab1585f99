"""Kinds of facts that answers about territories state; all internal."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit

PERIOD: Final = Kind("territory.period", Unit.ID, "period")
REGION: Final = Kind("territory.region", Unit.NAME, "region")
SECTOR: Final = Kind("territory.sector", Unit.NAME, "sector")
TECHNOLOGY: Final = Kind("territory.technology", Unit.NAME, "technology")
CELL: Final = Kind("territory.cell", Unit.NAME, "region, sector and technology")
FIELDS: Final = (REGION, SECTOR, TECHNOLOGY)
TARGET: Final = Kind("territory.target", Unit.MONEY, "target")
WON: Final = Kind("territory.won", Unit.MONEY, "won in the period")
WON_DEALS: Final = Kind("territory.won_deals", Unit.COUNT, "deals won in the period")
PIPELINE: Final = Kind("territory.pipeline", Unit.MONEY, "what open deals may bring in it")
OPEN: Final = Kind("territory.open", Unit.MONEY, "worth of open deals")
OPEN_DEALS: Final = Kind("territory.open_deals", Unit.COUNT, "open deals")
RUN_RATE: Final = Kind("territory.run_rate", Unit.MONEY, "what deals that do not exist yet may bring in it")
EXPECTED: Final = Kind("territory.expected", Unit.MONEY, "expected by its end")
LOW: Final = Kind("territory.expected_low", Unit.MONEY, "expected at least, 8 in 10 cases between")
HIGH: Final = Kind("territory.expected_high", Unit.MONEY, "expected at most, 8 in 10 cases between")
ELSEWHERE: Final = Kind("territory.expected_elsewhere", Unit.MONEY, "expected where no target is set")
CHANCE: Final = Kind("territory.chance", Unit.SHARE, "chance to reach the target")
GAP: Final = Kind("territory.gap", Unit.MONEY, "missing to the target")
SURPLUS: Final = Kind("territory.surplus", Unit.MONEY, "above the target")
RANGE: Final = Kind("territory.range_share", Unit.SHARE, "share of outcomes in the range")
CELLS: Final = Kind("territory.cells", Unit.COUNT, "targets")
MISSED: Final = Kind("territory.missed", Unit.COUNT, "targets that are missed")
LEFT_OUT: Final = Kind("territory.left_out", Unit.COUNT, "targets over the same cells")
ADAPTED: Final = Kind("territory.adapted", Unit.COUNT, "targets taken from other periods")
PARTIAL: Final = Kind("territory.partial", Unit.COUNT, "targets for a part of the period only")
TIMES: Final = Kind("territory.targets_times", Unit.COUNT, "targets times")
CLOSED: Final = Kind("territory.closed_deals", Unit.COUNT, "closed deals that the chances rest on")
SHARE: Final = Kind("territory.share", Unit.SHARE, "share of the target")
NEEDED: Final = Kind("territory.likely_enough", Unit.SHARE, "chance from which a target counts as reached")
COUNTED: Final = Kind("territory.partners_counted", Unit.COUNT, "partners counted")
OTHERS: Final = Kind("territory.others_qualified", Unit.COUNT, "further qualified partners there")
THERE: Final = Kind("territory.won_there_365d", Unit.MONEY, "won there, 12 months")
HEADROOM: Final = Kind(
    "territory.headroom",
    Unit.MONEY,
    "potential not used yet, a year",
    behind=("potential_revenue", "outlook_revenue_365d"),
)
PHASE: Final = Kind("territory.phase", Unit.LABEL, "journey phase")
NO_KEY: Final = Kind("territory.unnamed", Unit.LABEL, "no such field in the target")
TYPE: Final = Kind("territory.recruit_type", Unit.LABEL, "type of partner to recruit")
RECRUIT: Final = Kind("territory.recruit", Unit.LABEL, "type of partner to recruit for it")
WON_BEFORE: Final = Kind("territory.near_won_deals", Unit.COUNT, "won deals there")
HELD: Final = Kind("territory.near_certifications", Unit.COUNT, "valid certifications in the technology")
WORDS: Final = Kind("territory.asked", Unit.NAME, "what was asked for")
MORE: Final = Kind("territory.more_valid", Unit.COUNT, "further ones")
VALID: Final = Kind("territory.valid", Unit.NAME, "what targets there are")
