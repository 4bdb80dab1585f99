"""Drafts as they are kept. Every move is one UPDATE that holds only for the version that was seen.

So a double click, two approvers at once, or an edit after the approval have exactly one outcome; whoever
comes second gets a `DraftError` that says what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.audit import Deed, Entry, log
from knowledge.tables import drafts
from knowledge.writing import in_utc, insert_once, storable
from tools.drafts import (
    Draft,
    DraftChangedError,
    DraftDigestError,
    DraftState,
    DraftUnknownError,
    Sentence,
    check_move,
    digest,
)


def propose(connection: Connection, draft: Draft) -> bool:
    """Keep a new draft under its id; False if it was kept before, which stays as it is."""
    fresh = replace(
        draft,
        state=DraftState.PROPOSED,
        version=1,
        approved_by=None,
        approved_digest=None,
        subject=storable(draft.subject),
        body=storable(draft.body),
    )
    return insert_once(connection, drafts, asdict(fresh))


def get_draft(connection: Connection, draft_id: str) -> Draft:
    """The draft as it stands.

    Raises:
        DraftUnknownError: There is none of that id.
    """
    row = connection.execute(select(drafts).where(drafts.c.draft_id == draft_id)).mappings().first()
    if row is None:
        raise DraftUnknownError(f"There is no draft {draft_id!r}. Ask for a new one.")
    return _draft(row)


def drafts_by_id(connection: Connection, draft_ids: Iterable[str]) -> dict[str, Draft]:
    """The drafts with these ids, by id; unknown ones are left out."""
    rows = connection.execute(select(drafts).where(drafts.c.draft_id.in_(sorted(set(draft_ids))))).mappings()
    return {row["draft_id"]: _draft(row) for row in rows}


def drafts_starting_with(connection: Connection, start: str) -> list[Draft]:
    """The drafts whose id begins with these characters, by id."""
    query = select(drafts).where(drafts.c.draft_id.startswith(start, autoescape=True))
    return [_draft(row) for row in connection.execute(query.order_by(drafts.c.draft_id)).mappings()]


def drafts_in(connection: Connection, *states: DraftState) -> list[Draft]:
    """The drafts that stand in one of these states, longest there first."""
    query = select(drafts).where(drafts.c.state.in_([state.value for state in states]))
    rows = connection.execute(query.order_by(drafts.c.changed_at, drafts.c.draft_id)).mappings()
    return [_draft(row) for row in rows]


def edit(connection: Connection, seen: Draft, subject: str, body: str, at: datetime) -> Draft:
    """Change the words of the draft that was seen; an approval is void.

    Raises:
        DraftMoveError: It is on its way, sent or dismissed.
        DraftChangedError: Somebody else acted on it first.
    """
    texts = {"subject": storable(subject), "body": storable(body)}
    void = {"approved_by": None, "approved_digest": None, "outcome": None}
    return _move(connection, seen, DraftState.EDITED, at, {**texts, **void})


def readdress(
    connection: Connection,
    seen: Draft,
    sender: tuple[str, str],
    cc: tuple[str, ...],
    why: str,
    at: datetime,
) -> Draft:
    """Change From, Reply-To (`sender`) and copies of the draft that was seen; an approval is void.

    Raises:
        DraftMoveError: It is on its way, sent or dismissed.
        DraftChangedError: Somebody else acted on it first.
    """
    envelope = {"from_address": sender[0], "reply_to": sender[1], "cc": list(cc)}
    void = {"approved_by": None, "approved_digest": None, "outcome": storable(why)}
    return _move(connection, seen, DraftState.EDITED, at, {**envelope, **void})


def approve(
    connection: Connection, seen: Draft, approver_email: str, seen_digest: str, at: datetime
) -> Draft:
    """Approve exactly the bytes that the person saw.

    `seen` is the draft in the version on which the person acted, `seen_digest` the `tools.drafts.digest` of
    the message as it was shown.

    Raises:
        DraftDigestError: What is kept is not what was shown.
        DraftMoveError: It is approved already, on its way, sent or dismissed.
        DraftChangedError: Somebody else acted on it first.
    """
    stored = _as_seen(connection, seen, DraftState.APPROVED)
    if digest(stored) != seen_digest:
        raise DraftDigestError("The message is not the one that was shown. Read it again, then approve.")
    approval = {"approved_by": approver_email, "approved_digest": seen_digest, "outcome": None}
    approved = _move(connection, seen, DraftState.APPROVED, at, approval)
    _log(connection, approved, Deed.APPROVED, approver_email, at)
    return approved


def dismiss(connection: Connection, seen: Draft, at: datetime) -> Draft:
    """Put the draft aside for good; it never leaves.

    Raises:
        DraftMoveError: It is on its way, sent or dismissed already.
        DraftChangedError: Somebody else acted on it first.
    """
    return _move(connection, seen, DraftState.DISMISSED, at, {"approved_by": None, "approved_digest": None})


def start_sending(connection: Connection, seen: Draft, at: datetime) -> Draft:
    """Claim the approved draft for sending; only one caller ever gets it for one approval.

    `seen` is the approval under which it leaves: one that was edited and approved again since is another.

    Raises:
        DraftDigestError: Its bytes are not the approved ones.
        DraftMoveError: It is not approved, or somebody else is sending it or has sent it.
        DraftChangedError: Somebody else acted on it first.
    """
    stored = _as_seen(connection, seen, DraftState.SENDING)
    if stored.approved_by is None or digest(stored) != stored.approved_digest:
        raise DraftDigestError(
            f"Draft {seen.draft_id!r} is not what was approved. Approve it again before it leaves."
        )
    return _move(connection, seen, DraftState.SENDING, at, {})


def finish_sending(
    connection: Connection, seen: Draft, state: DraftState, outcome: str, at: datetime
) -> Draft:
    """Say what became of it: `SENT`, `FAILED`, or `UNKNOWN` when nobody can tell.

    `outcome` is the id of the message that left, or the reason, for people.

    Raises:
        DraftMoveError: It is not on its way.
        DraftChangedError: Somebody else said so first.
    """
    done = _move(connection, seen, state, at, {"outcome": storable(outcome)})
    if state is DraftState.SENT:
        _log(connection, done, Deed.SENT, done.approved_by or done.author_email, at)
    return done


def _log(connection: Connection, draft: Draft, deed: Deed, actor_email: str, at: datetime) -> None:
    cause = f"{deed}:{draft.draft_id}:{draft.version}"
    details = {"partner_id": draft.partner_id, "digest": draft.approved_digest or ""}
    log(connection, Entry(cause, at, actor_email, deed, draft.draft_id, details))


def _move(
    connection: Connection, seen: Draft, to: DraftState, at: datetime, changes: Mapping[str, object]
) -> Draft:
    """Move the draft if it still is in the state and version that were seen: the compare-and-set."""
    check_move(seen, to)
    untouched = (
        (drafts.c.draft_id == seen.draft_id)
        & (drafts.c.state == seen.state.value)
        & (drafts.c.version == seen.version)
    )
    values = {**changes, "state": to.value, "version": seen.version + 1, "changed_at": in_utc(at)}
    if connection.execute(update(drafts).where(untouched).values(values)).rowcount != 1:
        raise _changed(get_draft(connection, seen.draft_id))
    return get_draft(connection, seen.draft_id)


def _as_seen(connection: Connection, seen: Draft, to: DraftState) -> Draft:
    stored = get_draft(connection, seen.draft_id)
    check_move(stored, to)
    if (stored.state, stored.version) != (seen.state, seen.version):
        raise _changed(stored)
    return stored


def _changed(draft: Draft) -> DraftChangedError:
    by = f" by {draft.approved_by}" if draft.approved_by else ""
    return DraftChangedError(
        f"Draft {draft.draft_id!r} has changed in the meantime: it is {draft.state}{by} now."
    )


def _draft(row: RowMapping) -> Draft:
    lists = {name: tuple(row[name]) for name in ("fact_ids", "note_ids", "cc")}
    sentences = {"sentences": tuple(_sentence(one) for one in row["sentences"])}
    states = {"state": DraftState(row["state"]), "changed_at": in_utc(row["changed_at"])}
    return Draft(**{**row, **lists, **sentences, **states})


def _sentence(one: Mapping[str, Any]) -> Sentence:
    return Sentence(one["text"], one["pattern"], tuple(one["fact_ids"]), tuple(one["note_ids"]))
