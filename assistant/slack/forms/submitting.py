"""A form that comes back: done within Slack's three seconds, or told under the field that is in the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError, FieldInvalid
from assistant.forms import Forms
from assistant.slack import limits, notices
from assistant.slack.forms.kept import OUT_OF_DATE, Kept
from assistant.slack.forms.opening import BUSY
from assistant.slack.forms.sent import Sent
from assistant.slack.inputs import filled_in, offered_in
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.outgoing import cut_text
from knowledge.errors import DatabaseError

Act = Callable[[Intake, Forms, Sent], None]
"""What a form does; it raises what stands in the way."""

SECONDS: Final = 2.0  # of the three that Slack waits
SLOW: Final = (
    "This takes longer than usual. If no confirmation comes in our direct message, press the button again: "
    "it is done once, however often you press."
)
_WORDS: Final[dict[type[Exception], str]] = {
    RefusedError: "You cannot do this here. Ask an admin to add you to the managers.",
    LookupFailedError: notices.LOOKUP_FAILED,
    DatabaseError: BUSY,
    TookTooLong: SLOW,  # it goes on; what it does, it does once
}
_IN_THE_WAY: Final[tuple[type[Exception], ...]] = (AssistantError, *_WORDS)
_at_work: Final = ThreadPoolExecutor(8, thread_name_prefix="forms")


def on_submit(app: App, callback_id: str, intake: Intake, act: Act) -> None:
    """Listen to a form."""

    @app.view(callback_id)
    def listener(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        ack(**answered(intake, body["user"], view, act))


def answered(
    intake: Intake, user: dict[str, Any], view: dict[str, Any], act: Act, seconds: float = SECONDS
) -> dict[str, Any]:
    """What Slack is told: nothing, so that the form closes, or what is in the way, under its field."""
    doing: Future[None] = _at_work.submit(_do, intake, user, view, act)
    try:
        doing.result(seconds)
    except _IN_THE_WAY as error:
        return _in_the_way(view, error)
    return {}


def changing(change: Callable[[Forms, Sent], str], intake: Intake, forms: Forms, sent: Sent) -> None:
    """Change something at once; what became of it is told in the direct message, with Undo."""
    if change_id := change(forms, sent):
        told = (change_id, sent.person.email, sent.user_id, sent.kept.message_id)
        intake.workflows.run(f"told:{change_id}", "forms.confirm", *told)


def _do(intake: Intake, user: dict[str, Any], view: dict[str, Any], act: Act) -> None:
    kept, rapport = Kept.read(view["private_metadata"]), intake.errands.rapport
    person = intake.members.person(user["id"], user.get("team_id", ""))
    fields, offered = filled_in(view["state"]["values"]), offered_in(view["blocks"])
    if kept is None or rapport is None:
        raise FieldInvalid("", OUT_OF_DATE)
    act(intake, rapport.forms, Sent(person, user["id"], view["id"], kept, fields, offered))


def _in_the_way(view: dict[str, Any], error: Exception) -> dict[str, Any]:
    """Under its field; under the first one if the form has no such field."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    field = error.field if isinstance(error, FieldInvalid) else ""
    place = field if field in inputs else inputs[0]
    said = next((words for kind, words in _WORDS.items() if isinstance(error, kind)), str(error))
    return {"response_action": "errors", "errors": {place: cut_text(said, limits.ERROR)}}
