"""What must happen exactly once, as DBOS workflows. Only `rapport serve` launches them.

Their ids come from what caused them, their arguments and results are ids: a delivery that comes twice starts
nothing, and a process that dies goes on where it was. DBOS finds workflows by name in the whole process, so
the errands that they run are the process's too: `Workflows.launch` sets them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from dbos import DBOS, DBOSConfig, SetWorkflowID
from filelock import FileLock, Timeout

from assistant.errors import AssistantError
from assistant.slack.errands import Errands
from assistant.slack.failing import kind_of

VERSION: Final = "1"  # of the workflows' shape: raise it when steps change their order or meaning
DIGEST_SCHEDULE: Final = "*/15 * * * *"
_log = logging.getLogger("rapport.workflows")
_current: list[Errands] = []


class AlreadyServingError(AssistantError):
    """Another `rapport serve` runs on the same home folder."""


class ErrandFailedError(Exception):
    """An errand went wrong; names the kind of error alone, since DBOS keeps it and texts must be erasable."""


def _run(errand: str, *ids: object) -> Any:  # noqa: ANN401 - whatever the errand returns: ids
    try:
        return getattr(_current[-1], errand)(*ids)
    except Exception as error:  # noqa: BLE001 - every kind, since every kind can quote a text
        raise ErrandFailedError(f"{errand}: {kind_of(error)}") from None


# Steps: each is one errand, which may run twice. What failed, a busy database above all, is tried again:
# a second time after half a second where somebody waits, for about a quarter of an hour where nobody does.


@DBOS.step(name="answer.compute", retries_allowed=True, interval_seconds=0.5)
def _compute_answer(question_id: str) -> list[str]:
    kept: list[str] = _run("answer", question_id)
    return kept


@DBOS.step(name="answer.apologise", retries_allowed=True, max_attempts=10)
def _apologise(question_id: str) -> str:
    return str(_run("apologise", question_id))


@DBOS.step(name="answer.hint")
def _hint(channel: str, user_id: str) -> None:
    _run("hint", channel, user_id)


@DBOS.step(name="tell", retries_allowed=True, max_attempts=10)
def _put_notice(outbox_id: str, place: str, notice: str) -> str:
    return str(_run("tell", outbox_id, place, notice))


@DBOS.step(name="deliver", retries_allowed=True, max_attempts=10)
def _deliver(outbox_id: str) -> str:
    return str(_run("deliver", outbox_id))


@DBOS.step(name="draft.start", retries_allowed=True, max_attempts=10)
def _start_sending(draft_id: str, seen_digest: str, version: int) -> str:
    return str(_run("start_sending", draft_id, seen_digest, version))


@DBOS.step(name="draft.send", retries_allowed=True, max_attempts=10)
def _send_to_partner(outbox_id: str) -> str:
    return str(_run("send", outbox_id))


@DBOS.step(name="draft.finish", retries_allowed=True, max_attempts=10)
def _finish_sending(draft_id: str, outbox_id: str) -> list[str]:
    kept: list[str] = _run("finish_sending", draft_id, outbox_id)
    return kept


@DBOS.step(name="draft.hand_over", retries_allowed=True, max_attempts=10)
def _hand_over(draft_id: str, seen_digest: str, version: int, place: str) -> str:
    return str(_run("hand_over", draft_id, seen_digest, version, place))


@DBOS.step(name="card.refresh", retries_allowed=True, max_attempts=10)
def _refresh_card(draft_id: str, channel: str, card_ts: str) -> None:
    _run("refresh_card", draft_id, channel, card_ts)


@DBOS.step(name="digest.due", retries_allowed=True)
def _due_digests() -> list[tuple[str, str]]:
    due: list[tuple[str, str]] = _run("due_digests")
    return due


@DBOS.step(name="digest.put", retries_allowed=True, max_attempts=10)
def _put_digest(email: str, week: str) -> str:
    return str(_run("put_digest", email, week))


# Workflows


@DBOS.workflow(name="answer")
def _answer_question(question_id: str, asked_in: str, user_id: str) -> None:
    try:
        kept = _compute_answer(question_id)
    except Exception as error:  # noqa: BLE001 - whatever it was, the asker gets a line
        _log.error("a question could not be answered: %s", _kind(error))
        kept = [_apologise(question_id)]
    for outbox_id in kept:
        _deliver(outbox_id)
    if asked_in:
        _hint(asked_in, user_id)


@DBOS.workflow(name="send_draft")
def _send_draft(draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
    outbox_id = _start_sending(draft_id, seen_digest, version)
    if outbox_id:
        _send_to_partner(outbox_id)
        for doubt_id in _finish_sending(draft_id, outbox_id):
            _deliver(doubt_id)
    if card_ts:
        _refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="hand_over_draft")
def _hand_over_draft(draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
    outbox_id = _hand_over(draft_id, seen_digest, version, channel)
    if outbox_id:
        _deliver(outbox_id)
    _refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="refresh_card")
def _show_card(draft_id: str, channel: str, card_ts: str) -> None:
    _refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="post")
def _post(outbox_id: str) -> None:
    _deliver(outbox_id)


@DBOS.workflow(name="tell")
def _tell(outbox_id: str, place: str, notice: str) -> None:
    _deliver(_put_notice(outbox_id, place, notice))


@DBOS.workflow(name="digest")
def _post_digest(email: str, week: str) -> None:
    outbox_id = _put_digest(email, week)
    if outbox_id:
        _deliver(outbox_id)


@DBOS.workflow(name="due_digests")
def _post_due_digests(_at: datetime, _context: Any) -> None:  # noqa: ANN401 - DBOS passes it
    for email, week in _due_digests():
        _start(f"digest:{email}:{week}", _post_digest, email, week)


def _start(workflow_id: str, workflow: Callable[..., None], *ids: object) -> None:
    with SetWorkflowID(workflow_id):
        DBOS.start_workflow(workflow, *ids)


@dataclass
class Workflows:
    """Starts workflows over one set of errands.

    Attributes:
        home: Where the lock lies, and the DBOS database if it is SQLite.
        database_url: PostgreSQL for the DBOS tables; empty for SQLite in `home`.
    """

    errands: Errands
    home: Path
    database_url: str = ""
    ready: bool = field(default=False, init=False)

    def launch(self) -> None:
        """Start, and go on with everything that a dead process left.

        Raises:
            AlreadyServingError: A second process on one executor id would run live work again.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.home / "serve.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise AlreadyServingError(f"Another `rapport serve` is running on {self.home}.") from error
        _current[:] = [self.errands]
        # DBOS writes to a handler of its own, and what it says can quote what a step was given
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS(config=self._config())
        DBOS.launch()
        DBOS.apply_schedules(
            [{"schedule_name": "digests", "workflow_fn": _post_due_digests, "schedule": DIGEST_SCHEDULE}]
        )
        self._resume()
        self.ready = True

    def close(self) -> None:
        """Stop. What is under way goes on at the next launch."""
        self.ready = False
        DBOS.destroy()
        _current.clear()
        self._lock.release()

    def answer(self, question_id: str, asked_in: str = "", user_id: str = "") -> None:
        """Answer a question; `asked_in` is the channel where the asker is told to look elsewhere."""
        _start(question_id, _answer_question, question_id, asked_in, user_id)

    def send(
        self, draft_id: str, seen_digest: str, version: int, channel: str = "", card_ts: str = ""
    ) -> None:
        """Send an approved draft and show on its card how it went."""
        name = f"send:{draft_id}:{seen_digest}:{version}"
        _start(name, _send_draft, draft_id, seen_digest, version, channel, card_ts)

    def hand_over(self, draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
        """Give an approved mail to the approver."""
        name = f"mail:{draft_id}:{seen_digest}:{version}"
        _start(name, _hand_over_draft, draft_id, seen_digest, version, channel, card_ts)

    def refresh_card(self, draft_id: str, version: int, channel: str, card_ts: str) -> None:
        """Show on a card how its draft stands."""
        _start(f"card:{channel}:{card_ts}:{version}", _show_card, draft_id, channel, card_ts)

    def post(self, outbox_id: str) -> None:
        """Post a message that is in the outbox."""
        _start(f"post:{outbox_id}", _post, outbox_id)

    def tell(self, outbox_id: str, place: str, notice: str) -> None:
        """Post one of the notices, by its name, to a channel or a person."""
        _start(f"tell:{outbox_id}", _tell, outbox_id, place, notice)

    def post_due_digests(self, at: datetime) -> None:
        """Look whose digest is due; the schedule does the same every quarter of an hour."""
        _start(f"digests:{at.isoformat()}", _post_due_digests, at, None)

    def _resume(self) -> None:
        """Start what was promised to a person and perhaps never started; what runs already is left alone."""
        for question_id in self.errands.unanswered():
            self.answer(question_id)
        for draft_id, seen_digest, version in self.errands.approved():
            self.send(draft_id, seen_digest, version)
        self.post_due_digests(self.errands.desk.now())

    def _config(self) -> DBOSConfig:
        # `postgresql://`: DBOS picks its own driver
        url = self.database_url.replace("postgresql+psycopg://", "postgresql://")
        return {
            "name": "rapport",
            "system_database_url": url or f"sqlite:///{self.home / 'workflows.db'}",
            "application_version": VERSION,
            "executor_id": _worker_id(self.home),
            "log_level": "CRITICAL",
            "enable_otlp": False,
            "notification_listener_polling_interval_sec": 0.2,  # how long a stop waits for it
        }


def _kind(error: Exception) -> str:
    """What the last try said."""
    return str(getattr(error, "errors", [error])[-1])


def _worker_id(home: Path) -> str:
    """The name of the worker in this home folder: nobody else's, and the same after a restart."""
    file = home / "worker"
    if not file.exists():
        file.write_text(f"rapport-{uuid4().hex[:12]}", encoding="ascii")
    return file.read_text(encoding="ascii").strip()
