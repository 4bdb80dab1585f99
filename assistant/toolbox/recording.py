"""`record_play`: log a play that was done with a partner, or show what was done and what followed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.planner.done_on import done_on
from assistant.planner.past_days import Told
from assistant.planner.reading import Reading
from assistant.toolbox.asked import asked_to_record, names_suggested, reading_of
from assistant.toolbox.changing import request
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.naming import partner_fact
from assistant.toolbox.play_arguments import RecordPlay
from assistant.toolbox.playing import suggested_play
from assistant.toolbox.recalling import plays_on_record
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change, get_change
from knowledge.plays import same_play
from tools.about import Slots
from tools.facts import Fact, Findings, Statement, Suggestion
from tools.plays import Meant, Play, called, kinds, spoken_of
from tools.plays.telling import not_called

_LONGEST_AGO: Final = timedelta(days=2 * 365)
_WORDS: Final = 2000  # of one message, kept with the record


@admitting_gaps
def record_play(arguments: RecordPlay, turn: Turn, office: Office) -> Findings:
    """Record a play done with a partner, at once if the asker's words say so; or show what was done."""
    if arguments.action == "show":
        return plays_on_record(arguments, turn, office)
    if arguments.partner is None:
        return Findings((Statement("plays.which_partner"),))
    if not turn.access.may_write(arguments.partner):
        return Findings(refuse="not_allowed")
    with office.engine.connect() as connection:
        kept = get_change(connection, _change_id(turn, arguments.partner))
    if kept is not None:  # answered again: told as before
        return _recorded(kept, arguments.partner, turn, office, asked=False)
    return _read(arguments, arguments.partner, turn, office)


def _read(arguments: RecordPlay, partner_id: str, turn: Turn, office: Office) -> Findings:
    """Which play and which day the words mean; recorded if both are clear."""
    today = turn.access.person.today(office.now())
    reading = reading_of(turn, today)
    chosen = _chosen(arguments, reading, turn, office)
    if isinstance(chosen, Findings):
        return chosen
    found = done_on(reading.masked, chosen.play, today)
    day = found.day or arguments.on or today
    problem = _problem(found.told, day, today, turn)
    if problem is not None:
        return Findings((problem,))
    sure = chosen.sure and found.told is not Told.DOUBTFUL
    return _kept(partner_id, replace(chosen, sure=sure), day, turn, office)


@dataclass(frozen=True)
class _Chosen:
    """The play that is to be recorded.

    Attributes:
        sure: The asker's words name it, or speak of the suggested one.
        suggested: It is what would be suggested, as the words name none.
    """

    play: Play
    sure: bool
    suggested: bool = False


def _chosen(arguments: RecordPlay, reading: Reading, turn: Turn, office: Office) -> _Chosen | Findings:
    """The play that the words name, else the one a planner read out of them, else the suggested one."""
    plays = office.playbook.plays
    spoken = spoken_of(reading.masked, plays)
    if arguments.play is not None:
        meant = called(arguments.play, plays)
        if meant.play is None and spoken is None:
            standing = office.standings.at(turn.as_of)
            return not_called(standing.portfolio, arguments.play, _near(meant, spoken))
        said = arguments.play.casefold() in turn.words.casefold()
        if meant.play is not None:
            return _Chosen(meant.play, sure=said or meant.play == spoken)
    if spoken is not None:
        return _Chosen(spoken, sure=True)
    suggested = suggested_play(arguments.partner or "", turn, office)
    if suggested is None:
        with office.engine.connect() as connection:
            partner = partner_fact(connection, arguments.partner or "", turn.as_of)
        return Findings((Statement("plays.which_play", {"partner": partner}),))
    return _Chosen(suggested, sure=names_suggested(turn), suggested=True)


def _near(meant: Meant, spoken: Play | None) -> tuple[Play, ...]:
    return (spoken,) if spoken else meant.nearest


def _problem(told: Told | None, day: date, today: date, turn: Turn) -> Statement | None:
    """Why a day cannot be recorded; None if it can."""
    if told is Told.NO_DAY:
        return Statement("plays.no_such_day")
    named = Fact(kinds.DONE_ON, None, day, turn.as_of, subject="asked")
    if day > today:
        return Statement("plays.future", {"day": named})
    if day < today - _LONGEST_AGO:
        return Statement("plays.too_old", {"day": named})
    return Statement("plays.which_day") if told is Told.SPAN else None


def _kept(partner_id: str, chosen: _Chosen, day: date, turn: Turn, office: Office) -> Findings:
    """Record it, unless the same is on record."""
    with office.engine.connect() as connection:
        if same_play(connection, partner_id, chosen.play.name, day):
            slots = _slots(connection, partner_id, chosen.play.name, day, turn, office)
            return Findings((Statement("plays.already", slots),))
    change = Change(
        change_id=_change_id(turn, partner_id),
        kind="record_play",
        actor_email=turn.access.person.email,
        thread_id=turn.thread_id,
        payload={
            "play_done_id": f"play:{turn.question_id}:{partner_id}",
            "partner_id": partner_id,
            "play": chosen.play.name,
            "done_on": day.isoformat(),
            "words": turn.words[:_WORDS],
            "suggested": chosen.suggested,
        },
        changed_at=office.now(),
    )
    asked = chosen.sure and asked_to_record(partner_id, chosen.play, turn)
    return _recorded(change, partner_id, turn, office, asked=asked)


def _recorded(change: Change, partner_id: str, turn: Turn, office: Office, *, asked: bool) -> Findings:
    """What became of it, with Undo; or the question whether to record it."""
    play, day = str(change.payload["play"]), date.fromisoformat(change.payload["done_on"])
    with office.engine.begin() as connection:
        outcome = request(connection, change, turn.access.person, asked_in_words=asked)
        slots = _slots(connection, partner_id, play, day, turn, office)
    if outcome.done:
        return Findings(
            (Statement("plays.recorded", slots),),
            suggestions=(Suggestion("suggest.plays_with", {"partner": _partner(slots)}),),
            undo=outcome.change_id,
        )
    key = "plays.confirm_suggested" if change.payload["suggested"] else "plays.confirm"
    return Findings((Statement(key, slots),), pending=outcome.change_id)


def _slots(
    connection: Connection, partner_id: str, play: str, day: date, turn: Turn, office: Office
) -> Slots:
    known = office.playbook.plays.get(play)
    title = known.title if known else play.replace("_", " ")
    return {
        "partner": partner_fact(connection, partner_id, turn.as_of),
        "day": Fact(kinds.DONE_ON, partner_id, day, turn.as_of, subject=play),
        "play": Fact(kinds.DONE, None, title, turn.as_of, subject=play),
    }


def _partner(slots: Slots) -> Fact:
    partner = slots["partner"]
    if not isinstance(partner, Fact):
        raise TypeError("a partner's name is a fact")
    return partner


def _change_id(turn: Turn, partner_id: str) -> str:
    return f"change:{turn.question_id}:play:{partner_id}"
