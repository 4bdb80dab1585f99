"""Half sentences after an answer: `why?`, `and in DACH?`, `the second one`, `what about Kestrel`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.date_words import MONTHS, NUMBERS, WEEKDAYS
from assistant.planner.network_slots import expires_until
from assistant.planner.places import place_in, without_place
from assistant.planner.planning_follow_ups import planning_follow_up
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for
from assistant.planner.small_talk import tongue, written_to
from assistant.planner.thread import Call, Thread
from assistant.planner.tier_follow_ups import tier_follow_up
from prompts.words import shape, talk, value_patterns, word_list, words_for

_WHY: Final = shape("why")
_FILLERS: Final = word_list("fillers")
_MORE: Final = shape("more")
_LIST_TOOLS: Final = frozenset(
    ("partners_needing_attention", "find_partners", "compare_partners", "tier_movements", "coverage_map")
)
_ALL: Final = shape("all_of_them")
_LEADS_MISSING: Final = shape("leads_missing")
_WHOM_THERE: Final = shape("whom_there")
_WHAT_TO_DO: Final = shape("what_to_do")
_STEP: Final = 5
_MOST: Final = 50
_FEWER_AT_MOST: Final = {"search_notes": 20, "draft_message": 20, "compare_partners": 6}
_FRAGMENT_WORDS: Final = 9
_CLOSED: Final = (
    "lane", "phase", "tier", "type", "category", "language", "direction", "cells", "certificates", "level",
    "by", "cost", "plan", "economics", "cost_order", "commission", "play_reason",
)  # fmt: skip
_CHANGES: Final = frozenset(("set", "pause", "resume", "mute", "unmute"))
_SETTING_WORDS: Final = 8
_OF_DATES: Final = frozenset((*MONTHS, *WEEKDAYS, *word_list("date_words")))

Fields = Mapping[str, frozenset[str]]


def follow_up(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """The call that a half sentence stands for; None when the question stands by itself.

    Args:
        reading: The half sentence.
        thread: The answer before it.
        fields: Argument names by tool, for every tool that can be called.
    """
    last = thread.last
    if last is None or len(reading.text.split()) > _FRAGMENT_WORDS:
        return None
    return (
        tier_follow_up(reading, thread, fields)
        or planning_follow_up(reading, thread, fields)
        or _reason(reading, thread, fields)
        or _about_focus(reading, thread, fields)
        or _written(reading, thread)
        or _redraft(reading, last, thread)
        or _setting(reading, last, fields)
        or _longer(reading, last, fields)
        or _fragment(reading, thread, last, fields)
    )


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


def _longer(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """`more`, `and who else?`: the same list, longer."""
    every = _ALL.match(reading.folded) and last.tool != "draft_message"
    if not (every or _MORE.match(reading.folded)) or "limit" not in fields.get(last.tool, ()):
        return None
    most = _FEWER_AT_MOST.get(last.tool, _MOST)
    longer = most if every else min(int(last.args.get("limit", _STEP)) + _STEP, most)
    return Call(last.tool, {**last.args, "limit": longer})


def _about_focus(reading: Reading, thread: Thread, fields: Fields) -> Call | None:
    """`how many leads are missing?`, `who do I talk to there?`, `what should I do about it?`."""
    if reading.partners or thread.focus is None:
        return None
    for pattern, tool in (
        (_LEADS_MISSING, "tier_what_if"),
        (_WHOM_THERE, "partner_profile"),
        (_WHAT_TO_DO, "call_brief"),
    ):
        if tool in fields and pattern.search(reading.folded):
            return Call(tool, {"partner": thread.focus})
    return None


def _fragment(reading: Reading, thread: Thread, last: Call, fields: Fields) -> Call | None:
    """A place, a name or another value for the last question."""
    if not _is_fragment(reading) or last.tool not in fields:
        return None
    chosen = place_in(reading, thread)
    return _choose(chosen, last, fields) if chosen else _changed(reading, last, fields)


def _redraft(reading: Reading, last: Call, thread: Thread) -> Call | None:
    """The drafts just shown, in the language that the message asks for and nothing else."""
    language = tongue(reading)
    if last.tool != "draft_message" or language is None or reading.partners:
        return None
    args: dict[str, Any] = {**last.args, "language": language}
    if not args.get("partners") and thread.partners:
        args["partners"] = thread.partners
    return Call("draft_message", args)


def _setting(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """A change of the digest just talked about: `pause it until Monday`, `resume`."""
    if last.tool != "digest_settings" or last.tool not in fields:
        return None
    said = slots_for("digest_settings", reading, fields["digest_settings"])
    changes = said.get("action") in _CHANGES and len(reading.text.split()) <= _SETTING_WORDS
    return Call("digest_settings", said) if changes else None


def _is_fragment(reading: Reading) -> bool:
    """Whether nothing is left of the text once names, closed values, dates and filler words are taken out."""
    text = talk("detail").sub(" ", without_place(reading))
    for slot in _CLOSED:
        for pattern in value_patterns(slot).values():
            text = pattern.sub(" ", text)
    for slot in ("portfolio", "stuck", "excluding", "person", "also_snoozed"):
        text = re.sub(rf"\b(?:{words_for(slot).pattern})(?!\w)", " ", text)
    known = _FILLERS | _OF_DATES | NUMBERS.keys()
    return all(word in known or word.isdigit() for word in re.findall(r"[^\W_]+", text))


def _choose(partner: str, last: Call, fields: Fields) -> Call:
    """A place in the list just shown: the same question about it, or its profile after a list."""
    if "partner" in fields[last.tool] and last.tool not in _LIST_TOOLS:
        return Call(last.tool, {**last.args, "partner": partner})
    if "partners" in fields[last.tool] and last.tool not in _LIST_TOOLS:
        return Call(last.tool, {**last.args, "partners": (partner,)})
    return Call("partner_profile", {"partner": partner})


def _changed(reading: Reading, last: Call, fields: Fields) -> Call | None:
    """The last call with what the fragment says in place of what it said before."""
    said = slots_for(last.tool, reading, fields[last.tool])
    said.pop("query", None)
    if last.tool == "certifications" and reading.word("certificates") is None:
        said.pop("show", None)
        said |= expires_until(reading) if last.args.get("show") == "expiring" else {}
    if last.tool == "digest_settings" and said == {"action": "show"}:
        return None
    if reading.partners and not {"partner", "partners"} & fields[last.tool]:
        return (
            Call("partner_profile", {"partner": reading.partners[0]}) if "partner_profile" in fields else None
        )
    if not said:
        return None
    if last.tool == "compare_partners" and reading.partners:
        said["partners"] = tuple(dict.fromkeys((*last.args.get("partners", ()), *reading.partners)))
    kept = {name: value for name, value in last.args.items() if name not in _replaced_by(said)}
    return Call(last.tool, {**kept, **said})


def _replaced_by(said: Mapping[str, Any]) -> set[str]:
    places = {"region", "country"}
    whom = {"partner", "partners", "contact"}
    return set(said) | (places if places & set(said) else set()) | (whom if whom & set(said) else set())
