"""How long things take us: standard hours by kind of activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from tools.schema.work import ACTIVITY_KINDS


def _hours(default: float, what: str) -> float:
    made: float = Field(default, ge=0, description=f"hours of ours that {what} takes, preparation included")
    return made


class EffortPolicy(BaseModel):
    """Hours of ours in one activity, by its kind; a plausible start, to be replaced by one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    meeting: float = _hours(1.5, "a meeting")
    call: float = _hours(0.5, "a call")
    email: float = _hours(0.1, "an e-mail")
    event: float = _hours(4, "an event with them")
    training: float = _hours(3, "a training")
    portal_login: float = _hours(0, "a login of theirs to the portal")
    campaign: float = _hours(4, "a campaign")
    plan: float = _hours(3, "writing a joint plan")

    @property
    def by_kind(self) -> Mapping[str, float]:
        """Hours in one activity of every kind."""
        return {kind: getattr(self, kind) for kind in ACTIVITY_KINDS}


STANDARD: Final = EffortPolicy()
"""Where a policy file says nothing else."""
