"""One workspace per installation and database: whose it is, and that it was left."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Engine, delete

from assistant.errors import AssistantError
from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import settings
from knowledge.writing import insert_once, storable

_TEAM: Final = "slack_team"
_LEFT: Final = "slack_left"


class OtherWorkspaceError(AssistantError):
    """The database belongs to another Slack workspace than the token."""


def claim_workspace(engine: Engine, team_id: str, team_name: str) -> None:
    """Remember whose database it is, the first time; the app is installed there now.

    Raises:
        OtherWorkspaceError: It is another workspace's.
    """
    with engine.begin() as connection:
        insert_once(
            connection, settings, {"name": _TEAM, "value": f"{team_id} {storable(team_name)}".strip()}
        )
        known = stored_setting(connection, _TEAM) or team_id
        if known.split(" ", 1)[0] != team_id:
            raise OtherWorkspaceError(
                f"This database belongs to the Slack workspace {known}, and SLACK_BOT_TOKEN to {team_id} "
                f"{team_name}. One database serves one workspace: use a token of {known}, or give the other "
                "workspace a database of its own with RAPPORT_HOME or DATABASE_URL."
            )
        connection.execute(delete(settings).where(settings.c.name == _LEFT))


def note_left(engine: Engine, why: str, at: datetime) -> None:
    """Remember that Slack lets us in no more, for the next look at it."""
    with engine.begin() as connection:
        store_setting(connection, _LEFT, f"{why}, {at:%Y-%m-%d %H:%M} UTC")


def left(engine: Engine) -> str:
    """Why and when Slack stopped letting us in; empty if it did not."""
    with engine.connect() as connection:
        return stored_setting(connection, _LEFT) or ""
