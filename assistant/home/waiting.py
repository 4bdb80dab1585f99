"""What waits for a person and needs no science: drafts that nobody decided, follow-ups whose day has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from assistant.access import Access
from assistant.home.paging import paged
from assistant.home.shown import DueFollowUp, Paged, WaitingDraft
from assistant.toolbox.follow_ups.in_words import words_of
from assistant.writing.rendering import Tongue, day, harmless, quotable
from knowledge.drafts import drafts_by_id
from knowledge.follow_ups import FollowUp, follow_ups_of
from knowledge.partners import partner_cards
from knowledge.tables import drafts as stored_drafts
from tools.drafts import OPEN
from tools.time_zones import zone_named


def drafts(
    connection: Connection, access: Access, ids: frozenset[str], tongue: Tongue, page: int
) -> Paged[WaitingDraft]:
    """Drafts to these partners that the person may decide on, the newest first."""
    columns = stored_drafts.c
    query = select(columns.draft_id, columns.partner_id).where(columns.state.in_([one.value for one in OPEN]))
    rows = connection.execute(query.order_by(columns.changed_at.desc(), columns.draft_id))
    mine = [draft_id for draft_id, partner in rows if partner in ids and access.may_write(partner)]

    def made(shown: Sequence[str]) -> list[WaitingDraft]:
        found = drafts_by_id(connection, shown)
        cards = partner_cards(connection, [one.partner_id for one in found.values()])
        return [
            WaitingDraft(
                draft_id,
                harmless(cards[found[draft_id].partner_id].name),
                harmless(found[draft_id].subject),
                harmless(found[draft_id].recipient),
                day(found[draft_id].changed_at.date(), tongue),
            )
            for draft_id in shown
        ]

    return paged(mine, page, made)


def follow_ups(
    connection: Connection, access: Access, now: datetime, tongue: Tongue, page: int
) -> tuple[Paged[DueFollowUp], int]:
    """The person's follow-ups that are due today or were before, and how many come later."""
    zone = zone_named(access.person.timezone)
    today = now.astimezone(zone).date()
    every = follow_ups_of(connection, access.person.email)
    due = [one for one in every if one.due_at.astimezone(zone).date() <= today]

    def made(shown: Sequence[FollowUp]) -> list[DueFollowUp]:
        seen = [one.partner_id for one in shown if access.may_see(one.partner_id)]
        cards = partner_cards(connection, seen)
        found = []
        for one in shown:
            on = one.due_at.astimezone(zone)
            name = harmless(cards[one.partner_id].name) if one.partner_id in cards else ""
            words = quotable(words_of(connection, one, access))
            found.append(
                DueFollowUp(one, words, name, f"{day(on.date(), tongue)}, {on:%H:%M}", on.date() < today)
            )
        return found

    return paged(due, page, made), len(every) - len(due)
