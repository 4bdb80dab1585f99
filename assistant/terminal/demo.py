"""`rapport demo`: the sample, the three things that Rapport is for, then the chat."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console

from assistant.app import open_database_of, open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import Settings, load_settings
from assistant.terminal.chatting import converse
from assistant.terminal.draft_screen import draft_panels
from assistant.terminal.failing import told_plainly
from assistant.terminal.importing import load
from assistant.terminal.printing import plain, show_answer, show_line
from knowledge.freshness import holds_only_sample, mark_as_sample
from knowledge.sample import write_sample

_ATTENTION: Final = "Which partners need attention?"
_CHECK_INS: Final = "Write three check-in messages"


@told_plainly
def run_demo() -> int:
    """Load the sample if it is not there yet, answer, and chat when on a terminal."""
    settings = _demo_settings(load_settings())
    _load_sample(settings)
    console = Console()
    with open_rapport(settings) as rapport:
        person = rapport.person("")
        for question in (_ATTENTION, _CHECK_INS):
            _show(console, rapport, f"{person.name} asks: {question}", rapport.ask(question, person))
        _show(console, rapport, f"The weekly digest of {person.name}", rapport.digest_now(person))
    if sys.stdin.isatty() and sys.stdout.isatty():
        with open_rapport(settings, owns_index=True) as rapport:
            converse(rapport, person, None)
    else:
        show_line(console, f'Ask more: {Path(sys.executable).parent / "rapport"} ask "{_ATTENTION}"')
    return 0


def _show(console: Console, rapport: Rapport, title: str, answer: Answer) -> None:
    console.rule(plain(title), align="left")
    show_answer(console, answer, draft_panels(rapport, answer))
    console.print()


def _demo_settings(settings: Settings) -> Settings:
    """The home as it is set, or a folder beside the data when real data is there already."""
    with open_database_of(settings) as engine, engine.connect() as connection:
        if holds_only_sample(connection):
            return settings
    return settings.model_copy(update={"home": settings.home / "demo", "database_url": ""})


def _load_sample(settings: Settings) -> None:
    with TemporaryDirectory() as folder, open_database_of(settings) as engine:
        write_sample(Path(folder))
        load(engine, Path(folder), "EUR", None)
        with engine.begin() as connection:
            mark_as_sample(connection)
