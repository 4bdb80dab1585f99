"""Plays on record with a partner, or with those in question, and what has followed so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from assistant.planner.dates import since
from assistant.toolbox.asked import reading_of
from assistant.toolbox.play_arguments import RecordPlay
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.exchanges import answers
from knowledge.people import all_people
from knowledge.plays import PlayDone, plays_of
from knowledge.rows import partner_rows
from tools.facts import Findings
from tools.plays import Done, Play, called
from tools.plays.answered import WITHIN_DAYS, answered
from tools.plays.calling import without_name
from tools.plays.followed import Asked, Course, plays_shown
from tools.plays.telling import not_called
from tools.tiers import Whose

_NARROWED: Final = ("manager", "region", "country", "sector", "technology", "type", "tier", "excluding")


def plays_on_record(arguments: RecordPlay, turn: Turn, office: Office) -> Findings:
    """What was done, with how many partners, how often each play, and what has followed."""
    standing = office.standings.at(turn.as_of)
    play: Play | None = None
    if arguments.play is not None:
        meant = called(arguments.play, office.playbook.plays)
        play = meant.play
        if play is None:
            return not_called(standing.portfolio, arguments.play, meant.nearest)
    partner_id = arguments.partner
    ids = frozenset({partner_id}) if partner_id else in_scope(arguments, turn.access, standing)
    first = _since(arguments, play, turn)
    with office.engine.connect() as connection:
        every = plays_of(connection, ids, turn.notes_until, first)
        kept = [one for one in every if play is None or one.play == play.name]
        shown = {one.partner_id for one in kept[: arguments.limit]}
        deals = partner_rows(connection, shown, turn.as_of)["deals"]
        names = {one.email: one.name for one in all_people(connection)}
        written = answers(connection, ids, turn.notes_until, WITHIN_DAYS, first)
    tiers = {one.as_of: standing.tiers_on(one.as_of) for one in standing.history}
    course = Course(standing.portfolio, tiers, standing.journey, deals, names)
    asked = Asked(arguments.limit, partner_id, first, play, _whose(arguments, ids, turn))
    found = plays_shown([_done(one) for one in kept], office.playbook.plays, course, asked)
    said = answered(standing.portfolio, written, play.name if play else "")
    return replace(found, statements=(*found.statements, *said))


def _since(arguments: RecordPlay, play: Play | None, turn: Turn) -> date | None:
    """The first day in question; `yesterday` is the asker's, as it was when the play was recorded."""
    if arguments.since is None:
        return None
    reading = reading_of(turn, turn.notes_until)
    said = since(without_name(reading.masked, play) if play else reading.masked, turn.notes_until)
    return said or arguments.since


def _whose(arguments: RecordPlay, ids: frozenset[str], turn: Turn) -> Whose:
    if any(getattr(arguments, name) for name in _NARROWED):
        return Whose.ASKED
    return Whose.BOOK if ids <= turn.access.charge or turn.access.hides_books else Whose.ALL


def _done(one: PlayDone) -> Done:
    return Done(one.partner_id, one.play, one.done_on, one.done_by, one.play_done_id)
