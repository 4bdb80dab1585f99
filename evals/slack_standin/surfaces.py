"""Modals, Home tabs and the assistant pane, acting on a workspace."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

from evals.slack_standin.methods import Manifest
from evals.slack_standin.rules import Refused, check_view
from evals.slack_standin.workspace import Json, View, Workspace

TRIGGER_SECONDS: Final = 3.0
PROMPTS: Final = 4


@dataclass
class Triggers:
    """Trigger ids: each opens one modal, within three seconds, for the user who caused it."""

    _issued: dict[str, tuple[str, float]] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)

    def issue(self, workspace: Workspace, user: str) -> str:
        """A new trigger id."""
        trigger = workspace.next_id("").lower() + ".trigger"
        self._issued[trigger] = (user, time.monotonic())
        return trigger

    def spend(self, trigger: str) -> str:
        """The user of a trigger id; raises `Refused` when it is unknown, old or used."""
        if trigger in self._spent:
            raise Refused("exchanged_trigger_id")
        if trigger not in self._issued:
            raise Refused("invalid_trigger_id")
        user, issued = self._issued.pop(trigger)
        self._spent.add(trigger)
        if time.monotonic() - issued > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        return user


@dataclass
class Surfaces:
    """What a user sees beside messages."""

    triggers: Triggers = field(default_factory=Triggers)

    def open_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Open a modal."""
        user = self.triggers.spend(arguments["trigger_id"])
        check_view(arguments["view"], "modal")
        view = View(workspace.next_id("V"), user, arguments["view"], hash=workspace.next_id("h"))
        workspace.views[view.id] = view
        return {"view": view.to_json()}

    def update_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Change a modal that is open."""
        view = workspace.views.get(arguments.get("view_id", ""))
        if view is None or not view.open:
            raise Refused("not_found")
        if arguments.get("hash", view.hash) != view.hash:
            raise Refused("hash_conflict")
        check_view(arguments["view"], "modal")
        view.body, view.hash = arguments["view"], workspace.next_id("h")
        return {"view": view.to_json()}

    def publish_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Show a Home tab."""
        if arguments["user_id"] not in workspace.users:
            raise Refused("user_not_found")
        check_view(arguments["view"], "home")
        view = View(workspace.next_id("V"), arguments["user_id"], arguments["view"])
        workspace.homes[view.user] = view
        return {"view": view.to_json()}

    def set_thread(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Status, title or suggested prompts of an assistant thread."""
        if arguments["channel_id"] not in workspace.channels:
            raise Refused("channel_not_found")
        if len(arguments.get("prompts", [])) > PROMPTS:
            raise Refused(
                "invalid_arguments", ["[ERROR] no more than 4 items allowed [json-pointer:/prompts]"]
            )
        workspace.thread_statuses.append(arguments)
        return {}
