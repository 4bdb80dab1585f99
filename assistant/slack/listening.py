"""The Bolt app: the listeners of all features, in their order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltError

from assistant.slack import (
    channels,
    commands,
    draft_wishes,
    drafts,
    messages,
    next_steps,
    review_queue,
    verdicts,
)
from assistant.slack.admin import door
from assistant.slack.admin import listening as admin
from assistant.slack.answers import opening
from assistant.slack.channels.ours import only_ours
from assistant.slack.digests import clicking as digests
from assistant.slack.failing import kind_of
from assistant.slack.follow_ups import listening as follow_ups
from assistant.slack.forms import listening as forms
from assistant.slack.home import listening as home
from assistant.slack.installing import listening as installing
from assistant.slack.intake import Intake
from assistant.slack.pane import listening as pane
from assistant.slack.scopes import SlackUnreachableError
from assistant.turnstile import Turnstile

_log: Final = logging.getLogger("rapport.slack")


def build_app(intake: Intake, signing_secret: str, app_id: str = "") -> App:
    """The Bolt app: listeners by feature; each keeps what it heard before Slack gets its acknowledgement."""
    try:
        app = App(
            client=intake.quick,
            signing_secret=signing_secret,
            logger=quiet("bolt"),
            process_before_response=True,  # acknowledge what is kept, not what might get lost
        )
    except BoltError as error:
        raise SlackUnreachableError("Slack does not accept SLACK_BOT_TOKEN.") from error
    app.error(_log_kind)
    app.use(partial(_attending, intake.errands.turnstile))
    app.use(only_ours(intake.members.team_id, app_id))
    for feature in (
        installing,  # first: a file and a first visit are no question
        messages,
        commands,
        drafts,
        draft_wishes,
        review_queue,
        next_steps,
        opening,
        channels,
        verdicts,
        forms,
        home,
        digests,
        follow_ups,
        pane,
        door,
        admin,
    ):
        feature.register(app, intake)
    return app


def _attending(
    turnstile: Turnstile,
    next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
) -> BoltResponse:
    """Whoever waits for an acknowledgement goes before answers that are thought about."""
    with turnstile.attending():
        return next()


def quiet(name: str) -> logging.Logger:
    """The libraries' own logs hold the bodies of requests below ERROR."""
    logger = logging.getLogger(f"rapport.slack.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger


def _log_kind(error: Exception) -> None:
    _log.error("a listener failed: %s", kind_of(error))
