"""`rapport check`: a look at every part, and what to do about what is not right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import Console

from assistant.app import open_database_of
from assistant.errors import AssistantError
from assistant.settings import Settings, load_policy, load_settings
from assistant.slack.scopes import missing_scopes
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.encoder import EmbeddedEncoder
from knowledge.errors import KnowledgeError
from knowledge.freshness import freshness
from knowledge.vectors import embedded_count


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
        yield Look(part.__name__.removeprefix("_"), "does not work", str(error))


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


def _slack(settings: Settings) -> Iterator[Look]:
    if not settings.slack_bot_token:
        yield Look("slack", "not set up; the terminal works without it", "")
        return
    missing = missing_scopes(settings)
    todo = f"Add these scopes to the app and reinstall it: {', '.join(missing)}" if missing else ""
    yield Look("slack", "the token works", todo)


_PARTS = (_settings, _database, _notes, _model, _slack)
