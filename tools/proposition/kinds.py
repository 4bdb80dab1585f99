"""Kinds of facts about what working with us is worth: their own money may be told, our judgement may not."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit
from tools.program.kinds import REQUIRED
from tools.proposition.parts import MEASURES, Part

_TO_PARTNER: Final = Audience.SHAREABLE
_PROMISED: Final = ("bill_payments_365d", "bill_payments_in_time_365d")
_WORK: Final = ("eco_won_ever", "prop_valued_ever")
BEHIND: Final = {
    "relationship_survey": ("sc_relationship_sum_365d",),
    "support_survey": ("sc_support_sum_365d",),
    "promises": (),
    "paid_in_time": _PROMISED,
    "answers": ("sc_in_180d", "sc_out_180d"),
    "momentum_survey": ("sc_momentum_sum_365d",),
    "demand": _WORK,
    "share_change": _WORK,
    "growth": _WORK,
    "releases": _WORK,
    "economics_survey": ("sc_economics_sum_365d",),
    "earned": ("eco_commissions_365d", "prop_resale_365d", "prop_services_365d", "prop_certified_365d"),
}
"""What each measure of a partner is computed from."""

_MONEY_BEHIND: Final = BEHIND["earned"][:3]


def _own(name: str, label: str, behind: tuple[str, ...]) -> Kind:
    return Kind(f"proposition.{name}_365d", Unit.MONEY, f"{label}, 12 months", _TO_PARTNER, behind)


EARNED: Final = {
    "commissions": _own("commissions", "commissions earned", ("eco_commissions_365d",)),
    "margin": _own("margin", "margin on what they resold", ("prop_resale_365d",)),
    "services": _own("services", "their delivered projects", ("prop_services_365d",)),
}
TOTAL: Final = _own("earned", "earned with us", _MONEY_BEHIND)

USUAL: Final = {
    name: Kind(f"proposition.usual_{name}", Unit.MONEY, f"median {label}", _TO_PARTNER)
    for name, label in (
        ("commissions", "commissions"),
        ("margin", "margin on resale"),
        ("services", "delivered projects"),
        ("total", "earned with us"),
    )
}
USUAL_LOW: Final = Kind("proposition.usual_low", Unit.MONEY, "low end of the middle half", _TO_PARTNER)
USUAL_HIGH: Final = Kind("proposition.usual_high", Unit.MONEY, "high end of the middle half", _TO_PARTNER)
FIRST_YEAR: Final = Kind("proposition.first_year", Unit.MONEY, "earned in the first year", _TO_PARTNER)
FIRST_WIN: Final = Kind(
    "proposition.first_win_days", Unit.DAYS, "median days from signing to the first won deal", _TO_PARTNER
)
SHARE_ASSUMED: Final = Kind("proposition.resale_margin", Unit.SHARE, "margin assumed on resale", _TO_PARTNER)

TYPE: Final = Kind("proposition.type", Unit.LABEL, "kind of partner", _TO_PARTNER)
WHERE: Final = Kind("proposition.where", Unit.NAME, "region and field", _TO_PARTNER)
LEVEL: Final = Kind("proposition.level", Unit.NAME, "program level", _TO_PARTNER)
BENEFITS: Final = Kind("proposition.benefits", Unit.NAME, "benefits of a level", _TO_PARTNER)
OFFER: Final = Kind("proposition.offer", Unit.NAME, "offer", _TO_PARTNER)
OFFER_STARTS: Final = Kind("proposition.offer_starts_on", Unit.DATE, "starts", _TO_PARTNER)
RELEASE: Final = Kind("proposition.release", Unit.NAME, "release of ours", _TO_PARTNER)

PARTNERS: Final = Kind("proposition.partners", Unit.COUNT, "partners counted")
LEAST: Final = Kind("proposition.least_partners", Unit.COUNT, "partners from which a median is told")
UNTOLD: Final = Kind("proposition.untold_levels", Unit.COUNT, "levels with too few partners")
LEVELS: Final = Kind("proposition.levels", Unit.NAME, "levels of the program")
ASKED: Final = Kind("proposition.asked", Unit.NAME, "what was asked for")

SCORE: Final = Kind(
    "proposition.score", Unit.POINTS, "strength of our proposition",
    behind=tuple(dict.fromkeys(one for names in BEHIND.values() for one in names)),
)  # fmt: skip
PART: Final = Kind("proposition.part", Unit.LABEL, "part of the proposition")
POINTS: Final = {
    part: Kind(
        f"proposition.{part}", Unit.POINTS, str(part),
        behind=tuple(dict.fromkeys(one for name in MEASURES[part] for one in BEHIND[name])),
    )
    for part in Part
}  # fmt: skip
BACKED: Final = Kind("proposition.backed", Unit.SHARE, "share backed by data", behind=SCORE.behind)
WEAKEST: Final = {
    name: Kind(f"proposition.measure_{name}", Unit.POINTS, name.replace("_", " "), behind=behind)
    for name, behind in BEHIND.items()
}
MEDIAN_POINTS: Final = {
    part: Kind(f"proposition.median_{part}", Unit.POINTS, f"median {part}") for part in Part
}
MEDIAN_MEASURE: Final = Kind("proposition.median_measure", Unit.POINTS, "median of the weakest measure")
WEAKEST_MEASURE: Final = Kind("proposition.measure", Unit.LABEL, "measure")

DEMAND: Final = Kind("proposition.demand", Unit.SHARE, "market demand, 100 % is average")
SHARE: Final = Kind("proposition.market_share", Unit.SHARE, "our market share")
CHANGE: Final = Kind("proposition.market_share_change", Unit.SHARE, "change of our market share")
NOW: Final = Kind("proposition.won_there", Unit.MONEY, "won there by all partners, 12 months")
BEFORE: Final = Kind("proposition.won_there_before", Unit.MONEY, "won there in the 12 months before")
GAPS: Final = Kind("proposition.gaps", Unit.COUNT, "pairs in demand without a qualified partner")

WELL_KNOWN: Final = frozenset(
    kind.name
    for kind in (
        *USUAL.values(), USUAL_LOW, USUAL_HIGH, FIRST_YEAR, FIRST_WIN, SHARE_ASSUMED, TYPE, WHERE, LEVEL,
        BENEFITS, OFFER, OFFER_STARTS, RELEASE, *REQUIRED.values(),
    )
)  # fmt: skip
"""Kinds about no single partner that anybody may be told of."""
