"""Conversations, mails, trainings, events and campaigns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About, Circle, small
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import Activity
from tools.facts import Fact, Kind, Quote
from tools.kinds import CONTACT
from tools.praise import praises

_TALKS: Final = ("meeting", "call")
_REPLIED: Final = re.compile(r"^(?:\s*(?:re|aw|sv|rv|tr|fw|fwd|wg)\s*:)+", re.IGNORECASE)
_UNANSWERED_WITHIN: Final = timedelta(days=90)


def touches(activities: Iterable[Activity], about: About, circle: Circle) -> Iterator[Moment]:
    """The latest conversation, training, event and joint campaign, and a mail that waits for an answer."""
    ordered = sorted(activities, key=lambda one: (one.date, one.activity_id))
    yield from _talk([one for one in ordered if one.kind in _TALKS], about, circle)
    lately = [one for one in ordered if about.is_recent(one.date)]
    yield from _training([one for one in lately if one.kind == "training"], about, circle)
    for occasion, kind, slot, fact in (
        (Occasion.ATTENDED, "event", "attended_on", kinds.ATTENDED),
        (Occasion.CAMPAIGNED, "campaign", "campaigned_on", kinds.CAMPAIGNED),
    ):
        yield from _latest(occasion, slot, fact, [one for one in lately if one.kind == kind], about)
    yield from _unanswered(ordered, about, circle)


def _latest(
    occasion: Occasion, slot: str, kind: Kind, ordered: Sequence[Activity], about: About
) -> Iterator[Moment]:
    for one in ordered[-1:]:
        yield Moment(occasion, {slot: about.fact(kind, one.date, f"activities:{one.activity_id}")})


def _training(ordered: Sequence[Activity], about: About, circle: Circle) -> Iterator[Moment]:
    """The recipient's own training, else that of somebody else there."""
    own = [one for one in ordered if circle.is_recipient(one.person)]
    occasion = Occasion.TRAINING if own else Occasion.TRAINING_TEAM
    yield from _latest(occasion, "trained_on", kinds.TRAINED, own or ordered, about)


def _talk(ordered: Sequence[Activity], about: About, circle: Circle) -> Iterator[Moment]:
    """The latest conversation that may be spoken of; a recent one of the recipient's own before all."""
    told = [(one, occasion) for one in ordered if (occasion := _talk_with(one, circle)) is not None]
    own = [
        (one, occasion)
        for one, occasion in told
        if occasion is not Occasion.TALK_OTHER and about.is_recent(one.date)
    ]
    for one, occasion in (own or told)[-1:]:
        row = f"activities:{one.activity_id}"
        slots: dict[str, Fact | Quote] = {"talked_on": about.fact(kinds.TALKED, one.date, row)}
        if occasion is Occasion.TALK_OTHER:
            slots["talker"] = about.fact(CONTACT, one.person.strip(), row)
        yield Moment(occasion, slots)


def _talk_with(one: Activity, circle: Circle) -> Occasion | None:
    """Whose conversation it was; None if it was somebody's of whom the recipient should not be told."""
    if not small(one.person):
        return Occasion.TALK_TEAM
    if circle.is_recipient(one.person):
        return Occasion.TALK
    is_named = small(one.person) in circle.colleagues
    return Occasion.TALK_OTHER if is_named and (not small(one.by) or small(one.by) in circle.sender) else None


def _unanswered(ordered: Sequence[Activity], about: About, circle: Circle) -> Iterator[Moment]:
    """The recipient's latest mail, unless one of us wrote to anybody there or spoke with them since.

    A mail whose subject only thanks waits for nothing.

    Activities have days, not hours: what happened on the same day counts as the answer.
    """
    mails = [
        one
        for one in ordered
        if one.kind == "email"
        and one.direction == "in"
        and (not small(one.person) or circle.is_recipient(one.person))
    ]
    for mail in mails[-1:]:
        answered = any(_answers(one) and one.date >= mail.date for one in ordered)
        thanked = praises(_REPLIED.sub("", mail.subject))
        if about.is_recent(mail.date, _UNANSWERED_WITHIN) and not (answered or thanked):
            yield from _latest(Occasion.UNANSWERED, "mailed_on", kinds.UNANSWERED, [mail], about)


def _answers(one: Activity) -> bool:
    return one.kind in _TALKS or (one.kind == "email" and one.direction == "out")
