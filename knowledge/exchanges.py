"""What was written to partners and what came back: activities, plays done, and counts of answers."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, select

from knowledge.partners import contact_card
from knowledge.people import person_by_email
from knowledge.plays import PlayDone, add_play
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING, drafts
from knowledge.writing import in_utc, insert_once
from tools.drafts import Draft, DraftState
from tools.plays.answered import Answered

_activities: Final = INCOMING["activities"]
OUR_OWN: Final = "draft:"
"""Ids of activities that nobody imported begin with this."""

_ANSWER: Final = ":answer"
_MAIL: Final = re.compile(r"<[^<>\s]+>")
_POST: Final = re.compile(r"\d+\.\d+")
_KIND: Final = "email"  # the kind of what is written, in Slack too


def record_sent(connection: Connection, draft: Draft, at: datetime) -> None:
    """A message that left is an activity, and its play was done; the same draft counts once."""
    day = _day(connection, draft, at)
    if not _add(connection, draft, _id(draft), day, "out", draft.subject):
        return
    if draft.play:
        words = f"Message to {draft.recipient}: {draft.subject}" if draft.subject else "Message in Slack"
        add_play(connection, PlayDone(_id(draft), draft.partner_id, draft.play, day, draft.sender, words, at))


def record_answer(connection: Connection, draft: Draft, at: datetime) -> bool:
    """The partner answered the message; False if that was on record."""
    subject = f"Re: {draft.subject}" if draft.subject else ""
    return _add(connection, draft, _id(draft) + _ANSWER, _day(connection, draft, at), "in", subject)


def forget_answer(connection: Connection, draft: Draft) -> bool:
    """The partner did not answer after all; False if no answer was on record."""
    own = _activities.c.activity_id == _id(draft) + _ANSWER
    gone = connection.execute(delete(_activities).where(own)).rowcount > 0
    if gone:
        grow_data_version(connection, [draft.partner_id])
    return gone


def answered_on(connection: Connection, draft: Draft) -> date | None:
    """The day on which an answer was logged for that draft; None if none was."""
    own = _activities.c.activity_id == _id(draft) + _ANSWER
    day: date | None = connection.scalar(select(_activities.c.date).where(own))
    return day


def last_message_id(connection: Connection, channel: str, recipient: str) -> str:
    """Id of the last message that we sent there: of a mail, or of the thread in Slack; empty if unknown."""
    last = (
        select(drafts.c.outcome, drafts.c.in_reply_to)
        .where(drafts.c.channel == channel, drafts.c.recipient == recipient)
        .where(drafts.c.state == DraftState.SENT.value)
        .order_by(drafts.c.changed_at.desc(), drafts.c.draft_id)
        .limit(1)
    )
    row = connection.execute(last).first()
    found = (_MAIL if channel == "email" else _POST).match(row.outcome or "") if row else None
    if row is None or found is None:
        return ""
    return str(row.in_reply_to or found[0]) if channel == "slack" else found[0]


def answers(
    connection: Connection,
    partner_ids: Collection[str],
    until: date,
    within_days: int,
    since: date | None = None,
) -> dict[str, Answered]:
    """Per play, how many of its messages were sent to these partners by that day, and how many answered.

    A message counts as answered if an answer to it was logged, or if anything came in from the partner on one
    of the `within_days` days after it.
    """
    wanted = frozenset(partner_ids)
    sent = [
        row
        for row in connection.execute(_sent(until))
        if row.partner_id in wanted and (not since or row.date >= since)
    ]
    came_in = _came_in(connection, {row.partner_id for row in sent}, until)
    found: dict[str, Answered] = {}
    for row in sent:
        last = row.date + timedelta(days=within_days)
        known = any(
            key == row.activity_id + _ANSWER or row.date < day <= last for key, day in came_in[row.partner_id]
        )
        found[row.play] = found.get(row.play, Answered()).with_one(answered=known)
    return found


def _sent(until: date) -> Select[Any]:
    """The messages of plays, as activities."""
    mine = _activities.c.activity_id == OUR_OWN + drafts.c.draft_id
    return (
        select(drafts.c.play, _activities.c.activity_id, _activities.c.partner_id, _activities.c.date)
        .join_from(drafts, _activities, mine)
        .where(drafts.c.play != "", _activities.c.date <= until)
    )


def _came_in(
    connection: Connection, partner_ids: Collection[str], until: date
) -> dict[str, list[tuple[str, date]]]:
    """Per partner, key and day of everything that came from them."""
    columns = (_activities.c.partner_id, _activities.c.activity_id, _activities.c.date)
    query = select(*columns).where(_activities.c.direction == "in", _activities.c.date <= until)
    found: dict[str, list[tuple[str, date]]] = {partner_id: [] for partner_id in partner_ids}
    for partner_id, key, day in connection.execute(query.order_by(_activities.c.activity_id)):
        if partner_id in found:
            found[partner_id].append((key, day))
    return found


def _add(connection: Connection, draft: Draft, key: str, day: date, way: str, subject: str) -> bool:
    """Keep an activity once; what was computed before is out of date then."""
    contact = contact_card(connection, draft.contact_id) if draft.contact_id else None
    row = {
        "activity_id": key,
        "partner_id": draft.partner_id,
        "date": day,
        "kind": _KIND,
        "direction": way,
        "person": contact.name if contact else draft.recipient,
        "by": draft.sender,
        "subject": subject or None,
    }
    new = insert_once(connection, _activities, row)
    if new:
        grow_data_version(connection, [draft.partner_id])
    return new


def _id(draft: Draft) -> str:
    return OUR_OWN + draft.draft_id


def _day(connection: Connection, draft: Draft, at: datetime) -> date:
    """The day that it is for the sender."""
    sender = person_by_email(connection, draft.sender)
    return sender.today(at) if sender else in_utc(at).date()
