"""The drafts that wait for one person, of jobs and single ones, and the one that a typed id names."""

from __future__ import annotations

from typing import Final

from assistant.access import Access
from assistant.errors import AssistantError
from assistant.jobs.reviewing import QueueCard
from assistant.rapport import Rapport
from knowledge.drafts import drafts_in, drafts_starting_with
from knowledge.notes import stored_notes
from knowledge.partners import partner_card
from knowledge.people import Person
from tools.drafts import OPEN, Draft

ID: Final = 8  # characters of a draft's id that a person copies
_LEAST: Final = 4  # fewer of them would be a guess


def short_id(draft: Draft) -> str:
    """What a person types for it."""
    return draft.draft_id[:ID]


def waiting(rapport: Rapport, person: Person) -> list[Draft]:
    """The undecided drafts that the person asked for or whose partners they look after, the newest first."""
    access = rapport.roster.access(person)
    charge = access.charge
    with rapport.engine.connect() as connection:
        undecided = drafts_in(connection, *OPEN)
    return [
        one
        for one in reversed(undecided)
        if access.may_write(one.partner_id) and (one.author_email == person.email or one.partner_id in charge)
    ]


def named_draft(rapport: Rapport, words: str, person: Person) -> Draft:
    """The one draft whose id begins so, among those that the person may decide on.

    Raises:
        AssistantError: There is none, or several.
    """
    found = _beginning(rapport, words, rapport.roster.access(person))
    if len(found) == 1:
        return found[0]
    if found:
        raise AssistantError(
            f"{words!r} may be {' or '.join(one.draft_id for one in found)}. Type more of it."
        )
    raise AssistantError(
        f"There is no draft {words!r} that {person.name} may decide on. See: rapport drafts; "
        "for somebody else's: --as EMAIL"
    )


def single_card(rapport: Rapport, draft: Draft) -> QueueCard:
    """A draft by itself, with all that a queue shows of one."""
    with rapport.engine.connect() as connection:
        partner = partner_card(connection, draft.partner_id)
        stopped = rapport.jobs.stops.stopped(connection, draft, rapport.now())
        facts = rapport.drafting.sources(connection, draft)
        notes = tuple(stored_notes(connection, note_ids=draft.note_ids))
    return QueueCard(
        job_id="",
        place=0,
        total=1,
        left=int(draft.state in OPEN),
        draft=draft,
        partner=partner.name if partner else draft.partner_id,
        stopped=stopped if draft.state in OPEN else None,
        together=0,
        facts=facts,
        notes=notes,
    )


def _beginning(rapport: Rapport, words: str, access: Access) -> list[Draft]:
    start = words.strip()
    if len(start) < _LEAST:
        return []
    with rapport.engine.connect() as connection:
        found = drafts_starting_with(connection, start)
    whole = [one for one in found if one.draft_id == start]
    return [one for one in whole or found if access.may_write(one.partner_id)]
