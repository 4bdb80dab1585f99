"""A fact in an answer as a name and a value, for small print."""

from __future__ import annotations

from datetime import date

from assistant.contract import ShownFact
from tools.facts import Unit


def name_of(fact: ShownFact) -> str:
    """What people call it; of an answer kept before facts had a label, the last part of the kind."""
    return fact.label or fact.kind.rpartition(".")[2].replace("_", " ")


def value_of(fact: ShownFact) -> str:
    """The value with its unit, in English."""
    value = fact.value
    if isinstance(value, date) or fact.unit == Unit.DATE:
        return day_of(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if isinstance(value, str):
        return value.replace("_", " ") if fact.unit == Unit.LABEL else value
    if fact.unit == Unit.SHARE:
        return f"{value:.0%}"
    if fact.unit.isupper():
        return f"{value:,.0f} {fact.unit}"
    if fact.unit == Unit.HOURS:
        return f"{value:,.1f} hours"
    return f"{value:,.0f} days" if fact.unit == Unit.DAYS else f"{value:,.0f}"


def day_of(day: date) -> str:
    """A day as `4 Sep 2026`."""
    return f"{day.day} {day:%b %Y}"
