"""What is said about people who fit: their projects, certification, role and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import About, Among, Row, Slots, is_missing, row_of
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.matching import kinds
from tools.matching.findings import Line, any_field, headline, language_fact, paragraph
from tools.matching.need import Need
from tools.portfolio import Portfolio

_ASKED: Final = 3  # contacts named where nobody shows the experience
_COLUMNS: Final = (
    "person",
    "partner",
    "fit",
    "projects",
    "last project",
    "certification",
    "valid until",
    "role",
)


def people_findings(
    portfolio: Portfolio,
    need: Need,
    persons: pd.DataFrame,
    contacts: Mapping[str, Row],
    *,
    fitting: int,
    read: int,
    limit: int = 5,
) -> Findings:
    """People who fit, best first, each with what they did and hold.

    Args:
        portfolio: At the day in question.
        need: What is looked for.
        persons: What `people` returned.
        contacts: What `first_contacts` returned for the fitting partners.
        fitting: Number of partners that fit.
        read: Number of those whose people were looked at: the best.
        limit: People shown at most.
    """
    shown = [row_of(persons.assign(need=need.subject), at) for at in range(min(limit, len(persons)))]
    among = Among.of(portfolio, persons["partner_id"].unique(), need.subject, fitting, read)
    said = [headline(portfolio, need, "people", among.fact(kinds.FITTING_PEOPLE, len(persons)))]
    if read < fitting:
        slots: Slots = {
            "read": among.fact(kinds.READ, read),
            "fitting": among.fact(kinds.FITTING, fitting),
        }
        said.append(Statement("find.people_read", slots))
    said += [line for person in shown for line in _told(portfolio, need, person, contacts)]
    said += [] if shown else _instead(portfolio, contacts)
    rows = tuple(_row(portfolio, person) for person in shown)
    partner_id = str(shown[0]["partner_id"]) if shown else next(iter(contacts), None)
    first = About(portfolio, partner_id).partner() if partner_id else None
    return Findings(
        statements=tuple(said),
        table=TableSpec("find.people_title", _COLUMNS, rows) if rows else None,
        suggestions=(Suggestion("suggest.brief", {"partner": first}),) if first else (),
    )


def _instead(portfolio: Portfolio, contacts: Mapping[str, Row]) -> list[Statement]:
    """Where nobody shows it: whom to ask at the partners that fit best."""
    told = []
    for partner_id, contact in list(contacts.items())[:_ASKED]:
        about = About(portfolio, partner_id)
        key = "find.ask_role" if not is_missing(contact["role"]) else "find.ask_person"
        told.append(Statement(key, {"partner": about.partner(), **_named(about, contact)}))
        told += _reach(about, contact)
    return told


def _named(about: About, contact: Row) -> Slots:
    """A contact's name and, if known, role."""
    rows = (f"contact:{contact['contact_id']}",)
    known = {"person": (common.CONTACT, contact["name"]), "role": (common.CONTACT_ROLE, contact["role"])}
    return {
        slot: replace(about.fact(kind, value, str(contact["name"])), rows=rows)
        for slot, (kind, value) in known.items()
        if not is_missing(value)
    }


def _reach(about: About, contact: Row) -> tuple[Statement, ...]:
    """How to reach a contact: by email unless they do not want it, else by phone, if we know it."""
    ways = ("phone",) if contact["opted_out"] else ("email", "phone")
    for way in ways:
        if not is_missing(contact[way]) and contact[way]:
            address = about.fact(kinds.ADDRESS, contact[way], str(contact["contact_id"]))
            fact = replace(address, rows=(f"contact:{contact['contact_id']}",))
            return (Statement("find.reach", {"address": fact}, follows=True),)
    return ()


def _through(about: About, person: Row, contacts: Mapping[str, Row]) -> tuple[Statement, ...]:
    """How to reach a person: directly, or through the partner's contact."""
    if person["contact_id"] or about.partner_id not in contacts:
        return _reach(about, person) if person["contact_id"] else ()
    contact = contacts[about.partner_id]
    name = {"contact": _named(about, contact)["person"]}
    return (Statement("find.reach_through", name, follows=True), *_reach(about, contact))


def _told(portfolio: Portfolio, need: Need, person: Row, contacts: Mapping[str, Row]) -> Iterator[Statement]:
    """One person, in a paragraph: projects, certification, language, and how to reach them."""
    about = About(portfolio, str(person["partner_id"]))
    who: Slots = {"person": _fact(about, common.CONTACT, person, "person"), "partner": about.partner()}
    said = [one for one in (_projects(about, person, need), _certified(about, person)) if one]
    if need.language and person["language"]:
        said.append(("speaker", {"language": language_fact(portfolio, str(person["language"]))}))
    if person["role"]:
        said.append(("role", {"role": _fact(about, common.CONTACT_ROLE, person, "role")}))
    if not said:
        said.append(("contact", {}))
    yield from paragraph(said, who)
    if person["opted_out"]:
        yield Statement("find.opted_out", follows=True)
    yield from _through(about, person, contacts)


def _projects(about: About, person: Row, need: Need) -> Line | None:
    if not person["projects"]:
        return None
    slots: Slots = {
        "projects": _fact(about, kinds.WORKED_ON, person, "projects"),
        "last": _fact(about, kinds.LAST_WORKED_ON, person, "last_project"),
    }
    return f"person_projects{any_field(need)}", slots


def _certified(about: About, person: Row) -> Line | None:
    if not person["certification"]:
        return None
    name = _fact(about, common.CERTIFICATION, person, "certification")
    if is_missing(person["expires_on"]):
        earned = _fact(about, common.CERTIFICATION_EARNED, person, "earned_on")
        return "person_certified", {"certification": name, "earned": earned}
    until = _fact(about, common.CERTIFICATION_EXPIRES, person, "expires_on")
    return "person_certified_until", {"certification": name, "until": until}


def _fact(about: About, kind: Kind, person: Row, column: str) -> Fact:
    """A cell of the person's row, with the stored rows behind it."""
    return replace(about.fact(kind, person[column], _subject(kind, person)), rows=_behind(person, column))


def _subject(kind: Kind, person: Row) -> str:
    """The person; what they show for one need is another fact than what they show for the next."""
    name = str(person["person"])
    return name if kind in (common.CONTACT, common.CONTACT_ROLE) else f"{name} {person['need']}"


def _behind(person: Row, column: str) -> tuple[str, ...]:
    """Keys of the stored rows behind a column: projects, the certification, the contact."""
    if column in ("projects", "last_project"):
        return tuple(f"project:{key}" for key in person["worked"])
    if column in ("certification", "earned_on", "expires_on"):
        return (f"certification:{person['certification_id']}",)
    return (f"contact:{person['contact_id']}",) if person["contact_id"] else ()


def _row(portfolio: Portfolio, person: Row) -> tuple[Fact | None, ...]:
    about = About(portfolio, str(person["partner_id"]))

    def shown(kind: Kind, column: str) -> Fact | None:
        value = person[column]
        return None if is_missing(value) or value == "" else _fact(about, kind, person, column)

    return (
        _fact(about, common.CONTACT, person, "person"),
        about.partner(),
        about.fact(kinds.SCORE, person["score"], _subject(kinds.SCORE, person)),
        shown(kinds.WORKED_ON, "projects"),
        shown(kinds.LAST_WORKED_ON, "last_project"),
        shown(common.CERTIFICATION, "certification"),
        shown(common.CERTIFICATION_EXPIRES, "expires_on"),
        shown(common.CONTACT_ROLE, "role"),
    )
