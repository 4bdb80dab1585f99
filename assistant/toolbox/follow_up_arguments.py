"""Arguments of the function that keeps reminders and tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from assistant.toolbox.argument_types import Arguments, PartnerRef


class FollowUps(Arguments):
    """The asker's own reminders and tasks: set, list, tick off, move, cancel; promises found in notes."""

    action: Literal["add", "show", "complete", "postpone", "drop", "reopen", "promises"] = "show"
    partner: PartnerRef | None = None
    words: str | None = Field(None, description="the asker's words, copied exactly")
    due: datetime | None = Field(None, description="for add, postpone: local time")
    number: int | None = Field(None, ge=1, le=50, description="place in the list shown")
    every: bool = Field(default=False, description="all that fit")
    by: Literal["us", "them"] | None = Field(None, description="for promises: who gave them")
    late: bool = Field(default=False, description="only what is late")
