"""A click in a Home: who, on what, and how the Home stood. All of it can be forged, and is checked again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.home import HomeState
from assistant.slack.clicks import clicker
from assistant.slack.intake import Intake
from knowledge.people import Person


@dataclass(frozen=True)
class HomeClick:
    """A click in a Home by somebody who is served.

    Attributes:
        value: Of the button, or of what was chosen in a menu.
        state: As the Home that was clicked carried it.
        moment: When Slack says it was, as Slack writes it.
        cause: The same for every delivery of the same click.
    """

    person: Person
    user_id: str
    team_id: str
    action_id: str
    value: str
    state: HomeState
    trigger_id: str
    moment: str
    cause: str


def read_home_click(intake: Intake, body: dict[str, Any]) -> HomeClick | None:
    """The click; None for somebody who is not served, or when it was not in a Home."""
    user, action, view = body["user"], body["actions"][0], body.get("view") or {}
    if view.get("type") != "home":
        return None
    person = clicker(intake, body)
    if person is None:
        return None
    chosen = action.get("selected_option") or action
    return HomeClick(
        person=person,
        user_id=user["id"],
        team_id=user.get("team_id", ""),
        action_id=action["action_id"],
        value=str(chosen.get("value", "")),
        state=HomeState.read(view.get("private_metadata") or ""),
        trigger_id=body.get("trigger_id", ""),
        moment=action.get("action_ts", ""),
        cause=f"{view.get('id', '')}-{action.get('action_ts', '')}",
    )
