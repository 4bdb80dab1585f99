"""Reasons for what is due, with their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots
from tools.attention import due_kinds, kinds
from tools.facts import Fact, Kind, Statement
from tools.journey.kinds import DAYS, PHASE
from tools.program import kinds as program_kinds
from tools.tiers.kinds import LEADS, LEADS_GAP, LEADS_HIGH, NEXT, RELEVANCE, RELEVANCE_HIGH, TIER

PLAYS: Final[Mapping[str, str]] = {
    "promise_overdue": "keep_promise",
    "promise_soon": "keep_promise",
    "promise_theirs": "remind_them",
    "unanswered": "answer",
    "ticket": "chase_ticket",
    "commission_late": "chase_payment",
    "commission_held": "clear_hold",
    "nobody_left": "new_contact",
    "contact_left": "new_contact",
    "level_risk": "keep_level",
    "expiring": "renew_certification",
    "usage_falling": "ask_usage",
    "survey": "ask_survey",
    "stuck": "unblock",
    "late_deals": "review_deals",
    "old_deals": "review_deals",
    "not_spoken": "talk",
    "tier_slipping_leads": "ask_leads",
    "tier_slipping_relevance": "check_relevance",
    "tier_reaching": "ask_leads",
}
"""Suggested play for each matter that is due; words in `labels_attention.yaml`."""


def due_reason(about: About, row: Row, code: str) -> Statement:
    """A matter that is due, with its figures; other words for a single one of them."""
    slots: Slots = {slot: _figure(about, row, slot) for slot in _FIGURES[code]}
    counted = _COUNTED.get(code)
    if counted and row[_COLUMNS[counted][1]] == 1:
        del slots[counted]
        code = f"{code}_one"
    return Statement(f"attention.{code}", {"partner": about.partner(), **slots})


_COUNTED: Final[Mapping[str, str]] = {
    "ticket": "tickets",
    "contact_left": "left",
    "expiring": "expiring",
    "old_deals": "old_deals",
}
"""Slot that counts, of matters that are told otherwise when there is only one."""


_FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "promise_overdue": ("promised", "late"),
    "promise_soon": ("promised",),
    "promise_theirs": ("their_day", "their_late"),
    "unanswered": ("asked", "waiting"),
    "ticket": ("tickets", "ticket_since", "ticket_days"),
    "commission_late": ("commissions", "owed"),
    "commission_held": ("held", "held_amount"),
    "nobody_left": ("left_on",),
    "contact_left": ("left", "left_on", "here"),
    "level_risk": ("level", "asked_for", "remaining"),
    "expiring": ("expiring", "expires"),
    "usage_falling": ("seats", "seats_before"),
    "survey": ("survey", "surveyed"),
    "stuck": ("phase", "phase_days"),
    "late_deals": ("late_deals", "amount"),
    "old_deals": ("old_deals", "since"),
    "not_spoken": ("touch", "touch_days"),
    "tier_slipping_leads": ("tier", "next", "leads", "leads_from"),
    "tier_slipping_relevance": ("tier", "next", "relevance", "relevance_from"),
    "tier_reaching": ("next", "gap"),
}
"""Slots of each phrase besides `partner`."""

_COLUMNS: Final[Mapping[str, tuple[Kind, str]]] = {
    "promised": (due_kinds.PROMISE_DUE, "promise_on"),
    "their_day": (due_kinds.THEIR_PROMISE_DUE, "theirs_on"),
    "asked": (due_kinds.EMAIL_IN, "attention_last_email_in"),
    "tickets": (due_kinds.TICKETS, "attention_tickets"),
    "ticket_since": (due_kinds.TICKET_SINCE, "attention_ticket_since"),
    "commissions": (due_kinds.COMMISSIONS_LATE, "commissions_late"),
    "owed": (due_kinds.COMMISSIONS_LATE_AMOUNT, "commissions_late_amount"),
    "held": (due_kinds.COMMISSIONS_HELD, "commissions_held"),
    "held_amount": (due_kinds.COMMISSIONS_HELD_AMOUNT, "commissions_held_amount"),
    "left": (due_kinds.LEFT, "attention_contacts_left"),
    "left_on": (due_kinds.LEFT_ON, "attention_contact_left_on"),
    "here": (due_kinds.HERE, "attention_contacts_here"),
    "level": (program_kinds.LEVEL, "level_name"),
    "asked_for": (due_kinds.LEVEL_ASKS, "level_asked"),
    "remaining": (due_kinds.LEVEL_LEFT, "level_left"),
    "expiring": (due_kinds.EXPIRING, "attention_expiring"),
    "expires": (due_kinds.EXPIRES, "attention_next_expiry"),
    "seats": (due_kinds.SEATS, "usage_now"),
    "seats_before": (due_kinds.SEATS_BEFORE, "usage_before"),
    "survey": (due_kinds.SURVEY, "survey_mean"),
    "surveyed": (due_kinds.SURVEYED, "attention_survey_on"),
    "phase_days": (DAYS, "phase_days"),
    "late_deals": (due_kinds.LATE_DEALS, "attention_late_deals"),
    "amount": (due_kinds.OPEN_AMOUNT, "attention_late_deals_amount"),
    "old_deals": (due_kinds.OLD_DEALS, "open_long"),
    "since": (due_kinds.OLD_SINCE, "open_since"),
    "touch": (kinds.LAST_TOUCH, "attention_last_touch"),
    "leads": (LEADS, "leads"),
    "leads_from": (LEADS_HIGH, "leads_threshold"),
    "relevance": (RELEVANCE, "relevance"),
    "relevance_from": (RELEVANCE_HIGH, "relevance_threshold"),
    "gap": (LEADS_GAP, "tier_short"),
}
_CODES: Final[Mapping[str, tuple[Kind, str]]] = {
    "phase": (PHASE, "phase"),
    "tier": (TIER, "tier"),
    "next": (NEXT, "tier_next"),
}
"""Slots that hold a word of ours, and its column; the code is `<first word of the column>.<value>`."""
_SINCE: Final[Mapping[str, tuple[Kind, str]]] = {
    "late": (due_kinds.PROMISE_LATE, "promise_on"),
    "their_late": (due_kinds.THEIR_PROMISE_LATE, "theirs_on"),
    "waiting": (due_kinds.WAITING, "attention_last_email_in"),
    "ticket_days": (due_kinds.TICKET_DAYS, "attention_ticket_since"),
    "touch_days": (due_kinds.TOUCH_DAYS, "attention_last_touch"),
}
"""Days that are counted from a date of the row."""
_NOTES: Final[Mapping[str, str]] = {
    "promised": "promise_note",
    "late": "promise_note",
    "their_day": "theirs_note",
    "their_late": "theirs_note",
}


def _figure(about: About, row: Row, slot: str) -> Fact:
    if slot in _CODES:
        kind, column = _CODES[slot]
        return about.fact(kind, f"{column.partition('_')[0]}.{row[column]}")
    if slot in _SINCE:
        kind, column = _SINCE[slot]
        fact = about.fact(kind, (pd.Timestamp(about.portfolio.as_of) - row[column]).days)
    else:
        kind, column = _COLUMNS[slot]
        fact = about.fact(kind, _ceiling(row[column]) if slot in _UPWARD else row[column])
    return replace(fact, rows=(f"note:{row[_NOTES[slot]]}",)) if slot in _NOTES else fact


_UPWARD: Final = ("leads_from", "gap")
"""Numbers of leads that it takes: whole ones."""


def _ceiling(number: float) -> int:
    return -int(-number // 1)
