"""The options of `rapport channels`; light, since every command loads it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.terminal.options import AsAdmin

channels = typer.Typer(help="Slack channels in which answers may stand for a team to read.")
ChannelId = Annotated[str, typer.Argument(metavar="ID", help="Slack's id of the channel, as C0123456789.")]


@channels.command("list")
def list_channels(as_person: AsAdmin = "") -> None:
    """Show the channels."""
    from assistant.terminal.channels import run_list

    raise typer.Exit(run_list(as_person))


@channels.command("add")
def add_channel(
    channel_id: ChannelId,
    name: Annotated[str, typer.Option(metavar="NAME", help="What people call it.")] = "",
    region: Annotated[str, typer.Option(metavar="REGION", help="Whose partners its digest is about.")] = "",
    digest: Annotated[bool, typer.Option("--digest", help="Post the weekly digest there.")] = False,
    as_person: AsAdmin = "",
) -> None:
    """Let answers stand in a channel, as long as no guests and no other company read along there."""
    from assistant.terminal.channels import run_add

    raise typer.Exit(run_add(channel_id, name, region, as_person, digest=digest))


@channels.command("remove")
def remove_channel(channel_id: ChannelId, as_person: AsAdmin = "") -> None:
    """Answer people there in private again."""
    from assistant.terminal.channels import run_remove

    raise typer.Exit(run_remove(channel_id, as_person))
