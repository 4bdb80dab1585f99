"""Who is in a workspace, and where they talk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

TEAM: Final = "T0RAPPORT"
BOT_USER: Final = "U0RAPPORT"
BOT_ID: Final = "B0RAPPORT"
APP_ID: Final = "A0RAPPORT"

Json = dict[str, Any]
ChannelKind = Literal["channels", "groups", "im"]


@dataclass
class User:
    """A member, guest, stranger or bot, with the flags of `users.info`."""

    id: str
    email: str = ""
    name: str = ""
    team: str = TEAM
    timezone: str = "Europe/Berlin"
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_admin: bool = False

    def to_json(self) -> Json:
        """The `user` object of `users.info`."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name or self.id.lower(),
            "real_name": self.name,
            "deleted": self.deleted,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.is_stranger,
            "tz": self.timezone,
            "profile": {"team": self.team, "real_name": self.name, "email": self.email},
        }


@dataclass
class Channel:
    """A public or private channel or a direct message; `shared` is a Slack Connect one."""

    id: str
    kind: ChannelKind = "channels"
    name: str = ""
    members: set[str] = field(default_factory=lambda: {BOT_USER})
    shared: bool = False
    org_shared: bool = False
    archived: bool = False

    def to_json(self) -> Json:
        """The `channel` object of `conversations.info`."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "channels",
            "is_group": self.kind == "groups",
            "is_im": self.kind == "im",
            "is_private": self.kind != "channels",
            "is_archived": self.archived,
            "is_member": BOT_USER in self.members,
            "is_ext_shared": self.shared,
            "is_org_shared": self.org_shared,
            "is_shared": self.shared or self.org_shared,
            "is_general": False,
        }
