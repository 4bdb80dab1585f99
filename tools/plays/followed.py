"""Plays done, and what has followed so far: tier, phase and won deals; never as proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, Slots, about_all, is_missing
from tools.facts import Fact, Findings, Statement, TableSpec
from tools.opening import row_keys
from tools.plays import kinds
from tools.plays.play import Play, Plays
from tools.plays.situation import Done
from tools.portfolio import Portfolio
from tools.tiers.kinds import TIER, WHOSE
from tools.tiers.whose import Whose

COLUMNS: Final = ("partner", "play", "done on", "done by", "tier then", "tier now", "won since", "phase now")

_PLACES: Final = ("first", "second", "third")


@dataclass(frozen=True, eq=False)
class Course:
    """What is known of the partners over time.

    Attributes:
        portfolio: At the last day of the data that is looked at.
        tiers: The tiers by day, as `tools.tiers.walk` says of each month-end and of the last day.
        journey: What `tools.journey.journey` returned.
        deals: Raw deals of the partners in question.
        names: E-mail of a colleague to the name.
    """

    portfolio: Portfolio
    tiers: Mapping[date, pd.DataFrame]
    journey: pd.DataFrame
    deals: pd.DataFrame
    names: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What is asked of the plays on record.

    Attributes:
        limit: Rows in the table at most.
        partner_id: The one partner in question; None if it is several.
        since: The first day in question, if one is.
        play: The one play in question, if one is.
        whose: What several partners are called.
    """

    limit: int
    partner_id: str | None = None
    since: date | None = None
    play: Play | None = None
    whose: Whose = Whose.ALL


def plays_shown(done: Sequence[Done], plays: Plays, course: Course, asked: Asked) -> Findings:
    """Plays on record, the newest first, each with what has followed.

    Args:
        done: The newest first.
        plays: The playbook, for titles; a play that is no longer in it keeps its name.
        course: What followed is told from.
        asked: What the plays were chosen by.
    """
    slots = _asked(course, asked)
    ending = "".join(f"_{name}" for name in ("partner", "play", "since") if name in slots)
    if not done:
        return Findings((Statement(f"plays.shown_none{ending}", slots),))
    subject = f"{asked.partner_id or ''}:{asked.since or ''}:{asked.play.name if asked.play else ''}"
    slots["count"] = about_all(course.portfolio, kinds.DONE_COUNT, len(done), subject)
    if asked.partner_id is None:
        number = len({one.partner_id for one in done})
        slots["with"] = about_all(course.portfolio, kinds.DONE_WITH, number, subject)
    latest = (*_latest(done[0], plays, course),) if asked.partner_id is not None else ()
    rows = tuple(_row(one, plays, course) for one in done[: asked.limit])
    followed = any(one.done_on < course.portfolio.as_of for one in done[: asked.limit])
    caution = (Statement("plays.not_proof"),) if followed else ()
    said = (Statement(f"plays.shown{ending}", slots), *_by_play(done, plays, course), *latest, *caution)
    return Findings(said, table=TableSpec("plays.shown_title", COLUMNS, rows))


def _asked(course: Course, asked: Asked) -> Slots:
    if asked.partner_id is not None:
        slots: Slots = {"partner": About(course.portfolio, asked.partner_id).partner()}
    else:
        slots = {"whose": about_all(course.portfolio, WHOSE, f"whose.{asked.whose}")}
    if asked.play is not None:
        slots["play"] = about_all(course.portfolio, kinds.DONE, asked.play.title, asked.play.name)
    if asked.since is not None:
        slots["since"] = about_all(course.portfolio, kinds.SINCE, asked.since)
    return slots


def _by_play(done: Sequence[Done], plays: Plays, course: Course) -> Iterator[Statement]:
    """How often each play was done, the most frequent first; nothing if it is one play."""
    records: dict[str, list[Done]] = {}
    for one in done:
        records.setdefault(one.play, []).append(one)
    most = sorted(records.values(), key=lambda own: (-len(own), own[0].play))
    if len(most) == 1:
        return
    named = most[: len(_PLACES)]
    slots: Slots = {}
    for place, own in zip(_PLACES, named, strict=False):
        slots[place] = _title(own[0], plays, course)
        slots[f"{place}_count"] = _times(own, course)
    others = [one for own in most[len(_PLACES) :] for one in own]
    if others:
        slots["other_count"] = replace(_times(others, course), subject="others")
    yield Statement(f"plays.shown_by_{'more' if others else len(named)}", slots, follows=True)


def _times(own: Sequence[Done], course: Course) -> Fact:
    times = about_all(course.portfolio, kinds.TIMES, len(own), own[0].play)
    return replace(times, rows=tuple(one.row for one in own))


def _latest(one: Done, plays: Plays, course: Course) -> Iterator[Statement]:
    """The play done last, and what followed it in words."""
    about = About(course.portfolio, one.partner_id)
    yield Statement("plays.done", {"day": _on(about, one), "play": _title(one, plays, course)})
    if one.done_on >= course.portfolio.as_of:
        until = about_all(course.portfolio, kinds.DATA_UNTIL, course.portfolio.as_of)
        yield Statement("plays.followed_early", {"until": until}, follows=True)
        return
    then, now = _tier_then(about, one, course), _tier_now(about, one, course)
    if then is not None and now is not None:
        stayed = then.value == now.value
        slots: Slots = {"now": now} if stayed else {"before": then, "now": now}
        yield Statement(f"plays.followed_{'stayed' if stayed else 'moved'}", slots, follows=True)
    wins, won = _won(about, one, course)
    if wins.value:
        yield Statement("plays.followed_won", {"wins": wins, "won": won}, follows=True)
    else:
        yield Statement("plays.followed_nothing", follows=True)


def _row(one: Done, plays: Plays, course: Course) -> tuple[Fact | None, ...]:
    about = About(course.portfolio, one.partner_id)
    early = one.done_on >= course.portfolio.as_of
    by = about.fact(kinds.DONE_BY, course.names.get(one.done_by, one.done_by), one.key)
    return (
        about.partner(),
        _title(one, plays, course),
        _on(about, one),
        by,
        None if early else _tier_then(about, one, course),
        None if early else _tier_now(about, one, course),
        None if early else _won(about, one, course)[1],
        None if early else _phase(about, one, course),
    )


def _title(one: Done, plays: Plays, course: Course) -> Fact:
    known = plays.get(one.play)
    words = known.title if known else one.play.replace("_", " ")
    return about_all(course.portfolio, kinds.DONE, words, one.key)


def _on(about: About, one: Done) -> Fact:
    return replace(about.fact(kinds.DONE_ON, one.done_on, one.key), rows=(one.row,))


def _tier_then(about: About, one: Done, course: Course) -> Fact | None:
    """The tier at the last day known before the play was done, or on that day."""
    days = [day for day in course.tiers if day <= one.done_on]
    if not days:
        return None
    tier = str(course.tiers[max(days)]["tier"].get(one.partner_id, default="") or "")
    return about.fact(replace(kinds.TIER_THEN, behind=TIER.behind), f"tier.{tier}", one.key) if tier else None


def _tier_now(about: About, one: Done, course: Course) -> Fact | None:
    last = course.tiers[max(course.tiers)]
    tier = str(last["tier"].get(one.partner_id, default="") or "")
    return about.fact(replace(kinds.TIER_NOW, behind=TIER.behind), f"tier.{tier}", one.key) if tier else None


def _phase(about: About, one: Done, course: Course) -> Fact | None:
    phase = course.journey["phase"].get(one.partner_id)
    if phase is None or is_missing(phase):
        return None
    return about.fact(kinds.PHASE_NOW, f"phase.{phase}", one.key)


def _won(about: About, one: Done, course: Course) -> tuple[Fact, Fact]:
    """Deals won after the day of the play, and what they are worth in base currency."""
    deals = course.deals
    own = deals["partner_id"].eq(one.partner_id) & deals["stage"].eq("won")
    won = deals[own & (deals["closed_on"] > pd.Timestamp(one.done_on))]
    keys = row_keys(won, schema.DEALS)
    wins = about.fact(kinds.WINS_SINCE, len(won), one.key)
    worth = about.fact(kinds.WON_SINCE, float(won["amount_base"].sum()), one.key)
    return replace(wins, rows=keys), replace(worth, rows=keys)
