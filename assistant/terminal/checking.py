"""`rapport check`: a look at every part, and what to do about what is not right."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console

from assistant.app import open_database_of
from assistant.counting import counted, every
from assistant.errors import AssistantError
from assistant.intake.importer import IMPORTING
from assistant.mailing.delivering import signed_in
from assistant.settings import Settings, load_policy, load_settings
from assistant.slack.installing import leaving
from assistant.slack.installing.tokens import bot_token
from assistant.slack.installing.workspace import left
from assistant.slack.scopes import missing_scopes
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.encoder import EmbeddedEncoder
from knowledge.errors import KnowledgeError
from knowledge.exclusive import only_one
from knowledge.freshness import freshness, holds_only_sample
from knowledge.import_runs import ImportRun, last_run, pairs_waiting
from knowledge.vectors import embedded_count
from prompts.plays import load_playbook
from tools.health import DataEnd, HealthPolicy, stale_tables


@dataclass(frozen=True)
class Look:
    """What one look found.

    Attributes:
        todo: The next step; empty when all is well.
    """

    part: str
    found: str
    todo: str = ""


@told_plainly
def run_check() -> int:
    """Print one line per part; 0 when nothing needs doing."""
    settings = load_settings()
    console = Console()
    looks = [look for part in _PARTS for look in _looked(part, settings)]
    for look in looks:
        show_line(console, f"{'ok  ' if not look.todo else 'todo'} {look.part}: {look.found}")
        if look.todo:
            show_line(console, f"       {look.todo}")
    return 1 if any(look.todo for look in looks) else 0


def _looked(part: Callable[[Settings], Iterator[Look]], settings: Settings) -> Iterator[Look]:
    try:
        yield from part(settings)
    except (AssistantError, KnowledgeError) as error:
        yield Look(part.__name__.removeprefix("_").replace("_", " "), "does not work", str(error))


def _settings(settings: Settings) -> Iterator[Look]:
    load_policy(settings)
    yield Look("settings", f"home {settings.home}, currency {settings.base_currency}")


def _database(settings: Settings) -> Iterator[Look]:
    with open_database_of(settings) as engine, engine.connect() as connection:
        known = freshness(connection)
        kind = engine.dialect.name
    rows = {table.name: table.rows for table in known.tables}
    if not rows["partners"]:
        yield Look("database", f"{kind}, empty", "Load your data: rapport import FOLDER (or try: make demo)")
        return
    yield Look(
        "database", f"{kind}, {rows['partners']} partners, {rows['deals']} deals, through {known.through}"
    )


def _import_folder(settings: Settings) -> Iterator[Look]:
    if (folder := settings.import_folder) is None:
        return
    todo = (
        ""
        if folder.is_dir()
        else "It is not there. Create it or bring it back, or change RAPPORT_IMPORT_FOLDER."
    )
    yield Look("import folder", f"{folder}, looked at {every(settings.import_minutes)}", todo)


def _plays(settings: Settings) -> Iterator[Look]:
    if not settings.plays.is_dir():
        return
    found = load_playbook(settings.plays)
    yield Look("plays", f"{counted(len(found.plays), 'play')}, with yours in {settings.plays}")
    for problem in found.problems:
        yield Look("plays", "a file of yours was left out", problem)


def _imports(settings: Settings) -> Iterator[Look]:
    with open_database_of(settings) as engine, engine.connect() as connection:
        run, pairs = last_run(connection), pairs_waiting(connection)
        known, sample = freshness(connection), holds_only_sample(connection)
        with only_one(engine, IMPORTING) as idle:
            running = not idle
    if run is None:
        return
    yield _last_import(run, running=running)
    health = load_policy(settings).health
    if known.through:
        yield from _end(DataEnd(known.through, datetime.now().astimezone().date(), sample=sample), health)
    if known.through and (stale := stale_tables(known.tables, known.through, health)):
        named = ", ".join(f"{table.name} (newest {table.newest})" for table in stale)
        yield Look("data", f"may be out of date: {named}")
    if pairs:
        yield Look("partners", f"{counted(pairs, 'pair')} may be one partner; decide with: rapport matches")


def _end(end: DataEnd, health: HealthPolicy) -> Iterator[Look]:
    """Where the data ends, when that needs saying."""
    if end.sample:
        yield Look("data", f"the sample, which always ends on {end.on}; your own: rapport import FOLDER")
    elif days := end.days_behind(health):
        found = f"ends on {end.on}, {counted(days, 'day')} ago"
        yield Look("data", found, "Export again from your systems, then: rapport import FOLDER")


def _last_import(run: ImportRun, *, running: bool) -> Look:
    found = f"{run.started_at.astimezone():%Y-%m-%d %H:%M}, "
    if not run.seconds and running:
        return Look("last import", found + "still running")
    if not run.seconds:
        again = f"What is in is whole; import again: rapport import {shlex.quote(run.folder)}"
        return Look("last import", found + "broken off", again)
    found += f"{counted(run.rows_in, 'row')} read, {run.rows_changed:,} new or changed"
    if not run.problems:
        return Look("last import", found)
    found += f", {run.rows_rejected:,} left out" if run.rows_rejected else ", something stayed out"
    found += f", {counted(run.files_out, 'file')} as a whole" if run.files_out else ""
    return Look("last import", found, f"Correct and import again. The first problem: {run.problems[0]}")


def _notes(settings: Settings) -> Iterator[Look]:
    encoder = EmbeddedEncoder()
    encoder.encode_queries(["ready?"])
    with open_database_of(settings) as engine, engine.connect() as connection:
        done, all_notes = embedded_count(connection, encoder.name)
    place = settings.chroma_url or settings.home / "index"
    yield Look(
        "notes",
        f"encoder {encoder.name}, index {place}, {done} of {all_notes} notes embedded; the rest when needed",
    )


def _model(settings: Settings) -> Iterator[Look]:
    from assistant.planner.models import chat_model

    if not settings.model:
        yield Look("model", "the embedded planner and writer; no key needed")
        return
    model = chat_model(settings)
    try:
        if model is not None:
            model.invoke("Say ok.")
    except Exception as error:  # noqa: BLE001 -- each provider's client raises its own
        yield Look(
            "model", settings.model, f"It does not answer: {error}. Check RAPPORT_MODEL, its key and URL."
        )
        return
    yield Look("model", f"{settings.model} answers")


def _mail(settings: Settings) -> Iterator[Look]:
    if (account := settings.mail_account) is None:
        yield Look("mail", "not set up; approved mails are handed over to copy")
        return
    problem = signed_in(account.server)
    todo = f"{problem}. Check RAPPORT_SMTP_URL." if problem else ""
    yield Look("mail", f"{account.server.host} {'does not work' if problem else 'takes our mail'}", todo)


def _slack(settings: Settings) -> Iterator[Look]:
    if not (settings.slack_bot_token or settings.slack_refresh_token):
        yield Look("slack", "not set up; the terminal works without it", "")
        return
    with open_database_of(settings) as engine:
        if why := left(engine):
            yield Look("slack", why, leaving.WHAT_TO_DO)
        missing = missing_scopes(settings, bot_token(settings, engine).current())
    todo = f"Add these scopes to the app and reinstall it: {', '.join(missing)}" if missing else ""
    yield Look("slack", "the token works", todo)


_PARTS = (_settings, _database, _import_folder, _plays, _imports, _notes, _model, _mail, _slack)
