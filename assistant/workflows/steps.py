"""The steps of every workflow.

DBOS finds workflows by name in the whole process, so the errands that they run are the process's too:
`Workflows.launch` sets them.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from dbos import DBOS

from assistant.slack.calling import Stopping
from assistant.slack.errands import Errands
from assistant.slack.failing import kind_of

_TRIES: Final = 50  # workflows for one thing that is due; each lasts for about a quarter of an hour

current: Final[list[Errands]] = []
"""The errands of this process, once it serves."""


WAITED: Final = 60.0
"""Seconds after which a question is started again, in case nobody did: the same one starts once."""


class ErrandFailedError(Exception):
    """An errand went wrong; names the kind of error alone, since DBOS keeps it and texts must be erasable."""


def run(errand: str, *ids: object) -> Any:  # noqa: ANN401 - whatever the errand returns: ids
    """Run one errand by its name.

    Raises:
        ErrandFailedError: It went wrong.
        Stopping: It went wrong as the service ends: a next try would hold up the end.
    """
    errands = current[-1]
    try:
        return attrgetter(errand)(errands)(*ids)
    except Exception as error:  # noqa: BLE001 - every kind, since every kind can quote a text
        if errands.postman.pace.stopping:
            raise Stopping from None
        raise ErrandFailedError(f"{errand}: {kind_of(error)}") from None


# Steps: each is one errand, which may run twice. What failed, a busy database above all, is tried again:
# a second time after half a second where somebody waits, for about a quarter of an hour where nobody does.


@DBOS.step(name="answer.compute", retries_allowed=True, interval_seconds=0.5)
def compute_answer(question_id: str, user_id: str) -> list[str]:
    """Answer while that user looks on; ids of the messages that are to be posted."""
    kept: list[str] = run("questions.answer", question_id, user_id)
    return kept


@DBOS.step(name="answer.apologise", retries_allowed=True, max_attempts=10)
def apologise(question_id: str) -> str:
    """Keep an apology; the message's id."""
    return str(run("questions.apologise", question_id))


@DBOS.step(name="answer.hint")
def hint(channel: str, user_id: str, notice: str) -> None:
    """Show somebody a notice that nobody else sees."""
    run("hint", channel, user_id, notice)


@DBOS.step(name="answer.point")
def point(question_id: str, channel: str, user_id: str) -> None:
    """Tell the asker alone where the answer stands, unless it stands there."""
    run("channels.point", question_id, channel, user_id)


@DBOS.step(name="tell", retries_allowed=True, max_attempts=10)
def put_notice(outbox_id: str, place: str, notice: str) -> str:
    """Keep a notice; the message's id."""
    return str(run("tell", outbox_id, place, notice))


@DBOS.step(name="deliver", retries_allowed=True, max_attempts=10)
def deliver(outbox_id: str) -> str:
    """Post a message; the state that it is in then."""
    return str(run("deliver", outbox_id))


@DBOS.step(name="draft.start", retries_allowed=True, max_attempts=10)
def start_sending(draft_id: str, seen_digest: str, version: int) -> str:
    """Claim an approved draft; the message's id, or empty."""
    return str(run("drafts.start_sending", draft_id, seen_digest, version))


@DBOS.step(name="draft.send", retries_allowed=True, max_attempts=10)
def send_to_partner(draft_id: str, outbox_id: str, number: int) -> float:
    """Send to the partner, never twice; seconds to wait before the next try, 0 when it is settled."""
    return float(run("drafts.send", draft_id, outbox_id, number))


@DBOS.step(name="draft.finish", retries_allowed=True, max_attempts=10)
def finish_sending(draft_id: str, outbox_id: str) -> list[str]:
    """Record what became of it; ids of the messages that ask about it."""
    kept: list[str] = run("drafts.finish_sending", draft_id, outbox_id)
    return kept


@DBOS.step(name="draft.hand_over", retries_allowed=True, max_attempts=10)
def hand_over(draft_id: str, seen_digest: str, version: int, place: str) -> str:
    """Keep an approved mail for its approver; the message's id, or empty."""
    return str(run("drafts.hand_over", draft_id, seen_digest, version, place))


@DBOS.step(name="card.refresh", retries_allowed=True, max_attempts=10)
def refresh_card(draft_id: str, channel: str, card_ts: str) -> None:
    """Show on a card how its draft stands."""
    run("refresh_card", draft_id, channel, card_ts)


@DBOS.step(name="override.ask", retries_allowed=True, max_attempts=10)
def ask_leads(override_id: str) -> list[str]:
    """Put an edit before the leads; ids of the messages."""
    kept: list[str] = run("overrides.ask_leads", override_id)
    return kept


@DBOS.step(name="override.decided", retries_allowed=True, max_attempts=10)
def tell_decision(override_id: str) -> list[str]:
    """Tell who asked how a lead decided; ids of the messages."""
    kept: list[str] = run("overrides.tell_decision", override_id)
    return kept


@DBOS.step(name="errand", retries_allowed=True, max_attempts=10)
def errand(name: str, *ids: object) -> list[str]:
    """Run an errand by its name; ids of the messages that it wants posted."""
    kept: list[str] = run(name, *ids)
    return kept


@DBOS.step(name="answer.waiting", retries_allowed=True)
def waiting_questions() -> list[str]:
    """Questions whose answer should have come by now; those that are being answered among them."""
    waiting: list[str] = run("questions.unanswered", WAITED)
    return waiting


@DBOS.step(name="due", retries_allowed=True)
def due() -> list[tuple[str, str, list[str]]]:
    """What should have happened by now: the workflow's id, the errand and what it is given."""
    found: list[tuple[str, str, list[str]]] = run("due")
    return [(_next_try(workflow_id), name, ids) for workflow_id, name, ids in found]


def _next_try(workflow_id: str) -> str:
    """The same id, or a further one if every try so far went wrong: what is due must not be lost for good."""
    tries = (workflow_id, *(f"{workflow_id}#{number}" for number in range(2, _TRIES + 1)))
    return next((one for one in tries if not _failed(one)), tries[-1])


def _failed(workflow_id: str) -> bool:
    status = DBOS.get_workflow_status(workflow_id)
    return status is not None and status.status == "ERROR"


@DBOS.step(name="import.take_in", retries_allowed=True)
def take_in() -> list[str]:
    """Take the folder in; ids of the messages that tell its news."""
    kept: list[str] = run("take_in")
    return kept


@DBOS.step(name="import.failed", retries_allowed=True, max_attempts=10)
def tell_import_failed(kind: str) -> list[str]:
    """Keep for the admins that the import broke off; ids of the messages."""
    kept: list[str] = run("import_failed", kind)
    return kept
