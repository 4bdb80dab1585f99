"""What a question asks of a capacity plan: potential, targets, the next hour or 10k, program, workload."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.planner.amounts import (
    factor_in,
    hours_in,
    hours_to_spend,
    money_in,
    weekly_hours_in,
    without_amounts,
)
from assistant.planner.common_slots import (
    Slots,
    grouping,
    limit_slot,
    one_partner,
    said,
    scope_slots,
)
from assistant.planner.date_words import NUMBERS, counted
from assistant.planner.periods import periods_in
from assistant.planner.reading import Reading
from prompts.words import shape, words_for
from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.spelling import fold

_WORD: Final = "|".join(sorted(NUMBERS, key=len, reverse=True))
_MORE: Final = r"(?:more|extra|additional|new|other|weitere[nr]?|zusatzliche[nr]?|neue[nr]?)"
_FEWER: Final = r"(?:fewer|less|weniger|menos|(?:de|en)? ?moins)"
_HEADS: Final = re.compile(
    r"(?:\b(?P<lost>lose|lost|losing|cut|fewer|minus|verlier\w*|perd\w*|pierd\w*)\s+)?"
    rf"\b(?P<n>\d{{1,2}}|another|{_WORD})\s+(?:(?P<more>{_MORE})\s+|(?P<less>{_FEWER})\s+)?"
    r"(?:(?:partner|channel|account)[ -]?)?"
    r"(?:managers?|heads?(?:count)?|people|persons?|hires?|reps?|colleagues?|partnermanager\w*|leute|kolleg\w+|"
    r"personas?|gestor(?:es|as?)?|personnes?|gestionnaires?|responsables?)\b"
    rf"(?:\s+(?:(?P<after>more|mehr|mas|de plus)|(?P<minus>{_FEWER}))\b)?"
)
_HIRED: Final = re.compile(
    rf"\b(?:hire[ds]?|hiring|contrat\w*|embauch\w*)\s+(?:a\s+)?(?P<n>\d{{1,2}}|another|{_WORD})"
    r"(?:\s+(?:more|mas|de plus))?\s*(?=$|[,.;?!]|(?:and|who|y|et|quien|qui)\b)"
)
_NOT_NAMES: Final = shape("not_names")
_LEAVES: Final = shape("somebody_leaves")
_AMONG: Final = re.compile(r"(?i)\b(?:between|among|zwischen|entre)\b")
_ME: Final = re.compile(r"(?i)\b(?:me|myself|mir|mich|moi|m[i\u00ed])\b")
_PEOPLE: Final = (NameKind.CONTACT, NameKind.MANAGER)
_FEWEST_TAKERS: Final = 2
_HIRING: Final = re.compile(
    r"\b(?:hire[ds]?|hiring|add(?:ed|ing)?|had|join\w*|einstell\w*|hatten|contrat\w*|embauch\w*)\b"
)
_MORE_PARTNERS: Final = re.compile(
    rf"\b(?:\d{{1,3}}|{_WORD}|another)\s+(?:{_MORE}\s+|mas\s+)?"
    r"(?:key |diamonds?|growth |dementors?|partners\b|partnern?\b(?![ -]?managers?)|accounts?|"
    r"socios\b|cuentas\b|partenaires\b|comptes\b)"
)
_PLANS_AHEAD: Final = frozenset((None, "territory"))
_OF_HOURS: Final = frozenset((None, "load"))
_LOAD: Final = frozenset(("rebalance", "leaving", "more_managers", "hours_per_week", "service_times"))


def capacity_slots(reading: Reading) -> Slots:
    """Arguments of `capacity_plan`."""
    text = fold(reading.masked)
    assumed = {**_moves(reading, text), **_headcount(text), **_times(text)}
    show = _shown(reading, text, assumed)
    slots = {**one_partner(reading), **scope_slots(reading), **grouping(reading), **assumed}
    if show:
        slots["show"] = show
    slots.pop(slots.get("by", ""), None)  # what is grouped by is no filter
    if show == "load":
        return {**_of_managers(slots, reading), **_weekly(text)}
    if show == "investment":
        slots |= _spent(reading, text)
    ahead = not words_for("happened_then").search(text)
    periods = periods_in(text, reading.as_of, ahead=ahead)
    if periods and show in _PLANS_AHEAD:
        slots |= {"show": "territory", "period": periods[0].period}
    elif periods:
        slots["partly"] = True
    return {**slots, **limit_slot(replace(reading, text=without_amounts(fold(reading.text)), mentions=()))}


def _shown(reading: Reading, text: str, assumed: Slots) -> str | None:
    if "targets_times" in assumed:
        return "territory"
    if _LOAD & set(assumed):
        return "load"
    return reading.choice("show", _said(reading, text))


def _said(reading: Reading, text: str) -> str | None:
    show = said(reading, "plan")
    if show in _OF_HOURS and hours_in(text):
        return "load" if weekly_hours_in(text) else _spent_or_needed(show, text)
    return show or ("investment" if money_in(text) or said(reading, "cost") else None)


def _spent_or_needed(show: str | None, text: str) -> str:
    """Whether hours are to be spent where they return most, or are those that partners need."""
    return "investment" if show is None or hours_to_spend(text) or words_for("spends").search(text) else show


def _moves(reading: Reading, text: str) -> Slots:
    """Whose partners are to be taken over, or whether partners are to change manager at all."""
    if leaver := _leaver(reading, text):
        others = [one for one in of_kind(reading.mentions, NameKind.MANAGER) if one.ids != leaver.ids]
        takers = {"between": tuple(one.text for one in others)} if len(others) >= _FEWEST_TAKERS else {}
        return {"leaving": leaver.text, **takers}
    if unknown := unknown_leaver(reading):
        return {"leaving": unknown}
    if not words_for("rebalances").search(text) or money_in(text) is not None:
        return {}
    return {"rebalance": True, **_takers(reading)}


def _leaver(reading: Reading, text: str) -> Mention | None:
    """The colleague who leaves: the one named where it is said, which need not be the first."""
    said, people = words_for("leaving").search(text), list(of_kind(reading.mentions, *_PEOPLE))
    if said is None:
        return None
    place = text[: said.start()].count("personx")
    meant = people[place] if place < len(people) else None
    return meant if meant and meant.kind is NameKind.MANAGER else reading.first(NameKind.MANAGER)


def unknown_leaver(reading: Reading) -> str | None:
    """Who leaves, when nobody known has that name: `what if Cedric leaves`."""
    found = _LEAVES.match(reading.text)
    if found is None or any(one.start <= found.start("who") < one.end for one in reading.mentions):
        return None
    everyday = _NOT_NAMES.match(found["who"]) or fold(found["who"]) in reading.ordinary
    return None if everyday else found["who"]


def _takers(reading: Reading) -> Slots:
    """Between whom partners are split; `me` has no name that could be passed on."""
    found = _AMONG.search(reading.text)
    if found is None:
        return {}
    takers = [one for one in of_kind(reading.mentions, NameKind.MANAGER) if one.start >= found.end()]
    if _ME.search(reading.text, found.end()) or len(takers) < _FEWEST_TAKERS:
        return {"partly": True}
    return {"between": tuple(one.text for one in takers)}


def _headcount(text: str) -> Slots:
    """How many managers more, or fewer, are assumed; `how many people` assumes none."""
    for match in _HEADS.finditer(text):
        fewer = match["lost"] or match["less"] or match["minus"]
        changes = fewer or match["more"] or match["after"] or match["n"] == "another"
        if changes or _HIRING.search(text[: match.start()]):
            return {"more_managers": -_heads(match) if fewer else _heads(match)}
    hired = _HIRED.search(text)
    return {"more_managers": _heads(hired)} if hired else {}


def _heads(match: re.Match[str]) -> int:
    return 1 if match["n"] == "another" else counted(match["n"])


def _times(text: str) -> Slots:
    """What is assumed of targets or of service: `targets 20 % higher`, `if service took twice as long`."""
    factor = factor_in(text)
    if factor is None:
        return {}
    if words_for("targets").search(text):
        return {"targets_times": factor}
    return {"service_times": factor} if words_for("service").search(text) else {}


def _of_managers(slots: Slots, reading: Reading) -> Slots:
    """Of workload: it is told per manager, and of everybody unless it is one's own."""
    text = fold(reading.masked)
    slots = {name: value for name, value in slots.items() if (name, value) != ("by", "manager")}
    among, manager = _AMONG.search(reading.text), reading.first(NameKind.MANAGER)
    takes = among is not None and manager is not None and manager.start >= among.end()
    if "leaving" in slots or takes:
        slots.pop("manager", None)
    if _MORE_PARTNERS.search(text):
        slots = {name: value for name, value in slots.items() if name != "tier"} | {"partly": True}
    everybody = words_for("whole_team").search(text) and not words_for("just_me").search(text)
    team = {"rebalance", "leaving", "more_managers"} & set(slots) or everybody
    return {**slots, "scope": "portfolio"} if team and not {"scope", "manager"} & set(slots) else slots


def _weekly(text: str) -> Slots:
    hours = weekly_hours_in(text)
    return {"hours_per_week": hours} if hours else {}


def _spent(reading: Reading, text: str) -> Slots:
    """Hours or money to be spent, how much of it, and on what."""
    kind, money, hours = said(reading, "cost"), money_in(text), hours_in(text)
    slots: Slots = {"cost": kind} if kind else {}
    if money is not None:
        return {**slots, "spend": "money", "amount": money}
    if hours is not None and not kind:
        return {"spend": "hours", "amount": hours}
    unit = "money" if kind or words_for("money").search(text) else None
    unit = reading.choice("spend", unit or ("hours" if words_for("time").search(text) else None))
    return {**slots, **({"spend": unit} if unit else {})}
