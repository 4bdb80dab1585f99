"""Certificates: what somebody earned lately, and what is about to expire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About, Circle, small
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import Certificate
from tools.facts import Fact, Kind, Quote
from tools.kinds import CERTIFICATION, CERTIFICATION_EARNED, CERTIFICATION_EXPIRES, CERTIFICATION_PERSON

_AHEAD: Final = timedelta(days=120)


def skills(held: Sequence[Certificate], about: About, circle: Circle) -> Iterator[Moment]:
    """The latest certificate earned and the next to expire: the recipient's own, and a colleague's.

    Those of people who have left are theirs no more.
    """
    there = [one for one in held if small(one.person) not in circle.gone]
    for own in (True, False):
        mine = [one for one in there if circle.is_recipient(one.person) == own]
        earned = [
            (one.earned_on, one.certification_id, one) for one in mine if about.is_recent(one.earned_on)
        ]
        for earned_on, _, latest in sorted(earned, key=_by_day)[-1:]:
            occasion = Occasion.EARNED_OWN if own else Occasion.EARNED
            yield _moment(occasion, latest, CERTIFICATION_EARNED, "earned_on", earned_on, about)
        ending = [
            (one.expires_on, one.certification_id, one)
            for one in mine
            if one.expires_on
            and about.as_of <= one.expires_on <= about.as_of + _AHEAD
            and not _renewed(one, mine)
        ]
        for expires_on, _, first in sorted(ending, key=_by_day)[:1]:
            occasion = Occasion.EXPIRING_OWN if own else Occasion.EXPIRING
            yield _moment(occasion, first, CERTIFICATION_EXPIRES, "expires_on", expires_on, about)


def _by_day(found: tuple[date, str, Certificate]) -> tuple[date, str]:
    return found[:2]


def _renewed(old: Certificate, held: Sequence[Certificate]) -> bool:
    """Whether the same person holds the same certificate for longer."""
    return any(
        small(one.person) == small(old.person)
        and small(one.name) == small(old.name)
        and (one.expires_on is None or (old.expires_on is not None and one.expires_on > old.expires_on))
        for one in held
    )


def _moment(occasion: Occasion, held: Certificate, kind: Kind, slot: str, day: date, about: About) -> Moment:
    row = f"certifications:{held.certification_id}"
    slots: dict[str, Fact | Quote] = {
        "certification": about.fact(CERTIFICATION, held.name, row),
        slot: about.fact(kind, day, row),
    }
    if occasion in (Occasion.EARNED, Occasion.EXPIRING):
        slots["person"] = about.fact(CERTIFICATION_PERSON, held.person, row)
    return Moment(occasion, slots)
