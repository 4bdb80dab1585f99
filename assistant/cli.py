"""The `rapport` command. Heavy libraries are imported by the command that needs them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal.channels_command import channels
from assistant.terminal.copies_command import copies
from assistant.terminal.days import a_day
from assistant.terminal.digest_command import digest
from assistant.terminal.drafts_command import drafts
from assistant.terminal.options import AsJson, AsOf, AsPerson, BacktestEvery, FileFormat
from assistant.terminal.team_command import team

app = typer.Typer(
    name="rapport",
    help="Which partners need attention, outreach only that partner could have received, a weekly digest.\n\n"
    "You are the manager with the most partners (rapport team list names them); somebody else: --as EMAIL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich alone takes 0.15 s to import: `--help` answers in under 0.3 s
)


@app.command("import")
def import_(
    folder: Annotated[
        Path, typer.Argument(help="Folder with partners.csv, deals.csv, … or exports; or one such file.")
    ],
    system: Annotated[
        str, typer.Option("--from", metavar="SYSTEM", help="hubspot, salesforce, partnerstack, dub, …")
    ] = "",
    through: Annotated[
        datetime | None,
        typer.Option(parser=a_day, metavar="DATE", help="Last day that the data covers."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Remove rows that the files do not have.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Put bad rows there and take in the good ones.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Keep running; import again what changes.")] = False,
) -> None:
    """Load a folder of files, or one. The same twice changes nothing."""
    from assistant.terminal.importing import Wanted, run_import

    wanted = Wanted(folder, system, _day(through), full=full, rejects=rejects, watch=watch)
    raise typer.Exit(run_import(wanted))


@app.command()
def template(
    folder: Annotated[Path, typer.Argument(help="Where the empty files go; it is created.")],
) -> None:
    """Write empty files with the headers that an import knows."""
    from assistant.terminal.exporting import run_template

    raise typer.Exit(run_template(folder))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; it is created.")],
    file_format: Annotated[
        FileFormat, typer.Option("--format", help="Files that a spreadsheet opens; none carries a formula.")
    ] = FileFormat.CSV,
    as_person: AsPerson = "",
) -> None:
    """Write all data as files; importing them again changes nothing."""
    from assistant.terminal.exporting import run_export

    raise typer.Exit(run_export(folder, file_format.value, as_person))


@app.command()
def matches(
    merge: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="They are one: A becomes part of B.")
    ] = None,
    separate: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="They are two; do not ask again.")
    ] = None,
    undo: Annotated[str, typer.Option(metavar="A", help="Take a merge back.")] = "",
) -> None:
    """List partners that may be one, and decide."""
    from assistant.terminal.matching import run_matches

    raise typer.Exit(run_matches(merge, separate, undo))


@app.command()
def ask(  # noqa: PLR0913, PLR0917 -- one parameter for each option that people may give
    question: Annotated[str, typer.Argument(help="What you would ask a colleague.")] = "",
    as_person: AsPerson = "",
    as_of: AsOf = None,
    thread: Annotated[str, typer.Option(metavar="NAME", help="Keep the conversation under this name.")] = "",
    batch: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help='One {"text": …, "as": …, "as_of": …, "thread": …} a line.'),
    ] = None,
    as_json: AsJson = False,
    rows: Annotated[
        bool, typer.Option("--rows", help="Show the rows that each figure was computed from.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Put the answer's table into a .csv or .xlsx file.")
    ] = None,
) -> None:
    """Answer one question, or a file of them."""
    from assistant.terminal.asking import run_ask, run_batch

    if batch is not None:
        raise typer.Exit(run_batch(batch, as_person, _day(as_of)))
    raise typer.Exit(
        run_ask(question, as_person, _day(as_of), thread, as_json=as_json, rows=rows, export=export)
    )


app.command()(copies)


@app.command()
def chat(as_person: AsPerson = "", as_of: AsOf = None) -> None:
    """Talk in the terminal."""
    from assistant.terminal.chatting import run_chat

    raise typer.Exit(run_chat(as_person, _day(as_of)))


app.command()(digest)


@app.command()
def brief(
    partner: Annotated[str, typer.Argument(help="The partner's name.")],
    qbr: Annotated[
        bool,
        typer.Option("--qbr", help="Write the pack for the review of the last quarter: page and slides."),
    ] = False,
    shareable: Annotated[
        bool, typer.Option("--for-partner", help="The pack holds only what the partner may read.")
    ] = False,
    quarter: Annotated[
        str, typer.Option(metavar="2026-Q3", help="Of which quarter; the last closed one by default.")
    ] = "",
    folder: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the pack goes.")] = Path(),
    as_person: AsPerson = "",
    as_of: AsOf = None,
) -> None:
    """Prepare a call with a partner; with --qbr, a quarterly business review."""
    from assistant.terminal.briefing import Wanted, run_brief, run_pack

    if qbr:
        wanted = Wanted(partner, quarter, folder, shareable=shareable)
        raise typer.Exit(run_pack(wanted, as_person, _day(as_of)))
    raise typer.Exit(run_brief(partner, as_person, _day(as_of)))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The message, as UTF-8 text; - reads standard input.")],
    partner: Annotated[str, typer.Option("--partner", metavar="NAME", help="Whom the message is for.")],
    as_person: AsPerson = "",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Explain what speaks against sending a text to a partner, and which facts back it."""
    from assistant.terminal.verifying import run_verify

    raise typer.Exit(run_verify(file, partner, as_person, _day(as_of), as_json=as_json))


app.command()(drafts)
app.add_typer(channels, name="channels")
app.add_typer(team, name="team")


@app.command()
def serve(
    http: Annotated[
        int | None,
        typer.Option("--http", metavar="PORT", help="Listen for Slack over HTTP; without it, Socket Mode."),
    ] = None,
) -> None:
    """Run the Slack app."""
    from assistant.terminal.serving import run_serve

    raise typer.Exit(run_serve(http))


@app.command()
def check() -> None:
    """Look at settings, database, index, model and Slack, and say what to do."""
    from assistant.terminal.checking import run_check

    raise typer.Exit(run_check())


@app.command()
def backtest(
    start: Annotated[
        datetime | None,
        typer.Option("--from", parser=a_day, metavar="DATE", help="First day to look from."),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option("--to", parser=a_day, metavar="DATE", help="Last day to look from."),
    ] = None,
    every: Annotated[
        BacktestEvery, typer.Option(help="Look from the end of each of these.")
    ] = BacktestEvery.MONTH,
    fit: Annotated[bool, typer.Option("--fit", help="Keep the coefficients fitted on your history.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say how well declines, silence and lost revenue would have been foreseen in your own history."""
    from assistant.terminal.backtesting import Asked, run_backtest
    from tools.backtest import Every

    asked = Asked(_day(start), _day(end), Every(every.value))
    raise typer.Exit(run_backtest(asked, fit=fit, as_json=as_json))


@app.command()
def demo() -> None:
    """Load the sample and answer the three things Rapport is for; then chat, when on a terminal."""
    from assistant.terminal.demo import run_demo

    raise typer.Exit(run_demo())


def main() -> None:
    """Entry point of the console script."""
    from assistant.installation import check_packages

    check_packages()
    app()


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
