"""Where introductions stand, for whoever may know of both sides."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.introductions import introductions
from knowledge.people import all_people
from knowledge.rows import partner_rows
from tools.facts import Findings
from tools.introductions import Introduction, People, Register


def recorded(arguments: SuggestIntroduction, turn: Turn, office: Office) -> Findings:
    """Introductions of the named partners, or of all that the question is about; open ones first."""
    known = known_introductions(turn, office)
    named = [one for one in (arguments.side, arguments.partner, arguments.other) if one]
    if named:
        found = [one for one in known if set(named) <= set(one.partner_ids)]
    else:
        ids = in_scope(arguments, turn.access, office.standings.at(turn.as_of))
        own = turn.access.person.email
        found = [one for one in known if ids & {*one.partner_ids} or one.proposed_by == own]
    found.sort(key=lambda one: not one.waiting_for)
    missing = "none_two" if len(named) > 1 else "none_of" if named else "none"
    return register(found, turn, office).findings(found[: arguments.limit], missing)


def known_introductions(turn: Turn, office: Office) -> list[Introduction]:
    """Introductions as known on the question's day whose both sides the asker may know of, newest first.

    Like notes they are known until today, unless a past day was asked for.
    """
    with office.engine.connect() as connection:
        past = turn.notes_until < turn.access.person.today(office.now())
        found = introductions(connection, turn.notes_until if past else None)
    partners = office.standings.at(turn.as_of).portfolio.partners.index
    return [
        one
        for one in found
        if all(turn.access.may_see(side) and side in partners for side in one.partner_ids)
    ]


def register(found: Iterable[Introduction], turn: Turn, office: Office) -> Register:
    """What tells of these introductions."""
    standing = office.standings.at(turn.as_of)
    ids = {partner_id for one in found for partner_id in one.partner_ids}
    with office.engine.connect() as connection:
        rows = partner_rows(connection, ids, turn.as_of)
        managers = {person.email.lower(): person.name for person in all_people(connection)}
    owners = {partner_id: turn.access.books.get(partner_id, "") for partner_id in ids}
    people = People(standing.portfolio, managers, owners, rows, turn.access.person.email)
    return Register(standing.portfolio, people)
