"""What is said about the 80/20 of tickets, hours and revenue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from tools.about import Slots
from tools.economics import kinds
from tools.economics.concentration import gini, lorenz, makers
from tools.economics.told import Economics
from tools.facts import Fact, Findings, Kind, Statement, TableSpec
from tools.listing import NAMED, listing

_THINGS: Final = (
    ("revenue", "revenue", kinds.REVENUE),
    ("tickets", "tickets", kinds.TICKETS),
    ("ticket_hours", "ticket_hours", kinds.TICKET_HOURS),
    ("hours", "hours", kinds.HOURS),
)
_STEPS: Final = tuple(step / 10 for step in range(1, 11))
"""Shares of partners at which the curve is told."""


def concentration(told: Economics, partner_id: str | None = None) -> Findings:
    """How few partners make 80 % of revenue, tickets and hours; beside it one partner's share."""
    own = told.own[told.portfolio.is_peer.reindex(told.own.index)]
    known = [thing for thing in _THINGS if own[thing[1]].clip(lower=0).sum() > 0]
    if not known:
        return Findings((Statement("economics_skew.nothing", {"window": told.window()}), *told.lacking()))
    said = (
        *(_one_of(told, partner_id, own, thing) for thing in known if partner_id in own.index),
        *(line for thing in known for line in _thing(told, own, thing, len(own))),
        *_spent_on_makers(told, own),
        *_brought_by_ticket_makers(told, own),
        Statement("economics_skew.meaning"),
        *told.lacking("deals", "tickets", "activities"),
    )
    return Findings(said, TableSpec("economics_skew.title", _columns(known), _rows(told, own, known)))


def _thing(
    told: Economics, own: pd.DataFrame, thing: tuple[str, str, Kind], partners: int
) -> Iterator[Statement]:
    """How many make 80 % of it, and who comes first."""
    name, column, _ = thing
    first = makers(own[column])
    slots: Slots = {
        "what": told.all(kinds.THING, f"thing.{name}", name),
        "makers": told.all(kinds.MAKERS, len(first), name),
        "share": told.all(kinds.MAKERS_SHARE, len(first) / partners, name),
        "partners": told.all(kinds.PARTNERS, partners, "skew"),
        "gini": told.all(kinds.GINI, gini(own[column]), name),
    }
    yield Statement("economics_skew.makers", slots)
    named = [told.partner(str(one)) for one in first[:NAMED]]
    yield from listing("economics_skew.first", named, told.all(kinds.MAKERS, len(named), f"{name} named"))


def _spent_on_makers(told: Economics, own: pd.DataFrame) -> Iterator[Statement]:
    """Which share of hours goes to those who make 80 % of revenue."""
    hours = own["hours"].sum()
    if hours > 0 and own["revenue"].sum() > 0:
        share = own["hours"].reindex(makers(own["revenue"])).sum() / hours
        yield Statement("economics_skew.on_makers", {"share": told.all(kinds.ON_MAKERS, share)})


def _brought_by_ticket_makers(told: Economics, own: pd.DataFrame) -> Iterator[Statement]:
    """Tickets against revenue: what those who make 80% of tickets bring."""
    first = makers(own["tickets"])
    revenue = own["revenue"].clip(lower=0)
    if len(first) and revenue.sum() > 0:
        slots: Slots = {
            "count": told.all(kinds.MAKERS, len(first), "tickets"),
            "share": told.all(kinds.REVENUE_SHARE, revenue[first].sum() / revenue.sum(), "tickets"),
        }
        yield Statement("economics_skew.ticket_makers", slots)


def _one_of(
    told: Economics, partner_id: str | None, own: pd.DataFrame, thing: tuple[str, str, Kind]
) -> Statement:
    """A partner's share of it."""
    name, column, kind = thing
    one = str(partner_id)
    slots: Slots = {
        "partner": told.partner(one),
        "share": told.all(
            kinds.OWN_SHARE, own[column][one] / own[column].clip(lower=0).sum(), f"{name} {one}"
        ),
        "what": told.all(kinds.THING, f"thing.{name}", name),
        "value": told.fact(one, kind, own[column][one]),
    }
    return Statement("economics_skew.own", slots)


def _columns(known: list[tuple[str, str, Kind]]) -> tuple[str, ...]:
    words = {"revenue": "revenue", "tickets": "tickets", "ticket_hours": "ticket hours", "hours": "all hours"}
    return ("the largest", *(words[name] for name, _, _ in known))


def _rows(
    told: Economics, own: pd.DataFrame, known: list[tuple[str, str, Kind]]
) -> tuple[tuple[Fact | None, ...], ...]:
    """The Lorenz curves: which part of the whole the largest tenth, two tenths ... of partners make."""
    curves = {name: lorenz(own[column]) for name, column, _ in known}
    at = np.linspace(0, 1, len(own) + 1)
    return tuple(
        (
            told.all(kinds.TOP, step, f"{step}"),
            *(
                told.all(kinds.TOP_SHARE, float(np.interp(step, at, curve)), f"{name} {step}")
                for name, curve in curves.items()
            ),
        )
        for step in _STEPS
    )
