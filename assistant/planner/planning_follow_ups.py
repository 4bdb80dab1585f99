"""Half sentences after an answer about plans, money, plays, introductions: `why?`, `they agreed`, `done`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.asking_on import asked_on
from assistant.planner.introduction_slots import introduction_action, introduction_slots
from assistant.planner.places import place_in, without_place
from assistant.planner.play_slots import done_on, play_named
from assistant.planner.reading import Reading
from assistant.planner.thread import Call, Thread
from prompts.words import shape, words_for
from tools.spelling import fold

_WHY: Final = shape("why")
_SHORTER: Final = shape("shorter_list")
_DONE: Final = shape("play_done")
_EXPLAINED: Final = frozenset(("partner_economics", "capacity_plan", "business_proposition"))
_PER_LIST: Final = frozenset(("by", "limit", "order", "scope"))  # of no use once one partner is meant
_UNPAID: Final = frozenset(("on_hold", "late", "unpaid", "paid"))
_PLACE: Final = "partnerref"
_PACK_WORDS: Final = 6
_USUAL: Final = 5

Fields = Mapping[str, frozenset[str]]


def planning_follow_up(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """The call that a half sentence after such an answer stands for; None if it is none."""
    last = thread.last
    if last is None or last.tool not in fields:
        return None
    if _SHORTER.match(reading.folded) and "limit" in fields[last.tool] and last.tool != "draft_message":
        return Call(last.tool, {**last.args, "limit": max(1, (int(last.args.get("limit", _USUAL)) + 1) // 2)})
    if last.tool == "suggest_introduction":
        return _introduced(reading, thread, last)
    if last.tool == "playbook" and "record_play" in fields:
        return _recorded(reading, thread)
    if last.tool == "call_brief":
        return _packed(reading, last)
    return _reason(reading, thread, last) or asked_on(reading, last, fields)


def _reason(reading: Reading, thread: Thread, last: Call) -> Call | None:
    """Why a commission differs; what a figure of one partner is made of."""
    if words_for("how_sure").search(reading.folded) and last.tool in _EXPLAINED:
        return last  # the range stands beside each figure
    if not _WHY.match(without_place(reading)):
        return None
    chosen = place_in(reading, thread) or next(iter(reading.partners), None)
    partner = chosen or last.args.get("partner") or thread.focus
    if last.tool == "commission_statement":
        kept = _only(last.args, "period", "before")
        if last.args.get("show") in _UNPAID and (chosen or "partner" not in last.args):
            return Call(last.tool, {"partner": partner, "show": last.args["show"]}) if partner else None
        return Call(last.tool, {**({"partner": partner} if partner else {}), **kept, "show": "why"})
    if last.tool not in _EXPLAINED or partner is None:
        return None
    kept = {name: value for name, value in last.args.items() if name not in _PER_LIST}
    return Call(last.tool, {**kept, "partner": partner})


def _introduced(reading: Reading, thread: Thread, last: Call) -> Call | None:
    """What a side answered, or that they met, of the introduction just spoken of."""
    said, action = introduction_slots(reading), introduction_action(reading)
    sides = _only(last.args, "partner", "other")
    if sides and words_for("calls_off").search(reading.folded):
        return Call(last.tool, {**sides, "action": "status", "partly": True})
    if action == "suggest":
        return _proposed(reading, thread, last)
    if action == "propose" and len(reading.partners) > 1:
        return None
    if named := said.pop("partner", None):
        sides = sides if {"partner", "other"} <= set(sides) else {**sides, "partner": named}
    said.pop("other", None)
    if action == "outcome" and "outcome" not in said:
        said["outcome"] = reading.text.strip()
    return Call(last.tool, {**sides, **said, "action": action})


def _proposed(reading: Reading, thread: Thread, last: Call) -> Call | None:
    """`introduce them to the second one`: one of those suggested."""
    other, partner = place_in(reading, thread), last.args.get("partner")
    if not (other and partner and words_for("introduces").search(fold(reading.masked))):
        return None
    return Call(last.tool, {"action": "propose", "partner": partner, "other": other})


def _recorded(reading: Reading, thread: Thread) -> Call | None:
    """`done`, `log it`: the play just suggested was done."""
    partner = next(iter(reading.partners), None) or thread.focus
    if partner is not None and words_for("did_it_work").search(reading.folded):
        return Call("record_play", {"action": "show", "partner": partner})
    if thread.last and not reading.partners and _PLACE in without_place(reading):
        return Call("playbook", {**thread.last.args, "partly": True})  # places of plays are not kept
    if partner is None or not _DONE.match(reading.folded):
        return None
    play = play_named(reading) or (thread.last.args.get("play") if thread.last else None)
    args = {"partner": partner, **({"play": play} if play else {}), **done_on(reading)}
    return Call("record_play", args)


def _packed(reading: Reading, last: Call) -> Call | None:
    """`with the pack`, `and the QBR deck`: the same brief with the pack."""
    asked = words_for("packs").search(reading.folded) and not reading.partners
    short = len(re.findall(r"\w+", reading.text)) <= _PACK_WORDS
    return Call(last.tool, {**last.args, "pack": True}) if asked and short else None


def _only(args: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: args[name] for name in names if name in args}
