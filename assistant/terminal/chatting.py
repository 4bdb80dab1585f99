"""`rapport chat`: the conversation of a Slack thread, in a terminal."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from rich.console import Console

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import load_settings
from assistant.terminal.answer_file import export_last, export_target
from assistant.terminal.draft_screen import draft_panels, for_terminal
from assistant.terminal.failing import told_plainly
from assistant.terminal.job_progress import write_now
from assistant.terminal.printing import show_answer
from knowledge.people import Person

_LEAVES: Final = frozenset(("exit", "quit", "bye", "goodbye", "q", ":q"))


@told_plainly
def run_chat(as_person: str, as_of: date | None) -> int:
    """Answer line by line until `exit`, an empty line or the end of input."""
    with open_rapport(load_settings(), owns_index=True) as rapport:
        converse(rapport, rapport.person(as_person), as_of)
    return 0


def converse(rapport: Rapport, person: Person, as_of: date | None) -> None:
    """Read questions from the terminal and answer each in one thread.

    `export FILE` writes the table of the last answer.
    """
    console = Console()
    thread = f"chat-{uuid4().hex[:8]}"
    console.print(
        f"You are {person.name}. Ask away; `export FILE` saves a table, `exit` ends the chat.",
        style="dim",
        markup=False,
    )
    answer: Answer | None = None
    while words := _next_line(console):
        if target := export_target(words):
            export_last(console, answer, target)
        else:
            answer = rapport.ask(words, person, as_of=as_of, thread=thread)
            show_answer(
                console, for_terminal(rapport, answer, person), draft_panels(rapport, answer), in_thread=True
            )
            write_now(rapport, answer)
        console.print()


def _next_line(console: Console) -> str:
    try:
        words = console.input("[bold]> [/bold]").strip()
    except EOFError:
        return ""
    return "" if leaves(words) else words


def leaves(words: str) -> bool:
    """Whether somebody wants to end the chat."""
    return not words or words.casefold().rstrip("!.()") in _LEAVES
