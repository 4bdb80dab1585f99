"""Arguments of the tools for what to do: plays, what was done, introductions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from assistant.toolbox.argument_types import (
    Arguments,
    ContactRef,
    PartnerRef,
    PartnerType,
    PhaseName,
    Scope,
    TierName,
)

ReasonName = Literal[
    "going_dark",
    "money_at_risk",
    "rising",
    "promise_broken",
    "certification_lapsing",
    "severe_ticket",
    "commission_late",
    "contact_left",
    "stuck",
    "unanswered_message",
    "bad_survey",
    "nothing_comes",
]


class Playbook(Arguments):
    """What to do: the plays that fit a partner, or a tier, a journey phase or a reason; how each is run."""

    partner: PartnerRef | None = None
    tier: TierName | None = None
    phase: PhaseName | None = None
    reason: ReasonName | None = None
    play: str | None = Field(None, description="one play by its name, for example joint webinar")
    limit: int = Field(3, ge=1, le=20)
    partly: bool = Field(
        default=False, description="true if the question narrows down in a way that no argument here carries"
    )


class RecordPlay(Scope):
    """Log a play that was done with a partner, or show which were done and what followed."""

    action: Literal["record", "show"] = "record"
    partner: PartnerRef | None = Field(None, description="needed to record")
    play: str | None = Field(None, description="the asker's words for the play; without: the suggested one")
    on: date | None = Field(None, description="day on which it was done; default: today")
    since: date | None = Field(None, description="for show: plays done since then")
    limit: int = Field(10, ge=1, le=50)


class SuggestIntroduction(Scope):
    """Bring two partners together: who completes whom and why, each side's consent, whether it was made."""

    action: Literal["suggest", "propose", "status", "agreed", "declined", "made", "outcome"] = Field(
        "suggest",
        description="propose: start one between two named partners; agreed, declined: what `side` answered; "
        "made: the names were exchanged; outcome: what came of it; status: where introductions stand",
    )
    partner: PartnerRef | None = None
    other: PartnerRef | None = Field(None, description="the second partner")
    contact: ContactRef | None = Field(None, description="person on the first side")
    other_contact: ContactRef | None = Field(None, description="person on the second side")
    role: str | None = Field(
        None, description="the asker's words for a person on the first side who is not named: data lead"
    )
    other_role: str | None = Field(None, description="the same for the second side")
    other_type: PartnerType | None = Field(
        None, description="for suggest: `type` is that of one partner of each pair, this that of the other"
    )
    side: PartnerRef | None = Field(None, description="for agreed, declined: which partner answered")
    outcome: str | None = Field(None, description="for outcome: the asker's words, copied exactly")
    limit: int = Field(3, ge=1, le=20)
