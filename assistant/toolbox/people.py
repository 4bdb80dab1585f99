"""The people at a partner: whom one may meet or call, with role and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from knowledge.partners import ContactCard, contacts_of
from prompts.words import words_for
from tools.about import About
from tools.brief import kinds
from tools.facts import Fact, Findings, Kind, Statement, TableSpec
from tools.kinds import CONTACT, CONTACT_ROLE
from tools.spelling import fold

_NAMED: Final = ("first", "second", "third")
_COLUMNS: Final = ("name", "role", "language")


def asks_for_people(words: str) -> bool:
    """Whether a question about a partner wants to know who is there rather than how they are doing."""
    return bool(words_for("people").search(fold(words)))


def people_at(connection: Connection, partner_id: str, as_of: date) -> list[ContactCard]:
    """Who has not left by the day; those who opted out of messages come last."""
    everybody = contacts_of(connection, partner_id)
    here = [one for one in everybody if one.left_on is None or one.left_on > as_of]
    return sorted(here, key=lambda one: one.opted_out)


def told(about: About, one: ContactCard) -> tuple[Fact | None, ...]:
    """Name, role and language of a person, or that they are not to be written to."""

    def cell(kind: Kind, value: str) -> Fact | None:
        fact = about.fact(kind, value, one.id) if value else None
        return replace(fact, rows=(f"contact:{one.id}",)) if fact else None

    reach = (
        cell(kinds.OPTED_OUT, "contact.opted_out") if one.opted_out else cell(kinds.LANGUAGE, one.language)
    )
    return cell(CONTACT, one.name), cell(CONTACT_ROLE, one.role), reach


def people_findings(about: About, people: list[ContactCard]) -> Findings:
    """The first few by name, all of them in the table."""
    if not people:
        return Findings((Statement("profile.nobody", {"partner": about.partner()}),))
    names = [about.fact(CONTACT, one.name, one.id) for one in people[: len(_NAMED)]]
    slots = {"partner": about.partner(), **dict(zip(_NAMED, names, strict=False))}
    rows = tuple(told(about, one) for one in people)
    return Findings(
        (Statement(f"profile.people_{len(names)}", slots),), TableSpec("profile.people", _COLUMNS, rows)
    )
