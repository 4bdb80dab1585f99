"""Half sentences after an answer about tiers: `why?`, `accept them`, `and at 60?`, `and a diamond?`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.places import few_in, place_in, place_left_out, without_place
from assistant.planner.policy_slots import assumed_again, policy_slots
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for
from assistant.planner.thread import Call, Thread
from prompts.words import shape, words_for

_WHY: Final = shape("why")
_CONTINUES: Final = re.compile(
    r"^\W*(?:and|or|und|oder|y|o|et|ou|ok|okay|now|then|with|mit|con|avec|at|bei|a|but|aber|pero|mais|\d+)\b"
)
_DECISIONS: Final = frozenset(("accept", "reopen"))

Fields = Mapping[str, frozenset[str]]


def tier_follow_up(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """The call that a half sentence after an answer about tiers stands for; None if it is none."""
    last = thread.last
    if last is None or last.tool not in fields:
        return None
    if last.tool == "tier_what_if":
        return _assumed(reading, last)
    if last.tool in {"tier_movements", "review_decision"}:
        return _reason(reading, thread, fields) or _decided(reading, thread, fields)
    return None


def _reason(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """Why a partner moved, not why its score changed."""
    if "tier_movements" not in fields or not _WHY.match(without_place(reading)):
        return None
    partner = place_in(reading, thread) or (reading.partners or (thread.focus,))[0]
    before = thread.last.args if thread.last else {}
    since = {"since": before["since"]} if "since" in before else {}
    return Call("tier_movements", {"partner": partner, **since}) if partner else None


def _decided(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """`accept them`, `accept all but the second one`, after proposals were shown."""
    if "review_decision" not in fields or reading.partners:
        return None
    said = slots_for("review_decision", reading, fields["review_decision"])
    if said.get("action") not in _DECISIONS or set(said) - {"action", "excluding"}:
        return None
    last = thread.last
    scope = dict(last.args) if last and last.tool == "review_decision" else {}
    kept = {name: value for name, value in scope.items() if name not in {"action", "to", "reason"}}
    return Call("review_decision", {**kept, **said, **_whom(reading, thread)})


def _whom(reading: Reading, thread: Thread) -> dict[str, Any]:
    """Of the proposals shown: one left out, some picked, or `them`; empty for all that wait."""
    if left_out := place_left_out(reading, thread):
        return {"excluding": (left_out,)}
    if place := place_in(reading, thread):
        return {"partners": (place,)}
    refers = bool(words_for("pronoun").search(reading.folded)) and "all" not in reading.folded.split()
    meant = few_in(reading, thread) or (thread.all_partners if refers else ())
    return {"partners": meant} if meant else {}


def _assumed(reading: Reading, last: Call) -> Call | None:
    """Another number, weight or tier in place of the one assumed before."""
    if reading.partners or not _CONTINUES.match(reading.folded):
        return None
    said = policy_slots(reading) or assumed_again(reading, last.args)
    tier = reading.word("tier") or reading.word("target")
    if tier and "target" in last.args:
        said = {**said, "target": tier}
    return Call(last.tool, {**last.args, **said}) if said else None
