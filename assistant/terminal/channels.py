"""`rapport channels`: which Slack channels are a team's."""

from __future__ import annotations

from typing import Final

from rich.console import Console

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.roster import OPERATOR
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.people import Person
from knowledge.team_channels import TeamChannel

_NONE: Final = (
    "No channel is a team's yet: every answer is private. Add one: rapport channels add C0123456789"
)


@told_plainly
def run_list(as_person: str) -> int:
    """Print every channel; anybody of the people here may know which they are."""
    with open_rapport(load_settings()) as rapport:
        _admin(rapport, as_person)
        channels = rapport.team_channels.all()
    for channel in channels:
        show_line(Console(), _told(channel))
    if not channels:
        show_line(Console(), _NONE)
    return 0


@told_plainly
def run_add(channel_id: str, name: str, region: str, as_person: str, *, digest: bool) -> int:
    """Register a channel."""
    with open_rapport(load_settings()) as rapport:
        wanted = TeamChannel(channel_id, name.removeprefix("#"), "", rapport.now(), region, digest)
        kept = rapport.team_channels.register(_admin(rapport, as_person), wanted)
    show_line(Console(), _told(kept))
    show_line(Console(), "Invite me there in Slack. Answers stand there as long as no guests read along.")
    return 0


@told_plainly
def run_remove(channel_id: str, as_person: str) -> int:
    """Take a channel off the list."""
    with open_rapport(load_settings()) as rapport:
        gone = rapport.team_channels.remove(_admin(rapport, as_person), channel_id)
    said = "Answers there are private again." if gone else f"{channel_id} was not a team's channel."
    show_line(Console(), said)
    return 0


def _admin(rapport: Rapport, as_person: str) -> Person:
    """Whoever has the terminal runs the installation, unless somebody is named."""
    return rapport.person(as_person) if as_person else OPERATOR


def _told(channel: TeamChannel) -> str:
    named = f"#{channel.name} ({channel.channel_id})" if channel.name else channel.channel_id
    digest = f", weekly digest of {channel.region or 'every region'}" if channel.digest else ""
    return f"{named}{digest}"
