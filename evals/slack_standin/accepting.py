"""Whether this workspace takes a message: its channel, its thread, its blocks and the files they show."""

from __future__ import annotations

from collections.abc import Iterator

from evals.slack_standin.blocks import kinds
from evals.slack_standin.rules import Refused, check_message
from evals.slack_standin.workspace import BOT_USER, Channel, File, Json, Workspace


def accept(workspace: Workspace, arguments: Json) -> None:
    """Raises `Refused` as Slack would for a message that this workspace does not take."""
    blocks = arguments.get("blocks", [])
    check_message(arguments)
    check_blocks_here(workspace, blocks)


def check_blocks_here(workspace: Workspace, blocks: list[Json]) -> None:
    """Raises `Refused` for blocks of a kind that the workspace has not, and for pictures it cannot show."""
    missing = kinds(blocks).keys() & workspace.refused_blocks
    problems = [f"[ERROR] unsupported type: {kind} [json-pointer:/blocks]" for kind in sorted(missing)]
    problems += [
        f"[ERROR] invalid slack file {reference} [json-pointer:/blocks]"
        for reference in _slack_files(blocks)
        if not _showable(workspace, reference)
    ]
    if problems:
        raise Refused("invalid_blocks", problems)


def known_channel(workspace: Workspace, channel_id: str) -> Channel:
    """The channel with an id."""
    if channel_id not in workspace.channels:
        raise Refused("channel_not_found")
    return workspace.channels[channel_id]


def postable(workspace: Workspace, channel_id: str) -> Channel:
    """A channel that the app may post into."""
    channel = known_channel(workspace, channel_id)
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    return channel


def thread_must_exist(
    workspace: Workspace, channel: str, thread_ts: str, error: str = "thread_not_found"
) -> None:
    """Raises `Refused` when no message stands at the head of a thread."""
    if workspace.find(channel, thread_ts) is None:
        raise Refused(error)


def visible_to_bot(workspace: Workspace, file: File) -> bool:
    """Whether the app may see a file: its own, or one shared where it is a member."""
    places = [workspace.channels[channel] for channel in file.channels if channel in workspace.channels]
    return file.user == BOT_USER or any(BOT_USER in place.members for place in places)


def _showable(workspace: Workspace, reference: Json) -> bool:
    file = workspace.files.get(reference.get("id", "")) or next(
        (one for one in workspace.files.values() if _at(workspace, one, reference.get("url", ""))), None
    )
    return (
        file is not None
        and file.completed
        and not file.deleted
        and file.mimetype in ("image/png", "image/jpeg", "image/gif")
        and workspace.now() >= file.ready_at
        and visible_to_bot(workspace, file)
    )


def _at(workspace: Workspace, file: File, url: str) -> bool:
    shown = file.to_json(workspace.base)
    return bool(url) and url in (shown.get("url_private"), shown.get("url_private_download"))


def _slack_files(node: object) -> Iterator[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _slack_files(item)
    elif isinstance(node, dict):
        if isinstance(node.get("slack_file"), dict):
            yield node["slack_file"]
        for item in node.values():
            yield from _slack_files(item)
