"""`find_partners`."""

from __future__ import annotations

from typing import Final

from assistant.toolbox.arguments import FindPartners
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.needs import asked_of, need_of
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import About
from tools.facts import Findings
from tools.matching import (
    Evidence,
    Unknown,
    best,
    expertise,
    find_findings,
    first_contacts,
    people,
    people_findings,
    unknown_findings,
)

_READ: Final = 25  # partners whose people are looked at: a question costs the same in any portfolio


@admitting_gaps
def find_partners(arguments: FindPartners, turn: Turn, office: Office) -> Findings:
    """Who fits a need, by what they did rather than what they say; partners, or people when asked for."""
    standing = office.standings.at(turn.as_of)
    portfolio, policy = standing.portfolio, standing.policy.matching
    need = need_of(arguments, turn, standing, arguments.language)
    if isinstance(need, Unknown):
        return unknown_findings(portfolio, need)
    found = expertise(portfolio, standing.experience, need, policy)
    fitting = best(found, asked_of(arguments, turn, standing))
    read = fitting.index[: _READ if arguments.person else arguments.limit]
    with office.engine.connect() as connection:
        rows = partner_rows(connection, read, turn.as_of)
    if arguments.person:
        persons = people(portfolio, need, fitting, rows, policy)
        return people_findings(
            portfolio,
            need,
            persons,
            first_contacts(rows["contacts"], map(str, read)),
            fitting=len(fitting),
            read=len(read),
            limit=arguments.limit,
        )
    evidence = {str(one): Evidence.of(About(portfolio, str(one)), rows, need) for one in read}
    return find_findings(portfolio, need, fitting, evidence)
