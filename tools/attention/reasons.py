"""Reasons in words: from a partner's signals to statements, lane by lane."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tools.about import About, Row, Slots, is_missing
from tools.attention import kinds
from tools.attention.due import DUE
from tools.attention.due_reasons import PLAYS, due_reason
from tools.attention.items import PRESSING, Lane, Reading
from tools.facts import Statement
from tools.tiers.kinds import TIER

_SIGN: Final = 0.3  # value of a component (0-1) from which it is worth saying


def lane_readings(about: About, row: Row) -> tuple[Reading, ...]:
    """The lanes that a partner is in, strongest first, with reasons and a play."""
    if row["part_ways"]:
        return (Reading(Lane.PART_WAYS, 0.0, (_parting(about, row),), "play.part_ways"),)
    found = [
        Reading(lane, float(row[f"lane_{lane}"]), *_said(lane, about, row))
        for lane in PRESSING
        if row[f"lane_{lane}"] > 0
    ]
    return tuple(sorted(found, key=lambda reading: -reading.urgency))


def all_reasons(about: About, row: Row, found: Iterable[Reading]) -> tuple[Statement, ...]:
    """Reasons of all lanes, each once: what contradicts itself first, then lost business, then by urgency."""
    first = []
    if row["lane_rising"] > 0 and row["lane_money_at_risk"] > 0:
        first.append(_statement("mixed", about, {"loss": about.fact(kinds.LOSS, row["loss"])}))
    if row["fell"] and not row["part_ways"]:
        first.append(_collapsed(about, row))
    said = [*first, *(reason for reading in found for reason in reading.reasons)]
    return tuple({reason.key: reason for reason in said}.values())


def _said(lane: Lane, about: About, row: Row) -> tuple[tuple[Statement, ...], str]:
    """Reasons and play of one lane."""
    if lane is Lane.RISING:
        return _rising(about, row), "play.back_them"
    if lane is Lane.DUE:
        matters = sorted((code for code in DUE if row[code] > 0), key=lambda code: -row[code])
        return tuple(due_reason(about, row, code) for code in matters), f"play.{PLAYS[matters[0]]}"
    signs = _signs(about, row)
    if lane is Lane.GOING_DARK:
        return signs, "play.ask_deals" if row["lively"] else "play.win_back"
    return (_at_risk(about, row), *signs), "play.protect"


def _signs(about: About, row: Row) -> tuple[Statement, ...]:
    """Silence first where it is longer than usual, then whatever else is strong."""
    found = [_silent(about, row)] if row["unusual"] else []
    if row["fell"]:
        found.append(_collapsed(about, row))
    if row["slowing"] >= _SIGN:
        found.append(_slowing(about, row))
    if row["concentration"] >= 2 * _SIGN and row["outlook_wins_365d"] > 1:
        share = about.fact(kinds.CONCENTRATION, row["concentration"])
        found.append(_statement("concentrated", about, {"share": share}))
    if row["thin"] >= _SIGN and row["outlook_wins_365d"] > 0:
        wins = about.fact(kinds.WINS_365, row["outlook_wins_365d"])
        found.append(_statement("thin", about, {"wins": wins}))
    return tuple(found)


def _collapsed(about: About, row: Row) -> Statement:
    """What 90 days used to bring, against the last 90."""
    slots: Slots = {"typical": about.fact(kinds.TYPICAL, row["typical_quarter"])}
    if row["last_quarter"] <= 0:
        return _statement("collapsed", about, slots)
    return _statement("fallen", about, slots | {"last": about.fact(kinds.LAST_QUARTER, row["last_quarter"])})


def _slowing(about: About, row: Row) -> Statement:
    slots: Slots = {"before": about.fact(kinds.WINS_60_BEFORE, row["outlook_wins_60d_before"])}
    if not row["outlook_wins_30d"]:
        return _statement("slowing_none", about, slots)
    return _statement(
        "slowing", about, slots | {"recent": about.fact(kinds.WINS_30, row["outlook_wins_30d"])}
    )


def _silent(about: About, row: Row) -> Statement:
    """No won deal for long: gone quiet, or, where contact is lively, only without wins."""
    slots: Slots = {
        "days": about.fact(kinds.SILENT, row["silent_days"]),
        "last": about.fact(kinds.LAST_WON, row["outlook_last_won"]),
    }
    if row["lively"]:
        touch = about.fact(kinds.LAST_TOUCH, row["attention_last_touch"])
        return _statement("no_wins", about, slots | {"touch": touch})
    if is_missing(row["rhythm"]):
        return _statement("silent_plain", about, slots)
    return _statement("silent", about, slots | {"rhythm": about.fact(kinds.RHYTHM, row["rhythm"])})


def _at_risk(about: About, row: Row) -> Statement:
    """The expected loss; the chance behind it as so many of ten only where chances have proved right."""
    slots: Slots = {
        "last": about.fact(kinds.LAST_QUARTER, row["last_quarter"]),
        "loss": about.fact(kinds.LOSS, row["loss"]),
    }
    if not row["told"] or is_missing(row["chance_decline"]):
        return _statement("at_risk", about, slots)
    of_ten = min(9, max(1, round(10 * row["chance_decline"])))  # never "none" or "all" of a chance
    return _statement("at_risk_chance", about, slots | {"of_ten": about.fact(kinds.OF_TEN, of_ten)})


def _rising(about: About, row: Row) -> tuple[Statement, ...]:
    """Growth per channel, the strongest first; a first win, and a new sign from a low tier."""
    found = []
    if row["first_win"]:
        found.append(
            _statement("first_win", about, {"on": about.fact(kinds.FIRST_WON, row["outlook_first_won"])})
        )
    for growth, key, (recent, before), columns in _CHANNELS:
        if row[growth] > 0 and not (key == "rising_wins" and row["first_win"]):
            slots: Slots = {"recent": about.fact(recent, row[columns[0]])}
            if not row[columns[1]]:
                found.append(_statement(f"{key}_new", about, slots))
                continue
            slots["before"] = about.fact(before, row[columns[1]])
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
