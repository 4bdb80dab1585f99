"""Starting the workflows of this process, and going on with what a dead one left."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Final
from uuid import uuid4

from dbos import DBOS, DBOSConfig, ScheduleInput
from filelock import FileLock, Timeout

from assistant.errors import AssistantError
from assistant.slack.digests.errands import serving_since
from assistant.slack.errands import Errands
from assistant.slack.failing import kind_of
from assistant.workflows import flows, job_flows, steps
from assistant.workflows.flows import start

VERSION: Final = "4"  # of the workflows' shape: raise it when steps change their order or meaning
DUE_SCHEDULE: Final = "*/5 * * * *"
_HOUR: Final = 60  # minutes
_log = logging.getLogger("rapport.workflows")


class AlreadyServingError(AssistantError):
    """Another `rapport serve` runs on the same home folder."""


@dataclass
class Workflows:
    """Starts workflows over one set of errands.

    Attributes:
        home: Where the lock lies, and the DBOS database if it is SQLite.
        database_url: PostgreSQL for the DBOS tables; empty for SQLite in `home`.
        import_minutes: How often a folder is taken in, 1 to 60; None where there is none. Workers that share
            a database share the schedule: all of them should have the folder, or none.
    """

    errands: Errands
    home: Path
    database_url: str = ""
    import_minutes: int | None = None
    ready: bool = field(default=False, init=False)
    _starter: ThreadPoolExecutor = field(init=False)

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
        steps.current[:] = [self.errands]
        # DBOS writes to a handler of its own, and what it says can quote what a step was given
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS(config=self._config())
        DBOS.launch()
        DBOS.apply_schedules(self._schedules())
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="starting")
        self._resume()
        self.ready = True

    def close(self) -> None:
        """Stop. What is under way goes on at the next launch."""
        self.ready = False
        self._starter.shutdown()
        DBOS.destroy()
        steps.current.clear()
        self._lock.release()

    def answer(self, question_id: str, asked_in: str = "", user_id: str = "") -> None:
        """Answer a question that is kept; `asked_in` is where the asker is told to look elsewhere.

        It starts in a moment, one after the other, so that whoever asks beside it is not kept waiting for the
        acknowledgement. Should this process die before, what is due starts it (`Errands.due`).
        """
        self._starter.submit(self._start_answer, monotonic(), question_id, asked_in, user_id)

    def send(
        self, draft_id: str, seen_digest: str, version: int, channel: str = "", card_ts: str = ""
    ) -> None:
        """Send an approved draft and show on its card how it went."""
        name = f"send:{draft_id}:{seen_digest}:{version}"
        start(name, flows.send_draft, draft_id, seen_digest, version, channel, card_ts)

    def hand_over(self, draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
        """Give an approved mail to the approver."""
        name = f"mail:{draft_id}:{seen_digest}:{version}"
        start(name, flows.hand_over_draft, draft_id, seen_digest, version, channel, card_ts)

    def refresh_card(self, draft_id: str, version: int, channel: str, card_ts: str, why: str = "") -> None:
        """Show on a card how its draft stands; `why` names what changed beside its version."""
        start(f"card:{channel}:{card_ts}:{version}{why}", flows.show_card, draft_id, channel, card_ts)

    def ask_leads(self, override_id: str) -> None:
        """Ask every lead whether an edit may name another partner."""
        start(f"override:{override_id}", flows.ask_leads, override_id)

    def tell_decision(self, override_id: str) -> None:
        """Tell who asked how a lead decided."""
        start(f"decided:{override_id}", flows.tell_decision, override_id)

    def show_progress(self, job_id: str, cause: str) -> None:
        """Show how far a job is; `cause` is the click that asked for it, here and below."""
        start(f"progress:{job_id}:{cause}", job_flows.show_progress, job_id)

    def show_queue(
        self, job_id: str, place: int, email: str, channel: str, message_ts: str, cause: str
    ) -> None:
        """Show somebody a draft of a review queue."""
        start(f"queue:{cause}", job_flows.show_queue, job_id, place, email, channel, message_ts)

    def list_together(self, job_id: str, email: str, cause: str, channel: str, thread_ts: str) -> None:
        """List for somebody what can be approved together."""
        start(f"together:{cause}", job_flows.list_together, job_id, email, cause, channel, thread_ts)

    def show_page(
        self, listing_id: str, number: int, email: str, channel: str, message_ts: str, cause: str
    ) -> None:
        """Show somebody a page of a list."""
        start(f"page:{cause}", job_flows.show_page, listing_id, number, email, channel, message_ts)

    def approve_listing(self, listing_id: str, email: str, channel: str, message_ts: str) -> None:
        """Approve a list, once, and send what was approved."""
        name = f"approve:{listing_id}:{email}"
        start(name, job_flows.approve_listing, listing_id, email, channel, message_ts)

    def post(self, outbox_id: str) -> None:
        """Post a message that is in the outbox."""
        start(f"post:{outbox_id}", flows.post, outbox_id)

    def tell(self, outbox_id: str, place: str, notice: str) -> None:
        """Post one of the notices, by its name, to a channel or a person."""
        start(f"tell:{outbox_id}", flows.tell, outbox_id, place, notice)

    def thank(self, question_id: str, channel: str, user_id: str) -> None:
        """Thank the asker of that question for a verdict, once."""
        start(f"thank:{question_id}", flows.thank, channel, user_id)

    def run(self, workflow_id: str, errand: str, *ids: object) -> None:
        """Run an errand once for what caused it, by its name in `Errands`, and post what it wants posted.

        Args:
            workflow_id: Made of what caused it, so that a second delivery starts nothing.
            errand: Such as `home.refresh`; it returns ids of messages in the outbox.
            ids: What it is given: ids, never text.
        """
        start(workflow_id, flows.run_errand, errand, *ids)

    def start_what_is_due(self, at: datetime) -> None:
        """Look what is due; the schedule does the same every five minutes."""
        start(f"due:{at.isoformat()}", flows.start_what_is_due, at, None)

    def take_in(self, at: datetime) -> None:
        """Import the folder that is watched; the schedule does the same."""
        start(f"import:{at.isoformat()}", flows.import_folder, at, None)

    def _schedules(self) -> list[ScheduleInput]:
        due: ScheduleInput = {
            "schedule_name": "due",
            "workflow_fn": flows.start_what_is_due,
            "schedule": DUE_SCHEDULE,
        }
        if self.import_minutes is None:
            return [due]
        every = f"*/{self.import_minutes}" if self.import_minutes < _HOUR else "0"
        imports: ScheduleInput = {
            "schedule_name": "imports",
            "workflow_fn": flows.import_folder,
            "schedule": f"{every} * * * *",
        }
        return [due, imports]

    def _resume(self) -> None:
        """Start what was promised to a person and perhaps never started; what runs already is left alone."""
        for question_id in self.errands.questions.unanswered():
            self.answer(question_id)
        for draft_id, seen_digest, version in self.errands.drafts.approved():
            self.send(draft_id, seen_digest, version)
        for job_id in self.errands.unfinished_jobs():
            flows.start_job(job_id)
        serving_since(self.errands.desk)  # before anything is due: what was due earlier is not caught up
        self.start_what_is_due(self.errands.desk.now())
        if self.import_minutes is not None:
            self.take_in(self.errands.desk.now())

    def _start_answer(self, since: float, question_id: str, asked_in: str, user_id: str) -> None:
        try:
            self.errands.turnstile.until_quiet(monotonic() - since)
            start(question_id, flows.answer_question, question_id, asked_in, user_id)
        except Exception as error:  # noqa: BLE001 - whatever it was: what is due starts it again
            _log.error("an answer did not start: %s", kind_of(error))

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


def _worker_id(home: Path) -> str:
    """The name of the worker in this home folder: nobody else's, and the same after a restart."""
    file = home / "worker"
    if not file.exists():
        file.write_text(f"rapport-{uuid4().hex[:12]}", encoding="ascii")
    return file.read_text(encoding="ascii").strip()
