"""Who a Slack user is: one of our managers, a colleague we do not know, or nobody we talk to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection, Engine

from knowledge.people import Person, person_by_email, person_by_slack_id
from knowledge.slack_changes import tell, told_since

FRESH_SECONDS: Final = 300.0
STALE_SECONDS: Final = 86_400.0  # what was true yesterday serves while Slack's lookup is out
_ENTERPRISE: Final = "enterprise_user"


class Refusal(StrEnum):
    """Why somebody gets no answer. All but `UNKNOWN` are shown nothing."""

    UNKNOWN = "unknown"  # a member of our team who is not among the managers
    GUEST = "guest"
    STRANGER = "stranger"
    OTHER_TEAM = "other_team"
    BOT = "bot"
    DEACTIVATED = "deactivated"


class LookupFailedError(Exception):
    """Slack did not say who it is, and nothing is known from before."""


class RefusedError(Exception):
    """This user is not served."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Newcomer:
    """Somebody of our team as Slack knows them: outside text.

    Attributes:
        email: Empty unless it is confirmed.
        runs_workspace: Whether they are an owner or an admin of the Slack workspace.
    """

    name: str
    email: str
    timezone: str = ""
    runs_workspace: bool = False


@dataclass
class Members:
    """Looks people up, and remembers what Slack said.

    Attributes:
        client: With a short timeout: an acknowledgement waits for it.
        team_id: Ours.
        clock: Seconds that only grow.
    """

    client: WebClient
    engine: Engine
    team_id: str
    clock: Callable[[], float] = time.monotonic
    _known: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    _turns: Iterator[int] = field(default_factory=count)
    _latest: dict[str, int] = field(default_factory=dict)
    _version: int = 0  # of what any process was told: up to there it is forgotten
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def person(self, user_id: str, team_id: str = "") -> Person:
        """The manager behind a Slack user id.

        Raises:
            RefusedError: with the reason.
            LookupFailedError: try again later.
        """
        if team_id and team_id != self.team_id:
            raise RefusedError(Refusal.OTHER_TEAM)
        self.catch_up()
        profile = self._profile(user_id)
        if refusal := _refusal(profile, self.team_id):
            raise RefusedError(refusal)
        with self.engine.connect() as connection:
            person = _manager(connection, user_id, profile)
        if person is None:
            raise RefusedError(Refusal.UNKNOWN)
        return person

    def refusal(self, user_id: str) -> Refusal | None:
        """Why somebody would get no answer, whether a manager or not; None for a plain member of our team.

        Raises:
            LookupFailedError: try again later.
        """
        try:
            return _refusal(self._profile(user_id), self.team_id)
        except RefusedError as refusal:
            return refusal.reason

    def newcomer(self, user_id: str) -> Newcomer:
        """What Slack says of a member of our team; the address only where Slack has confirmed it.

        Raises:
            RefusedError: Slack knows nobody of that id.
            LookupFailedError: try again later.
        """
        found = self._profile(user_id)
        profile = found.get("profile", {})
        confirmed = found.get("is_email_confirmed") is not False
        name = profile.get("real_name") or found.get("real_name") or found.get("name") or ""
        email = str(profile.get("email") or "") if confirmed else ""
        runs = bool(found.get("is_admin") or found.get("is_owner"))
        return Newcomer(str(name), email, str(found.get("tz") or ""), runs)

    def read(self, limit: int, cursor: str = "") -> str:
        """Remember a page of the workspace's people; where the next one begins, empty after the last.

        Raises:
            SlackApiError, OSError: Slack does not say.
        """
        asked_at, turn = self.clock(), next(self._turns)
        page = self.client.users_list(limit=limit, cursor=cursor)
        for profile in page["members"]:
            self._found(profile["id"], turn, (asked_at, profile))
        return str((page.get("response_metadata") or {}).get("next_cursor") or "")

    def forget(self, user_id: str) -> None:
        """Ask Slack anew the next time: the profile has changed."""
        self._learn(user_id, next(self._turns), None)

    def heard(self, profile: dict[str, Any]) -> None:
        """Slack told of a change; whom we serve no longer, no process serves or trusts from now on."""
        if _refusal(profile, self.team_id):
            with self.engine.begin() as connection:
                tell(connection, profile["id"])
        self.forget(profile["id"])

    def catch_up(self) -> None:
        """Forget those of whom any process was told."""
        with self.engine.connect() as connection:
            told = told_since(connection, self._version)
        for slack_id in told:
            self.forget(slack_id)
        self._version = max(self._version, *told.values()) if told else self._version

    def user_id(self, person: Person) -> str | None:
        """The Slack user of a manager who is served; None if there is none."""
        try:
            user_id = (
                person.slack_user_id or self.client.users_lookupByEmail(email=person.email)["user"]["id"]
            )
            return user_id if self.person(user_id) == person else None
        except RefusedError:
            return None
        except SlackApiError as error:
            if error.response.get("error") == "users_not_found":
                return None
            raise LookupFailedError(person.email) from error

    def _profile(self, user_id: str) -> dict[str, Any]:
        seen_at, profile = self._known.get(user_id, (float("-inf"), {}))
        if self.clock() - seen_at < FRESH_SECONDS:
            return profile
        turn = next(self._turns)
        try:
            found: dict[str, Any] = self.client.users_info(user=user_id)["user"]
        except SlackApiError as error:
            if error.response.get("error") in ("user_not_found", "user_not_visible"):
                raise RefusedError(Refusal.STRANGER) from error
            return self._stale(user_id, error)
        except OSError as error:
            return self._stale(user_id, error)
        self._found(user_id, turn, (self.clock(), found))
        return found

    def _found(self, user_id: str, turn: int, known: tuple[float, dict[str, Any]]) -> None:
        """Remember what Slack says; of a plain member who is none any more, every process hears."""
        _, before = self._known.get(user_id, (0.0, None))
        if before is not None and not _refusal(before, self.team_id) and _refusal(known[1], self.team_id):
            with self.engine.begin() as connection:
                tell(connection, user_id)
        self._learn(user_id, turn, known)

    def _learn(self, user_id: str, turn: int, known: tuple[float, dict[str, Any]] | None) -> None:
        """Remember what Slack says, or nothing any more, unless it was asked before something newer."""
        with self._lock:
            if turn < self._latest.get(user_id, 0):
                return
            self._latest[user_id] = turn
            if known is None:
                self._known.pop(user_id, None)
            else:
                self._known[user_id] = known

    def _stale(self, user_id: str, error: Exception) -> dict[str, Any]:
        seen_at, profile = self._known.get(user_id, (float("-inf"), {}))
        if self.clock() - seen_at > STALE_SECONDS:
            raise LookupFailedError(user_id) from error
        return profile


def _refusal(profile: dict[str, Any], team_id: str) -> Refusal | None:
    """The first reason not to serve; anything but a plain member of our team is refused."""
    teams = {profile.get("team_id"), *profile.get(_ENTERPRISE, {}).get("teams", ())}
    if profile.get("is_stranger"):
        return Refusal.STRANGER
    if team_id not in teams:
        return Refusal.OTHER_TEAM
    if profile.get("is_bot") or profile.get("is_workflow_bot"):
        return Refusal.BOT
    if profile.get("deleted"):
        return Refusal.DEACTIVATED
    guest = profile.get("is_restricted") or profile.get("is_ultra_restricted")
    return Refusal.GUEST if guest else None


def _manager(connection: Connection, user_id: str, profile: dict[str, Any]) -> Person | None:
    """By Slack id, else by a confirmed e-mail that does not belong to another Slack id."""
    if person := person_by_slack_id(connection, user_id):
        return person
    email = profile.get("profile", {}).get("email", "")
    if not email or profile.get("is_email_confirmed") is False:
        return None
    person = person_by_email(connection, email)
    return person if person and person.slack_user_id in ("", user_id) else None
