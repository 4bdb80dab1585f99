"""`rapport matches`: partners that may be one, decided one after the other; a decision taken back."""

from __future__ import annotations

import sys
from shlex import quote
from typing import Final

from rich.console import Console
from sqlalchemy import Engine

from assistant.app import now, open_database_of
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.identity import Proposal, RecentMerge, Side, merge, proposals, recent_merges, separate, unmerge
from tools.likeness import Reason

_BY: Final = "terminal"
_RECENT: Final = 20  # merges shown
_WORDS: Final = {
    Reason.SAME_ID: "one holds the other's id",
    Reason.SAME_NUMBER: "one holds a number that may be the other's id",
    Reason.SAME_WEBSITE: "same website",
    Reason.SAME_MAIL_DOMAIN: "contacts write from the same domain",
    Reason.SAME_NAME: "same name",
    Reason.NAMES_ALIKE: "names alike",
    Reason.NAME_IS_ALIAS: "one name is an alias of the other",
    Reason.TYPO: "names differ by a typo",
    Reason.PART_OF_NAME: "one name begins with the other",
    Reason.INITIALS: "one name is the initials of the other",
    Reason.SAME_COUNTRY: "same country",
    Reason.SAME_CITY: "same city",
    Reason.NAMES_DIFFER: "names differ",
    Reason.OTHER_FORM: "another legal form, or another word such as Consulting",
    Reason.OTHER_WEBSITE: "another website",
    Reason.OTHER_COUNTRY: "another country",
    Reason.OTHER_CITY: "another city",
    Reason.COMMON_NAME: "the name alone is too common",
    Reason.SAME_SYSTEM: "both are in the same system",
    Reason.SEVERAL_ALIKE: "others are as likely",
}


@told_plainly
def run_matches(merge: tuple[str, str] | None, separate: tuple[str, str] | None, undo: str | None) -> int:
    """Carry out one decision, or list the last merges and the pairs that wait; ask about each on a terminal.

    Args:
        merge: Ids of two partners that are one.
        separate: Ids of two partners that are not.
        undo: Id of a partner that is to stand alone again.
    """
    console = Console()
    with open_database_of(load_settings()) as engine:
        if merge:
            show_line(console, _merged(engine, *merge))
        if separate:
            show_line(console, _separated(engine, *separate))
        if undo:
            show_line(console, _undone(engine, undo))
        if not (merge or separate or undo):
            _go_through(console, engine)
    return 0


def _go_through(console: Console, engine: Engine) -> None:
    _show_recent(console, engine)
    waiting = _waiting(engine)
    if not waiting:
        show_line(console, "No two partners wait for a decision.")
        return
    show_line(console, f"{_counted(len(waiting))} may be one partner.")
    if sys.stdin.isatty():
        _ask_about_each(console, engine)
        return
    for proposal in waiting:
        _show(console, proposal)
        ids = f"{quote(proposal.source.partner_id)} {quote(proposal.partner.partner_id)}"
        show_line(console, f"    rapport matches --merge {ids}")
        show_line(console, f"    rapport matches --separate {ids}")


def _show_recent(console: Console, engine: Engine) -> None:
    with engine.connect() as connection:
        merges = recent_merges(connection, _RECENT)
    if not merges:
        return
    show_line(console, "Merged last:")
    for one in merges:
        show_line(console, f"  {one.source_id} {one.source_name} → {one.partner_id} {one.partner_name}")
        show_line(console, f"    {one.merged_at.astimezone():%Y-%m-%d %H:%M} {_why(one)}")
        show_line(console, f"    rapport matches --undo {quote(one.source_id)}")
    show_line(console, "")


def _why(one: RecentMerge) -> str:
    """Who merged them and for what; a decision without reasons was made without being asked."""
    reasons = "; ".join(_WORDS[reason] for reason in one.reasons)
    return f"by {one.decided_by}: {reasons}" if reasons else f"by {one.decided_by}"


def _ask_about_each(console: Console, engine: Engine) -> None:
    """Until all are decided or put off, or the person has had enough; one decision may settle others."""
    asked: set[tuple[str, str]] = set()
    while left := [one for one in _waiting(engine) if _ids(one) not in asked]:
        asked.add(_ids(left[0]))
        _show(console, left[0])
        if not _ask(console, engine, left[0]):
            return


def _waiting(engine: Engine) -> list[Proposal]:
    with engine.connect() as connection:
        return proposals(connection)


def _ids(proposal: Proposal) -> tuple[str, str]:
    return proposal.source.partner_id, proposal.partner.partner_id


def _counted(pairs: int) -> str:
    return "1 pair" if pairs == 1 else f"{pairs} pairs"


def _show(console: Console, proposal: Proposal) -> None:
    show_line(console, "")
    for side in (proposal.partner, proposal.source):
        show_line(console, f"  {_described(side)}")
    reasons = "; ".join(_WORDS[reason] for reason in proposal.reasons)
    show_line(console, f"    {proposal.score:.0%} alike: {reasons}")


def _described(side: Side) -> str:
    place = ", ".join(filter(None, (side.city, side.country)))
    return " · ".join(filter(None, (side.partner_id, side.name, side.website, place)))


def _ask(console: Console, engine: Engine, proposal: Proposal) -> bool:
    """Ask about one pair and carry out what is said; False when the person has had enough."""
    source, partner = _ids(proposal)
    match _answer(console):
        case "s":
            show_line(console, f"    {_merged(engine, source, partner)}")
        case "d":
            show_line(console, f"    {_separated(engine, source, partner)}")
        case "q":
            return False
    return True


def _answer(console: Console) -> str:
    """The first letter of what is said; the end of input is an end too."""
    while True:
        try:
            said = console.input("    [s]ame, [d]ifferent, [l]ater, [q]uit? ", markup=False)
        except EOFError:
            return "q"
        letter = said.strip()[:1].casefold() or "l"
        if letter in "sdlq":
            return letter


def _merged(engine: Engine, one: str, other: str) -> str:
    with engine.begin() as connection:
        stays = merge(connection, one, other, _BY, now())
    part = one if stays == other else other
    return f"{part} is part of {stays} now. Undo: rapport matches --undo {quote(part)}"


def _separated(engine: Engine, one: str, other: str) -> str:
    with engine.begin() as connection:
        separate(connection, one, other, _BY, now())
    return f"{one} and {other} are two partners; nobody is asked about them again."


def _undone(engine: Engine, partner_id: str) -> str:
    with engine.begin() as connection:
        other = unmerge(connection, partner_id, _BY, now())
    return f"{partner_id} stands alone again, as before, and {other} too."
