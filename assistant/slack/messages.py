"""Direct messages, and channel messages that mention us (the same message can come as both)."""

from __future__ import annotations

from typing import Any, Final

from slack_bolt import App

from assistant.slack.intake import Asked, Intake

_SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast"})


def register(app: App, intake: Intake) -> None:
    """Listen to messages and mentions."""

    @app.event("message")
    def hear_message(event: dict[str, Any]) -> None:
        in_dm = str(event.get("channel", "")).startswith("D")
        mentioned = f"<@{intake.bot_user_id}>" in event.get("text", "")
        if _is_spoken(event) and (in_dm or mentioned):
            intake.take(_asked(event, intake))

    @app.event("app_mention")
    def hear_mention(event: dict[str, Any]) -> None:
        if _is_spoken(event):
            intake.take(_asked(event, intake))


def _is_spoken(event: dict[str, Any]) -> bool:
    """Whether a person wrote it just now: no bot, no edit, no joining."""
    return event.get("subtype") in _SPOKEN and not event.get("bot_id") and bool(event.get("user"))


def _asked(event: dict[str, Any], intake: Intake) -> Asked:
    channel, ts, thread_ts = event["channel"], event["ts"], event.get("thread_ts", "")
    in_dm = channel.startswith("D")
    return Asked(
        place=f"{channel}:{ts}",
        user_id=event["user"],
        team_id=event.get("user_team") or event.get("team", ""),
        text=event.get("text", ""),
        answer_in=channel if in_dm else event["user"],
        thread_ts=thread_ts if in_dm else "",
        thread_id=intake.conversation(channel, thread_ts, channel if in_dm else f"{channel}:{ts}"),
        asked_in="" if in_dm else channel,
    )
