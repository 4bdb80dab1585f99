"""What is said about winning one partner: what it cost, and whether that came back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tools.about import Row, Slots, is_missing, row_of
from tools.economics import kinds
from tools.economics.told import Economics, further
from tools.facts import Findings, Statement


def acquired(told: Economics, partner_id: str) -> Findings:
    """What winning a partner cost."""
    row = row_of(told.acquisitions, partner_id)
    slots: Slots = {"partner": told.partner(partner_id)}
    signed = not is_missing(row["age"])
    if row["pac"] <= 0:
        return Findings((Statement("economics.no_acquisition", slots), *told.lacking("costs", "activities")))
    slots |= {
        "pac": told.fact(partner_id, kinds.PAC, row["pac"]),
        "spent": told.fact(partner_id, kinds.PAC_SPENT, row["spent"]),
        "recruited": told.fact(partner_id, kinds.RECRUITED, row["recruited"]),
        "hours": told.fact(partner_id, kinds.PAC_HOURS, row["hours"]),
    }
    said = (
        Statement("economics.acquired" if signed else "economics.acquiring", slots),
        *_usual_cost(told, partner_id),
        *_payback(told, partner_id, row),
        *told.assumed(margin=signed),
        *told.lacking("costs", "activities"),
    )
    return Findings(said, suggestions=further(told, partner_id))


def paid_back(told: Economics, partner_id: str) -> Findings:
    """When a partner had paid back what winning it cost; how far it is, if it has not."""
    row = row_of(told.acquisitions, partner_id)
    said = tuple(_payback(told, partner_id, row))
    if not said:
        key = "no_acquisition" if row["pac"] <= 0 else "unsigned"
        said = (Statement(f"economics.{key}", {"partner": told.partner(partner_id)}),)
    return Findings((*said, *told.assumed(), *told.lacking()), suggestions=further(told, partner_id))


def _usual_cost(told: Economics, partner_id: str) -> Iterator[Statement]:
    """What winning others of the type cost on average, where there are enough of them."""
    partners, costs = told.portfolio.partners, told.acquisitions["pac"]
    others = sorted(told.peers - {partner_id})
    alike = [one for one in others if partners["type"].get(one) == partners["type"][partner_id]]
    known = costs.loc[alike][lambda cost: cost > 0]
    if len(known) >= told.policy.group_least:
        mean = told.all(kinds.MEAN, known.mean(), f"pac {partner_id}")
        count = told.all(kinds.OF_GROUP, len(known), f"pac {partner_id}")
        yield Statement("economics.usual_acquisition", {"mean": mean, "count": count})


def _payback(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """When it was paid back, or how far it is."""
    if is_missing(row["age"]) or row["pac"] <= 0:
        return
    slots: Slots = {"partner": told.partner(partner_id), "pac": told.fact(partner_id, kinds.PAC, row["pac"])}
    if not is_missing(row["months"]):
        slots["months"] = told.fact(partner_id, kinds.PAYBACK, row["months"])
        yield Statement("economics.paid_back", slots)
        return
    slots["age"] = told.fact(partner_id, kinds.MONTHS_IN, float(np.floor(row["age"])))
    slots["gained"] = told.fact(partner_id, kinds.GAINED, row["gained"])
    slots["left"] = told.fact(partner_id, kinds.LEFT, row["left"])
    yield Statement("economics.not_paid_back", slots)
