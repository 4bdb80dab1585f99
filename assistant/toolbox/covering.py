"""Who does whose work during an absence, as far as it is agreed on file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.planner.features import masked
from assistant.planner.reading import Reading, read
from knowledge.covers import Cover, covers_of
from knowledge.people import person_by_email
from prompts.words import ordinary_words, value_patterns
from tools.facts import Fact, Findings, Kind, Quote, Statement, Unit
from tools.kinds import MANAGER
from tools.names import NameIndex, NameKind
from tools.spelling import fold

STARTS: Final = Kind("cover.starts_on", Unit.DATE, "first day of the cover")
ENDS: Final = Kind("cover.ends_on", Unit.DATE, "last day of the cover")
_MOST: Final = 5
_PARTNERS: Final = frozenset(("partner", "partners"))  # as a firm may be called, too


@dataclass(frozen=True)
class Covering:
    """A question about absence cover.

    Attributes:
        emails: Whom it is about: the asker, or the colleagues that the name may mean.
        by_them: Whether it asks for whom they stand in; else who stands in for them.
    """

    emails: tuple[str, ...]
    by_them: bool


def covering_asked(words: str, access: Access, names: NameIndex, as_of: date) -> Covering | None:
    """What is asked about absence cover; None when the words ask for something else."""
    reading = read(words, names, as_of, ordinary_words())
    told = [one for one in reading.mentions if fold(one.text) not in _PARTNERS]
    text = fold(masked(reading.text, told))
    side = next((side for side, said in value_patterns("covers").items() if said.search(text)), None)
    if side is None:
        return None
    colleagues = _colleagues(reading)
    if "personx" in text and not colleagues:  # a contact of a partner has no cover here
        return None
    return Covering(colleagues or (access.person.email,), side == "by")


def covers_told(connection: Connection, asked: Covering, access: Access, today: date) -> Findings:
    """What is agreed from today on, soonest first, or that nothing is and how it is set.

    Of a colleague that the asker's names do not hold nobody is told: `covering_asked` does not see them.
    """
    told = [line for email in asked.emails for line in _told_of(connection, asked, email, access, today)]
    return Findings(tuple(told))


def _told_of(
    connection: Connection, asked: Covering, email: str, access: Access, today: date
) -> Iterator[Statement]:
    agreed = [one for one in covers_of(connection, email, today) if _is_asked(one, asked, email)]
    for one in agreed[:_MOST]:
        yield _cover(connection, one, access, today)
    if not agreed:
        who = "you" if email == access.person.email else "them"
        key = f"cover.{'by' if asked.by_them else 'for'}_{who}_none"
        yield Statement(key, {} if who == "you" else {"person": _name(connection, email, today)})


def _is_asked(cover: Cover, asked: Covering, email: str) -> bool:
    return (cover.cover_email if asked.by_them else cover.absent_email) == email


def _cover(connection: Connection, cover: Cover, access: Access, today: date) -> Statement:
    mine = access.person.email
    slots: dict[str, Fact | Quote] = {
        "starts": Fact(STARTS, None, cover.starts_on, today, cover.cover_id),
        "ends": Fact(ENDS, None, cover.ends_on, today, cover.cover_id),
    }
    if cover.absent_email == mine:
        return Statement("cover.for_you", {**slots, "cover": _name(connection, cover.cover_email, today)})
    slots["absent"] = _name(connection, cover.absent_email, today)
    if cover.cover_email == mine:
        return Statement("cover.by_you", slots)
    return Statement("cover.for_them", {**slots, "cover": _name(connection, cover.cover_email, today)})


def _name(connection: Connection, email: str, today: date) -> Fact:
    person = person_by_email(connection, email)
    return Fact(MANAGER, None, person.name if person else email, today, subject=email)


def _colleagues(reading: Reading) -> tuple[str, ...]:
    mention = reading.first(NameKind.MANAGER)
    return tuple(mention.ids) if mention else ()
