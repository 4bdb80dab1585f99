"""Reasons in words: from a partner's signals to statements, lane by lane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, is_missing
from tools.attention import kinds
from tools.attention.due import DUE
from tools.attention.items import Lane, Reading
from tools.facts import Fact, Statement
from tools.journey.statements import DAYS, PHASE
from tools.tier_statements import TIER

_SIGN: Final = 0.3  # value of a component (0-1) from which it is worth saying
PLAYS: Final[Mapping[str, str]] = {
    "promise_overdue": "keep_promise",
    "promise_soon": "keep_promise",
    "unanswered": "answer",
    "nobody_left": "new_contact",
    "contact_left": "new_contact",
    "expiring": "renew_certification",
    "stuck": "unblock",
    "late_deals": "review_deals",
    "old_deals": "review_deals",
    "not_spoken": "talk",
}
"""Suggested play for each matter that is due; words in `labels_attention.yaml`."""


def lane_readings(about: About, row: Row) -> tuple[Reading, ...]:
    """The lanes that a partner is in, strongest first, with reasons and a play."""
    if row["part_ways"]:
        return (Reading(Lane.PART_WAYS, 0.0, (_parting(about, row),), "play.part_ways"),)
    found = [
        Reading(lane, float(row[f"lane_{lane}"]), *_said(lane, about, row))
        for lane in (Lane.MONEY_AT_RISK, Lane.GOING_DARK, Lane.RISING, Lane.DUE)
        if row[f"lane_{lane}"] > 0
    ]
    return tuple(sorted(found, key=lambda reading: -reading.urgency))


def _said(lane: Lane, about: About, row: Row) -> tuple[tuple[Statement, ...], str]:
    """Reasons and play of one lane."""
    if lane is Lane.RISING:
        return _rising(about, row), "play.back_them"
    if lane is Lane.DUE:
        matters = sorted((code for code in DUE if row[code] > 0), key=lambda code: -row[code])
        return tuple(_due(about, row, code) for code in matters), f"play.{PLAYS[matters[0]]}"
    signs = _signs(about, row)
    if lane is Lane.GOING_DARK:
        return signs, "play.ask_deals" if row["lively"] else "play.win_back"
    return (*signs[:1], _at_risk(about, row), *signs[1:]), "play.protect"


def _signs(about: About, row: Row) -> tuple[Statement, ...]:
    """Silence first, then whatever else is strong."""
    found = [_silent(about, row)]
    if row["typical_quarter"] > row["last_quarter"] == 0:
        found.append(_collapsed(about, row))
    if row["slowing"] >= _SIGN:
        found.append(_slowing(about, row))
    if row["concentration"] >= 2 * _SIGN and row["attention_wins_365d"] > 1:
        share = about.fact(kinds.CONCENTRATION, row["concentration"])
        found.append(_statement("concentrated", about, {"share": share}))
    if row["thin"] >= _SIGN and row["attention_wins_365d"] > 0:
        wins = about.fact(kinds.WINS_365, row["attention_wins_365d"])
        found.append(_statement("thin", about, {"wins": wins}))
    return tuple(found)


def _collapsed(about: About, row: Row) -> Statement:
    slots: Slots = {
        "typical": about.fact(kinds.TYPICAL, row["typical_quarter"]),
        "last": about.fact(kinds.LAST_QUARTER, row["last_quarter"]),
    }
    return _statement("collapsed", about, slots)


def _slowing(about: About, row: Row) -> Statement:
    slots: Slots = {
        "recent": about.fact(kinds.WINS_30, row["attention_wins_30d"]),
        "before": about.fact(kinds.WINS_60_BEFORE, row["attention_wins_60d_before"]),
    }
    return _statement("slowing", about, slots)


def _silent(about: About, row: Row) -> Statement:
    """No won deal for long: gone quiet, or, where contact is lively, only without wins."""
    slots: Slots = {
        "days": about.fact(kinds.SILENT, row["silent_days"]),
        "last": about.fact(kinds.LAST_WON, row["attention_last_won"]),
    }
    if row["lively"]:
        touch = about.fact(kinds.LAST_TOUCH, row["attention_last_touch"])
        return _statement("no_wins", about, slots | {"touch": touch})
    if is_missing(row["rhythm"]):
        return _statement("silent_plain", about, slots)
    return _statement("silent", about, slots | {"rhythm": about.fact(kinds.RHYTHM, row["rhythm"])})


def _at_risk(about: About, row: Row) -> Statement:
    slots: Slots = {
        "last": about.fact(kinds.LAST_QUARTER, row["last_quarter"]),
        "loss": about.fact(kinds.LOSS, row["loss"]),
    }
    return _statement("at_risk", about, slots)


def _rising(about: About, row: Row) -> tuple[Statement, ...]:
    """Growth per channel, the strongest first; a first win, and a new sign from a low tier."""
    found = []
    if row["first_win"]:
        found.append(
            _statement("first_win", about, {"on": about.fact(kinds.FIRST_WON, row["attention_first_won"])})
        )
    for growth, key, (recent, before), columns in _CHANNELS:
        if row[growth] > 0 and not (key == "rising_wins" and row["first_win"]):
            slots: Slots = {
                "recent": about.fact(recent, row[columns[0]]),
                "before": about.fact(before, row[columns[1]]),
            }
            found.append(_statement(key, about, slots))
    if row["tier"] in ("dementor", "unpolished_diamond"):
        found.append(_statement("new_sign", about, {"tier": about.fact(TIER, f"tier.{row['tier']}")}))
    return tuple(found)


_CHANNELS: Final = (
    (
        "wins_growth",
        "rising_wins",
        (kinds.WINS_QUARTER, kinds.WINS_BEFORE),
        ("attention_wins_quarter", "attention_wins_before"),
    ),
    (
        "leads_growth",
        "rising_leads",
        (kinds.LEADS_QUARTER, kinds.LEADS_BEFORE),
        ("leads_quarter", "leads_before"),
    ),
    (
        "touches_growth",
        "rising_contact",
        (kinds.TOUCHES_QUARTER, kinds.TOUCHES_BEFORE),
        ("attention_touches_quarter", "attention_touches_before"),
    ),
)


def _due(about: About, row: Row, code: str) -> Statement:
    """A matter that is due, with its figures."""
    return _statement(code, about, {slot: _figure(about, row, slot) for slot in _FIGURES[code]})


_FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "promise_overdue": ("promised", "late"),
    "promise_soon": ("promised",),
    "unanswered": ("asked", "waiting"),
    "nobody_left": ("left_on",),
    "contact_left": ("left", "left_on", "here"),
    "expiring": ("expiring", "expires"),
    "stuck": ("phase", "phase_days"),
    "late_deals": ("late_deals", "amount"),
    "old_deals": ("old_deals", "since"),
    "not_spoken": ("touch", "touch_days"),
}
"""Slots of each phrase besides `partner`."""


def _figure(about: About, row: Row, slot: str) -> Fact:
    kind, column = _COLUMNS[slot]
    if column in _SINCE:
        return about.fact(kind, (pd.Timestamp(about.portfolio.as_of) - row[_SINCE[column]]).days)
    return about.fact(kind, f"phase.{row[column]}" if slot == "phase" else row[column])


_COLUMNS: Final = {
    "promised": (kinds.PROMISE_DUE, "promise_on"),
    "late": (kinds.PROMISE_LATE, "days late"),
    "asked": (kinds.EMAIL_IN, "attention_last_email_in"),
    "waiting": (kinds.WAITING, "days waiting"),
    "left": (kinds.LEFT, "attention_contacts_left"),
    "left_on": (kinds.LEFT_ON, "attention_contact_left_on"),
    "here": (kinds.HERE, "attention_contacts_here"),
    "expiring": (kinds.EXPIRING, "attention_expiring"),
    "expires": (kinds.EXPIRES, "attention_next_expiry"),
    "phase": (PHASE, "phase"),
    "phase_days": (DAYS, "phase_days"),
    "late_deals": (kinds.LATE_DEALS, "attention_late_deals"),
    "amount": (kinds.OPEN_AMOUNT, "attention_late_deals_amount"),
    "old_deals": (kinds.OLD_DEALS, "open_long"),
    "since": (kinds.OLD_SINCE, "open_since"),
    "touch": (kinds.LAST_TOUCH, "attention_last_touch"),
    "touch_days": (kinds.TOUCH_DAYS, "days since touch"),
}
_SINCE: Final = {
    "days late": "promise_on",
    "days waiting": "attention_last_email_in",
    "days since touch": "attention_last_touch",
}
"""Days that are counted from a date of the row."""


def _parting(about: About, row: Row) -> Statement:
    """No business for a year and no contact for long, with the last contact if there is one."""
    signed: Slots = {"signed": about.fact(kinds.SIGNED, row["signed_on"])}
    if is_missing(row["attention_last_touch"]):
        return _statement("parting_untouched", about, signed)
    return _statement(
        "parting", about, signed | {"touch": about.fact(kinds.LAST_TOUCH, row["attention_last_touch"])}
    )


def _statement(code: str, about: About, slots: Slots) -> Statement:
    return Statement(f"attention.{code}", {"partner": about.partner(), **slots})
