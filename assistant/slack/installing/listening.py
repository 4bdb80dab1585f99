"""What is heard before and beside the questions: a first visit, a dropped file, and the buttons of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltResponse

from assistant.errors import AssistantError, NotAllowed
from assistant.onboarding import Newcomer
from assistant.rapport import Rapport
from assistant.slack.clicks import Click, posted_value, read_click
from assistant.slack.installing import upload_messages as uploading
from assistant.slack.installing import welcome
from assistant.slack.intake import Intake
from assistant.slack.members import RefusedError
from knowledge.people import Person
from knowledge.uploads import Upload

_FIRST: Final = {
    welcome.TRY_DEMO: "first.load_demo",
    welcome.HOW_TO_IMPORT: "first.how_to_import",
    welcome.CLEAR_DEMO: "first.clear_demo",
}
_MOST_FILES: Final = 10


def register(app: App, intake: Intake) -> None:
    """Listen; without the application behind it there is nothing to begin with."""
    rapport = intake.errands.rapport
    if rapport is None:
        return
    app.use(partial(_begin, intake, rapport))
    app.event("message", matchers=[_brings_files])(partial(_receive, intake, rapport))
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
        intake.workflows.run(f"not-begun:{user_id}", "first.not_begun", user_id)
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


def _brings_files(event: dict[str, Any]) -> bool:
    return event.get("subtype") == "file_share" and str(event.get("channel", "")).startswith("D")


def _receive(intake: Intake, rapport: Rapport, event: dict[str, Any], ack: Ack) -> None:
    """Keep that files came from an admin, and look at each."""
    try:
        person = intake.members.person(event["user"], event.get("user_team") or event.get("team", ""))
        rapport.uploads.check_allowed(person)
    except RefusedError:
        intake.take(intake.asked(event))  # who is not known is told so there
    except NotAllowed as error:
        intake.say(f"upload:{event['channel']}:{event['ts']}", event["channel"], str(error), event["ts"])
    else:
        for file in event.get("files", [])[:_MOST_FILES]:
            _keep(intake, rapport, person, event, file)
    ack()


def _keep(
    intake: Intake, rapport: Rapport, person: Person, event: dict[str, Any], file: dict[str, Any]
) -> None:
    channel, ts, now = event["channel"], event["ts"], rapport.now()
    upload = Upload(
        upload_id=f"upload:{channel}:{ts}:{file['id']}",
        file_id=str(file["id"]),
        name=str(file.get("name") or "file"),
        uploader_email=person.email,
        channel=channel,
        thread_ts=event.get("thread_ts") or ts,
        created_at=now,
        changed_at=now,
    )
    rapport.uploads.receive(upload)
    _look(intake, upload.upload_id, person.email, "first")


def _look(intake: Intake, upload_id: str, email: str, cause: str) -> None:
    intake.workflows.run(f"{upload_id}:look:{cause}", "uploads.look", upload_id, email, cause)


def _first(intake: Intake, errand: str, ack: Ack, body: dict[str, Any]) -> None:
    """A button of the first message or of an empty place; the errand checks who may."""
    user_id, container = body["user"]["id"], body.get("container", {})
    cause = f"{user_id}:{container.get('message_ts') or body.get('trigger_id', '')}"
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
    _look(intake, upload_id, click.person.email, click.message_ts)


def _import(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    good_rows = "yes" if click.action_id == uploading.GOOD_ROWS else ""
    ids = (upload_id, click.person.email, good_rows, click.message_ts)
    intake.workflows.run(f"{upload_id}:import:{click.message_ts}", "uploads.take_in", *ids)


def _drop(intake: Intake, rapport: Rapport, click: Click, upload_id: str) -> None:
    if rapport.uploads.drop(upload_id, click.person):
        intake.say(
            f"{upload_id}:dropped", click.channel, "Nothing was imported.", _thread(rapport, upload_id)
        )


def _undo(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    intake.workflows.run(f"{upload_id}:undo", "uploads.undo", upload_id, click.person.email)


def _clear_demo(intake: Intake, _rapport: Rapport, click: Click, upload_id: str) -> None:
    ids = (upload_id, click.person.email, click.message_ts)
    intake.workflows.run(f"{upload_id}:clear:{click.message_ts}", "uploads.clear_demo", *ids)


def _thread(rapport: Rapport, upload_id: str) -> str:
    upload = rapport.uploads.find(upload_id)
    return upload.thread_ts if upload else ""


_DECISIONS: Final = {
    uploading.GO_ON: _go_on,
    uploading.IMPORT: _import,
    uploading.GOOD_ROWS: _import,
    uploading.DROP: _drop,
    uploading.UNDO: _undo,
    uploading.CLEAR_DEMO: _clear_demo,
}
