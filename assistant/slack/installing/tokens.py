"""The bot's token: one that stays, or one that is exchanged every few hours, by one worker at a time."""

from __future__ import annotations

import base64
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, Final, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.errors import AssistantError
from assistant.settings import Settings
from knowledge import slack_tokens
from knowledge.errors import DatabaseError
from knowledge.slack_tokens import SealedToken

BOT: Final = "bot"
EARLY: Final = timedelta(hours=2)
"""So long before its end a token is exchanged; if that goes wrong, there is time to mend it."""
_CLAIM: Final = timedelta(seconds=60)  # longer than an exchange takes
_TIMEOUT: Final = 10  # seconds
_LOOK_AGAIN: Final = 0.2  # seconds, while another worker exchanges
_REST: Final = timedelta(minutes=1)  # after a try in vain, as long as the token at hand is good
_STORING: Final = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds between tries to keep what must not be lost
_ANEW: Final = (
    "Copy the refresh token (xoxe-…) anew from OAuth & Permissions into SLACK_REFRESH_TOKEN and start again; "
    "if Slack shows none, reinstall the app there first."
)
_log = logging.getLogger("rapport.slack")


class TokenLostError(AssistantError):
    """Slack takes neither the access token nor the refresh token any more; the text says what to paste."""


class BotToken(Protocol):
    """What a client opens Slack with."""

    def current(self) -> str:
        """The token to use now."""

    def renewed(self, refused: str) -> str:
        """The token after one that Slack calls expired."""


@dataclass(frozen=True)
class FixedToken:
    """A token that never changes."""

    token: str = field(repr=False)

    def current(self) -> str:
        """The token."""
        return self.token

    def renewed(self, refused: str) -> str:
        """The same: there is nothing to exchange it with."""
        return self.token or refused


class Pair(BaseModel):
    """An access token, and what it is exchanged for a new one with; `seed` tells whose exchange began it."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    access_token: str = Field(repr=False)
    refresh_token: str = Field(repr=False)
    expires_at: datetime
    seed: str

    def lasts(self, now: datetime, early: timedelta = timedelta()) -> bool:
        """Whether it is still good for so long."""
        return now < self.expires_at - early


class Exchanged(BaseModel):
    """What Slack gives for a refresh token; it ends after so many seconds."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    access_token: str = Field(repr=False, min_length=1)
    refresh_token: str = Field(repr=False, min_length=1)
    expires_in: int


@dataclass
class RotatingToken:
    """A token that is exchanged before it ends, once for all workers.

    Attributes:
        engine: Where the pair is kept, sealed with a key made of the client secret.
        now: The present moment, in UTC.
    """

    engine: Engine
    settings: Settings
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    _pair: Pair | None = None
    _rests_until: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        """Copies of a client share it."""
        return self

    def current(self) -> str:
        """The token to use now; exchanged if its end is near."""
        pair = self._serving()
        if pair is None:
            with self._lock:
                pair = self._serving()
                if pair is None:
                    pair = self._pair = self._fresh(EARLY)
        return pair.access_token

    def renewed(self, refused: str) -> str:
        """The token after one that Slack calls expired, whatever we thought of its end."""
        with self._lock:
            if self._pair is None or self._pair.access_token == refused:
                self._pair = self._fresh(timedelta(), refused)
            return self._pair.access_token

    def _serving(self) -> Pair | None:
        """The pair at hand, unless it is time to look for another one."""
        pair, now = self._pair, self.now()
        rests = self._rests_until is not None and now < self._rests_until
        return pair if pair and pair.lasts(now, timedelta() if rests else EARLY) else None

    def _fresh(self, early: timedelta, refused: str = "") -> Pair:
        """The pair that is kept, if it will do; else what it is exchanged for, by us or by somebody else."""
        while True:
            kept, pair = self._kept()
            good = pair is not None and pair.access_token != refused
            if pair and good and pair.lasts(self.now(), early):
                return pair
            usable = pair if pair and good and pair.lasts(self.now()) else None
            if fresh := self._exchanged(kept, pair, usable):
                return fresh
            if usable:  # somebody else is at it, or it went wrong
                self._rests_until = self.now() + _REST
                return usable
            self.sleep(_LOOK_AGAIN)

    def _exchanged(self, kept: SealedToken | None, pair: Pair | None, usable: Pair | None) -> Pair | None:
        """The new pair, if it is ours to fetch; when that goes wrong, None as long as another one serves."""
        version, now = kept.version if kept else 0, self.now()
        with self.engine.begin() as connection:
            if not slack_tokens.claim(connection, BOT, version, now, now + _CLAIM):
                return None
        try:
            fresh = self._asked(pair.refresh_token if pair else self.settings.slack_refresh_token)
        except (SlackApiError, OSError, HTTPException, ValidationError) as error:
            with self.engine.begin() as connection:
                slack_tokens.release(connection, BOT, version)
            said = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            _log.error("the token was not exchanged: %s. %s", said, _ANEW)
            if usable:
                return None
            raise TokenLostError(f"Slack did not exchange the token ({said}). {_ANEW}") from error
        self._store(version, fresh)
        return fresh

    def _asked(self, refresh_token: str) -> Pair:
        """Exchange: from now on the old refresh token is worth nothing."""
        secret = self.settings.slack_client_secret
        client = WebClient(base_url=self.settings.slack_api_url, timeout=_TIMEOUT, retry_handlers=[])
        answer = client.oauth_v2_access(
            client_id=self.settings.slack_client_id,
            client_secret=secret,
            grant_type="refresh_token",
            refresh_token=refresh_token,
        )
        new = Exchanged.model_validate(answer.data)
        return Pair(
            access_token=new.access_token,
            refresh_token=new.refresh_token,
            expires_at=self.now() + timedelta(seconds=new.expires_in),
            seed=_seed(self.settings),
        )

    def _store(self, version: int, pair: Pair) -> None:
        """Keep it, at once and stubbornly: nobody else has it."""
        self._pair = pair
        sealed = _box(self.settings).encrypt(pair.model_dump_json().encode()).decode("ascii")
        for pause in (*_STORING, None):
            try:
                with self.engine.begin() as connection:
                    slack_tokens.store(connection, BOT, version, sealed, pair.expires_at)
            except DatabaseError:
                if pause is None:
                    _log.error("a new token could not be kept; it is lost when this process ends. %s", _ANEW)
                    return
                self.sleep(pause)
            else:
                return

    def _kept(self) -> tuple[SealedToken | None, Pair | None]:
        """What is kept; no pair if it was begun with another refresh token than the one that is set."""
        from cryptography.fernet import InvalidToken

        with self.engine.connect() as connection:
            kept = slack_tokens.token_named(connection, BOT)
        if kept is None or not kept.sealed:
            return kept, None
        try:
            pair = Pair.model_validate_json(_box(self.settings).decrypt(kept.sealed.encode("ascii")))
        except (InvalidToken, ValidationError):
            return kept, None
        return kept, pair if pair.seed == _seed(self.settings) else None


def bot_token(settings: Settings, engine: Engine) -> BotToken:
    """What the settings say: a token that rotates if there is a refresh token, else one that stays."""
    if settings.slack_refresh_token:
        return RotatingToken(engine, settings)
    return FixedToken(settings.slack_bot_token)


def _seed(settings: Settings) -> str:
    return hashlib.sha256(settings.slack_refresh_token.encode()).hexdigest()[:16]


def _box(settings: Settings) -> Any:  # noqa: ANN401 - a Fernet, whose library is imported where it is used
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), length=32, salt=None, info=b"rapport slack tokens")
    key = derived.derive(settings.slack_client_secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
