"""Half sentences that ask on about plans and money just told: `only Nordics`, `20k`, `and vs June?`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.amounts import without_amounts
from assistant.planner.common_slots import Slots
from assistant.planner.date_words import MONTHS, NUMBERS, UNITS
from assistant.planner.narrowing import put_in
from assistant.planner.periods import period_before
from assistant.planner.planning_conditions import unmet_by_plan
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for
from assistant.planner.thread import Call
from prompts.words import condition, shape, value_patterns, word_list, words_for
from tools.spelling import fold

_TOOLS: Final = frozenset(
    ("capacity_plan", "partner_economics", "commission_statement", "business_proposition", "record_play")
)
_MOST_WORDS: Final = 9
_MOST_UNKNOWN: Final = 1  # word of a half sentence; with more it is a question of its own
_WHERE: Final = ("region", "country", "sector", "technology")
_WHOSE: Final = (*_WHERE, "partner", "scope", "manager", "type", "tier", "excluding", "period")
_CLOSED: Final = (
    "by", "cost", "plan", "economics", "cost_order", "commission", "type", "tier", "times", "nationality",
    "level",
)  # fmt: skip
_SAID: Final = (
    "service", "targets", "excluding", "portfolio", "book", "asks_on", "packs", "more_of_it", "less_of_it",
    "spends", "rebalances",
)  # fmt: skip
_STATED: Final = ("bound", "commission_detail", "window", "half_year")
_RECRUITS: Final = shape("recruits")
_MASK: Final = re.compile(r"\b(?:partner|person|region|sector|tech|customer)x\b")
_UNIT: Final = re.compile(rf"\b(?:{'|'.join(UNITS.values())})\b")


def asked_on(reading: Reading, last: Call, fields: Mapping[str, frozenset[str]]) -> Call | None:
    """The last call with what a half sentence changes of it; None when that is no half sentence of it.

    Args:
        reading: The half sentence.
        last: The call just answered.
        fields: Argument names by tool.
    """
    if last.tool not in _TOOLS or len(reading.text.split()) > _MOST_WORDS:
        return None
    if words_for("in_all").search(reading.folded):
        return _in_all(reading, last)
    if last.args.get("show") == "territory" and _RECRUITS.search(reading.folded) and not reading.partners:
        return Call(last.tool, {"show": "territory", **_only(last.args, *_WHERE, "scope", "period")})
    said = slots_for(last.tool, reading, fields[last.tool])
    if last.tool == "commission_statement" and said.get("show") == "why" and not reading.partners:
        return Call(last.tool, _compared(last.args, said))
    return _narrowed(reading, last, said) if _asks_on(reading) else None


def _in_all(reading: Reading, last: Call) -> Call:
    """`total?`, `and in total for the team?`: the same once more, of everybody or not in parts."""
    kept = {name: value for name, value in last.args.items() if name not in {"by", "limit"}}
    if words_for("for_the_team").search(reading.folded):
        kept = {name: value for name, value in kept.items() if name not in {"manager", "partner"}}
        kept["scope"] = "portfolio"
    return Call(last.tool, kept)


def _asks_on(reading: Reading) -> bool:
    """Whether the words lean on what was told, and hardly a word of them is about anything else."""
    text = without_amounts(fold(reading.masked))
    if not words_for("asks_on").search(reading.folded) or words_for("in_a_mail").search(text):
        return False
    for pattern in (_MASK, _UNIT, *map(condition, _STATED), *map(words_for, _SAID)):
        text = pattern.sub(" ", text)
    for slot in _CLOSED:
        for pattern in value_patterns(slot).values():
            text = pattern.sub(" ", text)
    known = word_list("fillers") | MONTHS.keys() | NUMBERS.keys()
    unknown = [word for word in re.findall(r"[^\W_]+", text) if word not in known and not word.isdigit()]
    return len(unknown) <= _MOST_UNKNOWN


def _narrowed(reading: Reading, last: Call, said: Slots) -> Call | None:
    """The last call, narrowed or changed by what is said, which may be more than arguments carry."""
    if last.tool == "record_play":
        said = {**said, "action": "show"} if last.args.get("action") == "show" else {}
    partly = unmet_by_plan(last.tool, said, reading)
    if not (said or partly):
        return None
    if last.tool == "commission_statement" and last.args.get("show") == "why":
        changed = _compared(last.args, said)
    else:
        changed = put_in(_kept(last.args, said), said)
    return Call(last.tool, {**changed, **({"partly": True} if partly else {})})


def _kept(args: Mapping[str, Any], said: Slots) -> Slots:
    """What stays of the last call; of another kind of answer only whose it is."""
    other = "show" in said and said["show"] != args.get("show", said["show"])
    kept = _only(args, *_WHOSE) if other else dict(args)
    places = {"region", "country"} if {"region", "country"} & set(said) else set()
    return {name: value for name, value in kept.items() if name not in places | {"partly"}}


def _compared(args: Mapping[str, Any], said: Slots) -> Slots:
    """A difference, of the period asked for and the one before it unless another is named."""
    kept = {**_only(args, *_WHOSE, "before", "customer"), **said, "show": "why"}
    period, before = kept.get("period"), kept.get("before")
    named = "before" in said and (before or "") < (period or "9")
    if period and not named and (before or "period" in said) and (before or "period" in args):
        kept["before"] = period_before(period)
    return kept


def _only(args: Mapping[str, Any], *names: str) -> Slots:
    return {name: args[name] for name in names if name in args}
