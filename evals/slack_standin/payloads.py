"""What Slack sends to an app: events, commands, clicks and submissions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from evals.slack_standin.workspace import APP_ID, BOT_USER, TEAM, Channel, Json, Message, User, View

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


def event(event_id: str, inner: Json, user: User, channel: Channel) -> Delivery:
    """An Events API delivery around one event."""
    body = {
        "token": "legacy",
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "event": {**inner, "team": user.team, "user_team": user.team, "source_team": user.team},
        "authorizations": [
            {"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": channel.shared,
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
    if user.is_bot:
        inner |= {"subtype": "bot_message", "bot_id": f"B{user.id}"}
    return inner


def mention_event(message: Message, user: User, channel: Channel) -> Json:
    """The `app_mention` event of the same post."""
    inner = message_event(message, user, channel)
    inner.pop("channel_type")
    return {**inner, "type": "app_mention"}


def command(user: User, channel: Channel, name: str, text: str, trigger: str) -> Delivery:
    """A slash command, as a form's fields."""
    body = {
        "token": "legacy",
        "team_id": user.team,
        "team_domain": "rapport",
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": user.id,
        "user_name": user.name or user.id,
        "command": name,
        "text": escape(text),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.test/commands/none",
        "trigger_id": trigger,
    }
    return Delivery("slash_commands", body)


def click(user: User, channel: Channel, message: Message, element: Json, trigger: str) -> Delivery:
    """A click on a button of a message; of feedback buttons, the value says which of the two."""
    if element.get("type") == "feedback_buttons" and "value" not in element:
        raise LookupError("say by `value` which of the feedback buttons is clicked")
    shown = ("action_id", "block_id", "value", "type", "text")
    action: Json = {key: element[key] for key in shown if key in element}
    place: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.ephemeral_to),
    }
    details: Json = {
        "container": place,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message": message.to_json(with_metadata=True),
        "state": {"values": {}},
        "response_url": "https://hooks.slack.test/actions/none",
        "actions": [{**action, "action_ts": f"{time.time():.6f}"}],
    }
    return Delivery("interactive", _interaction("block_actions", user, trigger) | details)


def submission(user: User, view: View, values: Json, trigger: str) -> Delivery:
    """A modal that was submitted."""
    body = _interaction("view_submission", user, trigger) | {
        "view": {**view.to_json(), "state": {"values": values}},
        "response_urls": [],
    }
    return Delivery("interactive", body)


def typed(view: View, values: Mapping[str, str]) -> Json:
    """The `state.values` of a submission; an id that the modal does not have is an error of the test."""
    state: Json = {}
    for block in view.body["blocks"]:
        if block["type"] == "input":
            element, block_id = block["element"], block["block_id"]
            typed = values.get(block_id, element.get("initial_value", ""))
            state[block_id] = {element["action_id"]: {"type": element["type"], "value": typed or None}}
    if unknown := values.keys() - state.keys():
        raise LookupError(f"the modal has no input {sorted(unknown)}; it has {sorted(state)}")
    return state


def form(fields: Json) -> bytes:
    """A body in `application/x-www-form-urlencoded`."""
    return "&".join(f"{quote(key)}={quote(str(value), safe='')}" for key, value in fields.items()).encode()


def _interaction(kind: str, user: User, trigger: str) -> Json:
    return {
        "type": kind,
        "token": "legacy",
        "api_app_id": APP_ID,
        "team": {"id": TEAM, "domain": "rapport"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "trigger_id": trigger,
    }
