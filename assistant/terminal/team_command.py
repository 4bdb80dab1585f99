"""The commands below `rapport team`; light, since every command loads it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from assistant.terminal.days import a_day
from assistant.terminal.options import AsPerson

team = typer.Typer(
    help="Who looks after whom: covers, partners given to others, roles, and who did what.\n\n"
    "Without --as you are the manager with the most partners: rapport team list names them.",
    no_args_is_help=True,
)
_Email = Annotated[str, typer.Argument(metavar="EMAIL", help="A colleague, by e-mail or name.")]


@team.command("list")
def list_(as_person: AsPerson = "") -> None:
    """Everybody with role, partners and covers."""
    from assistant.terminal.teaming import run_list

    raise typer.Exit(run_list(as_person))


@team.command()
def cover(
    absent: _Email,
    by: _Email,
    starts: Annotated[datetime, typer.Option("--from", parser=a_day, metavar="DATE")],
    ends: Annotated[datetime, typer.Option("--until", parser=a_day, metavar="DATE")],
    as_person: AsPerson = "",
) -> None:
    """Have a colleague do somebody's work for some days, both included."""
    from assistant.terminal.teaming import run_cover

    raise typer.Exit(run_cover(absent, by, starts.date(), ends.date(), as_person))


@team.command()
def uncover(absent: _Email, by: _Email, as_person: AsPerson = "") -> None:
    """End every cover of one colleague by another."""
    from assistant.terminal.teaming import run_uncover

    raise typer.Exit(run_uncover(absent, by, as_person))


@team.command()
def assign(
    to: _Email,
    partners: Annotated[list[str], typer.Argument(metavar="PARTNER…", help="Full names or ids of partners.")],
    as_person: AsPerson = "",
) -> None:
    """Give partners, named exactly, to another manager; imports keep it until they say something new."""
    from assistant.terminal.teaming import run_assign

    raise typer.Exit(run_assign(to, partners, as_person))


@team.command()
def role(
    email: _Email,
    wanted: Annotated[str, typer.Argument(metavar="ROLE", help="admin, lead, manager or viewer.")],
    as_person: AsPerson = "",
) -> None:
    """Give somebody a role."""
    from assistant.terminal.teaming import run_role

    raise typer.Exit(run_role(email, wanted, as_person))


@team.command()
def log(
    of: Annotated[str, typer.Option(metavar="EMAIL", help="Of this colleague alone.")] = "",
    as_person: AsPerson = "",
) -> None:
    """Who asked, approved, sent and changed what, newest first."""
    from assistant.terminal.teaming import run_log

    raise typer.Exit(run_log(of, as_person))
