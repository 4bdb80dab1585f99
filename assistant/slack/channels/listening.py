"""What is heard of channels: the button that shares an answer there, and that others came to read along."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from assistant.slack.channels import sharing
from assistant.slack.intake import Intake


def register(app: App, intake: Intake) -> None:
    """Listen to the button and to changes of who reads along."""
    sharing.register(app, intake)

    @app.event("member_joined_channel")
    def hear_arrival(event: dict[str, Any]) -> None:
        _look_anew(intake, event)

    @app.event("channel_shared")
    def hear_sharing(event: dict[str, Any]) -> None:
        _look_anew(intake, event)


def _look_anew(intake: Intake, event: dict[str, Any]) -> None:
    if intake.errands.audience is not None:
        intake.errands.audience.heard(str(event["channel"]))
