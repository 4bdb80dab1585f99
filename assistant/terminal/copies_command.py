"""The options of `rapport copies`; light, since every command loads it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.terminal.options import AsPerson


def copies(
    addresses: Annotated[
        list[str] | None, typer.Argument(help="`me`, or addresses such as your CRM's.", show_default=False)
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No copies any more.")] = False,
    as_person: AsPerson = "",
) -> None:
    """Say where copies of the mails in your name go; without addresses, show it."""
    from assistant.terminal.copying import run_copies

    raise typer.Exit(run_copies(addresses or [], as_person, none=none))
