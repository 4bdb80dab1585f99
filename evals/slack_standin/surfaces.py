"""Modals, Home tabs and the assistant pane, acting on a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from evals.slack_standin.accepting import check_blocks_here
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.rules import Refused, breaches_of_blocks, check_view, markup
from evals.slack_standin.workspace import Json, View, Workspace

TRIGGER_SECONDS: Final = 3.0
STACKED: Final = 3


@dataclass
class Triggers:
    """Trigger ids: each opens one modal, within three seconds, for the user who caused it."""

    _issued: dict[str, tuple[str, float]] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)

    def issue(self, workspace: Workspace, user: str) -> str:
        """A new trigger id."""
        trigger = workspace.next_id("").lower() + ".trigger"
        self._issued[trigger] = (user, workspace.now())
        return trigger

    def spend(self, workspace: Workspace, trigger: str) -> str:
        """The user of a trigger id; raises `Refused` when it is unknown, old or used."""
        if trigger in self._spent:
            raise Refused("exchanged_trigger_id")
        if trigger not in self._issued:
            raise Refused("invalid_trigger_id")
        user, issued = self._issued.pop(trigger)
        self._spent.add(trigger)
        if workspace.now() - issued > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        return user


@dataclass
class Surfaces:
    """What a user sees beside messages."""

    triggers: Triggers = field(default_factory=Triggers)

    def open_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Open a modal."""
        user = self.triggers.spend(workspace, arguments["trigger_id"])
        view = add_view(workspace, user, arguments["view"])
        return {"view": view.to_json()}

    def push_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Put a modal on top of the one that the person has open."""
        user = self.triggers.spend(workspace, arguments["trigger_id"])
        below = [view for view in workspace.views.values() if view.user == user and view.open]
        if not below:
            raise Refused("not_found")
        return {"view": push(workspace, below[-1], arguments["view"]).to_json()}

    def update_view(self, workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
        """Change a modal that is open."""
        view = _wanted(workspace, arguments)
        if view is None or not view.open:
            raise Refused("not_found")
        if arguments.get("hash", view.hash) != view.hash:
            raise Refused("hash_conflict")
        replace_body(workspace, view, arguments["view"])
        return {"view": view.to_json()}

    def publish_view(self, workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
        """Show a Home tab."""
        if not manifest.home_tab:
            raise Refused("not_enabled")
        if arguments["user_id"] not in workspace.users:
            raise Refused("user_not_found")
        check_view(arguments["view"], "home")
        check_blocks_here(workspace, arguments["view"]["blocks"])
        check_own_rules(workspace, arguments["view"]["blocks"])
        shown = workspace.homes.get(arguments["user_id"])
        if "hash" in arguments and (shown is None or shown.hash != arguments["hash"]):
            raise Refused("hash_conflict")
        view_id = shown.id if shown else workspace.next_id("V")
        view = View(view_id, arguments["user_id"], arguments["view"], hash=workspace.next_id("h"))
        workspace.homes[view.user] = view
        return {"view": view.to_json()}


def add_view(workspace: Workspace, user: str, body: Json, root: str = "") -> View:
    """A modal opens; raises `Refused` when Slack does not take it."""
    _check_modal(workspace, body)
    external = body.get("external_id")
    if external and any(view.body.get("external_id") == external for view in workspace.views.values()):
        raise Refused("duplicate_external_id")
    view = View(workspace.next_id("V"), user, body, hash=workspace.next_id("h"), root=root)
    workspace.views[view.id] = view
    return view


def push(workspace: Workspace, below: View, body: Json) -> View:
    """A modal on top of another, three at most."""
    root = below.root or below.id
    stacked = [view for view in workspace.views.values() if view.open and root in (view.id, view.root)]
    if len(stacked) >= STACKED:
        raise Refused("push_limit_reached")
    return add_view(workspace, below.user, body, root)


def replace_body(workspace: Workspace, view: View, body: Json) -> None:
    """A modal shows something else from now on."""
    _check_modal(workspace, body)
    view.body, view.hash = body, workspace.next_id("h")


def check_own_rules(workspace: Workspace, blocks: list[Json]) -> None:
    """Raises `Refused` for blocks that break our own rules; notes the markup in them."""
    if problems := breaches_of_blocks(blocks):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup({"blocks": blocks}))


def _check_modal(workspace: Workspace, body: Json) -> None:
    check_view(body, "modal")
    check_blocks_here(workspace, body["blocks"])
    check_own_rules(workspace, body["blocks"])


def _wanted(workspace: Workspace, arguments: Json) -> View | None:
    if "view_id" in arguments:
        return workspace.views.get(arguments["view_id"])
    external = arguments.get("external_id")
    found = [
        view for view in workspace.views.values() if external and view.body.get("external_id") == external
    ]
    return found[0] if found else None
