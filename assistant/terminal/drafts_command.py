"""The options of `rapport drafts`; light, since every command loads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal.options import AsPerson


def drafts(  # noqa: PLR0913, PLR0917 -- one parameter for each option that people may give
    which: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="Show this one: its id, or its number in the job; without it, list all."
        ),
    ] = "",
    approve: Annotated[
        str, typer.Option("--approve", metavar="CODE", help="Approve exactly the message that had this code.")
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", help="Change the words, in $EDITOR or by --file.")] = False,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="The new words; - reads them.")] = None,
    skip: Annotated[bool, typer.Option("--skip", "--dismiss", help="Put it aside for good.")] = False,
    show_next: Annotated[bool, typer.Option("--next", help="Show one that is undecided.")] = False,
    job: Annotated[str, typer.Option(metavar="ID", help="All of this job, decided ones too.")] = "",
    as_person: AsPerson = "",
) -> None:
    """Messages that wait for you: list, show, approve, edit, skip."""
    from assistant.terminal.reviewing import Wanted, run_drafts

    wanted = Wanted(which, approve, file, job, as_person, edit=edit, skip=skip, show_next=show_next)
    raise typer.Exit(run_drafts(wanted))
