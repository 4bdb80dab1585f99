"""A side's value and where high begins, rounded so that they never contradict each other."""

from __future__ import annotations

import math
from typing import Final

from tools.about import About, Row
from tools.facts import Fact, Kind
from tools.tiers import kinds

_TENTHS: Final = 10
_EXACT: Final = 6  # decimals: what is further behind is noise of the computation


def leads_shown(value: float, begins: float) -> tuple[float, float]:
    """Leads and where many begins: whole if the leads are, else in tenths (leads may weigh 0.5).

    The boundary is rounded up, but never past leads that reach it.
    """
    unit = 1 if round(value, _EXACT) == round(value) else _TENTHS
    shown = math.floor(round(value * unit, _EXACT)) / unit
    least = math.ceil(round(begins * unit, _EXACT)) / unit
    return shown, min(least, shown) if value >= begins else least


def relevance_shown(value: float, begins: float) -> tuple[float, float]:
    """Market relevance and where high begins, in whole points where it falls short by less than one."""
    if value < begins and round(value) >= round(begins):
        return float(math.floor(value)), float(math.ceil(begins))
    return value, begins


def leads_facts(about: About, row: Row) -> tuple[Fact, Fact]:
    """Leads as counted, and from how many on they are many."""
    value, begins = leads_shown(row["leads"], row["leads_threshold"])
    return counted(about, kinds.LEADS, value), counted(about, kinds.LEADS_HIGH, begins)


def relevance_facts(about: About, row: Row) -> tuple[Fact, Fact]:
    """Market relevance as given or as worked out, and from where on it is high; it must be known."""
    value, begins = relevance_shown(row["relevance"], row["relevance_threshold"])
    kind = kinds.RELEVANCE_DERIVED if row["relevance_derived"] else kinds.RELEVANCE
    return about.fact(kind, value), about.fact(kinds.RELEVANCE_HIGH, begins)


def counted(about: About, kind: Kind, value: float, subject: str = "") -> Fact:
    """A count of leads, which keeps its tenths: a lead may count half."""
    return Fact(kind, about.partner_id, in_tenths(value), about.portfolio.as_of, subject)


def in_tenths(leads: float) -> float:
    """Leads in tenths; a whole number where they are whole."""
    tenths = round(float(leads), 1)
    return int(tenths) if tenths.is_integer() else tenths
