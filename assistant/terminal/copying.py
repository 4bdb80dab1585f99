"""`rapport copies`: where copies of the mails in somebody's name go."""

from __future__ import annotations

from rich.console import Console

from assistant.app import open_rapport
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line


@told_plainly
def run_copies(addresses: list[str], as_person: str, *, none: bool) -> int:
    """Keep the addresses if there are any, and show what holds."""
    with open_rapport(load_settings()) as rapport:
        person = rapport.person(as_person)
        wanted = rapport.decisions.copies(person)
        if addresses or none:
            wanted = rapport.decisions.copy_to(person, addresses)
    goes_to = ", ".join(wanted.addresses(person.email)) or "nobody"
    show_line(Console(), f"Copies of every mail in the name of {person.name} go to {goes_to}.")
    return 0
