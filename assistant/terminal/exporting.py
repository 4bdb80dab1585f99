"""`rapport export` and `rapport template`: everything as files, and empty files to fill in."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assistant.access import Access
from assistant.app import open_rapport
from assistant.counting import counted
from assistant.errors import NoData
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.exporting import ExportFormat, export_portfolio, one_moment, write_templates


@told_plainly
def run_export(folder: Path, file_format: str, as_person: str) -> int:
    """Write all that the person may see into `folder`, in our own format.

    Args:
        folder: Made if need be.
        file_format: Value of an `ExportFormat`, one of the choices of the command.
        as_person: Who asks, as named to the command; empty for whoever the settings say.
    """
    wanted = ExportFormat(file_format)
    console = Console()
    with open_rapport(load_settings()) as rapport:
        access = rapport.roster.access(rapport.person(as_person))
        only = _only(access)
        with one_moment(rapport.engine) as connection:
            exported = export_portfolio(connection, folder, file_format=wanted, only=only)
    for table, rows in exported.rows.items():
        show_line(console, f"{table}: {counted(rows, 'row')}")
    if only is not None:
        show_line(console, f"Only the book of {access.person.name} is in it; other books are hidden.")
    show_line(
        console,
        f'Written to {folder}. To load it elsewhere: rapport import "{folder}". Decisions of '
        "`rapport matches` stay here: two partners that look alike may be merged or asked about again there.",
    )
    return 0


@told_plainly
def run_template(folder: Path) -> int:
    """Write an empty file per table and the page that explains them; 1 if one was there already."""
    templates = write_templates(folder)
    console = Console()
    if templates.written:
        show_line(console, f"Written to {folder}, in order of loading: {', '.join(templates.written)}")
    for name in templates.kept:
        show_line(console, f"{name} was there already and stays as it is")
    show_line(console, f'Fill in what you have, partners.csv first, then: rapport import "{folder}"')
    return 1 if templates.kept else 0


def _only(access: Access) -> frozenset[str] | None:
    """The partners that the person may see; None for all."""
    if not access.hides_books:
        return None
    if not access.visible:
        raise NoData(f"{access.person.name} looks after no partner, so there is nothing to export.")
    return access.visible
