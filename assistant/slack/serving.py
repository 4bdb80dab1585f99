"""The Slack app put together, from the token to the listener."""

from __future__ import annotations

from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Final

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from assistant.errors import SettingsInvalid
from assistant.intake import IncomingFolder
from assistant.jobs.writing import DraftJobs
from assistant.mailing.postbox import PAUSES, Postbox
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.channels.audience import Audience
from assistant.slack.channels.ours import app_id_of
from assistant.slack.desk import Desk
from assistant.slack.errands import Errands
from assistant.slack.http import EVENTS, HttpListener
from assistant.slack.import_news import ImportErrand
from assistant.slack.installing import leaving
from assistant.slack.installing.client import TokenClient
from assistant.slack.installing.tokens import bot_token
from assistant.slack.installing.workspace import claim_workspace
from assistant.slack.intake import Intake
from assistant.slack.listening import build_app, quiet
from assistant.slack.members import Members
from assistant.slack.members_ahead import MembersAhead
from assistant.slack.pane.live import Pane
from assistant.slack.pane.statuses import Statuses
from assistant.slack.pane.streams import Streams
from assistant.slack.pane.words import StepWords
from assistant.slack.posting import Pace, Postman
from assistant.slack.scopes import ask_who
from assistant.workflows import Workflows
from prompts.phrases import phrases

LOOKUP_SECONDS: Final = 2  # an acknowledgement waits for it
POST_SECONDS: Final = 15
PING_SECONDS: Final = 2  # the SDK notices a dead socket after five pings without an answer
SOCKET_THREADS: Final = 10  # fewer than the database has connections


@dataclass
class Service:
    """The running app.

    Attributes:
        http_port: Listen over HTTP there (0: a free one); None: Socket Mode.
        host: The address to listen on; None: all of this machine's.
        incoming: The folder that is taken in by itself; None: there is none.
        mail_pauses: Seconds before each further try after a mail server said "later".
        jobs: Writes a message for each of many partners; None: nobody can ask for that.
        rapport: What the surfaces beside questions and drafts work with; None: there are none.
        left: Why Slack lets us in no more, once it does not.
    """

    desk: Desk
    settings: Settings
    http_port: int | None = None
    host: str | None = None
    pace: Pace = field(default_factory=Pace)
    incoming: IncomingFolder | None = None
    mail_pauses: tuple[float, ...] = PAUSES
    jobs: DraftJobs | None = None
    rapport: Rapport | None = None
    left: SimpleQueue[str] = field(default_factory=SimpleQueue)

    def start(self) -> None:
        """Check the token, start the workflows, then listen.

        Raises:
            SettingsInvalid: A token is missing.
            SlackUnreachableError: Slack does not answer, or not to this token.
            AlreadyServingError: Another process serves from this home folder.
        """
        _check(self.settings, over_http=self.http_port is not None)
        self._tokens = bot_token(self.settings, self.desk.engine)
        who = self._who()
        claim_workspace(self.desk.engine, who["team_id"], who["team"])
        members = Members(self._client(LOOKUP_SECONDS), self.desk.engine, who["team_id"])
        audience = self._audience(members)
        postman = self._postman(audience)
        errands = Errands(
            self.desk,
            postman,
            members,
            self._imports(postman, members),
            self._mail(),
            self.jobs,
            self.rapport,
            self._live(postman, who["team_id"]),
            audience,
        )
        minutes = self.incoming.minutes if self.incoming else None
        self.workflows = Workflows(errands, self.settings.home, self.settings.database_url, minutes)
        quick = self._client(LOOKUP_SECONDS)
        intake = Intake(self.desk, members, postman, errands, self.workflows, quick, who["user_id"])
        app_id = "" if self.http_port is not None else app_id_of(self.settings.slack_app_token)
        app = build_app(intake, self.settings.slack_signing_secret, app_id)
        leaving.register(app, intake, self.left.put)
        self._at_stop = [*intake.at_stop, MembersAhead(members).start().stop]
        self.workflows.launch()
        self._listener = self._listen(app)

    def stop(self) -> None:
        """Stop listening, then what features do by themselves, then the workflows."""
        self._listener.close()
        self.pace.stop()
        for stop in self._at_stop:
            stop()
        self._statuses.close()
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
            logger=quiet("socket"),
            web_client=self._client(POST_SECONDS),
            ping_interval=PING_SECONDS,
            concurrency=SOCKET_THREADS,
        )
        handler.client.connect()
        return handler

    def _live(self, postman: Postman, team_id: str) -> Pane:
        engine = self.desk.engine
        self._statuses = Statuses(self._client(LOOKUP_SECONDS))
        streams = Streams(postman, engine, team_id)
        return Pane(engine, self._statuses, streams, StepWords(engine, phrases()), self.pace.gap)

    def _postman(self, audience: Audience) -> Postman:
        postman = Postman(self._client(POST_SECONDS), self.desk.engine, self.desk.now, self.pace)
        postman.is_barred = lambda channel: audience.outsiders(channel) is not None
        return postman

    def _audience(self, members: Members) -> Audience:
        books_apart = self.settings.visibility == "book"
        return Audience(self._client(LOOKUP_SECONDS), self.desk.engine, members, books_apart)

    def _imports(self, postman: Postman, members: Members) -> ImportErrand | None:
        return ImportErrand(self.incoming, postman, members) if self.incoming else None

    def _mail(self) -> Postbox | None:
        account = self.settings.mail_account
        return Postbox(self.desk.engine, account, self.desk.now, self.mail_pauses) if account else None

    def _client(self, timeout: int, *, waits: bool = True) -> WebClient:
        # no retries by the SDK: it would post twice when Slack took a message and the reply was lost
        url, logger = self.settings.slack_api_url, quiet("web")
        return TokenClient(self._tokens, url, timeout, logger, waits=waits)

    def _who(self) -> dict[str, str]:
        answer = ask_who(self._client(POST_SECONDS, waits=False))
        return {name: str(answer.get(name) or "") for name in ("team_id", "team", "user_id")}


def _check(settings: Settings, *, over_http: bool) -> None:
    second = ("SLACK_SIGNING_SECRET", settings.slack_signing_secret)
    if not over_http:
        second = ("SLACK_APP_TOKEN", settings.slack_app_token)
    token = settings.slack_bot_token or settings.slack_refresh_token
    missing = [name for name, value in (("SLACK_BOT_TOKEN", token), second) if not value]
    if missing:
        raise SettingsInvalid([f'{name} is not set; README, "Slack in five steps"' for name in missing])
