"""`playbook`: what to do about a partner, or the plays for a tier, a phase or a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.standing import Standing
from assistant.toolbox.play_arguments import Playbook
from assistant.toolbox.play_history import compared_plays, has_ended, recorded_with, situation_of
from assistant.toolbox.turn import Office, Turn
from knowledge.exchanges import answers
from tools import reviews
from tools.about import About, Slots
from tools.facts import Fact, Findings, Statement
from tools.journey import Phase, phase_fact
from tools.plays import Doing, Matter, Play, Reason, Selection, Situation, called, listed, selected, spoken_of
from tools.plays import kinds as play_kinds
from tools.plays.advice import Asked, advice, rest_facts, tried_facts
from tools.plays.answered import WITHIN_DAYS, Answered, answered
from tools.plays.evidence import Experience, evidence
from tools.plays.telling import Sought, ended, not_called, one_play, play_list
from tools.spelling import fold
from tools.tiers import Tier, tier_fact

_ALREADY: Final = re.compile(r"\b(?:already|schon|bereits|ya|deja)\b(?P<done>.*)$")
_WORKED: Final = re.compile(
    r"\b(?:work(?:s|ed|ing)?|helped|funktionier\w*|geholfen|funcion\w*|(?:a )?marche\w*)\b"
)
_DOINGS: Final = {
    Doing.MEETING: re.compile(
        r"\b(?:meeting|lunch|dinner|visit|coffee|met|treffen|essen|reunion|dejeuner)\b"
    ),
    Doing.CALL: re.compile(r"\b(?:call|called|phone|phoned|anruf|angerufen|telefon\w*|llam\w+|appel\w*)\b"),
    Doing.EMAIL: re.compile(r"\b(?:e-?mail|mailed|message|wrote|mail|geschrieben|correo|courriel)\b"),
    Doing.EVENT: re.compile(r"\b(?:event|conference|summit|messe|evento|salon)\b"),
    Doing.TRAINING: re.compile(r"\b(?:training|workshop|schulung|formacion|formation)\b"),
    Doing.CAMPAIGN: re.compile(r"\b(?:campaign|webinar|kampagne|campana|campagne)\b"),
    Doing.PLAN: re.compile(r"\b(?:plan)\b"),
}
"""Words for kinds of activity, in folded text."""


def playbook(arguments: Playbook, turn: Turn, office: Office) -> Findings:
    """The plays that fit a partner, and how the best is run; those for a tier, phase or reason; or one."""
    found = _found(arguments, turn, office)
    admitted = (Statement("scope.partly"),) if arguments.partly else ()
    return replace(found, statements=(*admitted, *found.statements, *_problems(office, turn)))


def _found(arguments: Playbook, turn: Turn, office: Office) -> Findings:
    standing = office.standings.at(turn.as_of)
    plays = office.playbook.plays
    if arguments.partner is not None and has_ended(arguments.partner, standing):
        return ended(About(standing.portfolio, arguments.partner))
    if arguments.play is not None:
        meant = called(arguments.play, plays)
        if meant.play is None:
            return not_called(standing.portfolio, arguments.play, meant.nearest)
        return _one(meant.play, arguments, turn, office, standing)
    if arguments.partner is not None:
        return _advised(arguments, turn, office, standing)
    sought = _sought(arguments)
    found = listed(plays, sought.tier, sought.phase, sought.reason)
    return play_list(standing.portfolio, found, sought, arguments.limit)


def suggested_play(partner_id: str, turn: Turn, office: Office) -> Play | None:
    """The play that fits the partner best now; None if none does."""
    standing = office.standings.at(turn.as_of)
    if has_ended(partner_id, standing):
        return None
    situation = situation_of(partner_id, turn, office, standing)
    fits = selected(office.playbook.plays, situation, standing.policy.plays).fits
    return fits[0].play if fits else None


def _advised(arguments: Playbook, turn: Turn, office: Office, standing: Standing) -> Findings:
    """The best play for a partner, by what has come up, what the asker says has, and what was tried."""
    partner_id = arguments.partner or ""
    about = About(standing.portfolio, partner_id)
    situation = _as_asked(situation_of(partner_id, turn, office, standing), arguments, turn, about)
    found = selected(office.playbook.plays, situation, standing.policy.plays)
    found = _without_said(found, turn, office)
    asked = Asked(
        about,
        tier_fact(standing.portfolio, standing.tiers, partner_id),
        phase_fact(standing.portfolio, standing.journey, partner_id),
    )
    said = _evidence(found.fits[0].play, turn, office, standing) if found.fits else ()
    advised = advice(asked, found, tuple(said), arguments.limit)
    if not _WORKED.search(fold(turn.words)):
        return advised
    return replace(advised, statements=(*_worked(turn, office, standing), *advised.statements))


def _one(play: Play, arguments: Playbook, turn: Turn, office: Office, standing: Standing) -> Findings:
    """One play by its name, and whether it is for the partner in question."""
    here: tuple[Statement, ...] = ()
    if arguments.partner is not None:
        situation = situation_of(arguments.partner, turn, office, standing)
        found = selected(office.playbook.plays, situation, standing.policy.plays)
        here = (_here(play, About(standing.portfolio, arguments.partner), found),)
    return one_play(standing.portfolio, play, tuple(_evidence(play, turn, office, standing)), here)


def _here(play: Play, about: About, found: Selection) -> Statement:
    """Whether the play is for this partner now."""
    slots: Slots = {"partner": about.partner()}
    resting = next((one for one in found.resting if one.play.name == play.name), None)
    if resting is not None:
        return Statement("plays.here_resting", {**slots, **rest_facts(about, resting)}, follows=True)
    stopped = next((one for one in found.stopped if one.play.name == play.name), None)
    if stopped is not None:
        return Statement("plays.here_stopped", {**slots, **tried_facts(about, stopped)}, follows=True)
    fits = any(fit.play.name == play.name for fit in found.fits)
    return Statement("plays.here_fits" if fits else "plays.here_not", slots, follows=True)


def _evidence(play: Play, turn: Turn, office: Office, standing: Standing) -> Iterator[Statement]:
    """What the play did here before, among the partners that the asker may see."""
    period, compared = compared_plays(turn, office, standing)
    done_with = recorded_with(period, play, turn.access.visible)
    months = standing.policy.reviews.watch_months
    known = Experience(compared, done_with, months, own_book=turn.access.hides_books)
    yield from evidence(standing.portfolio, play, known)
    with office.engine.connect() as connection:
        written = answers(connection, turn.access.visible, turn.notes_until, WITHIN_DAYS)
    yield from answered(standing.portfolio, {play.name: written.get(play.name, Answered())}, play.name)


def _worked(turn: Turn, office: Office, standing: Standing) -> Iterator[Statement]:
    """What went together with moving up, each partner beside those of its tier at the start."""
    period, _ = compared_plays(turn, office, standing)
    return reviews.worked_statements(period, turn.access.visible, standing.policy.reviews)


def _sought(arguments: Playbook) -> Sought:
    return Sought(
        Tier(arguments.tier) if arguments.tier else None,
        Phase(arguments.phase) if arguments.phase else None,
        Reason(arguments.reason) if arguments.reason else None,
    )


def _as_asked(situation: Situation, arguments: Playbook, turn: Turn, about: About) -> Situation:
    """With what the asker says: a reason that the data does not show, and what was tried already."""
    lately = {**situation.lately, **_said_to_be_done(turn, situation.today)}
    changed = replace(situation, lately=lately)
    if arguments.reason is None:
        return changed
    reason = Reason(arguments.reason)
    fact = about.fact(play_kinds.REASON, f"play_reason.{reason}", "asked")
    own = [one for one in situation.matters if one.reason is reason]
    others = [one for one in situation.matters if one.reason is not reason]
    told = own or [Matter(reason, "", Statement("plays.as_asked", {"reason": fact}))]
    return replace(changed, matters=(*told, *others))


def _said_to_be_done(turn: Turn, today: date) -> dict[Doing, date]:
    """Kinds of activity that the asker says were tried already: `already did lunch and a call`."""
    match = _ALREADY.search(fold(turn.words))
    if match is None:
        return {}
    return dict.fromkeys((doing for doing, words in _DOINGS.items() if words.search(match["done"])), today)


def _without_said(found: Selection, turn: Turn, office: Office) -> Selection:
    """Without the play that the asker says was done already."""
    match = _ALREADY.search(fold(turn.words))
    said = spoken_of(match["done"], office.playbook.plays) if match else None
    return replace(found, fits=tuple(one for one in found.fits if one.play != said)) if said else found


def _problems(office: Office, turn: Turn) -> tuple[Statement, ...]:
    """What is wrong with the first of the user's own files that cannot be read."""
    return tuple(
        Statement("plays.broken", {"file": Fact(play_kinds.FILE, None, told, turn.as_of, subject=told)})
        for told in office.playbook.problems[:1]
    )
