"""`rapport import`: what came in, every row that did not with what would be valid, and what followed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event
from typing import Final

from rich.console import Console
from sqlalchemy import Engine

from assistant.app import importer_of, now, open_database_of
from assistant.errors import AssistantError
from assistant.intake import Importer, Intake
from assistant.intake.watching import Watching
from assistant.settings import Settings, load_settings
from assistant.terminal.failing import told_plainly, unexpected
from assistant.terminal.import_report import show_intake
from assistant.terminal.import_screen import ImportScreen
from assistant.terminal.printing import show_line
from knowledge.encoder import EmbeddedEncoder
from knowledge.errors import KnowledgeError
from knowledge.importing import ImportReport
from knowledge.importing.options import ImportOptions
from knowledge.importing.problems import some_of
from knowledge.importing.questions import nobody
from tools.policy import Policy

_INDEX_SECONDS: Final = 20.0  # somebody waits; the rest is indexed while Rapport runs


@dataclass(frozen=True)
class Wanted:
    """What somebody typed after `rapport import`.

    Attributes:
        folder: What is imported: a folder, or one file.
        system: Where the files come from; empty to find out.
        through: The last day that the data covers.
    """

    folder: Path
    system: str = ""
    through: date | None = None
    full: bool = False
    rejects: Path | None = None
    watch: bool = False

    def options(self, settings: Settings) -> ImportOptions:
        """The same for the import."""
        return ImportOptions(
            through=self.through,
            system=self.system,
            full=self.full,
            rejects=self.rejects,
            mappings=settings.mappings,
        )


@told_plainly
def run_import(wanted: Wanted) -> int:
    """Import and report; 0 if every row went in, 1 if something stayed out, 0 when a watch was ended."""
    _check_there(wanted.folder)
    settings = load_settings()
    console = Console()
    with open_database_of(settings) as engine:
        importer = importer_of(settings, engine, index_seconds=_INDEX_SECONDS)
        if wanted.watch:
            watching = Watching(wanted.folder, Event(), leave_out=wanted.rejects)
            return watch_folder(importer, wanted.options(settings), watching, console)
        return _import_once(importer, wanted.folder, wanted.options(settings), console)


def _check_there(path: Path) -> None:
    """Nothing is opened, and no run is kept, for a name that is mistyped."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AssistantError(
            f"There is no folder or file {str(path)!r}. Name the folder of your files, or one file, as in: "
            "rapport import partners.csv"
        ) from error
    except OSError as error:
        raise AssistantError(f"{str(path)!r} cannot be read: {error.strerror}.") from error


def load(engine: Engine, folder: Path, base_currency: str, through: date | None) -> ImportReport:
    """Import the folder with what follows, without a screen; notes are indexed later."""
    importer = Importer(engine, base_currency, Policy(), now, EmbeddedEncoder())
    return importer.take_in(folder, ImportOptions(through=through)).report


def watch_folder(importer: Importer, options: ImportOptions, watching: Watching, console: Console) -> int:
    """Import whenever something changed, until it is stopped or interrupted; failures are told.

    Raises:
        AssistantError: There is no such folder.
    """
    if not watching.folder.is_dir():
        raise AssistantError(f"{str(watching.folder)!r} is no folder, and only a folder can be watched.")
    try:
        watching.run(
            lambda: _import_again(importer, watching, options, console),
            lambda files: show_line(console, _still_written(files)),
        )
    except KeyboardInterrupt:
        show_line(console, "Stopped watching.")
    return 0


def _import_again(importer: Importer, watching: Watching, options: ImportOptions, console: Console) -> bool:
    """Import and report; False if it should be tried again soon, as with a busy database."""
    show_line(console, f"{now().astimezone():%Y-%m-%d %H:%M:%S}")
    done = True
    try:
        _import_once(importer, watching.folder, options, console)
    except (AssistantError, KnowledgeError) as error:
        done = False
        show_line(console, f"It did not work, and is tried again in {watching.pause:.0f} seconds: {error}")
    except Exception as error:  # noqa: BLE001 -- whatever it is, the next files may be better
        show_line(console, f"Tried again at the next change. {unexpected(error)}")
    show_line(console, f"Watching {watching.folder}; end with Ctrl-C.")
    return done


def _still_written(files: tuple[str, ...]) -> str:
    return f"Still being written to: {some_of(files)}. The import starts when that has ended."


def _import_once(importer: Importer, folder: Path, options: ImportOptions, console: Console) -> int:
    with _screen(console) as screen:
        intake = _taken_in(importer, folder, options, screen)
    show_intake(console, intake, options.rejects, "file" if folder.is_file() else "folder")
    return 1 if intake.report.problems else 0


def _taken_in(
    importer: Importer, folder: Path, options: ImportOptions, screen: ImportScreen | None
) -> Intake:
    if screen is None:
        return importer.take_in(folder, options)
    ask = screen.ask if sys.stdin.isatty() else nobody
    return importer.take_in(folder, options, ask, screen.show)


@contextmanager
def _screen(console: Console) -> Iterator[ImportScreen | None]:
    """Bars and questions on a terminal; None where nobody looks."""
    if not console.is_terminal:
        yield None
        return
    with ImportScreen(console) as screen:
        yield screen
