"""What a message is for, what it can speak of, and which of that fits together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Purpose(StrEnum):
    """What a message is for."""

    CHECK_IN = "check_in"
    WIN_BACK = "win_back"
    CONGRATULATION = "congratulation"
    CERTIFICATION = "certification"
    PROMISE = "promise"
    LEVEL = "level"  # a change of the program level
    TRAINING = "training"
    CAMPAIGN = "campaign"
    EVENT = "event"
    INTRODUCTION = "introduction"
    QBR = "qbr"
    BUSINESS_PLAN = "business_plan"
    PROPOSITION = "proposition"
    COMMISSION = "commission"
    RE_ENGAGEMENT = "re_engagement"


class Occasion(StrEnum):
    """What a sentence can be about: one event, or one thing that was said."""

    WIN = "win"
    PAST_WIN = "past_win"  # the latest, too long ago to congratulate on
    WINS = "wins"  # the latest win beside the number of this year's
    OPEN_DEAL = "open_deal"
    DELIVERED = "delivered"  # a project that they finished for a customer
    EARNED = "earned"
    EARNED_OWN = "earned_own"  # by the recipient
    EXPIRING = "expiring"
    EXPIRING_OWN = "expiring_own"
    TALK = "talk"  # with the recipient
    TALK_OTHER = "talk_other"  # with a colleague of theirs, who is named
    TALK_TEAM = "talk_team"  # nobody knows with whom
    TRAINING = "training"
    TRAINING_TEAM = "training_team"  # somebody else's than the recipient's
    ATTENDED = "attended"  # an event of ours to which they came
    CAMPAIGNED = "campaigned"  # a campaign that we ran together
    LEAD = "lead"  # from them, taken on by us
    LEAD_SHARED = "lead_shared"  # from us, handed to them
    SURVEYED = "surveyed"  # they answered our survey
    SUPPORTED = "supported"  # a support case of theirs that is closed
    FOCUS = "focus"  # the sector and technology in which they do most
    ANNIVERSARY = "anniversary"  # they signed
    APPLIED = "applied"
    MET = "met"  # the first contact
    WORDS = "words"  # said
    WROTE = "wrote"
    ASKED = "asked"  # a question to us, without an answer so far
    UNANSWERED = "unanswered"  # a message of theirs, without an answer so far; its words are not at hand
    PROMISE_US = "promise_us"
    PROMISE_LATE = "promise_late"  # ours, past its day
    PROMISE_KEPT = "promise_kept"  # ours, and done
    PROMISE_THEM = "promise_them"
    OWED = "owed"  # something of which no word may be said
    LEVEL_UP = "level_up"
    LEVEL_DOWN = "level_down"
    TRAINING_OFFER = "training_offer"
    CAMPAIGN_OFFER = "campaign_offer"
    EVENT_OFFER = "event_offer"
    COMMISSION_HELD = "commission_held"
    COMMISSION_LATE = "commission_late"  # it was due and has not been paid
    COMMISSION_DUE = "commission_due"
    COMMISSION_PENDING = "commission_pending"
    COMMISSION_PAID = "commission_paid"
    PAID_YEAR = "paid_year"  # what they earned with us in twelve months
    QUARTER = "quarter"  # the day on which the current quarter ends
    INTRODUCED = "introduced"  # a person at another partner; both sides have agreed
    NOTHING = "nothing"


@dataclass(frozen=True)
class Slots:
    """Names of the values that come with an occasion: `always`, and those that may be missing."""

    always: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.always | self.perhaps


def _slots(always: str = "", perhaps: str = "") -> Slots:
    return Slots(frozenset(always.split()), frozenset(perhaps.split()))


SLOTS: Final[Mapping[Occasion, Slots]] = MappingProxyType(
    {
        Occasion.WIN: _slots("customer won_on", "technology sector won_amount"),
        Occasion.PAST_WIN: _slots("customer won_on", "technology sector won_amount"),
        Occasion.WINS: _slots("customer won_on wins", "technology sector won_amount"),
        Occasion.OPEN_DEAL: _slots("open_customer opened_on", "open_technology open_amount"),
        Occasion.DELIVERED: _slots("project_customer delivered_on", "project_technology"),
        Occasion.EARNED: _slots("person certification earned_on"),
        Occasion.EARNED_OWN: _slots("certification earned_on"),
        Occasion.EXPIRING: _slots("person certification expires_on"),
        Occasion.EXPIRING_OWN: _slots("certification expires_on"),
        Occasion.TALK: _slots("talked_on"),
        Occasion.TALK_OTHER: _slots("talked_on talker"),
        Occasion.TALK_TEAM: _slots("talked_on"),
        Occasion.TRAINING: _slots("trained_on"),
        Occasion.TRAINING_TEAM: _slots("trained_on"),
        Occasion.ATTENDED: _slots("attended_on"),
        Occasion.CAMPAIGNED: _slots("campaigned_on"),
        Occasion.LEAD: _slots("lead_on"),
        Occasion.LEAD_SHARED: _slots("shared_on"),
        Occasion.SURVEYED: _slots("surveyed_on"),
        Occasion.SUPPORTED: _slots("case_on solved_on"),
        Occasion.FOCUS: _slots("", "focus_sector focus_technology"),  # one of them at least
        Occasion.ANNIVERSARY: _slots("signed_on", "years"),
        Occasion.APPLIED: _slots("applied_on"),
        Occasion.MET: _slots("met_on"),
        Occasion.WORDS: _slots("words words_on"),
        Occasion.WROTE: _slots("words words_on"),
        Occasion.ASKED: _slots("question asked_on"),
        Occasion.UNANSWERED: _slots("mailed_on"),
        Occasion.PROMISE_US: _slots("promise promised_on", "due_on"),
        Occasion.PROMISE_LATE: _slots("promise promised_on due_on"),
        Occasion.PROMISE_KEPT: _slots("promise promised_on"),
        Occasion.PROMISE_THEM: _slots("promise promised_on", "due_on"),
        Occasion.OWED: _slots(),
        Occasion.LEVEL_UP: _slots("level level_before level_on"),
        Occasion.LEVEL_DOWN: _slots("level level_before level_on"),
        Occasion.TRAINING_OFFER: _slots("offer", "offer_on"),
        Occasion.CAMPAIGN_OFFER: _slots("offer", "offer_on offer_until"),
        Occasion.EVENT_OFFER: _slots("offer", "offer_on"),
        Occasion.COMMISSION_HELD: _slots("amount period"),
        Occasion.COMMISSION_LATE: _slots("amount period payable_on"),
        Occasion.COMMISSION_DUE: _slots("amount period payable_on"),
        Occasion.COMMISSION_PENDING: _slots("amount period"),
        Occasion.COMMISSION_PAID: _slots("amount period paid_on"),
        Occasion.PAID_YEAR: _slots("paid_sum"),
        Occasion.QUARTER: _slots("quarter_on"),
        Occasion.INTRODUCED: _slots("other_person other_partner", "other_technology other_sector"),
        Occasion.NOTHING: _slots(),
    }
)
"""What fills the slots of each occasion. Names and days, but `words`, `question` and `promise` (quotations),
`wins`, `years` (counts from two on), `amount`, `paid_sum` (money) and `period` (a month)."""

REASONS: Final[Mapping[Purpose, tuple[Occasion, ...]]] = MappingProxyType(
    {
        Purpose.CHECK_IN: (
            Occasion.ASKED, Occasion.UNANSWERED, Occasion.WORDS, Occasion.WROTE, Occasion.OPEN_DEAL,
            Occasion.WIN, Occasion.DELIVERED, Occasion.TALK, Occasion.TALK_OTHER, Occasion.TALK_TEAM,
            Occasion.EARNED, Occasion.LEAD_SHARED, Occasion.LEAD, Occasion.ATTENDED, Occasion.TRAINING,
            Occasion.TRAINING_TEAM, Occasion.ANNIVERSARY, Occasion.APPLIED, Occasion.MET,
        ),
        Purpose.WIN_BACK: (
            Occasion.WORDS, Occasion.WROTE, Occasion.WIN, Occasion.PAST_WIN, Occasion.DELIVERED,
            Occasion.TALK, Occasion.ANNIVERSARY,
        ),
        Purpose.CONGRATULATION: (
            Occasion.WINS, Occasion.WIN, Occasion.DELIVERED, Occasion.EARNED_OWN, Occasion.EARNED,
            Occasion.ANNIVERSARY,
        ),
        Purpose.CERTIFICATION: (Occasion.EXPIRING_OWN, Occasion.EXPIRING, Occasion.EARNED),
        Purpose.PROMISE: (
            Occasion.PROMISE_LATE, Occasion.PROMISE_US, Occasion.OWED, Occasion.PROMISE_KEPT,
            Occasion.PROMISE_THEM,
        ),
        Purpose.LEVEL: (Occasion.LEVEL_UP, Occasion.LEVEL_DOWN),
        Purpose.TRAINING: (Occasion.TRAINING_OFFER,),
        Purpose.CAMPAIGN: (Occasion.CAMPAIGN_OFFER,),
        Purpose.EVENT: (Occasion.EVENT_OFFER,),
        Purpose.INTRODUCTION: (Occasion.INTRODUCED,),
        Purpose.QBR: (Occasion.QUARTER,),
        Purpose.BUSINESS_PLAN: (
            Occasion.WINS, Occasion.WIN, Occasion.DELIVERED, Occasion.FOCUS, Occasion.PAST_WIN,
            Occasion.ANNIVERSARY, Occasion.MET,
        ),
        Purpose.PROPOSITION: (Occasion.PAID_YEAR, Occasion.WINS, Occasion.FOCUS, Occasion.MET),
        Purpose.COMMISSION: (
            Occasion.COMMISSION_LATE, Occasion.COMMISSION_HELD, Occasion.COMMISSION_DUE,
            Occasion.COMMISSION_PENDING, Occasion.COMMISSION_PAID,
        ),
        Purpose.RE_ENGAGEMENT: (
            Occasion.WORDS, Occasion.WROTE, Occasion.WIN, Occasion.PAST_WIN, Occasion.DELIVERED,
            Occasion.TALK, Occasion.TRAINING, Occasion.TRAINING_TEAM, Occasion.ATTENDED,
            Occasion.ANNIVERSARY, Occasion.APPLIED, Occasion.MET,
        ),
    }
)  # fmt: skip
"""Occasions that can carry a message of that purpose, best first."""

NEEDED: Final = frozenset(
    (
        Purpose.LEVEL, Purpose.TRAINING, Purpose.CAMPAIGN, Purpose.EVENT, Purpose.INTRODUCTION,
        Purpose.COMMISSION,
    )
)  # fmt: skip
"""Purposes that are nothing without their occasion; the others have a note that asks and claims nothing."""

ATTENTION: Final = (
    Occasion.WIN, Occasion.OPEN_DEAL, Occasion.DELIVERED, Occasion.EARNED_OWN, Occasion.EARNED,
    Occasion.PAST_WIN, Occasion.WORDS, Occasion.WROTE, Occasion.TALK, Occasion.LEAD, Occasion.LEAD_SHARED,
    Occasion.TALK_OTHER, Occasion.TALK_TEAM, Occasion.ATTENDED, Occasion.TRAINING, Occasion.TRAINING_TEAM,
    Occasion.CAMPAIGNED, Occasion.SURVEYED, Occasion.SUPPORTED, Occasion.ANNIVERSARY, Occasion.APPLIED,
    Occasion.FOCUS, Occasion.MET,
)  # fmt: skip
"""What may stand beside any reason, as the thing that shows attention; the most telling first."""

AGENDA: Final = (
    Occasion.OPEN_DEAL, Occasion.WIN, Occasion.DELIVERED, Occasion.EXPIRING, Occasion.LEAD_SHARED,
    Occasion.EARNED, Occasion.LEAD, Occasion.PAST_WIN, Occasion.FOCUS,
)  # fmt: skip
"""What can be a point of an agenda, the most pressing first."""

WITH_AGENDA: Final = (Purpose.QBR, Purpose.BUSINESS_PLAN)
"""Purposes whose message proposes what to talk about, point by point."""

AMOUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {"customer": "won_amount", "open_customer": "open_amount"}
)
"""Amounts that stand in brackets behind a customer's name, where they are known; no sentence names them."""

OFFERED: Final = frozenset((Purpose.TRAINING, Purpose.EVENT, Purpose.CAMPAIGN))
"""Purposes that are about one of our offers."""

SELLING: Final = frozenset((Purpose.CHECK_IN, Purpose.WIN_BACK, Purpose.RE_ENGAGEMENT, Purpose.PROPOSITION))
"""Purposes whose message can sound like selling, though it offers nothing by name."""
