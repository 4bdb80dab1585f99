"""What a play did here before: movement that followed, beside like partners with whom nothing was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.about import Slots, about_all
from tools.facts import Fact, Kind, Statement, Unit
from tools.plays.kinds import DONE_WITH
from tools.plays.play import Play
from tools.portfolio import Portfolio
from tools.reviews import PLAY, Comparison
from tools.reviews import kinds as reviewed

MONTHS = Kind("play.months_watched", Unit.COUNT, "months after the play that count")
LOW = Kind("play.difference_low", Unit.SHARE, "lower end of the difference in shares that moved up")
HIGH = Kind("play.difference_high", Unit.SHARE, "upper end of the difference in shares that moved up")


@dataclass(frozen=True)
class Experience:
    """What is known of plays done.

    Attributes:
        compared: What `tools.reviews.Period.compared` found, by kind and by play.
        done_with: Partners with whom the play is on record, compared or not.
        months: How long each partner was watched.
        own_book: Whether only the asker's own partners are counted.
    """

    compared: Mapping[str, Comparison]
    done_with: int
    months: int
    own_book: bool = False


def evidence(portfolio: Portfolio, play: Play, known: Experience) -> Iterator[Statement]:
    """What followed the play, with counts and an interval; what its kind of activity went with otherwise.

    Args:
        portfolio: At the day in question.
        play: The play.
        known: What was done, and what was compared.
    """
    own, general = known.compared.get(f"{PLAY}{play.name}"), known.compared.get(play.doing)
    if own is not None and own.low is not None:
        yield _set_beside(portfolio, own, known.months)
    elif known.done_with:
        slots: Slots = {"with": about_all(portfolio, DONE_WITH, known.done_with, play.name)}
        yield Statement("plays.worked_few", slots)
    else:
        yield Statement("plays.worked_none_own" if known.own_book else "plays.worked_none")
    beside = (own is None or own.low is None) and general is not None and general.low is not None
    if beside and general is not None:
        kind = about_all(portfolio, reviewed.DONE_KIND, f"done.{general.done}", general.done)
        key = "plays.worked_kind" if general.clear else "plays.worked_kind_unclear"
        yield Statement(key, {"kind": kind, **_counts(portfolio, general)}, follows=True)
    if known.own_book and (known.done_with or beside):
        yield Statement("plays.worked_own", follows=True)


def _set_beside(portfolio: Portfolio, one: Comparison, months: int) -> Statement:
    """The counts on both sides and the interval of the difference."""
    key = "plays.worked_unclear"
    if one.clear:
        key = "plays.worked_up" if one.up_with > one.up_without else "plays.worked_down"
    ends = {
        "low": about_all(portfolio, LOW, one.low, one.done),
        "high": about_all(portfolio, HIGH, one.high, one.done),
    }
    watched = about_all(portfolio, MONTHS, months, "plays")
    return Statement(key, {"months": watched, **_counts(portfolio, one), **ends})


def _counts(portfolio: Portfolio, one: Comparison) -> dict[str, Fact]:
    values = {
        "with": (reviewed.WITH, one.with_it),
        "without": (reviewed.WITHOUT, one.without),
        "up_with": (reviewed.UP_WITH, one.ups_with),
        "up_without": (reviewed.UP_WITHOUT, one.ups_without),
    }
    return {name: about_all(portfolio, kind, value, one.done) for name, (kind, value) in values.items()}
