"""`/rapport …`: a line at once, for the asker alone, and the answer in the direct message."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from assistant.slack import notices
from assistant.slack.intake import Asked, Intake
from assistant.slack.members import LookupFailedError, Refusal, RefusedError


def register(app: App, intake: Intake) -> None:
    """Listen to the command."""

    @app.command("/rapport")
    def hear_command(ack: Ack, command: dict[str, Any]) -> None:
        ack(_taken(intake, command))


def _taken(intake: Intake, command: dict[str, Any]) -> str:
    """Take the question; returns what the asker sees at once, empty for those who are shown nothing."""
    asked = _asked(command)
    try:
        person = intake.members.person(asked.user_id, asked.team_id)
    except RefusedError as refusal:
        return notices.UNKNOWN_PERSON if refusal.reason is Refusal.UNKNOWN else ""
    except LookupFailedError:
        return notices.LOOKUP_FAILED
    if not asked.text.strip():
        return notices.ASK_SOMETHING
    intake.keep(asked, person)
    return notices.ANSWERING_PRIVATELY


def _asked(command: dict[str, Any]) -> Asked:
    user_id = command["user_id"]
    return Asked(
        # a command has no message: its trigger is the one thing that is unique to it
        place=f"{command['channel_id']}:{command['trigger_id']}",
        user_id=user_id,
        team_id=command.get("team_id", ""),
        text=command.get("text", ""),
        answer_in=user_id,
        thread_ts="",
        thread_id=f"command:{user_id}",
    )
