"""Which messages may be approved together, after all were read, instead of one by one.

The long tail: a message that only gets in touch again (a check-in, a re-engagement) to a partner with whom
nothing is at stake now. Whoever has an open deal, money at risk or something due gets a decision of their
own, and so does every message with an offer, a figure to answer for or a promise in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, select

from assistant.drafting.occasions import Purpose
from assistant.standing import Standing
from knowledge.draft_jobs import JobDraft
from knowledge.tables import deals
from tools.attention import Lane

LIGHT: Final = frozenset({Purpose.CHECK_IN, Purpose.RE_ENGAGEMENT})
"""Purposes that ask for nothing but a word."""

AT_STAKE: Final = (Lane.MONEY_AT_RISK, Lane.DUE)


def in_long_tail(connection: Connection, standing: Standing, drafts: Sequence[JobDraft]) -> list[str]:
    """Ids of those of the drafts that may be approved together, in order."""
    light = [one for one in drafts if one.purpose in LIGHT]
    partners = {one.partner_id for one in light}
    busy = _with_open_deals(connection, partners)
    busy |= {one for lane in AT_STAKE for one in standing.attention.of(partners, lane)}
    return [one.draft_id for one in light if one.partner_id not in busy]


def _with_open_deals(connection: Connection, partner_ids: Collection[str]) -> set[str]:
    query = select(deals.c.partner_id).where(deals.c.stage == "open").distinct()
    return {one for one in connection.execute(query).scalars() if one in partner_ids}
