"""What to do about one partner: the play that fits best, why, what it did before, what else there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tools.about import About, Slots
from tools.attention.findings import DRAFTS
from tools.facts import Fact, Findings, Statement, Suggestion
from tools.plays import kinds
from tools.plays.selection import Fit, Resting, Selection, Stopped
from tools.plays.situation import Matter
from tools.plays.telling import card, how, titled

_WITHOUT_ALSO: Final = "attention.parting"
_ATTENTION: Final = "attention."
_TOLD: Final = 2  # resting plays in words


@dataclass(frozen=True)
class Asked:
    """The partner that the question is about.

    Attributes:
        tier, phase: As labels; None if there is none.
    """

    about: About
    tier: Fact | None = None
    phase: Fact | None = None


def advice(asked: Asked, selection: Selection, evidence: Iterable[Statement], limit: int) -> Findings:
    """The best play with its card, why it fits, what it did before; what else could be tried, and what not.

    Args:
        asked: The partner.
        selection: What `tools.plays.selected` found.
        evidence: What the first play did here before.
        limit: Plays named at most.
    """
    about = asked.about
    partner = about.partner()
    held = (*_resting(about, selection.resting), *_stopped(about, selection))
    if not selection.fits:
        return Findings((Statement("plays.none_fits", {"partner": partner}), *held))
    first, *others = selection.fits[:limit]
    said = (
        Statement("plays.first", {"partner": partner, "play": titled(about.portfolio, first.play)}),
        *_why(asked, first),
        *how(about.portfolio, first.play),
        *evidence,
        *(_other(asked, fit) for fit in others),
        *held,
    )
    draft = DRAFTS.get(f"play.{first.play.name}", "suggest.draft")
    offered = ("suggest.did_play", draft, "suggest.brief")
    return Findings(
        said,
        table=card(about.portfolio, first.play),
        suggestions=tuple(Suggestion(key, {"partner": partner}) for key in offered),
    )


def _why(asked: Asked, fit: Fit) -> Iterator[Statement]:
    """What speaks for the play: what has come up, else phase and tier; what took place lately."""
    about = asked.about
    if fit.matter is not None:
        yield replace(_also(fit.matter), follows=True)
    elif not fit.follows:
        slots: Slots = {}
        if fit.by_tier and asked.tier is not None:
            slots["tier"] = asked.tier
        if fit.by_phase and asked.phase is not None:
            slots["phase"] = asked.phase
        yield Statement("_".join(("plays.why", *slots)) if slots else "plays.why_any", slots, follows=True)
    if fit.lately is not None:
        doing = about.fact(kinds.DOING, f"doing.{fit.play.doing}", fit.play.doing)
        day = about.fact(kinds.LATELY, fit.lately, fit.play.doing)
        yield Statement("plays.lately", {"doing": doing, "day": day}, follows=True)


def _also(matter: Matter) -> Statement:
    """The reason without the partner's name, which stands before it."""
    told = matter.told
    if not told.key.startswith(_ATTENTION) or told.key.startswith(_WITHOUT_ALSO):
        return told
    return Statement(f"{told.key}_also", {slot: one for slot, one in told.slots.items() if slot != "partner"})


def _other(asked: Asked, fit: Fit) -> Statement:
    """Another play with the first thing that speaks for it."""
    about = asked.about
    slots: Slots = {"play": titled(about.portfolio, fit.play, kinds.OTHER)}
    if fit.matter is not None and fit.matter.reason is not None:
        slots["reason"] = about.fact(kinds.REASON, f"play_reason.{fit.matter.reason}", fit.play.name)
        return Statement("plays.also_reason", slots)
    if fit.by_phase and asked.phase is not None:
        return Statement("plays.also_phase", {**slots, "phase": asked.phase})
    if fit.by_tier and asked.tier is not None:
        return Statement("plays.also_tier", {**slots, "tier": asked.tier})
    return Statement("plays.also", slots)


def _resting(about: About, resting: Iterable[Resting]) -> Iterator[Statement]:
    """What was done a short while ago, and when it may be done again."""
    for one in tuple(resting)[:_TOLD]:
        slots: Slots = {
            "play": titled(about.portfolio, one.play, kinds.OTHER),
            **rest_facts(about, one),
        }
        yield Statement("plays.resting", slots)


def _stopped(about: About, selection: Selection) -> Iterator[Statement]:
    """What was tried often enough."""
    for one in selection.stopped[:_TOLD]:
        play = titled(about.portfolio, one.play, kinds.OTHER)
        yield Statement("plays.stopped", {"play": play, **tried_facts(about, one)})


def rest_facts(about: About, one: Resting) -> dict[str, Fact]:
    """When it was done, and until when it rests."""
    return {
        "done_on": replace(about.fact(kinds.DONE_ON, one.done_on, one.play.name), rows=one.rows),
        "until": replace(about.fact(kinds.NOT_BEFORE, one.until, one.play.name), rows=one.rows),
    }


def tried_facts(about: About, one: Stopped) -> dict[str, Fact]:
    """How often it was tried without an answer, and when last."""
    return {
        "tries": replace(about.fact(kinds.TRIES, one.tries, one.play.name), rows=one.rows),
        "last": replace(about.fact(kinds.DONE_ON, one.last_on, f"{one.play.name}:last"), rows=one.rows),
    }
