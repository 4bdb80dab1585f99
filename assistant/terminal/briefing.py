"""`rapport brief`: one screen before a call, or the pack for a quarterly business review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from assistant.app import open_rapport
from assistant.errors import AssistantError
from assistant.packs.deck import deck
from assistant.packs.page import page
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_answer, show_line
from assistant.tongues import tongue_of
from prompts.phrases import phrases
from tools.facts import Audience


@dataclass(frozen=True)
class Wanted:
    """A pack that was asked for.

    Attributes:
        quarter: As `2026-Q3`; empty for the last closed one.
        folder: Where the files go.
        shareable: Only what the partner may read.
    """

    partner: str
    quarter: str
    folder: Path
    shareable: bool


@told_plainly
def run_brief(partner: str, as_person: str, as_of: date | None) -> int:
    """Show the brief."""
    with open_rapport(load_settings()) as rapport:
        answer = rapport.brief(partner, rapport.person(as_person), as_of)
    show_answer(Console(), answer)
    return 0


@told_plainly
def run_pack(wanted: Wanted, as_person: str, as_of: date | None) -> int:
    """Write the pack as a page and as slides; what is there already is not touched."""
    audience = Audience.SHAREABLE if wanted.shareable else Audience.INTERNAL
    with open_rapport(load_settings()) as rapport:
        person = rapport.person(as_person)
        pack = rapport.review_pack(wanted.partner, person, audience, as_of, wanted.quarter)
    tongue = tongue_of(person, phrases(), pack.as_of)
    folder = wanted.folder
    name = pack.file_name
    _write(
        {folder / f"{name}.html": page(pack, tongue).encode(), folder / f"{name}.pptx": deck(pack, tongue)}
    )
    for suffix in (".html", ".pptx"):
        show_line(Console(), str(folder / f"{name}{suffix}"))
    return 0


def _write(files: dict[Path, bytes]) -> None:
    """All of the files or none; none is written over."""
    taken = [path for path in files if path.exists()]
    if taken:
        raise AssistantError(f"{str(taken[0])!r} is there already. Give another folder: --to FOLDER")
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        for path in files:
            path.unlink(missing_ok=True)
        raise AssistantError(f"{str(path)!r} cannot be written: {error.strerror}") from error
