"""The app is removed from the workspace, or its tokens are taken back: nothing is posted, nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from assistant.slack.installing.client import LOCKED_OUT, LockedOutError
from assistant.slack.installing.workspace import note_left
from assistant.slack.intake import Intake

REMOVED: Final = "the app was removed from the Slack workspace"
REVOKED: Final = "the bot token was revoked in Slack"
WHAT_TO_DO: Final = (
    "All data is still here, and what was to be posted waits. Install the app again (README, “Slack in five "
    "steps”), put its new token into .env and run: rapport serve"
)
_log = logging.getLogger("rapport.slack")


def register(app: App, intake: Intake, on_left: Callable[[str], None]) -> None:
    """Listen to the end; `on_left` is told why, once Slack has confirmed it."""

    @app.event("app_uninstalled")
    def hear_removal() -> None:
        _leave(intake, REMOVED, on_left)

    @app.event("tokens_revoked")
    def hear_revocation(event: dict[str, Any]) -> None:
        if event.get("tokens", {}).get("bot"):  # those of people are none of ours
            _leave(intake, REVOKED, on_left)


def _leave(intake: Intake, why: str, on_left: Callable[[str], None]) -> None:
    if _lets_us_in(intake):
        return  # an old event: the app was installed again since
    note_left(intake.desk.engine, why, datetime.now(UTC))
    _log.error("%s. %s", why, WHAT_TO_DO)
    on_left(why)


def _lets_us_in(intake: Intake) -> bool:
    """What Slack says; when it says nothing clear, the error goes up, and the event comes again."""
    try:
        intake.quick.auth_test()
    except LockedOutError:
        return False
    except SlackApiError as error:
        if error.response.get("error") in LOCKED_OUT:
            return False
        raise
    return True
