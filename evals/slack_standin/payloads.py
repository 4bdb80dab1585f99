"""What Slack sends to an app when something happens: its events."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from evals.slack_standin.workspace import APP_ID, BOT_USER, TEAM, Channel, Json, Message, User

Kind = Literal["events_api", "slash_commands", "interactive"]
_CHANNEL_TYPES: Final = {"channels": "channel", "groups": "group", "im": "im"}


@dataclass(frozen=True)
class Delivery:
    """One thing to deliver; `retries` are told to the app, as Slack does."""

    kind: Kind
    body: Json
    retry_attempt: int = 0
    retry_reason: str = ""


def escape(text: str) -> str:
    """Text as Slack passes on what a person typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def event(
    event_id: str, inner: Json, user: User | None = None, channel: Channel | None = None, team: str = TEAM
) -> Delivery:
    """An Events API delivery around one event; `team` is the workspace that it comes from."""
    home = {"team": user.team, "user_team": user.team, "source_team": user.team} if user else {}
    body = {
        "token": "legacy",
        "team_id": team,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "event": {**inner, **home},
        "authorizations": [
            {"team_id": team, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": bool(channel and channel.shared),
    }
    return Delivery("events_api", body)


def message_event(message: Message, user: User, channel: Channel) -> Json:
    """The `message` event of a post."""
    inner: Json = {
        "type": "message",
        "channel": message.channel,
        "channel_type": _CHANNEL_TYPES[channel.kind],
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "client_msg_id": f"client-{message.ts}",
    }
    if message.thread_ts:
        inner["thread_ts"] = message.thread_ts
    if message.subtype:
        inner["subtype"] = message.subtype
    if message.files:
        inner |= {"files": message.files, "upload": False}
    if user.is_bot:
        inner |= {"subtype": "bot_message", "bot_id": f"B{user.id}"}
    return inner


def mention_event(message: Message, user: User, channel: Channel) -> Json:
    """The `app_mention` event of the same post."""
    inner = message_event(message, user, channel)
    inner.pop("channel_type")
    return {**inner, "type": "app_mention"}


def changed_event(message: Message, before: str, channel: Channel, ts: str, thread_ts: str) -> Json:
    """The `message_changed` event of an edited post; it names no user of its own."""
    now = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    now |= {"thread_ts": thread_ts} if thread_ts else {}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": _CHANNEL_TYPES[channel.kind],
        "ts": ts,
        "event_ts": ts,
        "message": {**now, "edited": {"user": message.user, "ts": ts}},
        "previous_message": {**now, "text": before},
    }


def home_event(user: str, channel: str, tab: str, view: Json | None, ts: str) -> Json:
    """The `app_home_opened` event; a Home tab that was published comes along."""
    inner: Json = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": ts}
    return inner | ({"view": view} if view and tab == "home" else {})


def pane_event(kind: str, user: str, channel: str, thread_ts: str, context: Json, ts: str) -> Json:
    """The `assistant_thread_started` or `assistant_thread_context_changed` event."""
    thread = {"user_id": user, "context": context, "channel_id": channel, "thread_ts": thread_ts}
    return {"type": kind, "assistant_thread": thread, "event_ts": ts}


def form(fields: Json) -> bytes:
    """A body in `application/x-www-form-urlencoded`."""
    return "&".join(f"{quote(key)}={quote(str(value), safe='')}" for key, value in fields.items()).encode()
