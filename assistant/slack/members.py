"""Who a Slack user is: one of our managers, a colleague we do not know, or nobody we talk to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection, Engine

from knowledge.people import Person, person_by_email, person_by_slack_id

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

    def person(self, user_id: str, team_id: str = "") -> Person:
        """The manager behind a Slack user id.

        Raises:
            RefusedError: with the reason.
            LookupFailedError: try again later.
        """
        if team_id and team_id != self.team_id:
            raise RefusedError(Refusal.OTHER_TEAM)
        profile = self._profile(user_id)
        if refusal := _refusal(profile, self.team_id):
            raise RefusedError(refusal)
        with self.engine.connect() as connection:
            person = _manager(connection, user_id, profile)
        if person is None:
            raise RefusedError(Refusal.UNKNOWN)
        return person

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
        try:
            found: dict[str, Any] = self.client.users_info(user=user_id)["user"]
        except SlackApiError as error:
            if error.response.get("error") in ("user_not_found", "user_not_visible"):
                raise RefusedError(Refusal.STRANGER) from error
            return self._stale(user_id, error)
        except OSError as error:
            return self._stale(user_id, error)
        self._known[user_id] = (self.clock(), found)
        return found

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
