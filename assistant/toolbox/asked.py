"""Whether the asker's own words ask for the very change that a planner called for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from assistant.planner.clauses import clauses_of
from assistant.planner.reading import Reading, read
from assistant.planner.review_slots import Asked, review_slots
from assistant.planner.snooze_slots import snooze_slots
from assistant.toolbox.arguments import ReviewDecision, Snooze
from assistant.toolbox.note_arguments import DeleteNote
from assistant.toolbox.turn import Turn
from assistant.toolbox.which_note import telling
from prompts.intents import asks_for, doubts, hesitates
from prompts.words import ordinary_words, shape, shapes, words_for
from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.plays import Play
from tools.plays.calling import without_name
from tools.spelling import fold

_FILTERS: Final = ("region", "country", "sector", "technology", "type", "tier", "direction")
_SUGGESTED: Final = re.compile(
    r"\b(?:suggested|recommended|proposed|empfohlen\w*|vorgeschlagen\w*|recomendad\w*|recommande\w*)\b"
)
_FEW: Final = re.compile(r"\b(?:first|last|top|ones?|erste[nr]?|letzte[nr]?|primer\w*|ultim\w*|premi\w+)\b")


def reading_of(turn: Turn, today: date) -> Reading:
    """The asker's words, read without any model; relative days count from `today`."""
    return read(turn.words, turn.names, today, ordinary_words())


def asked_to_decide(arguments: ReviewDecision, turn: Turn) -> bool:
    """Whether the words, or one part of them, say this action, about these partners, within these filters."""
    reading = reading_of(turn, turn.as_of)
    if hesitates("review_decision", Asked(reading).words):
        return False
    parts = {reading.text, *clauses_of(reading.text)}
    return any(_says(arguments, read(one, turn.names, turn.as_of, reading.ordinary)) for one in parts)


def _says(arguments: ReviewDecision, reading: Reading) -> bool:
    asked = Asked(reading)
    if not asks_for("review_decision", asked.words) or asked.action != arguments.action:
        return False
    said = review_slots(reading)
    if arguments.to != said.get("to") or ("manager" in said and arguments.manager is None):
        return False
    filters = (getattr(arguments, name) == said[name] for name in _FILTERS if name in said)
    return all(filters) and _about_these(arguments, asked)


def speaks_of_all(turn: Turn) -> bool:
    """Whether the words say `all`, `the rest`, `them` or `the proposals`, and name nobody beside."""
    reading = reading_of(turn, turn.as_of)
    parts = (Asked(read(one, turn.names, turn.as_of, reading.ordinary)) for one in clauses_of(reading.text))
    return any("partners" not in part.whom and _says_all(part.decided) for part in parts)


def asked_to_snooze(arguments: Snooze, turn: Turn) -> bool:
    """Whether the words say this action, and name this partner if any."""
    reading = reading_of(turn, turn.as_of)
    if not asks_for("snooze", reading.masked):
        return False
    if snooze_slots(reading).get("action", "snooze") != arguments.action:
        return False
    named = _mentions(reading, reading.partners)
    if len({one.text for one in named}) != len(reading.partners):
        return False
    return not named or any(arguments.partner in one.ids for one in named)


def asked_to_record(partner_id: str, play: Play, turn: Turn) -> bool:
    """Whether the words say that a play was done, or ask to record it, and name this partner if any.

    Not if they leave somebody or something out, offer a choice, or say that it came to nothing.
    """
    reading = reading_of(turn, turn.as_of)
    if not asks_for("record_play", reading.masked) or reading.excluded:
        return False
    if doubts("record_play", without_name(reading.masked, play)):
        return False
    named = _mentions(reading, reading.partners)
    if len({one.text for one in named}) != len(reading.partners):
        return False
    return not named or any(partner_id in one.ids for one in named)


def asked_to_delete(arguments: DeleteNote, turn: Turn) -> bool:
    """Whether the words ask to delete one note, name this partner if any, and hold what is looked for.

    Not if they tell the note by what no argument carries: its day, its place in a list.
    """
    reading = reading_of(turn, turn.as_of)
    if not asks_for("delete_note", reading.masked) or doubts("delete_note", reading.masked):
        return False
    if not telling(arguments.query or "") <= telling(turn.words):
        return False
    named = _mentions(reading, reading.partners)
    if len({one.text for one in named}) != len(reading.partners):
        return False
    return not named or all(arguments.partner in one.ids for one in named)


def says_newest(turn: Turn) -> bool:
    """Whether the words speak of the newest of several."""
    return bool(words_for("newest").search(fold(turn.words)))


def names_suggested(turn: Turn) -> bool:
    """Whether the words speak of the suggested play, so that it need not be named."""
    return bool(_SUGGESTED.search(fold(turn.words)))


def _about_these(arguments: ReviewDecision, asked: Asked) -> bool:
    named: Sequence[str] = asked.whom.get("partners", ())
    if not _spares(arguments, asked.spared):
        return False
    if not named:
        return _refers(asked.decided) if arguments.partners else _says_all(asked.decided)
    mentions = _mentions(asked.decided, named)
    if {one.text for one in mentions} != set(named) or words_for("everyone").search(asked.decided.folded):
        return False
    return _same(arguments.partners, mentions)


def _says_all(reading: Reading) -> bool:
    return any(words_for(name).search(reading.folded) for name in ("everyone", "several"))


def _refers(reading: Reading) -> bool:
    """Whether the words point at partners shown before: `it`, `them`, `the first two`."""
    places = (words_for("pronoun"), shape("last_one"), _FEW, *shapes("ordinals"))
    return _says_all(reading) or any(pattern.search(reading.folded) for pattern in places)


def _mentions(reading: Reading, names: Collection[str]) -> list[Mention]:
    return [one for one in of_kind(reading.mentions, NameKind.PARTNER) if one.text in names]


def _same(partner_ids: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether the ids are what was named: nobody besides, nobody forgotten."""
    meant = {partner_id for one in mentions for partner_id in one.ids}
    return set(partner_ids) <= meant and all(set(one.ids) & set(partner_ids) for one in mentions)


def _spares(arguments: ReviewDecision, spared: Sequence[Mention]) -> bool:
    """Whether all that the words leave out are left out."""
    if arguments.partners:
        return not any(set(one.ids) & set(arguments.partners) for one in spared)
    return all(set(one.ids) & set(arguments.excluding) for one in spared)
