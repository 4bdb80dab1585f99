"""Kinds of facts that attention states, each with the aggregates that it opens down to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tools import kinds
from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE


def _behind(*names: str) -> tuple[str, ...]:
    """Aggregates of attention; one that was subtracted has a minus before its name."""
    return tuple(f"-attention_{name[1:]}" if name[0] == "-" else f"attention_{name}" for name in names)


_QUARTER_BEHIND: Final = ("outlook_revenue_quarter",)
_RISK_BEHIND: Final = ("outlook_revenue_quarter", "outlook_wins_365d")

LAST_WON: Final = kinds.LAST_WON
FIRST_WON: Final = Kind(
    "deals.first_won_on", Unit.DATE, "first won deal", _TO_PARTNER, ("outlook_first_won",)
)
SILENT: Final = Kind(
    "attention.silent_days", Unit.DAYS, "days since the last won deal", behind=("outlook_last_won",)
)
RHYTHM: Final = Kind(
    "attention.rhythm_days", Unit.DAYS, "usual days between won deals", behind=("outlook_wins_730d",)
)
WINS_30: Final = Kind(
    "attention.won_30d", Unit.COUNT, "won deals, 30 days", _TO_PARTNER, ("outlook_wins_30d",)
)
WINS_60_BEFORE: Final = Kind(
    "attention.won_60d_before",
    Unit.COUNT,
    "won deals, the 60 days before",
    _TO_PARTNER,
    ("outlook_wins_60d_before",),
)
WINS_365: Final = kinds.DEALS_WON_12M
CONCENTRATION: Final = Kind(
    "attention.biggest_deal_share",
    Unit.SHARE,
    "share of the biggest deal",
    behind=("outlook_biggest_365d", "outlook_revenue_365d"),
)
TYPICAL: Final = Kind(
    "attention.typical_quarter",
    Unit.MONEY,
    "won revenue of a typical 90 days",
    behind=("outlook_revenue_year_before",),
)
LAST_QUARTER: Final = Kind(
    "attention.last_quarter", Unit.MONEY, "won revenue, last 90 days", behind=_QUARTER_BEHIND
)
LOSS: Final = Kind("attention.expected_loss", Unit.MONEY, "expected loss, next 90 days", behind=_RISK_BEHIND)
LOSSES: Final = Kind("attention.expected_losses", Unit.MONEY, "expected loss of those listed, next 90 days")
OF_TEN: Final = Kind(
    "attention.decline_of_ten",
    Unit.COUNT,
    "of ten partners like this, how many bring less than half in the next 90 days",
    behind=_RISK_BEHIND,
)
REASON: Final = Kind("attention.reason", Unit.LABEL, "main reason")
AT_STAKE: Final = Kind(
    "attention.at_stake",
    Unit.MONEY,
    "money in play, 90 days",
    behind=("outlook_revenue_quarter", "outlook_revenue_year_before", "attention_late_deals_amount"),
)

WINS_QUARTER: Final = Kind(
    "attention.won_90d", Unit.COUNT, "won deals, 90 days", _TO_PARTNER, _behind("wins_quarter")
)
WINS_BEFORE: Final = Kind(
    "attention.won_275d_before",
    Unit.COUNT,
    "won deals, the nine months before",
    _TO_PARTNER,
    _behind("wins_before"),
)
LEADS_QUARTER: Final = Kind(
    "attention.leads_90d",
    Unit.COUNT,
    "accepted leads, 90 days",
    _TO_PARTNER,
    _behind("leads_quarter", "-leads_quarter_later"),
)
LEADS_BEFORE: Final = Kind(
    "attention.leads_275d_before",
    Unit.COUNT,
    "accepted leads, the nine months before",
    _TO_PARTNER,
    _behind("leads_before", "-leads_before_later"),
)
TOUCHES_QUARTER: Final = Kind(
    "attention.touches_90d",
    Unit.COUNT,
    "meetings, calls and emails, 90 days",
    behind=_behind("touches_quarter"),
)
TOUCHES_BEFORE: Final = Kind(
    "attention.touches_275d_before",
    Unit.COUNT,
    "the same, the nine months before",
    behind=_behind("touches_before"),
)
LAST_TOUCH: Final = replace(kinds.LAST_TOUCH, behind=_behind("last_touch"))
SIGNED: Final = kinds.PARTNER_SINCE

LANE: Final = Kind("attention.lane", Unit.LABEL, "lane")
PLAY: Final = Kind("attention.play", Unit.LABEL, "suggested next step")
NEEDING: Final = Kind("attention.partners", Unit.COUNT, "partners that need attention")
TOLD: Final = Kind("attention.told", Unit.COUNT, "partners told in words")
SHOWN: Final = Kind("attention.shown", Unit.COUNT, "partners shown")
TOTAL: Final = Kind("attention.of_partners", Unit.COUNT, "partners looked at")
SNOOZED: Final = Kind("attention.snoozed", Unit.COUNT, "snoozed partners that would be listed")
SMALL_PLACES: Final = Kind("attention.small_places", Unit.COUNT, "places of the smaller half by revenue")
SMALL_REVENUE: Final = Kind("attention.small_revenue", Unit.SHARE, "share of the smaller half in won revenue")
PARTING: Final = Kind("attention.parting", Unit.COUNT, "partners to consider parting ways with")
