"""What a question asks about money: economics, commissions, what working with us is worth to a partner."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import (
    Slots,
    grouping,
    limit_slot,
    named_values,
    one_partner,
    said,
    scope_slots,
)
from assistant.planner.network_slots import program_level
from assistant.planner.periods import Named, periods_in
from assistant.planner.reading import Reading
from prompts.words import shape, words_for
from tools.names import NameKind
from tools.spelling import fold

_INVOICE: Final = shape("invoice")
_BETWEEN: Final = re.compile(
    r"\b(?:between|difference|zwischen|unterschied\w*|unterscheid\w*|differ\w*|entre|diferencia\w*|differences?)\b"
)
_SET_AGAINST: Final = re.compile(r"\b(?:vs\.?|versus|against|compared (?:to|with)|gegen\w*|contra|contre)\b")
_AND_WHY: Final = re.compile(
    r"(?i),?\s+(?:and|und|y|et)\s+(?:why|warum|wieso|por qu[e\u00e9]|pourquoi|how come)\b[^a-z]*$"
)
_TWO: Final = 2  # periods: the later is set against the earlier
_SEVERAL: Final = 2  # levels: they are set against each other
_CHEAP: Final = re.compile(r"\b(?:cheap\w*|lowest|least expensive|gunstig\w*|barat\w*|moins cher\w*)\b")
_NUMBER_OF_A_DEAL: Final = frozenset(("invoice", "customer"))


def economics_slots(reading: Reading) -> Slots:
    """Arguments of `partner_economics`."""
    measure, kind, order = said(reading, "economics"), said(reading, "cost"), said(reading, "cost_order")
    slots = {**one_partner(reading), **scope_slots(reading), **grouping(reading), **limit_slot(reading)}
    if measure is None and kind:
        measure = "cost_to_serve"
    if (measure, order) == ("cost_to_serve", "lowest") and not _CHEAP.search(reading.folded):
        measure = "margin"  # they cost more than they bring
    measure = reading.choice("measure", measure)
    if measure == "revenue" and "partner" in slots:
        measure = None  # what one partner won stands beside what it cost
    if measure:
        slots["measure"] = measure
    if kind:
        slots["cost"] = kind
    ordered = order if "partner" not in slots and measure != "concentration" else None
    if order := reading.choice("order", ordered):
        slots["order"] = order
    if measure == "concentration":
        slots.pop("limit", None)
    slots.pop(slots.get("by", ""), None)  # what is grouped by is no filter
    return {**slots, **_period(reading)}


def commission_slots(reading: Reading) -> Slots:
    """Arguments of `commission_statement`."""
    slots = {**one_partner(reading), **scope_slots(reading), **limit_slot(reading), **_one_of_them(reading)}
    text = fold(reading.masked)
    periods = periods_in(_INVOICE.sub(" ", text), reading.as_of)
    tail = _AND_WHY.search(reading.text)
    show = worded = said(reading.up_to(tail.start()) if tail else reading, "commission")
    if show == "unpaid" and periods and not words_for("not_paid_yet").search(text):
        show = None  # `what do we owe them for June` is June's statement
    if show == "paid" and "partner" in slots and not periods:
        show = None  # whether a partner was paid: the statement tells both
    likelier = reading.choice("show", show)
    show = show if (worded, likelier) == ("unpaid", "paid") else likelier  # what we owe is not what we paid
    if show and not _NUMBER_OF_A_DEAL & set(slots):
        slots["show"] = show
    dated = {"dated": "due"} if periods and words_for("due_then").search(text) else {}
    compared = _compared(periods, text, show)
    if "before" in compared:
        slots["show"] = "why"
    return {**slots, **dated, **compared}


def proposition_slots(reading: Reading) -> Slots:
    """Arguments of `business_proposition`."""
    slots = {**one_partner(reading), **scope_slots(reading)}
    levels, show = named_values(reading, "level"), said(reading, "proposition")
    nation = None if reading.word("language") or reading.partners else said(reading, "nationality")
    if nation:
        slots.setdefault("country", nation)
    level = program_level(reading) if len(levels) < _SEVERAL else None
    if show == "pitch" and "partner" in slots:
        show = None  # they are a partner already
    if show == "earnings" and "partner" in slots and not levels:
        show = None
    if level and (show in {None, "earnings"} or "partner" in slots):
        show = "earnings"  # `what's in it for a platinum partner`
    if show := reading.choice("show", show):
        slots |= {"show": show, **({"level": level} if level and show == "earnings" else {})}
    elif "partner" not in slots:
        slots |= limit_slot(reading)
    return slots


def brief_slots(reading: Reading) -> Slots:
    """Arguments of `call_brief`."""
    slots = one_partner(reading)
    return {**slots, "pack": True} if words_for("packs").search(fold(reading.masked)) else slots


def _one_of_them(reading: Reading) -> Slots:
    """The invoice or the customer whose commission is meant."""
    customer, found = reading.first(NameKind.CUSTOMER), _INVOICE.search(reading.text)
    slots: Slots = {"customer": customer.ids[0]} if customer else {}
    number = (found["after"] or found["code"] or found["sharp"]) if found else None
    return {**slots, "invoice": number} if number else slots


def _period(reading: Reading) -> Slots:
    """The one period that is asked about; several are more than an argument carries."""
    periods = periods_in(fold(reading.masked), reading.as_of)
    if not periods:
        return {}
    return {"period": periods[0].period, **({"partly": True} if len(periods) > 1 else {})}


def _compared(periods: tuple[Named, ...], text: str, show: str | None) -> Slots:
    """The period, and the one that it is set against."""
    before = [one.period for one in periods if one.compared]
    own = [one.period for one in periods if not one.compared]
    between = show == "why" and not before and len(own) > 1 and _BETWEEN.search(text)
    if between or (len(periods) == _TWO and _SET_AGAINST.search(text)):
        earlier, later = sorted(one.period for one in periods[:_TWO])
        return {"period": later, "before": earlier}
    return {
        **({"period": own[0]} if own else {}),
        **({"before": before[0]} if before else {}),
        **({"partly": True} if len(own) > 1 else {}),
    }
