"""Kinds of facts about money; all internal. Each figure about a partner opens down to what it adds up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tools.economics.needs import EVER, OUR_KINDS, YEAR
from tools.economics.needs import PERIOD as NAMED
from tools.facts import Kind, Unit

_MONEY, _COUNT, _SHARE = Unit.MONEY, Unit.COUNT, Unit.SHARE
_SERVED: Final = ("support", "management", "ticket_hours", *OUR_KINDS)
_PROGRAM: Final = ("mdf", "incentive", "enablement")
_ALL: Final = ("won", "commissions", "acquisition", *_PROGRAM, "support", "management", "costs")
_ALL_HOURS: Final = (*_ALL, "ticket_hours", *OUR_KINDS)


def _year(name: str, unit: Unit, label: str, *read: str) -> Kind:
    behind = tuple(f"eco_{one}_{YEAR}" for one in read)
    return Kind(f"economics.{name}_{YEAR}", unit, f"{label}, 12 months", behind=behind)


def _ever(name: str, unit: Unit, label: str, *read: str) -> Kind:
    return Kind(f"economics.{name}", unit, label, behind=tuple(f"eco_{one}_{EVER}" for one in read))


REVENUE: Final = _year("revenue", _MONEY, "won revenue", "won")
MARGIN: Final = _year("margin", _MONEY, "gross margin", "won")
COMMISSIONS: Final = _year("commissions", _MONEY, "commissions earned", "commissions")
SERVE: Final = _year("serve", _MONEY, "cost to serve", *_SERVED)
PROGRAM: Final = _year("program", _MONEY, "program money", *_PROGRAM)
OTHER: Final = _year("other", _MONEY, "costs of no kind", "costs")
ACQUIRING: Final = _year("acquiring", _MONEY, "acquisition costs", "acquisition")
COSTS: Final = _year("costs", _MONEY, "what they cost", *_ALL_HOURS[1:])
NET: Final = _year("net", _MONEY, "net contribution", *_ALL_HOURS)
SHORT: Final = _year("short", _MONEY, "what they cost more than they bring", *_ALL_HOURS)
ROI: Final = _year("roi", _SHARE, "net contribution per cost", *_ALL_HOURS)
RATE: Final = _year("rate", _SHARE, "net contribution per won revenue", *_ALL_HOURS)
TICKETS: Final = _year("tickets", _COUNT, "tickets", "tickets")
UNTIMED: Final = _year("untimed", _COUNT, "tickets without hours", "tickets")
TICKET_HOURS: Final = _year("ticket_hours", _COUNT, "hours on tickets", "ticket_hours")
OUR_HOURS: Final = _year("our_hours", _COUNT, "our hours with them, by standard hours", *OUR_KINDS)
HOURS: Final = _year("hours", _COUNT, "hours, tickets and ours", "ticket_hours", *OUR_KINDS)
SUPPORT: Final = _year("support", _MONEY, "support", "support", "ticket_hours")
MANAGEMENT: Final = _year("management", _MONEY, "partner management", "management", *OUR_KINDS)
SPENT: Final = {
    kind: _year(f"spent_{kind}", _MONEY, label, kind)
    for kind, label in {
        "acquisition": "spent on acquisition",
        "mdf": "marketing money (MDF)",
        "incentive": "incentives",
        "enablement": "spent on enablement",
        "support": "support booked",
        "management": "management booked",
    }.items()
}
PER_SPENT: Final = {
    kind: _year(f"revenue_per_{kind}", _MONEY, "won revenue per unit spent", "won", kind) for kind in SPENT
}
COST_KIND: Final = Kind("economics.cost_kind", Unit.LABEL, "kind of cost")

PAC: Final = _ever("acquisition_cost", _MONEY, "acquisition cost", "acquisition", "management", *OUR_KINDS)
PAC_SPENT: Final = _ever("acquisition_spent", _MONEY, "acquisition costs booked", "acquisition")
PAC_HOURS: Final = _ever("acquisition_hours", _COUNT, "our hours until they signed", *OUR_KINDS)
RECRUITED: Final = _ever("recruited", _MONEY, "our time until they signed", "management", *OUR_KINDS)
GAINED: Final = _ever("gained_since_signing", _MONEY, "net contribution since they signed", *_ALL_HOURS)
LEFT: Final = _ever("payback_left", _MONEY, "still missing to pay back", *_ALL_HOURS)
PAYBACK: Final = _ever("payback_months", _COUNT, "months to pay back", *_ALL_HOURS)
MONTHS_IN: Final = Kind("economics.months_signed", _COUNT, "months since they signed", behind=("signed_on",))
SO_FAR: Final = _ever("net_so_far", _MONEY, "net contribution so far", *_ALL_HOURS)
COMING: Final = _ever("expected_ahead", _MONEY, "expected from here", *_ALL_HOURS)
VALUE: Final = _ever("lifetime_value", _MONEY, "lifetime value", *_ALL_HOURS)
LOW: Final = _ever("expected_low", _MONEY, "low end of what is to come", *_ALL_HOURS)
HIGH: Final = _ever("expected_high", _MONEY, "high end of what is to come", *_ALL_HOURS)
YEARS: Final = Kind("economics.horizon_years", _COUNT, "years ahead")
LEVEL: Final = Kind("economics.interval_level", _SHARE, "chance that it holds")
RETENTION: Final = Kind("economics.retention", _SHARE, "still sell a year later")
LOSS: Final = _ever("expected_loss", _MONEY, "loss expected from here", *_ALL_HOURS)
BEGINS: Final = Kind("economics.begins", Unit.DATE, "first day on record")
ENDED: Final = Kind("economics.ended_on", Unit.DATE, "end of the partnership", behind=("ended_on",))
CHANCE: Final = _ever("chance_of_loss", _SHARE, "chance that what is to come does not pay", *_ALL_HOURS)
REVENUE_LESS: Final = _ever("revenue_less", _MONEY, "won revenue less that would tip it", *_ALL_HOURS)

PARTNERS: Final = Kind("economics.partners", _COUNT, "partners")
LOSING: Final = Kind("economics.losing", _COUNT, "partners that cost more than they bring")
GROUP: Final = Kind("economics.group", Unit.NAME, "group")
GROUP_LABEL: Final = Kind("economics.group_label", Unit.LABEL, "group")
ORDER: Final = Kind("economics.order", Unit.LABEL, "order")
OF_GROUP: Final = Kind("economics.group_partners", _COUNT, "partners")
TOTAL: Final = Kind("economics.total", _MONEY, "in all")
MEDIAN: Final = Kind("economics.median", _MONEY, "median")
MEAN: Final = Kind("economics.mean", _MONEY, "average")
SHARE: Final = Kind("economics.ratio", _SHARE, "ratio")
PER_UNIT: Final = Kind("economics.per_unit", _MONEY, "won revenue per unit spent")
UNIT: Final = Kind("economics.unit", _MONEY, "unit spent")
MONTHS: Final = Kind("economics.median_months", _COUNT, "median months")
WAITING: Final = Kind("economics.not_paid_back", _COUNT, "not paid back yet")
PAID: Final = Kind("economics.paid_back", _COUNT, "paid back")

THING: Final = Kind("economics.of_what", Unit.LABEL, "of what")
MAKERS: Final = Kind("economics.makers", _COUNT, "partners that make 80%")
MAKERS_SHARE: Final = Kind("economics.makers_share", _SHARE, "share of partners that make 80%")
TOP: Final = Kind("economics.top", _SHARE, "share of partners, the largest first")
TOP_SHARE: Final = Kind("economics.top_share", _SHARE, "their part of the whole")
REVENUE_SHARE: Final = Kind("economics.revenue_of_makers", _SHARE, "won revenue of those who make 80% of it")
GINI: Final = Kind("economics.gini", _SHARE, "inequality (Gini)")
ON_MAKERS: Final = Kind("economics.on_makers", _SHARE, "spent on those who make 80% of revenue")
OWN_SHARE: Final = Kind("economics.own_share", _SHARE, "their share")

DEAL_NEEDED: Final = _year("deal_needed", _MONEY, "won revenue a year that would even it out", *_ALL_HOURS)
HOURS_FEWER: Final = _year("hours_fewer", _COUNT, "hours fewer a year that would even it out", *_SERVED)

WINDOW: Final = Kind("economics.window", Unit.LABEL, "window")
PERIOD: Final = Kind("economics.period", Unit.NAME, "period")
GROSS: Final = Kind("economics.gross_margin", _SHARE, "assumed gross margin")
INFLUENCED: Final = Kind("economics.influenced_share", _SHARE, "assumed share of influenced deals")
HOURLY: Final = Kind("economics.hourly_rate", _MONEY, "assumed cost of an hour")
LEAST_LOSS: Final = Kind("economics.parting_loss", _MONEY, "loss of 12 months from which to think of parting")
UNSOLD: Final = Kind("economics.unsold", _COUNT, "partners without a won deal")
USUAL_HOURS: Final = Kind("economics.usual_hours", _COUNT, "median hours")
UNPRICED: Final = Kind("economics.unpriced", _COUNT, "won deals without an amount")
BESIDE: Final = {
    "support": _year("support_beside", _MONEY, "booked for support, not counted on top", "support"),
    "management": _year(
        "management_beside", _MONEY, "booked for management, not counted on top", "management"
    ),
}


def in_period(kind: Kind) -> Kind:
    """The kind for a period that somebody named, in place of the last 12 months."""
    return replace(
        kind,
        name=kind.name.removesuffix(YEAR) + NAMED,
        label=kind.label.removesuffix(", 12 months"),
        behind=tuple(name.removesuffix(YEAR) + NAMED for name in kind.behind),
    )


def as_used(kind: Kind, *, support: bool, management: bool, other: bool) -> Kind:
    """The kind without the rows that its amount leaves out: hours where money counts, money where hours do.

    Args:
        kind: Of an amount or a ratio of amounts; others stay as they are.
        support: Whether support counts as booked.
        management: The same of partner management.
        other: Whether there are costs of no kind.
    """
    names = [name.removeprefix("eco_").rpartition("_")[0] for name in kind.behind]
    if kind.unit not in (_MONEY, _SHARE) or len(names) == 1:
        return kind
    left_out: set[str] = set() if other else {"costs"}
    if "ticket_hours" in names:
        left_out |= {"ticket_hours"} if support else {"support"}
    if set(OUR_KINDS) & set(names):
        left_out |= set(OUR_KINDS) if management else {"management"}
    kept = tuple(behind for name, behind in zip(names, kind.behind, strict=True) if name not in left_out)
    return replace(kind, behind=kept)
