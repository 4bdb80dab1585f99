"""Arguments of `draft_message`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.toolbox.argument_types import ContactRef, LaneName, PartnerRef, PhaseName, Scope

PurposeName = Literal[
    "check_in",
    "win_back",
    "congratulation",
    "certification",
    "promise",
    "level",
    "training",
    "campaign",
    "event",
    "introduction",
    "qbr",
    "business_plan",
    "proposition",
    "commission",
    "re_engagement",
]
StyleName = Literal["shorter", "warmer", "less_salesy", "more_formal", "less_formal"]
MentionName = Literal["win", "deal", "project", "certification", "training", "meeting", "words"]
LackName = Literal["deal", "win", "lead", "meeting", "contact"]


class DraftMessage(Scope):
    """Write one individual message per partner; without partners, to those who need attention most."""

    partners: tuple[PartnerRef, ...] = ()
    contact: ContactRef | None = None
    purpose: PurposeName = Field(
        "check_in",
        description="level: change of program level; campaign: co-marketing; re_engagement: long tail",
    )
    play: str | None = Field(None, description="the asker's words for a play of the playbook")
    offer: str | None = Field(None, description="the asker's words for an event, training or campaign")
    topic: str | None = Field(
        None, max_length=200, description="the asker's words for a matter that no other argument carries"
    )
    other: PartnerRef | None = Field(None, description="for introduction: the partner to introduce")
    language: str | None = Field(
        None, pattern="^[a-z]{2}$", description="ISO code; default: the contact's language"
    )
    style: tuple[StyleName, ...] = Field((), description="all that were asked for so far")
    mention: MentionName | None = Field(None, description="what the message is to speak of: their latest win")
    another_contact: bool = Field(default=False, description="to somebody else there than before")
    no_ask: bool = Field(default=False, description="the message is to ask for nothing")
    version: int = Field(0, ge=0, le=99, description="one more for another version of the same")
    everyone: bool = Field(default=False, description="all who fit, not only a few; makes a job to review")
    without: LackName | None = Field(None, description="only partners without one in the last `days`")
    days: int | None = Field(None, ge=1, le=1000, description="for without; default 90")
    lane: LaneName | None = Field(None, description="only partners in this lane of attention")
    phase: PhaseName | None = None
    limit: int = Field(3, ge=1, le=20)
