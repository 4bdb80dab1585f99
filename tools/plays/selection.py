"""Which plays fit a partner, and why; which rest, and which were tried often enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.journey import Phase
from tools.plays.play import Doing, Play, Plays, Reason
from tools.plays.policy import PlayPolicy
from tools.plays.situation import BY_NAME, Done, Matter, Situation
from tools.tiers import Tier


@dataclass(frozen=True)
class Fit:
    """A play that fits, and what speaks for it.

    Attributes:
        points: Sum of what speaks for it, in points of the policy; higher fits better.
        matter: What it answers; None if it answers nothing that has come up.
        by_phase, by_tier: Whether it is meant for the partner's phase and tier.
        lately: The day on which such an activity took place lately; None if none did.
        follows: Name of the play after which it comes; "" if it was not tried too often.
    """

    play: Play
    points: float
    matter: Matter | None = None
    by_phase: bool = False
    by_tier: bool = False
    lately: date | None = None
    follows: str = ""


@dataclass(frozen=True)
class Resting:
    """A play that would fit, but was done a short while ago.

    Attributes:
        rows: Keys of the records behind it.
    """

    play: Play
    done_on: date
    until: date
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stopped:
    """A play that was tried often enough without an answer.

    Attributes:
        rows: Keys of the records behind it.
    """

    play: Play
    tries: int
    last_on: date
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """What fits, the best first, and what would fit but for what was tried."""

    fits: tuple[Fit, ...]
    resting: tuple[Resting, ...]
    stopped: tuple[Stopped, ...]


def selected(plays: Plays, situation: Situation, policy: PlayPolicy) -> Selection:
    """The plays that fit the partner, the best first.

    Points = reason (+ first_reason for the most urgent matter, + suggested for the very play that attention
    names) + phase + tier - lately; of equals the one for fewer tiers, then for fewer phases, then the shorter
    one, then by name. A play fits if it is meant for the partner's tier and phase, or for any; one that is
    meant for reasons only if one of them has come up; one that attention names for a certain matter, only for
    that matter. It rests within its `quiet_days` after it was done, and stops after `tries` that the partner
    left without any sign; the play that it names as the next one then comes first.

    Args:
        plays: The playbook.
        situation: Where the partner stands.
        policy: Points.
    """
    fits = [fit for play in plays.values() if (fit := _fit(play, situation, policy)) is not None]
    stopped = [one for fit in fits if (one := _stopped(fit.play, situation, policy)) is not None]
    ended = {one.play.name for one in stopped}
    waiting = [_resting(fit.play, situation) for fit in fits if fit.play.name not in ended]
    resting = [one for one in waiting if one is not None]
    out = ended | {one.play.name for one in resting}
    open_ones = [fit for fit in fits if fit.play.name not in out]
    return Selection(
        tuple(sorted(_after(open_ones, stopped, plays, situation), key=_order)),
        tuple(sorted(resting, key=lambda one: (-one.done_on.toordinal(), one.play.name))),
        tuple(stopped),
    )


def listed(
    plays: Plays, tier: Tier | None = None, phase: Phase | None = None, reason: Reason | None = None
) -> tuple[Play, ...]:
    """The plays for a tier, a phase, a reason, or all of what is given; those that name it come first.

    With a reason only plays that name it; without one also those for any tier or phase that have no reason
    of their own. With nothing given, all of them.
    """
    found = [
        play
        for play in plays.values()
        if (reason is None or reason in play.reasons)
        and (tier is None or tier in play.tiers or not play.tiers)
        and (phase is None or phase in play.phases or not play.phases)
        and (reason is not None or not (tier or phase) or tier in play.tiers or phase in play.phases)
    ]
    return tuple(sorted(found, key=lambda play: _named_first(play, tier, phase)))


def _named_first(play: Play, tier: Tier | None, phase: Phase | None) -> tuple[int, int, int, float, str]:
    named = (tier in play.tiers) + (phase in play.phases)
    return -named, len(play.tiers), len(play.phases), play.hours, play.name


def _fit(play: Play, situation: Situation, policy: PlayPolicy) -> Fit | None:
    """The play with its points; None if it is not for this partner now."""
    at, matter = next(_answered(play, situation.matters), (-1, None))
    if play.reasons and matter is None:
        return None
    named = matter is not None and matter.play == play.name  # attention names it for this very partner
    if not named and (_elsewhere(play.tiers, situation.tier) or _elsewhere(play.phases, situation.phase)):
        return None
    by_phase, by_tier = situation.phase in play.phases, situation.tier in play.tiers
    lately = _lately(play, situation, policy)
    points = policy.phase * by_phase + policy.tier * by_tier - policy.lately * (lately is not None)
    if matter is not None:
        points += policy.reason + policy.first_reason * (at == 0) + policy.suggested * named
    return Fit(play, points, matter, by_phase, by_tier, lately)


def _answered(play: Play, matters: Iterable[Matter]) -> Iterator[tuple[int, Matter]]:
    """The matters that the play answers: what names it before what is merely of its kind."""
    numbered = list(enumerate(matters))
    named = [(at, one) for at, one in numbered if one.play == play.name]
    exact = play.name in BY_NAME
    kind = [(at, one) for at, one in numbered if one.reason in play.reasons and not (exact and one.play)]
    return iter(named + kind)


def _elsewhere(meant: Collection[object], own: object | None) -> bool:
    """Whether the play is meant for others: a partner without a tier or phase is nobody that is named."""
    return bool(meant) and own not in meant


def _lately(play: Play, situation: Situation, policy: PlayPolicy) -> date | None:
    day = situation.lately.get(play.doing)
    days = max(policy.lately_days, play.quiet_days if play.doing is Doing.PLAN else 0)  # a plan lasts
    near = day is not None and (situation.today - day).days <= days
    return day if near else None


def _resting(play: Play, situation: Situation) -> Resting | None:
    own = (one for one in situation.tried if one.play == play.name)
    last = max(own, key=lambda one: (one.done_on, one.key), default=None)
    if last is None or (situation.today - last.done_on).days >= play.quiet_days:
        return None
    return Resting(play, last.done_on, last.done_on + timedelta(days=play.quiet_days), (last.row,))


def _stopped(play: Play, situation: Situation, policy: PlayPolicy) -> Stopped | None:
    """Whether the play was tried often enough since the partner last gave a sign."""
    tries = [one for one in situation.tried if one.play == play.name and _unanswered(one, situation, policy)]
    if not play.tries or len(tries) < play.tries:
        return None
    newest_first = sorted(tries, key=lambda one: (one.done_on, one.key), reverse=True)
    return Stopped(play, len(tries), newest_first[0].done_on, tuple(one.row for one in newest_first))


def _unanswered(one: Done, situation: Situation, policy: PlayPolicy) -> bool:
    recent = (situation.today - one.done_on).days <= policy.tried_days
    return recent and (situation.last_sign is None or situation.last_sign < one.done_on)


def _after(fits: list[Fit], stopped: list[Stopped], plays: Plays, situation: Situation) -> Iterable[Fit]:
    """The fits, and in front what comes after the first play that was tried often enough."""
    after = (one for one in stopped if one.play.then in plays)
    following = min(after, key=lambda one: one.play.name, default=None)
    if following is None:
        return fits
    play = plays[following.play.then]
    if _elsewhere(play.tiers, situation.tier) or _resting(play, situation):
        return fits
    most = max((fit.points for fit in fits), default=0.0)
    others = [fit for fit in fits if fit.play.name != play.name]
    by_tier, by_phase = situation.tier in play.tiers, situation.phase in play.phases
    return [*others, Fit(play, most + 1, None, by_phase, by_tier, follows=following.play.name)]


def _order(fit: Fit) -> tuple[float, int, int, float, str]:
    play = fit.play
    return -fit.points, len(play.tiers), len(play.phases), play.hours, play.name
