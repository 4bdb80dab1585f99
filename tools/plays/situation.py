"""Where a partner stands, as far as plays go by it: tier, phase, what has come up, what was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tools.attention import AttentionItem, Lane
from tools.attention.due_reasons import PLAYS
from tools.facts import Statement
from tools.journey import Phase
from tools.plays.play import Doing, Reason
from tools.tiers import Tier

REASON_OF: Final[Mapping[str, Reason]] = {
    "silent": Reason.GOING_DARK,
    "silent_plain": Reason.GOING_DARK,
    "no_wins": Reason.GOING_DARK,
    "not_spoken": Reason.GOING_DARK,
    "usage_falling": Reason.MONEY_AT_RISK,
    "late_deals": Reason.MONEY_AT_RISK,
    "old_deals": Reason.MONEY_AT_RISK,
    "promise_overdue": Reason.PROMISE_BROKEN,
    "promise_soon": Reason.PROMISE_BROKEN,
    "promise_theirs": Reason.PROMISE_BROKEN,
    "level_risk": Reason.CERTIFICATION_LAPSING,
    "expiring": Reason.CERTIFICATION_LAPSING,
    "ticket": Reason.SEVERE_TICKET,
    "commission_late": Reason.COMMISSION_LATE,
    "commission_held": Reason.COMMISSION_LATE,
    "contact_left": Reason.CONTACT_LEFT,
    "nobody_left": Reason.CONTACT_LEFT,
    "stuck": Reason.STUCK,
    "unanswered": Reason.UNANSWERED_MESSAGE,
    "survey": Reason.BAD_SURVEY,
    "parting": Reason.NOTHING_COMES,
    "parting_untouched": Reason.NOTHING_COMES,
}
"""Reason for plays by code of an attention reason; others are told by their lane."""

_OF_LANE: Final[Mapping[Lane, Reason]] = {
    Lane.GOING_DARK: Reason.GOING_DARK,
    Lane.MONEY_AT_RISK: Reason.MONEY_AT_RISK,
    Lane.RISING: Reason.RISING,
}
BY_NAME: Final = frozenset(PLAYS.values()) | {"win_back", "ask_deals", "protect", "back_them", "part_ways"}
"""Plays that attention names for one matter: what is no answer to `we promised` is one to `they promised`."""

_PREFIX: Final = "attention."
_PLAY: Final = "play."


@dataclass(frozen=True)
class Matter:
    """Something that has come up with a partner.

    Attributes:
        reason: What kind of thing; None where plays know no word for it.
        play: Name of the play that attention suggests for it; "" if the asker says that it has come up.
        told: The reason with its figures, in words.
    """

    reason: Reason | None
    play: str
    told: Statement


@dataclass(frozen=True)
class Done:
    """A play that somebody did with a partner."""

    partner_id: str
    play: str
    done_on: date
    done_by: str = ""
    key: str = ""

    @property
    def row(self) -> str:
        """Key of its record, as facts name rows."""
        return f"play_done:{self.key}"


@dataclass(frozen=True)
class Situation:
    """One partner.

    Attributes:
        today: The day from which quiet days are counted.
        tier, phase: None if there is none.
        matters: Most urgent first.
        tried: Plays done with the partner until `today`.
        lately: The last day of each kind of activity, as the data or the asker says.
        last_sign: The last day on which the partner did something: wrote, called, registered; None: never.
    """

    today: date
    tier: Tier | None = None
    phase: Phase | None = None
    matters: tuple[Matter, ...] = ()
    tried: tuple[Done, ...] = ()
    lately: Mapping[Doing, date] = field(default_factory=dict)
    last_sign: date | None = None


def matters_of(item: AttentionItem | None) -> tuple[Matter, ...]:
    """What has come up, the most urgent first, each kind of thing once; nothing if there is no item."""
    found: dict[tuple[Reason | None, str], Matter] = {}
    for matter in _matters(item) if item else ():
        found.setdefault((matter.reason, matter.play), matter)
    return tuple(found.values())


def _matters(item: AttentionItem) -> Iterator[Matter]:
    """Every reason of every lane, with its own play, else the lane's."""
    for reading in item.readings:
        for told in reading.reasons:
            code = told.key.removeprefix(_PREFIX).removesuffix("_one")
            reason = REASON_OF.get(code) or _OF_LANE.get(reading.lane)
            yield Matter(reason, PLAYS.get(code, reading.play.removeprefix(_PLAY)), told)
