"""Whether the asker's own words say the very change of an introduction that a planner called for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from assistant.toolbox.asked import reading_of
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Turn
from prompts.consents import Told, still_awaited, told
from prompts.intents import asks_for
from prompts.words import words_for
from tools.introductions import Introduction
from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.spelling import fold

_BOTH: Final = (0, 1)
_EITHER: Final[tuple[int, ...]] = ()


def heard(turn: Turn) -> Told | None:
    """What the whole message says of an introduction; None if it says anything more or less."""
    reading = reading_of(turn, turn.as_of)
    return told(reading.text, reading.mentions)


def asks_only(turn: Turn) -> bool:
    """Whether the words ask, or say that no answer has come yet: then there is nothing to keep."""
    if heard(turn) is not None:
        return False
    reading = reading_of(turn, turn.as_of)
    return bool(words_for("answers_asked").search(fold(reading.masked))) or still_awaited(reading.text)


def sides_said(said: Told, one: Introduction, turn: Turn) -> tuple[int, ...]:
    """Numbers of the sides whose answer the words are; none if that is open, or others are named beside."""
    if said.two:
        named = [_side_of([name], one, turn) for name in said.subject]
        return _BOTH if sorted(named) == [(0,), (1,)] else _EITHER
    sides = _BOTH if said.both else _side_of(said.subject, one, turn)
    other = _side_of(said.others, one, turn)
    if said.others and (len(sides) > 1 or not other or other == sides):
        return _EITHER
    return sides


def speaker(partner_id: str, said: Told | None, arguments: SuggestIntroduction, turn: Turn) -> str:
    """Id of the contact of this partner who gave the answer; empty if nobody was named."""
    named = [one.ids for one in of_kind(said.subject, NameKind.CONTACT)] if said else []
    planned = [(one,) for one in (arguments.contact, arguments.other_contact) if one]
    for ids in named or planned:
        theirs = [one for one in ids if turn.names.owner(NameKind.CONTACT, one) == partner_id]
        if len(theirs) == 1:
            return theirs[0]
    return ""


def says_answer(action: str, sides: Sequence[int], one: Introduction, turn: Turn) -> bool:
    """Whether the whole message is this answer of these sides, and of nobody who is named with another."""
    said = heard(turn)
    if said is None or said.action != action or said.two:
        return False
    return set(sides) <= set(sides_said(said, one, turn))


def says_made(one: Introduction, turn: Turn) -> bool:
    """Whether the whole message is that both were introduced, and names nobody else."""
    said = heard(turn)
    if said is None or said.action != "made":
        return False
    return all(_side_of([name], one, turn) for name in said.others)


def asked_for(arguments: SuggestIntroduction, turn: Turn, partner_ids: Collection[str]) -> bool:
    """Whether the words ask to propose this pair, or log this outcome, and name nobody else."""
    reading = reading_of(turn, turn.as_of)
    if not asks_for(f"introduction_{arguments.action}", reading.masked):
        return False
    mentions = list(of_kind(reading.mentions, NameKind.PARTNER))
    if len({one.text for one in mentions}) != len(reading.partners):
        return False
    named = [set(one.ids) for one in mentions]
    if not all(ids & set(partner_ids) for ids in named):
        return False
    return arguments.action != "propose" or all(any(one in ids for ids in named) for one in partner_ids)


def _side_of(names: Sequence[Mention], one: Introduction, turn: Turn) -> tuple[int, ...]:
    """The one side that all these names can mean: a partner, or a person of it; none if that is open."""
    sides = set(_BOTH) if names else set()
    for name in names:
        person = name.kind is NameKind.CONTACT
        partners = {turn.names.owner(name.kind, its) if person else its for its in name.ids}
        sides &= {side for side in _BOTH if one.partner_ids[side] in partners}
    return tuple(sides) if len(sides) == 1 else _EITHER
