"""The Slack app put together, and kept running until somebody stops it."""

from __future__ import annotations

import logging
import os
import signal
import threading
from dataclasses import dataclass, field
from typing import Final

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient

from assistant.errors import SettingsInvalid
from assistant.intake import IncomingFolder
from assistant.jobs.writing import DraftJobs
from assistant.mailing.postbox import PAUSES, Postbox
from assistant.settings import Settings
from assistant.slack import commands, draft_wishes, drafts, messages, next_steps, review_queue, verdicts
from assistant.slack.desk import Desk
from assistant.slack.errands import Errands
from assistant.slack.failing import kind_of
from assistant.slack.http import EVENTS, HttpListener
from assistant.slack.import_news import ImportErrand
from assistant.slack.intake import Intake
from assistant.slack.members import Members
from assistant.slack.posting import Pace, Postman
from assistant.slack.scopes import SlackUnreachableError, ask_who
from assistant.workflows import Workflows

LOOKUP_SECONDS: Final = 2  # an acknowledgement waits for it
POST_SECONDS: Final = 15
PING_SECONDS: Final = 2  # the SDK notices a dead socket after five pings without an answer
SOCKET_THREADS: Final = 10  # fewer than the database has connections
_log = logging.getLogger("rapport.slack")


@dataclass
class Service:
    """The running app.

    Attributes:
        http_port: Listen over HTTP there (0: a free one); None: Socket Mode.
        host: The address to listen on; None: all of this machine's.
        incoming: The folder that is taken in by itself; None: there is none.
        mail_pauses: Seconds before each further try after a mail server said "later".
        jobs: Writes a message for each of many partners; None: nobody can ask for that.
    """

    desk: Desk
    settings: Settings
    http_port: int | None = None
    host: str | None = None
    pace: Pace = field(default_factory=Pace)
    incoming: IncomingFolder | None = None
    mail_pauses: tuple[float, ...] = PAUSES
    jobs: DraftJobs | None = None

    def start(self) -> None:
        """Check the token, start the workflows, then listen.

        Raises:
            SettingsInvalid: A token is missing.
            SlackUnreachableError: Slack does not answer, or not to this token.
            AlreadyServingError: Another process serves from this home folder.
        """
        _check(self.settings, over_http=self.http_port is not None)
        who = self._who()
        members = Members(self._client(LOOKUP_SECONDS), self.desk.engine, who["team_id"])
        postman = Postman(self._client(POST_SECONDS), self.desk.engine, self.desk.now, self.pace)
        errands = Errands(
            self.desk, postman, members, self._imports(postman, members), self._mail(), self.jobs
        )
        minutes = self.incoming.minutes if self.incoming else None
        self.workflows = Workflows(errands, self.settings.home, self.settings.database_url, minutes)
        quick = self._client(LOOKUP_SECONDS)
        intake = Intake(self.desk, members, postman, errands, self.workflows, quick, who["user_id"])
        app = build_app(intake, self.settings.slack_signing_secret)
        self.workflows.launch()
        self._listener = self._listen(app)

    def stop(self) -> None:
        """Stop listening, then the workflows."""
        self._listener.close()
        self.workflows.close()

    @property
    def address(self) -> str:
        """Where Slack reaches us, in words."""
        if isinstance(self._listener, HttpListener):
            return f"http://{self.host or '127.0.0.1'}:{self._listener.port}{EVENTS}"
        return "Socket Mode"

    def _listen(self, app: App) -> HttpListener | SocketModeHandler:
        if self.http_port is not None:
            secret = self.settings.slack_signing_secret
            return HttpListener(app, secret, lambda: self.workflows.ready, self.host, self.http_port)
        handler = SocketModeHandler(
            app,
            self.settings.slack_app_token,
            logger=_quiet("socket"),
            web_client=self._client(POST_SECONDS),
            ping_interval=PING_SECONDS,
            concurrency=SOCKET_THREADS,
        )
        handler.client.connect()
        return handler

    def _imports(self, postman: Postman, members: Members) -> ImportErrand | None:
        return ImportErrand(self.incoming, postman, members) if self.incoming else None

    def _mail(self) -> Postbox | None:
        account = self.settings.mail_account
        return Postbox(self.desk.engine, account, self.desk.now, self.mail_pauses) if account else None

    def _client(self, timeout: int) -> WebClient:
        # no retries by the SDK: it would post twice when Slack took a message and the reply was lost
        return WebClient(
            self.settings.slack_bot_token,
            base_url=self.settings.slack_api_url,
            timeout=timeout,
            retry_handlers=[],
            logger=_quiet("web"),
        )

    def _who(self) -> dict[str, str]:
        answer = ask_who(self._client(POST_SECONDS))
        return {name: str(answer[name]) for name in ("team_id", "user_id")}


def build_app(intake: Intake, signing_secret: str) -> App:
    """The Bolt app: listeners by feature; each keeps what it heard before Slack gets its acknowledgement."""
    try:
        app = App(
            client=intake.quick,
            signing_secret=signing_secret,
            logger=_quiet("bolt"),
            process_before_response=True,  # acknowledge what is kept, not what might get lost
        )
    except BoltError as error:
        raise SlackUnreachableError("Slack does not accept SLACK_BOT_TOKEN.") from error
    app.error(_log_kind)
    for feature in (messages, commands, drafts, draft_wishes, review_queue, next_steps, verdicts):
        feature.register(app, intake)
    return app


def serve(
    desk: Desk,
    settings: Settings,
    http_port: int | None = None,
    incoming: IncomingFolder | None = None,
    jobs: DraftJobs | None = None,
) -> None:
    """Run until SIGINT or SIGTERM."""
    service = Service(desk, settings, http_port, incoming=incoming, jobs=jobs)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    service.start()
    print(f"Rapport listens to Slack: {service.address}", flush=True)  # noqa: T201 - a terminal command
    stop.wait()
    service.stop()
    # a post that waits for Slack to come back would hold up the exit; it goes on at the next start
    os._exit(0)


def _check(settings: Settings, *, over_http: bool) -> None:
    second = ("SLACK_SIGNING_SECRET", settings.slack_signing_secret)
    if not over_http:
        second = ("SLACK_APP_TOKEN", settings.slack_app_token)
    missing = [name for name, value in (("SLACK_BOT_TOKEN", settings.slack_bot_token), second) if not value]
    if missing:
        raise SettingsInvalid([f'{name} is not set; README, "Slack in five steps"' for name in missing])


def _quiet(name: str) -> logging.Logger:
    """The libraries' own logs hold the bodies of requests below ERROR."""
    logger = logging.getLogger(f"rapport.slack.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger


def _log_kind(error: Exception) -> None:
    _log.error("a listener failed: %s", kind_of(error))
