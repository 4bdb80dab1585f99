"""`/rapport …`: a line at once, for whoever typed it alone, and the answer in its place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.slack import notices
from assistant.slack.clicks import Click, on_click
from assistant.slack.commands.help import admin_message, help_message, mistyped_message
from assistant.slack.commands.lines import Line, Wish, read_line
from assistant.slack.commands.replies import OPEN, REPLY, shown_here
from assistant.slack.forms.opening import Who, open_form
from assistant.slack.forms.views import Form
from assistant.slack.intake import Asked, Intake
from assistant.slack.members import LookupFailedError, Refusal, RefusedError
from assistant.slack.outgoing import Message, sealed
from knowledge.command_replies import CommandReply
from knowledge.outbox import get_message
from knowledge.people import Person

_OPENS: Final = (Wish.UNFINISHED, Wish.SETTINGS)
_FORMS: Final = {"note": Form.NOTE, "remind": Form.REMINDER, "brief": Form.BRIEF, "settings": Form.DIGEST}
"""What opens when there is nothing to go by yet."""
LASTS: Final = timedelta(minutes=29)  # Slack takes answers for thirty


def register(app: App, intake: Intake) -> None:
    """Listen to the command, and to the button that brings its answer into the direct message."""

    @app.command("/rapport")
    def hear_command(ack: Ack, command: dict[str, Any]) -> None:
        shown = _taken(intake, command)
        ack(shown_here(sealed(shown)) if shown else "")

    app.action(OPEN)(on_click(intake, _open))


def _taken(intake: Intake, command: dict[str, Any]) -> Message | None:
    """Take what is asked; returns what is seen at once, None for those who are shown nothing."""
    try:
        person = intake.members.person(command["user_id"], command.get("team_id", ""))
    except RefusedError as refusal:
        return notices.unknown_person() if refusal.reason is Refusal.UNKNOWN else None
    except LookupFailedError:
        return notices.notice(notices.LOOKUP_FAILED)
    return _understood(intake, command, person, read_line(command.get("text", "")))


def _understood(intake: Intake, command: dict[str, Any], person: Person, line: Line) -> Message | None:
    form = _FORMS.get(line.about or line.wish) if line.wish in _OPENS else None
    if form is not None and intake.errands.rapport is not None:
        open_form(intake, form, _who(command))
        return None
    match line.wish:
        case Wish.HELP | Wish.UNFINISHED:
            return help_message(line.about)
        case Wish.MISTYPED:
            return mistyped_message(line.about)
        case Wish.ADMIN:
            return admin_message(person.role)
        case Wish.DIGEST:
            _show_digest(intake, command, person)
        case _:
            asked = _asked(command, line.text or "/digest")
            if not intake.keep(asked, person, _reply(intake, command)):
                return help_message()
    return notices.notice(notices.LOOKING)


def _who(command: dict[str, Any]) -> Who:
    user_id = command["user_id"]
    return Who(user_id, command.get("team_id", ""), command["trigger_id"], f"command:{user_id}")


def _show_digest(intake: Intake, command: dict[str, Any], person: Person) -> None:
    """What changed as of now; the weekly digest stays as it will be."""
    reply = _reply(intake, command)
    intake.keep_reply(reply)
    user_id = command["user_id"]
    intake.workflows.run(reply.cause, "replies.put_digest", reply.cause, person.email, user_id)


def _reply(intake: Intake, command: dict[str, Any]) -> CommandReply:
    cause = _asked(command, "").question_id
    return CommandReply(cause, command.get("response_url", ""), intake.desk.now() + LASTS)


def _asked(command: dict[str, Any], text: str) -> Asked:
    user_id = command["user_id"]
    return Asked(
        # a command has no message: its trigger is the one thing that is unique to it
        place=f"{command['channel_id']}:{command['trigger_id']}",
        user_id=user_id,
        team_id=command.get("team_id", ""),
        text=text,
        answer_in=user_id,
        thread_ts="",
        thread_id=f"command:{user_id}",
    )


def _open(intake: Intake, click: Click) -> None:
    """Post the whole answer, with its buttons, in the direct message of whoever asked; once."""
    with intake.desk.engine.connect() as connection:
        shown = get_message(connection, f"{click.value}{REPLY}")
    # a digest answers no question: whose it is, the direct message tells for which it was kept
    if shown is not None and shown.channel == intake.postman.places.find(click.user_id):
        intake.workflows.post(f"{click.value}:answer")
