"""Half sentences after an answer: `why?`, `and in DACH?`, `the second one`, `what about Kestrel`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assistant.planner.draft_slots import reworded
from assistant.planner.leftover import leftover
from assistant.planner.narrowing import narrowed, put_in
from assistant.planner.places import few_in, place_in, without_place
from assistant.planner.plain_forms import plain_form
from assistant.planner.planning_follow_ups import planning_follow_up
from assistant.planner.reading import Reading
from assistant.planner.reminder_follow_ups import reminder_follow_up
from assistant.planner.slots import slots_for
from assistant.planner.small_talk import written_to
from assistant.planner.thread import Call, Thread
from assistant.planner.tier_follow_ups import tier_follow_up
from prompts.words import named_shapes, shape
from tools.spelling import fold

_WHY: Final = shape("why")
_MORE: Final = shape("more")
_LIST_TOOLS: Final = frozenset(
    ("partners_needing_attention", "find_partners", "compare_partners", "tier_movements", "coverage_map")
)
_ALL: Final = shape("all_of_them")
_LEADS_MISSING: Final = shape("leads_missing")
_WHOM_THERE: Final = shape("whom_there")
_WHAT_TO_DO: Final = shape("what_to_do")
_STILL_MISSING: Final = shape("still_missing")
_SINCE_WHEN: Final = shape("since_when")
_TELL_SINCE_WHEN: Final = frozenset(("tier_movements", "journey_status", "snooze", "certifications"))
_ASKS_ITSELF: Final = shape("asks_itself")
_HOW_IS: Final = shape("how_is_somebody")
_NOTED_TOO: Final = shape("noted_too")
_STEP: Final = 5
_MOST: Final = 50
_FEWER_AT_MOST: Final = {"search_notes": 20, "draft_message": 20, "compare_partners": 6}
_FRAGMENT_WORDS: Final = 9
_CHANGES: Final = frozenset(("set", "pause", "resume", "mute", "unmute"))
_OF_A_PARTNER: Final = ("unmute", "mute")
_SETTING_WORDS: Final = 8
_SEVERAL: Final = 2
_SEVERAL_AT_MOST: Final = 3

Fields = Mapping[str, frozenset[str]]


def follow_up(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """The call that a half sentence stands for; None when the question stands by itself.

    Args:
        reading: The half sentence.
        thread: The answer before it.
        fields: Argument names by tool, for every tool that can be called.
    """
    last = thread.last
    if noted := _noted_too(reading, last, thread):
        return noted
    if last is None or len(reading.text.split()) > _FRAGMENT_WORDS:
        return None
    return (
        reminder_follow_up(reading, thread, fields)
        or tier_follow_up(reading, thread, fields)
        or planning_follow_up(reading, thread, fields)
        or _reason(reading, thread, fields)
        or _about_focus(reading, thread, fields)
        or _written(reading, thread)
        or _redraft(reading, last, thread)
        or _setting(reading, last, fields)
        or _told_again(reading, last)
        or _longer(reading, last, fields)
        or _fragment(reading, thread, last, fields)
    )


def of_each(call: Call, reading: Reading, thread: Thread) -> tuple[Call, ...]:
    """The call once for each partner that the half sentence means: `and Kestrel and Orange?`, `both`."""
    meant = reading.partners or few_in(reading, thread)
    if len(meant) < _SEVERAL or call.args.get("partner") != meant[0] or "other" in call.args:
        return (call,)
    return tuple(Call(call.tool, {**call.args, "partner": one}) for one in meant[:_SEVERAL_AT_MOST])


def _reason(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """`why?`, `why the second one?`."""
    if not _WHY.match(without_place(reading)) or "explain_change" not in fields:
        return None
    partner = place_in(reading, thread) or (reading.partners or (thread.focus,))[0]
    return Call("explain_change", {"partner": partner}) if partner else None


def _written(reading: Reading, thread: Thread) -> Call | None:
    """`ok, write him`."""
    recipients = written_to(reading, thread)
    return Call("draft_message", {"partners": recipients}) if recipients else None


def _told_again(reading: Reading, last: Call) -> Call | None:
    """`since when?`: the answer just given tells it."""
    return last if last.tool in _TELL_SINCE_WHEN and _SINCE_WHEN.match(reading.folded) else None


def _longer(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """`more`, `and who else?`: the same list, longer."""
    every = _ALL.match(reading.folded) and last.tool != "draft_message"
    if not (every or _MORE.match(reading.folded)) or "limit" not in fields.get(last.tool, ()):
        return None
    most = _FEWER_AT_MOST.get(last.tool, _MOST)
    longer = most if every else min(int(last.args.get("limit", _STEP)) + _STEP, most)
    return Call(last.tool, {**last.args, "limit": longer})


def _noted_too(reading: Reading, last: Call | None, thread: Thread) -> Call | None:
    """`also: no calls before ten`: one more note about the same partner, in the asker's words."""
    match = _NOTED_TOO.match(reading.text) if last and last.tool == "log_note" else None
    if match is None or reading.partners or thread.focus is None:
        return None
    return Call("log_note", {"partner": thread.focus, "text": match["text"]})


def _about_focus(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """`how many leads are missing?`, `who do I talk to there?`, `what should I do about it?`."""
    if reading.partners or thread.focus is None:
        return None
    for pattern, tool in (
        (_LEADS_MISSING, "tier_what_if"),
        (_WHOM_THERE, "partner_profile"),
        (_WHAT_TO_DO, "call_brief"),
        (_STILL_MISSING if thread.last and thread.last.tool == "journey_status" else None, "journey_status"),
    ):
        if pattern and tool in fields and pattern.search(reading.folded):
            return Call(tool, {"partner": thread.focus})
    return None


def _fragment(reading: Reading, thread: Thread, last: Call, fields: Fields) -> Call | None:
    """A place, a name or another value for the last question."""
    if last.tool not in fields or not _is_fragment(reading, last):
        return None
    if few := few_in(reading, thread):
        return _chosen(few, last, fields)
    chosen = place_in(reading, thread)
    return _chosen((chosen,), last, fields) if chosen else _changed(reading, last, fields)


def _redraft(reading: Reading, last: Call, thread: Thread) -> Call | None:
    """The drafts just shown, worded as the message asks, in its language, to whom it says."""
    if last.tool != "draft_message" or reading.partners:
        return None
    args = reworded(reading, last.args)
    if args is None:
        return None
    if not args.get("partners") and thread.partners:
        args["partners"] = thread.partners
    return Call("draft_message", args)


def _setting(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """A change of the digest just talked about: `pause it until Monday`, `resume`."""
    if last.tool != "digest_settings" or last.tool not in fields:
        return None
    said = slots_for("digest_settings", reading, fields["digest_settings"])
    if "partner" in last.args and not reading.partners:
        patterns = named_shapes("digest_actions")
        action = next((name for name in _OF_A_PARTNER if patterns[name].search(reading.folded)), None)
        said = {"action": action, "partner": last.args["partner"]} if action else said
    changes = said.get("action") in _CHANGES and len(reading.text.split()) <= _SETTING_WORDS
    return Call("digest_settings", said) if changes else None


def _is_fragment(reading: Reading, last: Call) -> bool:
    """Whether nothing of weight is left beside names and values, and no tool is named by the wording."""
    if last.tool != "partner_profile" and _HOW_IS.match(fold(reading.masked)):
        return False
    leans = shape("leans_on_last").search(reading.folded) or shape("of_them").search(reading.folded)
    stands = _ASKS_ITSELF.match(reading.folded) or plain_form(reading)
    return bool(leans or not stands) and not leftover(reading, last.tool)


def _chosen(meant: tuple[str, ...], last: Call, fields: Fields) -> Call:
    """Places in the list just shown: the same question about them, or a profile after a list."""
    several = len(meant) > 1
    if last.tool not in _LIST_TOOLS or (several and last.tool == "compare_partners"):
        if "partners" in fields[last.tool]:
            return Call(last.tool, put_in(last.args, {"partners": meant}))
        if "partner" in fields[last.tool]:
            return Call(last.tool, put_in(last.args, {"partner": meant[0]}))
    if several and "limit" in fields[last.tool]:
        return Call(last.tool, {**last.args, "limit": len(meant)})
    return Call("partner_profile", {"partner": meant[0]})


def _changed(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """The last call with what the fragment says; the profile of who is named after a list of many."""
    call = narrowed(reading, last, fields[last.tool])
    leaves_out = call is not None and call.args.get("excluding") != last.args.get("excluding")
    if reading.partners and not leaves_out and not {"partner", "partners"} & fields[last.tool]:
        profile = Call("partner_profile", {"partner": reading.partners[0]})
        return profile if profile.tool in fields else None
    return call
