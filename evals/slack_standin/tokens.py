"""Tokens of the installed app: one that stays, or some that expire and are exchanged for new ones."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from evals.slack_standin.manifest import Manifest
from evals.slack_standin.people import APP_ID, BOT_USER, TEAM, Json
from evals.slack_standin.rules import Refused
from evals.slack_standin.workspace import Workspace

BOT_TOKEN: Final = "xoxb-stand-in"  # noqa: S105 - opens nothing but this stand-in
APP_TOKEN: Final = "xapp-stand-in"  # noqa: S105 - opens nothing but this stand-in
CLIENT_ID: Final = "1.standin"
CLIENT_SECRET: Final = "stand-in-client-secret"  # noqa: S105 - opens nothing but this stand-in
LIFETIME: Final = 43_200  # seconds


@dataclass(frozen=True)
class Pair:
    """An access token and what it is exchanged for a new one with."""

    access_token: str
    refresh_token: str
    expires_in: int


@dataclass
class Tokens:
    """Which tokens open the workspace, and until when (by the workspace's clock; infinite if they stay)."""

    workspace: Workspace
    bot: dict[str, float] = field(default_factory=lambda: {BOT_TOKEN: float("inf")})
    _refresh: set[str] = field(default_factory=set)
    _revoked: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def rotate(self, lifetime: int = LIFETIME) -> Pair:
        """Turn rotation on: the token that stays is expired from now on."""
        self.bot = {BOT_TOKEN: self.workspace.now()}
        return self._issue(lifetime)

    def revoke_all(self) -> None:
        """What an uninstallation does."""
        self._revoked |= self.bot.keys()
        self._refresh.clear()

    def check(self, header: str, prefix: str) -> None:
        """Raises `Refused` for a header without a token that opens such a method."""
        token = header.removeprefix("Bearer ").strip()
        if not token:
            raise Refused("not_authed")
        if not token.removeprefix("xoxe.").startswith(prefix):
            raise Refused("not_allowed_token_type")
        if prefix == "xoxb-":
            self._check_bot(token)
        elif token != APP_TOKEN:
            raise Refused("invalid_auth")

    def access(self, header: str, arguments: Json) -> Json:
        """`oauth.v2.access`: exchange a refresh token, which works once."""
        given = base64.b64decode(header.removeprefix("Basic ")).decode() if "Basic " in header else ""
        if given.partition(":")[0] != CLIENT_ID:
            raise Refused("invalid_client_id")
        if given != f"{CLIENT_ID}:{CLIENT_SECRET}":
            raise Refused("bad_client_secret")
        if arguments.get("grant_type") != "refresh_token":
            raise Refused("invalid_code" if "code" in arguments else "invalid_grant_type")
        if arguments.get("refresh_token") not in self._refresh:
            raise Refused("invalid_refresh_token")
        self._refresh.discard(arguments["refresh_token"])
        pair = self._issue(LIFETIME)
        return {
            "access_token": pair.access_token,
            "refresh_token": pair.refresh_token,
            "expires_in": pair.expires_in,
            "token_type": "bot",
            "bot_user_id": BOT_USER,
            "app_id": APP_ID,
            "team": {"id": TEAM, "name": "Rapport"},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def revoke(self, header: str) -> Json:
        """`auth.revoke`: the token that asks opens nothing any more."""
        self._revoked.add(header.removeprefix("Bearer ").strip())
        return {"revoked": True}

    def holds(self, header: str, manifest: Manifest, scope: str) -> bool:
        """Whether a request may have something that needs one scope."""
        try:
            self.check(header, "xoxb-")
            manifest.needs(scope)
        except Refused:
            return False
        return True

    def _check_bot(self, token: str) -> None:
        if token in self._revoked:
            raise Refused("token_revoked")
        if token not in self.bot:
            raise Refused("invalid_auth")
        if self.workspace.now() >= self.bot[token]:
            raise Refused("token_expired")

    def _issue(self, lifetime: int) -> Pair:
        number = next(self._numbers)
        pair = Pair(f"xoxe.xoxb-1-stand-in-{number}", f"xoxe-1-stand-in-{number}", lifetime)
        self.bot[pair.access_token] = self.workspace.now() + lifetime
        self._refresh.add(pair.refresh_token)
        return pair
