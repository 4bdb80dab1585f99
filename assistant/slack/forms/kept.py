"""What a form carries through Slack: ids alone, checked again on the way back since they can be forged."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.slack import limits

OUT_OF_DATE: Final = "This form is out of date. Close it and open it again."


class Kept(BaseModel):
    """The ids of one form.

    Attributes:
        thread_id: The conversation it was opened from; empty for none.
        message_id: The message of somebody else that becomes a note.
        review_on: The review it decides in.
        moves: Partner and the tier that was proposed, in the order shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    thread_id: str = ""
    message_id: str = ""
    review_on: date | None = None
    moves: tuple[tuple[str, str], ...] = ()

    def to_metadata(self) -> str:
        """For Slack."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def fits(self) -> bool:
        """Whether Slack takes it."""
        return len(self.to_metadata()) <= limits.PRIVATE_METADATA

    @classmethod
    def read(cls, text: str) -> Kept | None:
        """What came back; None for anything else."""
        try:
            return cls.model_validate_json(text or "{}")
        except ValidationError:
            return None
