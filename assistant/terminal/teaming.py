"""`rapport team`: who looks after whom, who may do what, and who did what."""

from __future__ import annotations

from datetime import date
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from assistant.app import open_rapport
from assistant.errors import AssistantError
from assistant.figures import day_of
from assistant.log_words import told_log
from assistant.named_partner import exactly_named
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import plain, show_line
from knowledge.importing.problems import some_of
from knowledge.partners import partner_cards
from knowledge.people import Role, all_people

_SOMEBODY_ELSE: Final = "To be somebody else: --as EMAIL"


@told_plainly
def run_list(as_person: str) -> int:
    """Everybody with role, partners and covers."""
    with open_rapport(load_settings()) as rapport:
        asker = rapport.person(as_person)
        with rapport.engine.connect() as connection:
            people = all_people(connection)
        table = _table("name", "e-mail", "role", "partners", "covers for")
        visible = rapport.roster.access(asker)
        for person in people:
            covered = ", ".join(
                f"{one.absent_email} {day_of(one.starts_on)} to {day_of(one.ends_on)}"
                for one in rapport.colleagues.covers_of(person)
                if one.cover_email == person.email
            )
            book = len(visible.book_of(person.email))
            cells = (person.name, person.email, person.role.value, str(book), covered)
            table.add_row(*map(plain, cells))
    Console().print(table)
    show_line(
        Console(), f"You are {asker.name}{f' <{asker.email}>' if asker.email else ''}. {_SOMEBODY_ELSE}"
    )
    return 0


@told_plainly
def run_cover(absent: str, by: str, starts_on: date, ends_on: date, as_person: str) -> int:
    """Agree on a cover."""
    with open_rapport(load_settings()) as rapport:
        asker, away, stands_in = rapport.person(as_person), rapport.person(absent), rapport.person(by)
        rapport.colleagues.cover(asker, away, stands_in, (starts_on, ends_on))
    days = f"from {day_of(starts_on)} to {day_of(ends_on)}"
    show_line(Console(), f"{stands_in.name} looks after the partners of {away.name} {days}.")
    return 0


@told_plainly
def run_uncover(absent: str, by: str, as_person: str) -> int:
    """End covers."""
    with open_rapport(load_settings()) as rapport:
        asker, away, stands_in = rapport.person(as_person), rapport.person(absent), rapport.person(by)
        agreed = [
            one
            for one in rapport.colleagues.covers_of(away)
            if (one.absent_email, one.cover_email) == (away.email, stands_in.email)
        ]
        if not agreed:
            raise AssistantError(f"{stands_in.name} does not cover for {away.name}. See: rapport team list")
        for one in agreed:
            rapport.colleagues.end_cover(asker, one.cover_id)
    show_line(Console(), f"{stands_in.name} no longer covers for {away.name}.")
    return 0


@told_plainly
def run_assign(to: str, partners: list[str], as_person: str) -> int:
    """Give partners away; what is not exactly a partner's name stops all of it."""
    with open_rapport(load_settings()) as rapport:
        asker, new_owner = rapport.person(as_person), rapport.person(to)
        access = rapport.roster.access(asker)
        names = rapport.roster.names(access)
        chosen = [exactly_named(rapport.engine, words, access, names) for words in partners]
        moved = rapport.colleagues.assign(asker, chosen, new_owner)
        with rapport.engine.connect() as connection:
            cards = partner_cards(connection, chosen)
            people = {one.email: one.name for one in all_people(connection)}
    before = {one: access.books.get(one) or "" for one in moved}
    given = [f"{cards[one].name} (before: {people.get(who, who) or 'nobody'})" for one, who in before.items()]
    kept = [cards[one].name for one in dict.fromkeys(chosen) if one not in before]
    if given:
        show_line(
            Console(), f"{some_of(given)} {'is' if len(given) == 1 else 'are'} with {new_owner.name} now."
        )
    if kept:
        show_line(Console(), f"{new_owner.name} looks after {some_of(kept)} already: nothing changed there.")
    return 0


@told_plainly
def run_role(email: str, wanted: str, as_person: str) -> int:
    """Give somebody a role."""
    if wanted not in set(Role):
        raise AssistantError(f"{wanted!r} is no role; there is {', '.join(Role)}.")
    with open_rapport(load_settings()) as rapport:
        asker, other = rapport.person(as_person), rapport.person(email)
        given = rapport.colleagues.give_role(asker, other, Role(wanted))
    said = f"{other.name} is {wanted} now." if given else f"{other.name} is {wanted} already."
    show_line(Console(), said)
    return 0


@told_plainly
def run_log(of: str, as_person: str) -> int:
    """Print the log."""
    with open_rapport(load_settings()) as rapport:
        asker = rapport.person(as_person)
        person = rapport.person(of).email if of else ""
        entries = rapport.colleagues.log_of(asker, of=person)
        access = rapport.roster.access(asker)
        with rapport.engine.connect() as connection:
            told = told_log(connection, entries, access)
    table = _table("when", "who", "did", "what")
    for one in told:
        table.add_row(*map(plain, (f"{one.at:%Y-%m-%d %H:%M} UTC", one.who, one.did, one.what)))
    Console().print(table)
    return 0


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
