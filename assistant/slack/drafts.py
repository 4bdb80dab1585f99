"""Buttons of a draft card, and the editor."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.slack import cards, limits, notices
from assistant.slack.cards import Seen
from assistant.slack.clicks import Click, on_click
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from knowledge.people import Person
from tools.drafts import Draft, DraftChangedError, DraftError, DraftMoveError, DraftState, digest


def register(app: App, intake: Intake) -> None:
    """Listen to the card's buttons and the editor."""
    app.action(cards.APPROVE)(on_click(intake, _approve))
    app.action(cards.EDIT)(on_click(intake, _open_editor))
    app.action(cards.DISMISS)(on_click(intake, _dismiss))
    app.action(cards.ARRIVED)(on_click(intake, partial(_settle, arrived=True)))
    app.action(cards.LOST)(on_click(intake, partial(_settle, arrived=False)))

    @app.view(cards.EDITOR)
    def save(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        problems = _save(intake, body["user"], view)
        ack(response_action="errors", errors={"body": problems}) if problems else ack()


def _approve(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = _approved(intake, seen, click.person)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    if draft.state is not DraftState.APPROVED or draft.approved_digest != seen.digest:
        _refresh(intake, draft, click)
        return
    # if an earlier click approved it, its workflow perhaps never started; starting it again is harmless
    leave = intake.workflows.send if draft.channel == "slack" else intake.workflows.hand_over
    leave(draft.draft_id, seen.digest, draft.version, click.channel, click.message_ts)


def _approved(intake: Intake, seen: Seen, person: Person) -> Draft:
    """The draft, approved now unless somebody was faster."""
    draft = intake.desk.draft(seen.draft_id)
    if draft.state not in cards.OPEN:
        return draft
    try:
        return intake.desk.approve(seen.draft_id, seen.digest, person)
    except (DraftMoveError, DraftChangedError):
        return intake.desk.draft(seen.draft_id)


def _open_editor(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = intake.desk.draft(seen.draft_id)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    if digest(draft) != seen.digest:
        _refresh(intake, draft, click)
    elif max(len(draft.body), len(draft.subject)) > limits.INPUT:
        intake.say(f"long:{draft.draft_id}:{draft.version}", click.channel, notices.TOO_LONG_TO_EDIT)
    else:
        intake.quick.views_open(trigger_id=click.trigger_id, view=cards.editor(draft, seen))


def _save(intake: Intake, user: dict[str, Any], view: dict[str, Any]) -> str:
    """Keep the new words; returns what stands in the way, for the editor to show."""
    seen = Seen.read(view["private_metadata"])
    if seen is None:
        return "This editor is out of date. Close it and open it again."
    typed = {
        name: next(iter(field.values()))["value"] or "" for name, field in view["state"]["values"].items()
    }
    try:
        person = intake.members.person(user["id"], user.get("team_id", ""))
        draft = _edited(intake, seen, typed, person)
    except RefusedError:
        return "You cannot change this message."
    except LookupFailedError:
        return notices.LOOKUP_FAILED
    except (DraftError, AssistantError) as error:
        return str(error)[: limits.ERROR]
    if isinstance(draft, list):
        return "\n".join(draft)[: limits.ERROR] or "This cannot be sent."
    intake.workflows.refresh_card(draft.draft_id, draft.version, seen.channel, seen.card_ts)
    return ""


def _edited(intake: Intake, seen: Seen, typed: dict[str, str], person: Person) -> Draft | list[str]:
    body = typed.get("body", "")
    if not body.strip():
        return ["The message is empty."]
    subject = typed["subject"] if "subject" in typed else intake.desk.draft(seen.draft_id).subject
    return intake.desk.edit(seen.draft_id, subject, body, seen.digest, person)


def _dismiss(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = intake.desk.dismiss(seen.draft_id, click.person)
    except (DraftMoveError, DraftChangedError):
        draft = intake.desk.draft(seen.draft_id)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    _refresh(intake, draft, click)


def _settle(intake: Intake, click: Click, *, arrived: bool) -> None:
    if click.seen is None:
        return
    draft = intake.errands.settle(click.seen.draft_id, click.seen.digest, click.person, arrived=arrived)
    if draft.state is not DraftState.UNKNOWN:  # else the question stays, for somebody who may answer it
        _refresh(intake, draft, click)


def _refresh(intake: Intake, draft: Draft, click: Click) -> None:
    intake.workflows.refresh_card(draft.draft_id, draft.version, click.channel, click.message_ts)


def _complain(intake: Intake, click: Click, seen: Seen, error: Exception) -> None:
    """Say once what stands in the way, however often the button is clicked."""
    outbox_id = f"no:{seen.draft_id}:{seen.digest[:16]}:{click.user_id}:{type(error).__name__}"
    intake.say(outbox_id, click.channel, str(error))
