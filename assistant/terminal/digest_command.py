"""The options of `rapport digest`; light, since every command loads it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.terminal.options import AsJson, AsOf, AsPerson


def digest(
    as_person: AsPerson = "",
    as_of: AsOf = None,
    month: Annotated[
        str, typer.Option(metavar="2026-09", help="What moved in that month instead; or: last.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the weekly digest: only what changed."""
    from assistant.terminal.digesting import run_digest

    day = as_of.date() if as_of else None
    raise typer.Exit(run_digest(as_person, day, month, as_json=as_json))
