"""One installation serves one workspace: what comes from another one is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from slack_bolt import BoltResponse

_APP_TOKEN: Final = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")


def only_ours(team_id: str, app_id: str = "") -> Callable[..., BoltResponse]:
    """A middleware that lets through what is for our workspace; the rest is acknowledged, and that is all.

    Args:
        team_id: Our workspace.
        app_id: Our app; empty if it is not known, as over HTTP, where the signature tells it.
    """

    def check(body: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002 - Bolt's name
        return next() if is_for(team_id, body, app_id) else BoltResponse(status=200, body="")

    return check


def is_for(team_id: str, body: Mapping[str, Any], app_id: str = "") -> bool:
    """Whether a request of Slack is for the installation of our app in that workspace.

    An event names the installations that it is for. Who caused it may be somebody of another workspace, in a
    channel that both share: that is looked at where people are looked up. What names no workspace is refused.
    """
    if app_id and body.get("api_app_id") not in (None, app_id):
        return False
    if authorizations := body.get("authorizations"):
        return any(one.get("team_id") == team_id for one in authorizations)
    return _named(body) == team_id


def app_id_of(app_token: str) -> str:
    """The app that an app-level token belongs to; empty if it does not tell."""
    found = _APP_TOKEN.match(app_token)
    return found[1] if found else ""


def _named(body: Mapping[str, Any]) -> str:
    """The workspace in which somebody did something."""
    of_team, of_user = ((body.get(name) or {}) for name in ("team", "user"))
    team = of_team.get("id") if isinstance(of_team, Mapping) else ""
    user = of_user.get("team_id") if isinstance(of_user, Mapping) else ""
    return str(body.get("team_id") or team or user or "")
