"""Direct messages, and channel messages that mention us (the same message can come as both)."""

from __future__ import annotations

from typing import Any, Final

from slack_bolt import App

from assistant.slack.channels.overhearing import overhear
from assistant.slack.intake import Intake
from assistant.slack.wording import mentions

_SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast"})


def register(app: App, intake: Intake) -> None:
    """Listen to messages and mentions."""

    @app.event("message")
    def hear_message(event: dict[str, Any]) -> None:
        in_dm = str(event.get("channel", "")).startswith("D")
        if not _is_spoken(event):
            return
        if in_dm or mentions(event, intake.bot_user_id):
            intake.take(intake.asked(event))
        else:
            overhear(intake, event)

    @app.event("user_change")
    def hear_change(event: dict[str, Any]) -> None:
        intake.members.forget(str(event["user"]["id"]))

    @app.event("app_mention")
    def hear_mention(event: dict[str, Any]) -> None:
        if _is_spoken(event) and mentions(event, intake.bot_user_id):
            intake.take(intake.asked(event))


def _is_spoken(event: dict[str, Any]) -> bool:
    """Whether a person wrote it just now: no bot, no edit, no joining."""
    changed = event.get("bot_id") or event.get("edited")
    return event.get("subtype") in _SPOKEN and not changed and bool(event.get("user"))
