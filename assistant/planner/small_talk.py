"""Short messages of a conversation: greetings, `send it` and `shorter` after a draft, what not to draft."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.date_words import NUMBERS
from assistant.planner.draft_slots import changes, tongue
from assistant.planner.plan import Declined
from assistant.planner.reading import Reading
from assistant.planner.thread import Thread
from prompts.words import shape, talk, words_for
from tools.spelling import fold

_LANGUAGES: Final = frozenset(("en", "de", "fr", "es"))
_FEW_WORDS: Final = 12
_RESTYLE: Final = shape("restyle")
_MAY_HAVE_CHANGED: Final = frozenset((
    "log_note", "delete_note", "follow_ups", "snooze", "digest_settings", "record_play", "review_decision",
    "suggest_introduction",
))  # fmt: skip


def small_talk(reading: Reading, thread: Thread) -> Declined | None:
    """What a message that asks for no tool comes to; None when it may ask for one."""
    if talk("thanked").match(reading.folded):
        return Declined.THANKED
    if talk("greeting").match(reading.folded):
        return Declined.GREETING
    if len(reading.text.split()) > _FEW_WORDS or reading.partners:
        return None
    if talk("lets_go").match(reading.folded) and _nothing_to_undo(thread):
        return Declined.LET_GO
    after_draft = thread.last is not None and thread.last.tool == "draft_message"
    if talk("send_it").match(reading.folded) and not _decides_tiers(reading, thread):
        return Declined.APPROVE_BELOW if after_draft else Declined.UNCLEAR
    return Declined.NOT_YET if after_draft and _cannot_be_reworded(reading) else None


def _nothing_to_undo(thread: Thread) -> bool:
    """Whether `drop it` is about an answer, a draft or a question back, and takes nothing back."""
    if thread.last is None:
        return bool(thread.unanswered)
    return thread.last.tool not in _MAY_HAVE_CHANGED


def _cannot_be_reworded(reading: Reading) -> bool:
    """Whether a draft is wanted in another tongue, or with something in it, that no argument carries."""
    if language := tongue(reading):
        return language not in _LANGUAGES
    asks = _RESTYLE.search(reading.folded) or talk("rewording").search(reading.folded)
    return bool(asks) and not changes(reading)


def _decides_tiers(reading: Reading, thread: Thread) -> bool:
    """Whether `approve them` is about the proposals of the review that were just shown."""
    about_tiers = thread.last is not None and thread.last.tool in {"review_decision", "tier_movements"}
    return about_tiers and reading.word("review") == "accept"


def only_restyles(reading: Reading) -> bool:
    """Whether a draft is to be worded differently, and none is to be written."""
    if reading.partners or talk("draft_verb").search(reading.folded):
        return False
    return bool(_RESTYLE.search(reading.folded)) and tongue(reading) is None


def without_refused_draft(text: str) -> str | None:
    """What is asked for beside `don't write to them`; empty if nothing is, None when no draft is refused."""
    folded = fold(text)
    seen = folded if len(folded) == len(text) else text.lower()  # spans must fit the text as typed
    match = talk("not_drafting").search(seen)
    if match is None:
        return None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;.:!")
    rest = talk("but_rather").sub("", rest)
    return "" if talk("draft_verb").search(fold(rest)) else rest


def first_few(reading: Reading) -> int | None:
    """How many of the list just shown are meant: `the first two`."""
    match = talk("first_few").search(reading.folded)
    if match is None:
        return None
    words = match["n"] or match["m"]
    return int(words) if words.isdigit() else NUMBERS[words]


def written_to(reading: Reading, thread: Thread) -> tuple[str, ...]:
    """To whom `ok, write him` means to write; empty when the message is something else."""
    if not talk("write_them").match(reading.folded) or not words_for("pronoun").search(reading.folded):
        return ()
    one = re.search(r"\b(?:him|her|ihm|ihr|it|lui|escribele|mandale)\b", reading.folded)
    return (thread.focus,) if one and thread.focus else thread.all_partners
