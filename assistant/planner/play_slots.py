"""What a question asks of plays: which fits, how one is run, what was done and what followed."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import Slots, limit_slot, one_partner, said, scope_slots
from assistant.planner.date_words import NUMBERS, counted
from assistant.planner.dates import since
from assistant.planner.past_days import Told, times_in
from assistant.planner.reading import Reading, hiding_names
from prompts.words import shape, words_for
from tools.spelling import fold

_CALLED: Final = shape("play_called")
_AFTER: Final = shape("play_after")
_WORD: Final = "|".join(
    sorted((word for word, number in NUMBERS.items() if number > 1), key=len, reverse=True)
)
_HOW_MANY: Final = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{_WORD})\s+(?:\w+\s+)?(?:ideas?|ideen|idees?|plays?|tips?|steps|moves|actions?|jugadas|"
    r"massnahmen|consejos|conseils)\b"
)
_ACTION_OF: Final = re.compile(r"(?i)^(?:action|jugada|acci[o\u00f3]n)\s+(?:de\s+|d['\u2019])(?=\w)")
_MOST: Final = 20
_LANES: Final = frozenset(("money_at_risk", "going_dark", "rising"))


def _with_lists(name: str) -> re.Pattern[str]:
    """A shape with the lists that it names filled in."""
    lists = {f"<{one}>": shape(f"play_{one}").pattern for one in ("verb", "article", "time")}
    word = rf"(?!(?:{'|'.join(lists.values())})\b)[^\W\d_][\w/&+-]*"
    filled = shape(name).pattern.replace("<words>", rf"(?:{word}\s+){{0,4}}?{word}")
    for mark, words in {**lists, "<done>": shape("play_is_done").pattern}.items():
        filled = filled.replace(mark, words)
    return re.compile(filled)


_DONE_WITH: Final = _with_lists("play_done_with")
_DID: Final = _with_lists("play_done_then")


def playbook_slots(reading: Reading) -> Slots:
    """Arguments of `playbook`."""
    slots = {**one_partner(reading), **_how_many(reading)}
    for slot in ("tier", "phase"):
        if value := reading.word(slot):
            slots[slot] = value
    reason = said(reading, "play_reason")
    if reason is None and (lane := reading.word("lane")) in _LANES:
        reason = lane
    if reason := reading.choice("reason", reason):
        slots["reason"] = reason
    play = play_named(reading)
    return {**slots, "play": play} if play and "reason" not in slots else slots


def record_slots(reading: Reading) -> Slots:
    """Arguments of `record_play`; the words for the play are copied as typed."""
    play = play_named(reading)
    if reading.choice("action", "show" if shows_plays(reading) else None) == "show":
        start = since(reading.masked, reading.as_of)
        slots = {"action": "show", **one_partner(reading), **scope_slots(reading), **limit_slot(reading)}
        return {**slots, **({"play": play} if play else {}), **({"since": start} if start else {})}
    play = play_done(reading) or play
    return {**one_partner(reading), **({"play": play} if play else {}), **done_on(reading)}


def done_on(reading: Reading) -> Slots:
    """The day, if the words name a single one; otherwise the tool asks for it."""
    days = {one.day for one in times_in(fold(reading.masked), reading.as_of) if one.told is Told.DAY}
    return {"on": days.pop()} if len(days) == 1 else {}


def shows_plays(reading: Reading) -> bool:
    """Whether the question asks what was done; otherwise something is to be recorded."""
    text = fold(reading.masked)
    if words_for("plays_shown").search(text):
        return not (words_for("plays_recorded").search(text) and not reading.says("question_opens"))
    return not reading.partners and not words_for("plays_recorded").search(text)


def play_named(reading: Reading) -> str | None:
    """The words for one play, as typed; None when none is named."""
    text = reading.text
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two would shift every span
        folded = text.lower()
    hidden = hiding_names(reading, folded)
    for pattern in (_AFTER, words_for("play_names"), _CALLED):
        if match := pattern.search(hidden):
            start, end = _span(match)
            return text[start:end].strip(" .!?\"'") or None
    return None


def play_done(reading: Reading) -> str | None:
    """What was done with a partner, in the asker's words: `ran the executive visit at Acme on Monday`."""
    text = reading.text
    hidden = hiding_names(reading, text.lower())
    if _AFTER.search(hidden):
        return None
    for pattern in (_DONE_WITH, _DID):
        for match in pattern.finditer(hidden):
            words = text[slice(*_span(match))].strip(" .!?\"'").removesuffix(" play")
            words = _ACTION_OF.sub("", words)
            if not words_for("any_play").fullmatch(fold(words)):
                return words
    return None


def _span(match: re.Match[str]) -> tuple[int, int]:
    for name, value in match.groupdict().items():
        if value:
            return match.span(name)
    return match.span()


def _how_many(reading: Reading) -> Slots:
    match = _HOW_MANY.search(reading.folded)
    return {"limit": min(counted(match["n"]), _MOST)} if match else {}
