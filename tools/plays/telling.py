"""A play in words: the card with how it is run, its effort, and a list of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tools.about import About, about_all, is_missing
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.journey import Phase
from tools.journey.kinds import PHASE
from tools.plays import kinds
from tools.plays.play import Play, Reason
from tools.portfolio import Portfolio
from tools.tiers import Tier
from tools.tiers.kinds import TIER

CARD: Final = ("part", "how")
LIST: Final = ("play", "when", "hours")
_HOUR: Final = 60  # minutes
_MOST_LISTED: Final = 20  # in one answer


def text(portfolio: Portfolio, kind: Kind, play: Play, words: str, part: str = "") -> Fact:
    """Words of a play as they stand in the playbook."""
    return about_all(portfolio, kind, words, f"{play.name}:{part}" if part else play.name)


def titled(portfolio: Portfolio, play: Play, kind: Kind = kinds.PLAY) -> Fact:
    """The play's title."""
    return text(portfolio, kind, play, play.title)


def how(portfolio: Portfolio, play: Play) -> Iterator[Statement]:
    """The one thing to ask, and how long it takes."""
    yield Statement("plays.ask", {"ask": text(portfolio, kinds.ASK, play, play.ask)})
    yield _effort(portfolio, play)


def card(portfolio: Portfolio, play: Play) -> TableSpec:
    """The play, step by step: its aim, what to do, the one question, what never to do, when to stop."""
    parts = [
        ("when", play.when),
        ("goal", play.goal),
        *(("step", step) for step in play.steps),
        ("ask", play.ask),
        ("never", play.never),
        ("stop", play.stop),
    ]
    rows = tuple(
        (
            about_all(portfolio, kinds.PART, f"play_part.{part}", f"{play.name}:{at}"),
            text(portfolio, kinds.TEXT, play, words, str(at)),
        )
        for at, (part, words) in enumerate(parts)
    )
    return TableSpec("plays.card", CARD, rows)


def one_play(
    portfolio: Portfolio, play: Play, evidence: Iterable[Statement], here: Iterable[Statement] = ()
) -> Findings:
    """One play that was asked for by name.

    Args:
        portfolio: At the day in question.
        play: The play.
        evidence: What it did here before.
        here: What is to be said of the partner that the question names, if any.
    """
    slots = {"play": titled(portfolio, play), "when": text(portfolio, kinds.WHEN, play, play.when)}
    said = (Statement("plays.one", slots), *here, *how(portfolio, play), *evidence)
    return Findings(said, table=card(portfolio, play))


@dataclass(frozen=True)
class Sought:
    """What plays are sought for."""

    tier: Tier | None = None
    phase: Phase | None = None
    reason: Reason | None = None

    def slots(self, portfolio: Portfolio) -> dict[str, Fact]:
        """The words for it."""
        given = {
            "reason": (kinds.REASON, "play_reason", self.reason),
            "tier": (replace(TIER, behind=()), "tier", self.tier),
            "phase": (replace(PHASE, behind=()), "phase", self.phase),
        }
        return {
            name: about_all(portfolio, kind, f"{prefix}.{value}", "sought")
            for name, (kind, prefix, value) in given.items()
            if value is not None
        }


def play_list(portfolio: Portfolio, plays: tuple[Play, ...], sought: Sought, limit: int) -> Findings:
    """The plays for a tier, a phase or a reason: how many, the first one, and a table.

    Args:
        portfolio: At the day in question.
        plays: What `tools.plays.listed` found.
        sought: What they are for.
        limit: Plays in the table at most.
    """
    slots = sought.slots(portfolio)
    if not plays:
        return Findings((Statement("plays.list_nothing"),))
    key = "_".join(("plays.list", *slots))
    subject = ":".join(str(one.value) for one in slots.values())
    count = about_all(portfolio, kinds.COUNT, len(plays), subject)
    first = plays[0]
    rows = tuple(_row(portfolio, play) for play in plays[:limit])
    return Findings(
        (
            Statement(key, {"count": count, **slots}),
            *_rest(portfolio, len(plays), limit, count),
            Statement("plays.begin_with", {"play": titled(portfolio, first)}, follows=True),
            *how(portfolio, first),
        ),
        table=TableSpec("plays.title", LIST, rows),
        suggestions=(Suggestion("suggest.how_play", {"play": titled(portfolio, first)}),),
    )


def _rest(portfolio: Portfolio, number: int, limit: int, count: Fact) -> Iterator[Statement]:
    """How many the table leaves out."""
    shown = about_all(portfolio, kinds.SHOWN, limit)
    if number > max(limit, _MOST_LISTED):
        yield Statement("plays.list_narrow", {"shown": shown}, follows=True)
    elif number > limit:
        rest = about_all(portfolio, kinds.REST, number - limit)
        yield Statement("plays.list_rest", {"shown": shown, "rest": rest, "count": count}, follows=True)


def ended(about: About) -> Findings:
    """That a partnership has ended, and when; no play is for it."""
    day = about.portfolio.partners["ended_on"][about.partner_id]
    if is_missing(day):
        return Findings((Statement("plays.ended_undated", {"partner": about.partner()}),))
    slots = {"partner": about.partner(), "day": about.fact(kinds.ENDED_ON, day.date())}
    return Findings((Statement("plays.ended", slots),))


def not_called(portfolio: Portfolio, asked: str, nearest: tuple[Play, ...]) -> Findings:
    """That no play, or more than one, is called so; what comes near."""
    words = about_all(portfolio, kinds.ASKED, asked)
    near = [titled(portfolio, play, kinds.OTHER) for play in nearest]
    if not near:
        return Findings((Statement("plays.unknown", {"asked": words}),))
    slots = {"asked": words, **dict(zip(("first", "second", "third"), near, strict=False))}
    return Findings((Statement(f"plays.unknown_{len(near)}", slots),))


def _row(portfolio: Portfolio, play: Play) -> tuple[Fact, ...]:
    when = text(portfolio, kinds.WHEN, play, play.when)
    return titled(portfolio, play), when, _hours(portfolio, kinds.HOURS, play, play.hours)


def _effort(portfolio: Portfolio, play: Play) -> Statement:
    """About how long it takes; less than an hour in minutes."""
    if play.hours < 1:
        minutes = _hours(portfolio, kinds.MINUTES, play, round(play.hours * _HOUR))
        return Statement("plays.minutes", {"minutes": minutes}, follows=True)
    return Statement("plays.hours", {"hours": _hours(portfolio, kinds.HOURS, play, play.hours)}, follows=True)


def _hours(portfolio: Portfolio, kind: Kind, play: Play, value: float) -> Fact:
    """The playbook's own figure; hours are told to the tenth."""
    return Fact(kind, None, value, portfolio.as_of, play.name, rows=(f"play:{play.name}",))
