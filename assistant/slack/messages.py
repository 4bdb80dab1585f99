"""Direct messages, and channel messages that mention us (the same message can come as both).

Silent on purpose: what bots write, who joins or leaves, an edit in a channel that mentions nobody anew, and
what people say to each other. Whoever writes to us directly or mentions us gets an answer.
"""

from __future__ import annotations

from typing import Any, Final

from slack_bolt import App

from assistant.slack.channels.overhearing import overhear
from assistant.slack.intake import Intake
from assistant.slack.members import RefusedError
from assistant.slack.notices import EDITED
from assistant.slack.wording import mentions

_SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast", "me_message"})


def register(app: App, intake: Intake) -> None:
    """Listen to messages and mentions."""

    @app.event("message")
    def hear_message(event: dict[str, Any]) -> None:
        in_dm = str(event.get("channel", "")).startswith("D")
        if in_dm and event.get("subtype") == "message_changed":
            _hear_edit(intake, event)
        if not _is_spoken(event):
            return
        if in_dm or mentions(event, intake.bot_user_id):
            intake.take(intake.asked(event))
        else:
            overhear(intake, event)

    @app.event("user_change")
    def hear_change(event: dict[str, Any]) -> None:
        intake.members.heard(event["user"])

    @app.event("app_mention")
    def hear_mention(event: dict[str, Any]) -> None:
        # an edit can bring the mention; one that was there before is the same question, answered once
        if _is_spoken(event | {"edited": None}) and mentions(event, intake.bot_user_id):
            intake.take(intake.asked(event))


def _is_spoken(event: dict[str, Any]) -> bool:
    """Whether a person wrote it just now: no bot, no edit, no joining."""
    changed = event.get("bot_id") or event.get("edited")
    return event.get("subtype") in _SPOKEN and not changed and bool(event.get("user"))


def _hear_edit(intake: Intake, event: dict[str, Any]) -> None:
    """Say once, to who changed the words of a direct message, that the first ones count.

    Slack tells of previews and of our own messages in the same way: there a person's words stay.
    """
    now, before = event["message"], event.get("previous_message", {})
    changed = now.get("edited") and now.get("text") != before.get("text")
    if not (changed and _is_spoken(now | {"edited": None})):
        return
    try:
        intake.members.person(now["user"], now.get("user_team") or now.get("team", ""))
    except RefusedError:
        return
    channel, ts = event["channel"], now["ts"]
    intake.say(f"edited:{channel}:{ts}", channel, EDITED, now.get("thread_ts") or ts)
