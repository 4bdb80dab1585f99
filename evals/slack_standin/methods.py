"""The Web API methods that the stand-in knows: token, scopes, arguments, rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evals.slack_standin.rules import Refused
from evals.slack_standin.workspace import Json

TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100
SPECIAL: Final = 600
HISTORY: Final = 1  # a minute, for apps outside the Marketplace

_POST: Final = "text blocks attachments thread_ts unfurl_links unfurl_media metadata parse link_names mrkdwn"


@dataclass(frozen=True)
class Method:
    """One method.

    Attributes:
        required, optional: Argument names; any other is refused.
        scopes: All of these must be granted by the manifest.
        per_minute: Calls a minute.
        token: Prefix of the token it wants.
        json: Whether it takes a JSON body; a form is always taken.
    """

    required: frozenset[str]
    optional: frozenset[str]
    scopes: tuple[str, ...]
    per_minute: int
    token: str
    json: bool


def _method(
    required: str,
    optional: str = "",
    *scopes: str,
    per_minute: int = TIER_3,
    token: str = "xoxb-",  # noqa: S107 - the prefix of every bot token
    json: bool = True,
) -> Method:
    return Method(frozenset(required.split()), frozenset(optional.split()), scopes, per_minute, token, json)


METHODS: Final[dict[str, Method]] = {
    "auth.test": _method("", per_minute=SPECIAL),
    "apps.connections.open": _method("", token="xapp-", per_minute=TIER_4),  # noqa: S106 - a prefix
    "team.info": _method("", "team", "team:read", json=False),
    "chat.postMessage": _method("channel", _POST, "chat:write", per_minute=SPECIAL),
    "chat.postEphemeral": _method(
        "channel user", "text blocks attachments thread_ts parse link_names", "chat:write", per_minute=TIER_4
    ),
    "chat.update": _method("channel ts", "text blocks attachments metadata parse link_names", "chat:write"),
    "chat.delete": _method("channel ts", "as_user", "chat:write"),
    "conversations.info": _method("channel", "include_num_members include_locale", json=False),
    "conversations.members": _method("channel", "cursor limit", per_minute=TIER_4, json=False),
    "files.getUploadURLExternal": _method(
        "filename length", "alt_txt snippet_type", "files:write", per_minute=TIER_4, json=False
    ),
    "files.completeUploadExternal": _method(
        "files", "channel_id channels initial_comment thread_ts", "files:write", per_minute=TIER_4
    ),
    "files.info": _method("file", "cursor limit count page", "files:read", per_minute=TIER_4, json=False),
    "files.delete": _method("file", "", "files:write"),
    "oauth.v2.access": _method(
        "", "grant_type refresh_token code redirect_uri", per_minute=SPECIAL, token="", json=False
    ),
    "auth.revoke": _method("", "test", json=False),
    "conversations.open": _method("users", "return_im", "im:write"),
    "conversations.history": _method(
        "channel",
        "cursor inclusive latest oldest limit include_all_metadata",
        per_minute=HISTORY,
        json=False,
    ),
    "conversations.replies": _method(
        "channel ts",
        "cursor inclusive latest oldest limit include_all_metadata",
        per_minute=HISTORY,
        json=False,
    ),
    "users.conversations": _method(
        "", "types exclude_archived limit cursor user team_id", per_minute=TIER_3, json=False
    ),
    "users.info": _method("user", "include_locale", "users:read", per_minute=TIER_4, json=False),
    "users.list": _method(
        "", "cursor limit include_locale team_id", "users:read", per_minute=TIER_2, json=False
    ),
    "users.lookupByEmail": _method("email", "", "users:read", "users:read.email", json=False),
    "views.open": _method("trigger_id view", "", per_minute=TIER_4),
    "views.push": _method("trigger_id view", "", per_minute=TIER_4),
    "views.update": _method("view", "view_id external_id hash", per_minute=TIER_4),
    "views.publish": _method("user_id view", "hash", per_minute=TIER_4),
    "assistant.threads.setStatus": _method(
        "channel_id thread_ts status", "loading_messages", "chat:write", per_minute=SPECIAL
    ),
    "assistant.threads.setTitle": _method("channel_id thread_ts title", "", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": _method(
        "channel_id prompts", "thread_ts title", "assistant:write"
    ),
    "chat.startStream": _method(
        "channel thread_ts",
        "markdown_text recipient_team_id recipient_user_id chunks task_display_mode",
        "chat:write",
        per_minute=TIER_2,
    ),
    "chat.appendStream": _method("channel ts", "markdown_text chunks", "chat:write", per_minute=TIER_4),
    "chat.stopStream": _method(
        "channel ts", "markdown_text blocks metadata chunks", "chat:write", per_minute=TIER_2
    ),
}


def check_arguments(method: Method, arguments: Json) -> None:
    """Raises `Refused` for a missing or an unknown argument."""
    problems = [
        f"[ERROR] missing required field: {name}" for name in sorted(method.required - arguments.keys())
    ]
    unknown = arguments.keys() - method.required - method.optional
    problems += [f"[ERROR] unknown argument: {name}" for name in sorted(unknown)]
    if problems:
        raise Refused("invalid_arguments", problems)
