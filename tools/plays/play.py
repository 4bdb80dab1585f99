"""A play: a thing to do with a partner, as the playbook describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tools.journey import Phase
from tools.tiers import Tier


class Reason(StrEnum):
    """What has come up with a partner, for which a play is meant; the words are `play_reason.<value>`."""

    GOING_DARK = "going_dark"
    MONEY_AT_RISK = "money_at_risk"
    RISING = "rising"
    PROMISE_BROKEN = "promise_broken"
    CERTIFICATION_LAPSING = "certification_lapsing"
    SEVERE_TICKET = "severe_ticket"
    COMMISSION_LATE = "commission_late"
    CONTACT_LEFT = "contact_left"
    STUCK = "stuck"
    UNANSWERED_MESSAGE = "unanswered_message"
    BAD_SURVEY = "bad_survey"
    NOTHING_COMES = "nothing_comes"  # for a year and more: attention's lane for parting ways


class Doing(StrEnum):
    """What kind of activity a play is; those that the data counts too are named as there."""

    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    EVENT = "event"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    PLAN = "plan"
    LEAD = "lead"
    INTRODUCTION = "introduction"
    INSIDE = "inside"  # work in our own house: finance, support


class OfferKind(StrEnum):
    """Which offers of the vendor a play may use."""

    EVENT = "event"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    INCENTIVE = "incentive"


@dataclass(frozen=True)
class Play:
    """One play.

    Attributes:
        name: Stable; what is recorded under it stays with it.
        title: What to do, as an order in lower case: "call them and ask what changed".
        goal: What it should lead to.
        ask: The one thing to ask the partner for.
        when: When it fits, in words.
        never: What never to say or do.
        stop: When to stop, in words.
        steps: What to do, one short line each.
        tiers, phases, reasons: For whom it is; empty: for every tier and phase, and without a reason.
        doing: What kind of activity it is.
        hours: Typical effort, hours of the manager's time.
        quiet_days: Days in which it is not done again with the same partner.
        tries: After this many times without an answer it is not proposed any more; 0: no limit.
        then: Name of the play to go on with after that; "" for none.
        aliases: What people call it besides.
        offers: Kinds of offers that it may use.
        purpose: Purpose of the message that goes with it; "" for none of its own.
        never_say: Words that must not stand in that message, in any language.
    """

    name: str
    title: str
    goal: str
    ask: str
    when: str
    never: str
    stop: str
    steps: tuple[str, ...]
    doing: Doing
    hours: float
    quiet_days: int
    tiers: frozenset[Tier] = frozenset()
    phases: frozenset[Phase] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    tries: int = 0
    then: str = ""
    aliases: tuple[str, ...] = ()
    offers: tuple[OfferKind, ...] = ()
    purpose: str = ""
    never_say: tuple[str, ...] = ()


Plays: TypeAlias = Mapping[str, Play]
"""The playbook: plays by name."""
