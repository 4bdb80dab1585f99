"""What a surface may show while an answer is being made; nothing of it is kept, and nothing waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True)
class Step:
    """One call of a tool.

    Attributes:
        tool: Its name in the toolbox.
        partner_ids: Whom it is about, none for a whole book; only partners that the asker may see.
        contact_id: The person there whom it is about; empty for nobody in particular.
        looked_at: How many partners a question about a whole book looks at; 0 for any other.
    """

    tool: str
    partner_ids: tuple[str, ...] = ()
    contact_id: str = ""
    looked_at: int = 0


class Progress(Protocol):
    """Hears how far an answer is. No method may raise or take long."""

    @property
    def listens(self) -> bool:
        """Whether sentences are wanted one by one."""
        ...

    def begins(self, step: Step) -> None:
        """A tool is about to be called."""
        ...

    def ends(self, step: Step) -> None:
        """It has answered."""
        ...

    def says(self, text: str) -> None:
        """The next verified piece of the answer."""
        ...


class Unseen:
    """Nobody looks on."""

    @property
    def listens(self) -> bool:
        """Nobody does."""
        return False

    def begins(self, step: Step) -> None:
        """Told nobody."""

    def ends(self, step: Step) -> None:
        """Told nobody."""

    def says(self, text: str) -> None:
        """Told nobody."""


UNSEEN: Final = Unseen()
