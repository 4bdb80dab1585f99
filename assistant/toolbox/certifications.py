"""`certifications`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.arguments import Certifications
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.scope import ASKED, VALID, NobodyFits, in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.partners import ContactCard, contact_card
from knowledge.rows import stored_rows
from tools import program, schema
from tools.events import rows_as_known
from tools.facts import Fact, Findings, Statement
from tools.names import NameKind
from tools.program import Asked, Filter
from tools.spelling import fold

_LEVEL_TABLES: Final = {"certifications": schema.CERTIFICATIONS, "deals": schema.DEALS}
_AT_ONCE: Final = 10_000


@admitting_gaps
def certifications(arguments: Certifications, turn: Turn, office: Office) -> Findings:
    """Who is certified in what, what expires or lapsed, and whether partners meet their program level."""
    standing = office.standings.at(turn.as_of)
    person = _person(arguments.contact, office)
    if arguments.contact and person is None:
        return Findings(refuse="unknown_contact")
    level = "" if _certificate_level(arguments.level) else arguments.level or ""
    rank = standing.levels.find(level)
    if arguments.show == "requirements" or (level and (rank is None or arguments.partner or person)):
        return _requirements(arguments, person, turn, office, standing)
    asked = _asked(arguments, person, rank, turn, standing)
    if rank is None:
        return _certificates(arguments, asked, turn, standing)
    only = program.on_level(standing.portfolio, standing.levels, rank, anybody=bool(asked.ids))
    found = _certificates(arguments, asked, turn, standing) if asked.ids else Findings()
    return replace(found, statements=(only, *found.statements))


def _certificates(arguments: Certifications, asked: Asked, turn: Turn, standing: Standing) -> Findings:
    """Who holds which, who none; which expire or lapsed."""
    if arguments.show == "none" and asked.partner_id is None:
        return program.without_findings(asked)
    until = arguments.until or turn.as_of + timedelta(days=program.LAPSING_DAYS)
    if arguments.show == "lapsed" or (arguments.show == "expiring" and until < turn.as_of):
        return program.lapsed_findings(asked, until if until < turn.as_of else None)
    if arguments.show == "expiring":
        return program.expiring_findings(asked, standing.levels, until)
    return program.held_findings(asked)


def _requirements(
    arguments: Certifications, person: ContactCard | None, turn: Turn, office: Office, standing: Standing
) -> Findings:
    """One partner against a level, or everybody in question against their own."""
    levels, portfolio = standing.levels, standing.portfolio
    if levels.ask_nothing:
        return program.no_levels(levels)
    rank = levels.find(arguments.level) if arguments.level else None
    if arguments.level and rank is None:
        return program.unknown_level(portfolio, levels, arguments.level)
    partner_id = arguments.partner or (person.partner_id if person else None)
    if partner_id is None:
        ids = _present(in_scope(arguments, turn.access, standing), standing)
        until = max(arguments.until or turn.as_of + timedelta(days=program.KEPT_DAYS), turn.as_of)
        near = program.within_reach(portfolio, levels, until).intersection(pd.Index(ids))
        lost = program.Lost.by(portfolio, levels, _known(near.tolist(), turn, office), until)
        return program.level_findings(portfolio, levels, ids, lost, rank, limit=arguments.limit)
    rows = _known([partner_id], turn, office)
    return program.requirement_findings(portfolio, levels, rows, partner_id, rank)


def _known(ids: list[str], turn: Turn, office: Office) -> dict[str, pd.DataFrame]:
    """Certifications and deals of these partners, as known on the day; a query takes so many."""
    with office.engine.connect() as connection:
        parts = [
            stored_rows(connection, ids[first : first + _AT_ONCE], _LEVEL_TABLES)
            for first in range(0, max(len(ids), 1), _AT_ONCE)
        ]
    return {
        name: rows_as_known(pd.concat([part[name] for part in parts]), table, turn.as_of)
        for name, table in _LEVEL_TABLES.items()
    }


def _asked(
    arguments: Certifications, person: ContactCard | None, rank: int | None, turn: Turn, standing: Standing
) -> Asked:
    """Whose certificates the question is about, and which."""
    technologies = _technologies(arguments.technology, turn) if arguments.technology else ()
    partner_id = person.partner_id if person else arguments.partner
    elsewhere = arguments.model_copy(update={"technology": None})  # certificates answer this one
    ids = [partner_id] if partner_id else _present(in_scope(elsewhere, turn.access, standing), standing)
    if rank is not None:
        own = program.judged(standing.portfolio, standing.levels)["own"]
        ids = [one for one in ids if own[one] == rank]
    return Asked(
        standing.portfolio,
        standing.certificates,
        ids,
        Filter(person.name if person else "", technologies, _certificate_level(arguments.level)),
        partner_id,
        arguments.limit,
    )


def _person(contact_id: str | None, office: Office) -> ContactCard | None:
    if contact_id is None:
        return None
    with office.engine.connect() as connection:
        return contact_card(connection, contact_id)


def _present(ids: frozenset[str], standing: Standing) -> list[str]:
    """Those who are partners now: active or paused."""
    return sorted(ids & frozenset(standing.portfolio.peers.index))


def _certificate_level(words: str | None) -> str:
    """The level of a certificate, if that is what was meant; not a level of the program."""
    folded = fold((words or "").strip())
    return folded if folded in schema.CERTIFICATION_LEVELS else ""


def _technologies(words: str, turn: Turn) -> tuple[str, ...]:
    """The technologies that are meant, as the data spells them.

    Raises:
        NobodyFits: No technology on record is called like that.
    """
    found = turn.names.resolve(words, (NameKind.TECHNOLOGY,), frozenset())
    if found.ids:
        return found.ids
    slots = {"asked": Fact(ASKED, None, words, turn.as_of, subject=words)}
    key = "certifications.unknown_technology"
    if found.nearest:
        near, key = ", ".join(found.nearest), f"{key}_near"
        slots["valid"] = Fact(VALID, None, near, turn.as_of, subject=near)
    raise NobodyFits(Findings((Statement(key, slots),)))
