"""What becomes of a change: by a button, or by a message that is no more than "confirm", "no" or "undo"."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.toolbox import changing
from knowledge import changes
from knowledge.changes import Change, ChangeState
from knowledge.threads import Question
from tools.facts import Findings, Statement

_CONFIRM: Final = re.compile(
    r"(confirm|confirmed|yes|yes please|ja|bestätigen|sí|si|confirmar|oui|confirmer)[.!]*", re.IGNORECASE
)
_DECLINE: Final = re.compile(r"(no|nope|cancel|nein|abbrechen|cancelar|non|annuler)[.!]*", re.IGNORECASE)
_UNDO: Final = re.compile(
    r"(undo|undo (that|it)|take (that|it) back|rückgängig( machen)?|deshacer|deshazlo|annule)[.!]*",
    re.IGNORECASE,
)
GONE: Final = Findings((Statement("note.gone"),))
"""There is nothing that such a message could decide."""


def decides(words: str) -> bool:
    """Whether a message is no more than "confirm", "no" or "undo"."""
    return any(pattern.fullmatch(words) for pattern, _, _ in _WISHES)


def decided(connection: Connection, question: Question, words: str, access: Access, at: datetime) -> Findings:
    """What became of the change that a message decides."""
    state, decide = next((state, decide) for pattern, state, decide in _WISHES if pattern.fullmatch(words))
    change_id = _meant(connection, question, state, at)
    return decide(connection, change_id, access, at) if change_id else GONE


def confirmed(connection: Connection, change_id: str, access: Access, at: datetime) -> Findings:
    """Make a change that waits."""
    changing.confirm(connection, change_id, access, at)
    return _said(connection, change_id, access, ChangeState.DONE, "note.done")


def declined(connection: Connection, change_id: str, access: Access, at: datetime) -> Findings:
    """Drop a change that waits."""
    changing.decline(connection, change_id, access.person, at)
    return _said(connection, change_id, access, ChangeState.DECLINED, "note.declined")


def taken_back(connection: Connection, change_id: str, access: Access, at: datetime) -> Findings:
    """Take back a change that was made."""
    changing.undo(connection, change_id, access, at)
    return _said(connection, change_id, access, ChangeState.UNDONE, "note.removed")


_WISHES: Final = (
    (_CONFIRM, ChangeState.PENDING, confirmed),
    (_DECLINE, ChangeState.PENDING, declined),
    (_UNDO, ChangeState.DONE, taken_back),
)


def _said(connection: Connection, change_id: str, access: Access, wanted: ChangeState, key: str) -> Findings:
    """How the person's change stands now, so that a second try says what the first one said."""
    change = changes.get_change(connection, change_id)
    if change is None or change.actor_email != access.person.email or change.state is not wanted:
        return GONE
    return Findings((Statement(key),), undo=change_id if wanted is ChangeState.DONE else None)


def _meant(connection: Connection, question: Question, state: ChangeState, at: datetime) -> str:
    """The change that the question decides, the same one each time the question is answered; "" if none.

    A question that is answered again, after a crash say, would else decide the change before as well.
    """
    latest = changes.latest_change(connection, question.thread_id, question.asker_email, state)
    choice = Change(
        change_id=f"decision:{question.question_id}",
        kind="decision",
        actor_email=question.asker_email,
        thread_id=question.thread_id,
        payload={"change_id": latest.change_id if latest else ""},
        changed_at=at,
        state=ChangeState.DECLINED,  # nothing to confirm or take back by itself
    )
    changes.put_change(connection, choice)
    kept = changes.get_change(connection, choice.change_id) or choice
    return str(kept.payload["change_id"])
