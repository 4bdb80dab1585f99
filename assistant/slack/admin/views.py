"""What leads and admins fill in and read, as modals: plain builders that take values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from assistant.figures import day_of
from assistant.slack.blocks import Confirm, Option, actions, button, context, divider, modal, section
from assistant.slack.forms.kept import Kept
from assistant.slack.inputs import channel, day_picker, search, select, ticks
from assistant.slack.outgoing import Block, Markup, bold, escape, lines
from knowledge.covers import Cover
from knowledge.import_runs import ImportRun
from knowledge.people import Person, Role
from knowledge.team_channels import TeamChannel

END_COVER: Final = "admin_end_cover"
DROP_CHANNEL: Final = "admin_drop_channel"
EVERYBODY: Final = "everybody"
DIGEST: Final = "digest"
_LISTED: Final = 30  # of what is agreed or registered, so that the fields below have room
_NAME: Final = 60
_PROBLEMS: Final = 3
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Room(StrEnum):
    """The modals; the value is the action that opens one and the callback of its view."""

    COVER = "admin_cover"
    ASSIGN = "admin_assign"
    ROLE = "admin_role"
    CHANNELS = "admin_channels"
    IMPORTS = "admin_imports"
    LOG = "admin_log"


_LABELS: Final = {
    Room.COVER: "Cover",
    Room.ASSIGN: "Give partners",
    Room.ROLE: "Roles",
    Room.CHANNELS: "Team channels",
    Room.IMPORTS: "Imports",
    Room.LOG: "Log",
}


_OPEN_TO: Final = {
    Role.VIEWER: (),
    Role.MANAGER: (Room.COVER,),
    Role.LEAD: (Room.COVER, Room.ASSIGN),
    Role.ADMIN: tuple(Room),
}


def rooms(role: Role) -> tuple[Room, ...]:
    """What somebody of that role may open."""
    return _OPEN_TO[role]


def room_buttons(role: Role) -> list[Block]:
    """A row of buttons, each of which opens a room; nothing for somebody who may open none."""
    buttons = [button(_LABELS[room], room, room) for room in rooms(role)]
    return [actions(buttons, "admin_rooms")] if buttons else []


@dataclass(frozen=True)
class Agreed:
    """A cover in words."""

    cover_id: str
    said: str

    @classmethod
    def of(cls, cover: Cover, names: Mapping[str, str]) -> Agreed:
        """With the names of both, by e-mail."""
        covering, absent = (
            names.get(email, email)[:_NAME] for email in (cover.cover_email, cover.absent_email)
        )
        days = f"{day_of(cover.starts_on)} to {day_of(cover.ends_on)}"
        return cls(cover.cover_id, f"{covering} for {absent}, {days}")


def cover_form(kept: Kept, person: Person, *, leads: bool, today: date, agreed: Sequence[Agreed]) -> Block:
    """Who does whose work, from when to when; what is agreed already stands above, soonest first."""
    fields = [_agreed(number, one) for number, one in enumerate(agreed[:_LISTED])]
    fields += _left_out(len(agreed), "rapport team list")
    fields += [divider()] if fields else []
    own = Option(f"{person.name[:_NAME]} (you)", person.email)
    fields += [search("Who is away", "absent", own)] if leads else []
    fields += [
        search("Who covers" if leads else "Who covers for you", "covering"),
        day_picker("From", "starts_on", today),
        day_picker("Until, that day included", "ends_on"),
        context(escape("Meanwhile they may draft, approve and change notes, as in their own book.")),
    ]
    return modal(Room.COVER, "Cover", "Agree", fields, kept.to_metadata())


def assign_form(kept: Kept) -> Block:
    """Give a partner, or a whole book, to a colleague."""
    said = "The colleague owns them from today on. The next import keeps that, unless it names a new owner."
    fields = [
        search("Partner", "partner", optional=True),
        search("Or the whole book of", "owner", optional=True),
        search("Goes to", "to"),
        context(escape(said)),
    ]
    return modal(Room.ASSIGN, "Give partners", "Give", fields, kept.to_metadata())


def role_form(kept: Kept) -> Block:
    """Give somebody a role."""
    told = {
        Role.VIEWER: "Viewer: reads",
        Role.MANAGER: "Manager: drafts and changes for the own book",
        Role.LEAD: "Lead: for all books, and decides reviews",
        Role.ADMIN: "Admin: also roles, imports and channels",
    }
    options = [Option(words, role) for role, words in told.items()]
    fields = [search("Who", "who"), select("Role", "role", options, Role.MANAGER)]
    return modal(Room.ROLE, "Roles", "Give", fields, kept.to_metadata())


def channels_form(kept: Kept, registered: Sequence[TeamChannel], regions: Sequence[str], zone: str) -> Block:
    """Register a channel of a team; those that are registered stand above."""
    fields = [_registered(number, one) for number, one in enumerate(registered[:_LISTED])]
    fields += _left_out(len(registered), "rapport channels list")
    fields += (
        [divider()] if fields else [section(escape("No channel is registered, so answers are private."))]
    )
    areas = [Option("Everybody's partners", EVERYBODY), *(Option(one, one) for one in regions)]
    fields += [
        channel("A channel of your team", "channel"),
        ticks("Weekly digest", DIGEST, [Option("Post the weekly digest there", DIGEST)], [DIGEST]),
        select("About", "region", areas, EVERYBODY),
        select("On", "weekday", [Option(day, str(at)) for at, day in enumerate(_WEEKDAYS)], "0"),
        select("At", "hour", [Option(f"{hour:02d}:00", str(hour)) for hour in range(24)], "8"),
        context(escape(f"Times are in {zone or 'UTC'}. {_OPEN_CHANNEL}")),
    ]
    return modal(Room.CHANNELS, "Team channels", "Register", fields, kept.to_metadata())


_OPEN_CHANNEL: Final = (
    "Everybody in the channel reads the answers there. While guests or another company are in it, "
    "nothing is posted."
)


def imports_view(last: Sequence[ImportRun], stale: Sequence[str], waiting: int) -> Block:
    """How the last imports went, and which tables are old."""
    blocks = [one for run in last for one in _run(run)]
    if not blocks:
        blocks = [section(escape("Nothing was imported yet. Drop a CSV file into our direct message."))]
    if stale:
        blocks.append(section(lines(bold("No longer up to date"), escape(", ".join(stale)))))
    if waiting:
        pairs = "1 pair" if waiting == 1 else f"{waiting} pairs"
        blocks.append(context(escape(f"{pairs} of partners may be one: decide with rapport matches.")))
    return modal(Room.IMPORTS, "Imports", "", blocks, "")


def _agreed(number: int, one: Agreed) -> Block:
    sure = Confirm("End this cover?", "They may no longer act for the other book.", "End it")
    end = button("End", f"{END_COVER}_{number}", one.cover_id, "danger", confirm=sure)
    return section(escape(one.said), accessory=end)


def _left_out(count: int, command: str) -> list[Block]:
    if count <= _LISTED:
        return []
    return [context(escape(f"{count - _LISTED} more: see {command} in a terminal."))]


def _registered(number: int, one: TeamChannel) -> Block:
    when = f"digest on {_WEEKDAYS[one.weekday]} at {one.hour:02d}:00" if one.digest else "no digest"
    whose = one.region or "everybody's partners"
    sure = Confirm("Remove this channel?", "Answers go to people alone again there.", "Remove it")
    drop = button("Remove", f"{DROP_CHANNEL}_{number}", one.channel_id, "danger", confirm=sure)
    return section(Markup(f"{bold('#' + one.name)} {escape(f'{whose}, {when}')}"), accessory=drop)


def _run(run: ImportRun) -> list[Block]:
    head = bold(f"{day_of(run.started_at.date())}: {run.rows_changed:,} rows changed of {run.rows_in:,}")
    if not run.seconds:
        head = bold(f"{day_of(run.started_at.date())}: broken off, nothing half done")
    out = f"{run.rows_rejected:,} rows stayed out" if run.rows_rejected else "all rows came in"
    problems = [escape(problem, 300) for problem in run.problems[:_PROBLEMS]]
    return [section(lines(head, escape(out), *problems))]
