"""What is heard before and beside the questions: a first visit, a dropped file, and the buttons of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltResponse

from assistant.errors import AssistantError
from assistant.onboarding import Newcomer
from assistant.rapport import Rapport
from assistant.slack.clicks import Click, posted_value, read_click
from assistant.slack.installing import dropping, welcome
from assistant.slack.installing import upload_messages as uploading
from assistant.slack.intake import Intake

_FIRST: Final = {
    welcome.TRY_DEMO: "first.load_demo",
    welcome.HOW_TO_IMPORT: "first.how_to_import",
    welcome.CLEAR_DEMO: "first.clear_demo",
}


def register(app: App, intake: Intake) -> None:
    """Listen; without the application behind it there is nothing to begin with."""
    rapport = intake.errands.rapport
    if rapport is None:
        return
    app.use(partial(_begin, intake, rapport))
    app.event("message", matchers=[dropping.brings_files])(partial(dropping.receive, intake, rapport))
    for action, errand in _FIRST.items():
        app.action(action)(partial(_first, intake, errand))
    app.action(re.compile(rf"^{uploading.PICK}_\d+$"))(_on_upload(intake, rapport, _pick))
    for action, act in _DECISIONS.items():
        app.action(action)(_on_upload(intake, rapport, act))


def _begin(
    intake: Intake,
    rapport: Rapport,
    body: dict[str, Any],
    next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
) -> BoltResponse:
    """Before anybody is known, whoever comes first may begin, and nothing else is looked at."""
    user_id = _visitor(body)
    if not user_id or not rapport.first_steps.nobody_begun():
        return next()
    newcomer = _newcomer(intake, user_id)
    if newcomer and (person := rapport.first_steps.begin(newcomer)):
        intake.workflows.run(f"welcome:{person.email}:first", "first.welcome", person.email)
    elif not rapport.first_steps.nobody_known():
        return next()
    elif newcomer:
        today = f"{intake.desk.now():%Y-%m-%d}"
        intake.workflows.run(f"not-begun:{user_id}:{today}", "first.not_begun", user_id)
    is_home = body["event"].get("tab") == "home"
    return next() if is_home else BoltResponse(status=200, body="")


def _newcomer(intake: Intake, user_id: str) -> Newcomer | None:
    """A plain member of our team; None for everybody else."""
    if intake.members.refusal(user_id) is not None:
        return None
    found = intake.members.newcomer(user_id)
    return Newcomer(user_id, found.name, found.email, found.timezone, found.runs_workspace)


def _visitor(body: dict[str, Any]) -> str:
    """Who opened the app, or wrote to it directly; empty for everything else."""
    event = body.get("event", {})
    wrote = event.get("type") == "message" and str(event.get("channel", "")).startswith("D")
    if event.get("bot_id") or not (wrote or event.get("type") == "app_home_opened"):
        return ""
    return str(event.get("user", ""))


def _first(intake: Intake, errand: str, ack: Ack, body: dict[str, Any]) -> None:
    """A button of the first message or of an empty place, on every press; the errand checks who may."""
    user_id = body["user"]["id"]
    cause = f"{user_id}:{body.get('trigger_id', '')}"
    intake.workflows.run(f"{errand}:{cause}", errand, user_id, cause)
    ack()


def _on_upload(intake: Intake, rapport: Rapport, act: Callable[..., None]) -> Callable[..., None]:
    """A listener for clicks by admins on what we posted about a file; forged values do nothing."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        click = read_click(intake, body)
        value = posted_value(intake, click) if click else None
        if click and value:
            try:
                rapport.uploads.check_allowed(click.person)
                act(intake, rapport, click, value)
            except AssistantError as error:
                intake.say(f"{click.action_id}:{click.message_ts}", click.user_id, str(error))
        ack()

    return listener


def _pick(_intake: Intake, rapport: Rapport, click: Click, value: str) -> None:
    upload_id, key, place = value.rsplit("|", 2)
    rapport.uploads.pick(upload_id, key, int(place), click.person)


def _go_on(intake: Intake, rapport: Rapport, click: Click, upload_id: str) -> None:
    rapport.uploads.confirm(upload_id, click.person)
    dropping.look(intake, upload_id, click.person.email, click.message_ts)


def _import(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    good_rows = "yes" if click.action_id == uploading.GOOD_ROWS else ""
    ids = (upload_id, click.person.email, good_rows, click.message_ts)
    intake.workflows.run(f"{upload_id}:import:{click.message_ts}", "uploads.take_in", *ids)


def _drop(intake: Intake, rapport: Rapport, click: Click, upload_id: str) -> None:
    dropped, upload = rapport.uploads.drop(upload_id, click.person), rapport.uploads.find(upload_id)
    if upload is None:
        return
    said = "Nothing was imported." if dropped else uploading.decided(upload.state)
    cause = "dropped" if dropped else f"drop:{click.message_ts}"
    intake.say(f"{upload_id}:{cause}", click.channel, said, upload.thread_ts)


def _undo(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    intake.workflows.run(f"{upload_id}:undo", "uploads.undo", upload_id, click.person.email)


def _clear_demo(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    ids = (upload_id, click.person.email, click.message_ts)
    intake.workflows.run(f"{upload_id}:clear:{click.message_ts}", "uploads.clear_demo", *ids)


_DECISIONS: Final = {
    uploading.GO_ON: _go_on,
    uploading.IMPORT: _import,
    uploading.GOOD_ROWS: _import,
    uploading.DROP: _drop,
    uploading.UNDO: _undo,
    uploading.CLEAR_DEMO: _clear_demo,
}
