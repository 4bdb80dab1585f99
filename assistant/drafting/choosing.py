"""What a message speaks of: the occasion that carries it, and what shows attention beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assistant.drafting.material import Material, Moment
from assistant.drafting.occasions import AGENDA, ATTENTION, REASONS, SLOTS, WITH_AGENDA, Occasion, Purpose
from assistant.drafting.wishes import MENTIONS, Wishes
from tools.facts import Fact, Quote, Unit

Sayable = Callable[[str, Moment], bool]
"""Whether there are words for a moment in a part of the message."""

_NEWS: Final = timedelta(days=60)
_POINTS: Final = 3  # of an agenda
_BEST: Final = 3  # reasons of a check-in that are as good as each other
_ALONE: Final = frozenset(
    (
        Occasion.PROMISE_US, Occasion.PROMISE_LATE, Occasion.COMMISSION_HELD,
        Occasion.COMMISSION_LATE, Occasion.COMMISSION_DUE, Occasion.COMMISSION_PENDING,
    )
)  # fmt: skip
"""Who owes something speaks of that alone."""

_GRAVE: Final = frozenset((Occasion.ASKED, Occasion.OWED, Occasion.UNANSWERED, Occasion.LEVEL_DOWN))
"""Apologies and bad news, beside which a congratulation sounds false."""

_CALM: Final = frozenset(
    (
        Occasion.OPEN_DEAL, Occasion.WORDS, Occasion.WROTE, Occasion.TALK, Occasion.TALK_OTHER,
        Occasion.TALK_TEAM, Occasion.ANNIVERSARY, Occasion.APPLIED, Occasion.FOCUS, Occasion.MET,
    )
)  # fmt: skip
"""What can stand beside those."""

_FIRST: Final = frozenset((Occasion.ASKED, Occasion.UNANSWERED))
"""What comes before everything else in a check-in."""

_SAME: Final = (
    {Occasion.WIN, Occasion.PAST_WIN, Occasion.WINS},
    {Occasion.EARNED, Occasion.EARNED_OWN, Occasion.EXPIRING, Occasion.EXPIRING_OWN},
    {Occasion.TALK, Occasion.TALK_OTHER, Occasion.TALK_TEAM},
    {Occasion.TRAINING, Occasion.TRAINING_TEAM, Occasion.TRAINING_OFFER},
    {Occasion.ATTENDED, Occasion.EVENT_OFFER},
    {Occasion.CAMPAIGNED, Occasion.CAMPAIGN_OFFER},
    {Occasion.LEAD, Occasion.LEAD_SHARED},
    {Occasion.WORDS, Occasion.WROTE, Occasion.UNANSWERED, Occasion.PROMISE_KEPT, Occasion.PROMISE_THEM},
    {Occasion.ANNIVERSARY, Occasion.APPLIED, Occasion.MET},
)
"""Occasions of which a message speaks of one at most."""

_FIELDS: Final = frozenset(("technology", "sector", "open_technology", "project_technology"))
"""Values that several moments may share."""


@dataclass(frozen=True)
class Choice:
    """What one message speaks of.

    Attributes:
        beside: What shows attention, at most two.
        agenda: Points to talk about, most pressing first.
        amounts: Whether the amount of a deal may be named: not to who is congratulated, nor with bad news.
    """

    reason: Moment
    beside: tuple[Moment, ...] = ()
    agenda: tuple[Moment, ...] = ()
    amounts: bool = False


def choose(material: Material, wishes: Wishes, sayable: Sayable, turn: int = 0) -> Choice:
    """What a message to this partner speaks of.

    Args:
        material: All that it may say.
        wishes: What it has to mention, and what the message that it takes the place of spoke of.
        sayable: Whether there are words for it.
        turn: Another number may give another of several as good ones.
    """
    have = {one.occasion: one for one in material.moments if _is_fit(one, material)}
    if material.owes:
        have[Occasion.OWED] = Moment(Occasion.OWED)
    reason = _reason(material.purpose, have, wishes, sayable, turn)
    if reason.occasion in _ALONE and wishes.mention is None:
        return Choice(reason)
    amounts = material.purpose is not Purpose.CONGRATULATION and reason.occasion not in _GRAVE
    beside = _beside(reason, have, wishes, sayable, turn)
    if any(_is_telling(one, amounts=amounts) for one in (reason, *beside[:1])) and not wishes.keep:
        beside = beside[:1]
    agenda: tuple[Moment, ...] = ()
    if material.purpose in WITH_AGENDA:
        points = [have[one] for one in AGENDA if one in have and sayable("agenda", have[one])]
        agenda = _apart(points, (reason, *beside), _POINTS)
    return Choice(reason, beside, agenda, amounts)


def _is_fit(moment: Moment, material: Material) -> bool:
    """Whether it is fit for the purpose: one congratulates on what has just happened."""
    if material.purpose is not Purpose.CONGRATULATION:
        return True
    days = _days(moment)
    if moment.occasion is Occasion.ANNIVERSARY:
        days = [_same_day(day, material.as_of) for day in days]
    return bool(days) and min(days) >= material.as_of - _NEWS


def _reason(
    purpose: Purpose, have: dict[Occasion, Moment], wishes: Wishes, sayable: Sayable, turn: int
) -> Moment:
    """The occasion that carries the message; one of the best few where several do as well."""
    wanted = [have[one] for one in REASONS[purpose] if one in have]
    usable = [moment for moment in wanted if sayable("reason", moment)]
    if kept := _kept(usable, wishes):
        return kept[0]
    if not usable:
        return Moment(Occasion.NOTHING)
    varies = purpose in {Purpose.CHECK_IN, Purpose.RE_ENGAGEMENT} and usable[0].occasion not in _FIRST
    best = usable[:_BEST] if varies else usable[:1]
    return best[turn % len(best)]


def _beside(
    reason: Moment, have: dict[Occasion, Moment], wishes: Wishes, sayable: Sayable, turn: int
) -> tuple[Moment, ...]:
    """What shows attention: what was wished for, what the message had before, the most telling."""
    wished = [have[one] for one in MENTIONS.get(wishes.mention, ()) if one in have] if wishes.mention else []
    found = [have[one] for one in ATTENTION if one in have and sayable("attention", have[one])]
    if reason.occasion in _GRAVE:
        found = [one for one in found if one.occasion in _CALM]
    kept = _kept(found, wishes)
    if turn and found and not kept:
        found = [*found[turn % len(found) :], *found[: turn % len(found)]]
    return _apart([*wished[:1], *kept, *([] if kept else found)], (reason,), 2 + bool(wished and kept))


def _is_telling(moment: Moment, *, amounts: bool) -> bool:
    """Whether it alone says who is meant: by words of theirs, or by an amount that may be named."""
    return any(
        isinstance(one, Quote) or (amounts and one.kind.unit is Unit.MONEY) for one in moment.slots.values()
    )


def _apart(found: Collection[Moment], beside: tuple[Moment, ...], count: int) -> tuple[Moment, ...]:
    """The first few that speak of something else than each other and than those beside them."""
    chosen: list[Moment] = []
    for moment in found:
        if len(chosen) == count:
            break
        if all(_differ(moment, other) for other in (*beside, *chosen)):
            chosen.append(moment)
    return tuple(chosen)


def _differ(one: Moment, other: Moment) -> bool:
    """Whether they speak of different things, and neither quotes what the other names."""
    if any({one.occasion, other.occasion} <= kinds for kinds in _SAME) or one.occasion is other.occasion:
        return False
    named, told = _names(one), _names(other)
    return named.isdisjoint(told) and not _quotes(one, told) and not _quotes(other, named)


def _kept(moments: list[Moment], wishes: Wishes) -> list[Moment]:
    """Those of which the message that is reworded spoke, those first of which it told all."""
    missing = {
        one.occasion: sum(not _is_kept(one.slots[name], wishes) for name in SLOTS[one.occasion].always)
        for one in moments
    }
    spoken = [one for one in moments if any(_is_kept(source, wishes) for source in one.slots.values())]
    return sorted(spoken, key=lambda one: missing[one.occasion])


def _is_kept(source: Fact | Quote, wishes: Wishes) -> bool:
    return (source.note_id if isinstance(source, Quote) else source.id) in wishes.keep


def _days(moment: Moment) -> list[date]:
    facts = (one for one in moment.slots.values() if isinstance(one, Fact))
    return [one.value for one in facts if isinstance(one.value, date)]


def _same_day(day: date, as_of: date) -> date:
    """The latest day until `as_of` with the month and day of `day`."""
    year = as_of.year - ((as_of.month, as_of.day) < (day.month, day.day))
    return day + timedelta(days=round((year - day.year) * 365.2425))


def _names(moment: Moment) -> set[str]:
    """Customers, certificates, people and notes that it names.

    Of a name the first word counts: two customers who share it are one to the reader.
    """
    named = {
        one.value.split()[0].casefold()
        for name, one in moment.slots.items()
        if isinstance(one, Fact) and isinstance(one.value, str) and one.value.split() and name not in _FIELDS
    }
    return named | {one.note_id for one in moment.slots.values() if isinstance(one, Quote)}


def _quotes(moment: Moment, named: set[str]) -> bool:
    """Whether one of these names stands in what it quotes."""
    said = " ".join(one.text for one in moment.slots.values() if isinstance(one, Quote)).casefold()
    return not named.isdisjoint(re.findall(r"\w+", said))
