"""The app's manifest: what it asks for, and whether Slack would take it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from evals.slack_standin.people import Json
from evals.slack_standin.rules import Refused

PROMPTS: Final = 4
DESCRIBED: Final = 300  # characters of the description of the pane
_LENGTHS: Final = {"name": 35, "description": 140, "long_description": 4000}
_KNOWN: Final[dict[str, set[str]]] = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands", "assistant_view", "agent_view"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.assistant_view": {"assistant_description", "suggested_prompts"},
    "features.agent_view": {"agent_description", "suggested_prompts"},
    "oauth_config": {"redirect_urls", "scopes", "token_management_enabled"},
    "oauth_config.scopes": {"bot", "bot_optional"},
    "settings": {
        "allowed_ip_address_ranges",
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
        "hermes_app_type",
        "function_runtime",
    },
    "settings.event_subscriptions": {"request_url", "bot_events"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}
_COMMAND: Final = {"command", "description", "usage_hint", "should_escape", "url"}
_SHORTCUT: Final = {"name", "callback_id", "description", "type"}
_EVENTS: Final[dict[str, tuple[str, ...]]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "assistant_thread_context_changed": ("assistant:write",),
    "assistant_thread_started": ("assistant:write",),
    "file_deleted": ("files:read",),
    "file_shared": ("files:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_left": ("channels:read",),
    "group_left": ("groups:read",),
    "channel_archive": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_shared": ("channels:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}


@dataclass(frozen=True)
class Manifest:
    """What the app asked for when it was installed.

    Attributes:
        shortcuts: Kind (`message` or `global`) and callback id.
        home_tab: Whether it has a Home tab.
        pane: Whether it has the assistant pane, older or newer.
    """

    scopes: frozenset[str]
    events: frozenset[str]
    commands: frozenset[str]
    shortcuts: frozenset[tuple[str, str]] = frozenset()
    home_tab: bool = False
    pane: bool = False

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest in YAML; raises `Refused` for one that Slack does not take."""
        body: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
        if problems := manifest_problems(body):
            raise Refused("invalid_manifest", problems)
        settings, features = body["settings"], body["features"]
        return cls(
            scopes=frozenset(body["oauth_config"]["scopes"]["bot"]),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=frozenset(one["command"] for one in features.get("slash_commands", ())),
            shortcuts=frozenset((one["type"], one["callback_id"]) for one in features.get("shortcuts", ())),
            home_tab=bool(features.get("app_home", {}).get("home_tab_enabled")),
            pane=bool(features.keys() & {"assistant_view", "agent_view"}),
        )

    def needs(self, *scopes: str) -> None:
        """Raises `Refused` when one of the scopes was not asked for."""
        missing = [scope for scope in scopes if scope not in self.scopes]
        if missing:
            raise Refused("missing_scope", needed=",".join(missing), provided=",".join(sorted(self.scopes)))


def manifest_problems(body: Json) -> list[str]:
    """Why Slack would not take a manifest; empty when it would."""
    return [
        *(problem for path, known in _KNOWN.items() for problem in _unknown(body, path, known)),
        *_too_long(body.get("display_information", {})),
        *_features(body.get("features", {})),
        *_scopes(body),
    ]


def _unknown(body: Json, path: str, known: set[str]) -> list[str]:
    part = body
    for name in filter(None, path.split(".")):
        part = part.get(name, {})
    return [f"unknown key {key!r} [json-pointer:/{path.replace('.', '/')}]" for key in part.keys() - known]


def _too_long(display: Json) -> list[str]:
    problems = [
        f"{name} has more than {most} characters"
        for name, most in _LENGTHS.items()
        if len(display.get(name, "")) > most
    ]
    return problems if display.get("name") else [*problems, "missing required field: name"]


def _features(features: Json) -> list[str]:
    problems = []
    for name in ("assistant_view", "agent_view"):
        problems += _pane(features[name], name) if name in features else []
    for command in features.get("slash_commands", ()):
        if command.keys() - _COMMAND or not re.fullmatch(r"/[a-z0-9_-]{1,31}", command.get("command", "")):
            problems.append(f"wrong slash command {command}")
        if not command.get("description"):
            problems.append(f"the slash command {command.get('command')} needs a description")
    for shortcut in features.get("shortcuts", ()):
        problems += _shortcut(shortcut)
    return problems


def _pane(view: Json, name: str) -> list[str]:
    prompts = view.get("suggested_prompts", [])
    problems = [] if len(prompts) <= PROMPTS else [f"{name} has more than {PROMPTS} suggested_prompts"]
    problems += [
        f"{name} has a suggested prompt without title and message: {prompt}"
        for prompt in prompts
        if prompt.keys() != {"title", "message"} or not all(prompt.values())
    ]
    described = any(0 < len(view.get(key, "")) <= DESCRIBED for key in view if key.endswith("_description"))
    return (
        problems
        if described
        else [*problems, f"{name} needs a description of at most {DESCRIBED} characters"]
    )


def _shortcut(shortcut: Json) -> list[str]:
    right = shortcut.keys() == _SHORTCUT and shortcut["type"] in ("message", "global")
    lengths = {"name": 24, "description": 150, "callback_id": 255}
    fits = right and all(0 < len(shortcut[key]) <= most for key, most in lengths.items())
    return [] if fits else [f"wrong shortcut {shortcut}"]


def _scopes(body: Json) -> list[str]:
    scopes = set(body.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    features = body.get("features", {})
    events = body.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())
    problems = [f"unknown event {event!r}" for event in events if event not in _EVENTS]
    problems += [
        f"the event {event} needs one of the scopes {_EVENTS[event]}"
        for event in events
        if _EVENTS.get(event) and not scopes & set(_EVENTS[event])
    ]
    if features.keys() & {"slash_commands", "shortcuts"} and "commands" not in scopes:
        problems.append("slash commands and shortcuts need the scope commands")
    if features.keys() & {"assistant_view", "agent_view"} and "assistant:write" not in scopes:
        problems.append("the assistant pane needs the scope assistant:write")
    return problems
