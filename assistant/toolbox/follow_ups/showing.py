"""The asker's list: what is due when, what is late."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from assistant.toolbox.follow_ups.facts import COUNT, LATE, moment_told, told, words_told
from assistant.toolbox.follow_ups.wish import Wish
from knowledge.follow_ups import FollowUp
from prompts.words import following_up
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.spelling import fold

MOST: Final = 20
_COLUMNS: Final = ("reminder", "day", "hour")


def show(wish: Wish) -> Findings:
    """What is on the list, what is due first before; of one partner, of today or late if asked for."""
    with wish.office.engine.connect() as connection:
        every = wish.listed(connection)
        if not every:
            return Findings((Statement("follow_up.none"),), suggestions=(Suggestion("suggest.promises"),))
        found = [one for one in every if _asked_for(one, wish)]
        if not found:
            return _nothing_found(connection, every, wish)
        return _shown(connection, found, wish)


def listing(connection: Connection, found: list[FollowUp], wish: Wish) -> TableSpec:
    """These as a table, in their order."""
    as_of, access = wish.turn.as_of, wish.turn.access
    rows = []
    for one in found[:MOST]:
        words = words_told(connection, one, access, as_of)["words"]
        moment = moment_told(one, wish.zone, as_of)
        rows.append(tuple(cell for cell in (words, moment["day"], moment["hour"]) if isinstance(cell, Fact)))
    return TableSpec("follow_up.title", _COLUMNS, tuple(rows))


def _shown(connection: Connection, found: list[FollowUp], wish: Wish) -> Findings:
    late = [one for one in found if one.due_at <= wish.now]
    slots = {
        **told(connection, found[0], wish.turn.access, wish.zone, wish.turn.as_of),
        "count": Fact(COUNT, None, len(found), wish.turn.as_of),
        "late": Fact(LATE, None, len(late), wish.turn.as_of),
    }
    key = "follow_up.list_late" if late else "follow_up.list"
    return Findings(
        (Statement(key, slots),),
        table=listing(connection, found, wish),
        suggestions=(Suggestion("suggest.first_done"), Suggestion("suggest.promises")),
    )


def _nothing_found(connection: Connection, every: list[FollowUp], wish: Wish) -> Findings:
    """None of those asked for; where only a day was asked for, what comes next."""
    if wish.arguments.partner:
        count = Fact(COUNT, None, len(every), wish.turn.as_of)
        return Findings((Statement("follow_up.none_such", {"count": count}),))
    key = "follow_up.none_late" if wish.arguments.late else "follow_up.none_today"
    slots = told(connection, every[0], wish.turn.access, wish.zone, wish.turn.as_of)
    return Findings((Statement(key, slots),))


def _asked_for(follow_up: FollowUp, wish: Wish) -> bool:
    if wish.arguments.partner and follow_up.partner_id != wish.arguments.partner:
        return False
    if wish.arguments.late:
        return follow_up.due_at <= wish.now
    if following_up("today").search(fold(wish.masked)):
        return follow_up.due_at.astimezone(wish.zone).date() <= wish.today
    return True
