"""Who spoke when in a channel's thread in which we answer somebody; never what was said."""

from __future__ import annotations

from sqlalchemy import Connection, select

from knowledge.outbox import OutboxState
from knowledge.tables import outbox, questions, thread_voices
from knowledge.upserting import upserting


def note_voice(connection: Connection, thread_id: str, slack_user_id: str, spoken_ts: str) -> None:
    """Somebody spoke there, or was spoken to; an event that comes late changes nothing.

    Args:
        connection: The caller commits.
        thread_id: Such as `C1:1700000000.000100`.
        slack_user_id: Who.
        spoken_ts: Slack's timestamp of the message: digits of one length, so that text order is time order.
    """
    row = {"thread_id": thread_id, "slack_user_id": slack_user_id, "spoken_ts": spoken_ts}
    insert = upserting(connection, thread_voices).values(row)
    keys = [column.name for column in thread_voices.primary_key]
    later = thread_voices.c.spoken_ts < insert.excluded.spoken_ts
    changed = {"spoken_ts": insert.excluded.spoken_ts}
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed, where=later))


def others_spoke(connection: Connection, thread_id: str, slack_user_id: str, since_ts: str) -> bool:
    """Whether anybody but that person has spoken there, or was spoken to, since then."""
    there = (thread_voices.c.thread_id == thread_id) & (thread_voices.c.spoken_ts > since_ts)
    others = thread_voices.c.slack_user_id != slack_user_id
    return connection.execute(select(thread_voices.c.spoken_ts).where(there, others)).first() is not None


def shown_to(connection: Connection, thread_id: str) -> dict[str, str]:
    """By e-mail of who asked there: Slack's timestamp of their newest answer that stands in that thread.

    Answers that only their asker saw do not stand there. One that is on its way has no timestamp yet: empty.
    """
    channel, _, root = thread_id.partition(":")
    columns = (questions.c.question_id, questions.c.asker_email)
    asked = connection.execute(select(*columns).where(questions.c.thread_id == thread_id)).all()
    askers = {posted: email for one, email in asked for posted in (f"{one}:answer", f"share:{one}")}
    there = outbox.c.outbox_id.in_(askers) & (outbox.c.channel == channel) & (outbox.c.thread_ts == root)
    on_its_way = outbox.c.state.in_([OutboxState.SENT.value, OutboxState.SENDING.value])
    shown: dict[str, str] = {}
    for outbox_id, message_ts in connection.execute(
        select(outbox.c.outbox_id, outbox.c.message_ts).where(there, on_its_way)
    ):
        email = askers[outbox_id]
        shown[email] = max(shown.get(email, ""), message_ts or "")
    return shown
