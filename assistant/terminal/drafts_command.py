"""The options of `rapport drafts`; light, since every command loads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal.options import AsPerson


def drafts(  # noqa: PLR0913, PLR0917 -- one parameter for each option that people may give
    number: Annotated[
        int | None, typer.Argument(help="Show this draft; without it, all.", min=1, show_default=False)
    ] = None,
    approve: Annotated[
        str, typer.Option("--approve", metavar="CODE", help="Approve exactly the message that had this code.")
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", help="Change the words, in $EDITOR or by --file.")] = False,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="The new words; - reads them.")] = None,
    skip: Annotated[bool, typer.Option("--skip", help="Put it aside for good.")] = False,
    show_next: Annotated[bool, typer.Option("--next", help="Show the next that is undecided.")] = False,
    job: Annotated[str, typer.Option(metavar="ID", help="Of which job; the latest by default.")] = "",
    as_person: AsPerson = "",
) -> None:
    """Review the messages of a job: list, show, approve, edit, skip."""
    from assistant.terminal.reviewing import Wanted, run_drafts

    wanted = Wanted(number, approve, file, job, edit=edit, skip=skip, show_next=show_next)
    raise typer.Exit(run_drafts(wanted, as_person))
