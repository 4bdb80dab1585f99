"""What Slack sends when a person uses something of the app: commands, clicks, forms, shortcuts."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.moments import next_moment
from evals.slack_standin.payloads import Delivery, escape
from evals.slack_standin.workspace import APP_ID, TEAM, Channel, Json, Message, User, View

SELECTED: Final = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
}
_SHOWN: Final = ("action_id", "block_id", "value", "type", "text")
_CARRYING_VALUE: Final = ("button", "icon_button", "feedback_buttons", "plain_text_input", "number_input")


def command(user: User, channel: Channel, name: str, text: str, trigger: str, response_url: str) -> Delivery:
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
        "response_url": response_url,
        "trigger_id": trigger,
    }
    return Delivery("slash_commands", body)


def click(
    user: User, channel: Channel, message: Message, action: Json, trigger: str, response_url: str
) -> Delivery:
    """A click on something in a message."""
    place: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.ephemeral_to),
    }
    place |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    details: Json = {
        "container": place,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message": message.to_json(with_metadata=True),
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [{**action, "action_ts": next_moment()}],
    }
    return Delivery("interactive", _interaction("block_actions", user, trigger) | details)


def view_click(user: User, view: View, action: Json, values: Json, trigger: str) -> Delivery:
    """A click on something in a modal or in the Home tab."""
    details: Json = {
        "container": {"type": "view", "view_id": view.id},
        "view": {**view.to_json(), "state": {"values": values}},
        "actions": [{**action, "action_ts": next_moment()}],
    }
    return Delivery("interactive", _interaction("block_actions", user, trigger) | details)


def acted(element: Json, value: str | None) -> Json:
    """What `actions` says of the element that was used; `value` is what it then carries, maybe forged."""
    if element["type"] == "feedback_buttons" and value is None:
        raise LookupError("say by `value` which of the feedback buttons is clicked")
    action: Json = {key: element[key] for key in _SHOWN if key in element}
    if value is None or element["type"] in _CARRYING_VALUE:
        return action if value is None else {**action, "value": value}
    if element["type"] in SELECTED:
        return {**action, SELECTED[element["type"]]: value}
    options = [option for option in element.get("options", []) if option["value"] == value]
    option = options[0] if options else {"text": {"type": "plain_text", "text": value}, "value": value}
    many = element["type"] in ("checkboxes", "multi_static_select")
    return {**action, "selected_options": [option]} if many else {**action, "selected_option": option}


def submission(
    user: User, view: View, values: Json, trigger: str, private_metadata: str | None = None
) -> Delivery:
    """A modal that was submitted; `private_metadata` forges what we put into it."""
    forged = {} if private_metadata is None else {"private_metadata": private_metadata}
    body = _interaction("view_submission", user, trigger) | {
        "view": {**view.to_json(), **forged, "state": {"values": values}},
        "response_urls": [],
    }
    return Delivery("interactive", body)


def closed(user: User, view: View, cleared: bool) -> Delivery:
    """A modal that was closed without being submitted."""
    body = _interaction("view_closed", user, "") | {"view": view.to_json(), "is_cleared": cleared}
    del body["trigger_id"]
    return Delivery("interactive", body)


def suggestion(user: User, view: View, block_id: str, element: Json, typed: str) -> Delivery:
    """Somebody types into a menu whose options the app knows."""
    body = _interaction("block_suggestion", user, "") | {
        "view": view.to_json(),
        "container": {"type": "view", "view_id": view.id},
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": typed,
    }
    del body["trigger_id"]
    return Delivery("interactive", body)


def global_shortcut(user: User, callback_id: str, trigger: str) -> Delivery:
    """A shortcut from the search field or the composer."""
    body = _interaction("shortcut", user, trigger) | {
        "callback_id": callback_id,
        "action_ts": next_moment(),
    }
    return Delivery("interactive", body)


def message_shortcut(
    user: User, channel: Channel, message: Message, callback_id: str, trigger: str, response_url: str
) -> Delivery:
    """A shortcut from the menu of a message, of whoever wrote it."""
    body = _interaction("message_action", user, trigger) | {
        "callback_id": callback_id,
        "action_ts": next_moment(),
        "message_ts": message.ts,
        "response_url": response_url,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message": message.to_json(),
    }
    return Delivery("interactive", body)


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
