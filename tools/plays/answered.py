"""How often a play's messages were answered, as counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tools.about import about_all
from tools.facts import Kind, Statement, Unit
from tools.portfolio import Portfolio

WITHIN_DAYS: Final = 14  # who has not answered in two weeks, answers something else
SENT: Final = Kind("play.messages_sent", Unit.COUNT, "messages sent for plays")
ANSWERED: Final = Kind("play.messages_answered", Unit.COUNT, "of these, answered")
DAYS: Final = Kind("play.answer_days", Unit.COUNT, "days in which an answer counts")


@dataclass(frozen=True)
class Answered:
    """Messages sent, and how many of them were answered."""

    sent: int = 0
    answered: int = 0

    def with_one(self, *, answered: bool) -> Answered:
        """With one more message."""
        return Answered(self.sent + 1, self.answered + answered)


def answered(portfolio: Portfolio, counts: Mapping[str, Answered], play: str = "") -> Iterator[Statement]:
    """How many messages left for the play (empty: for any), how many were answered; nothing if none left."""
    wanted = [one for name, one in counts.items() if play in ("", name)]
    sent = sum(one.sent for one in wanted)
    if sent:
        slots = {
            "sent": about_all(portfolio, SENT, sent, play),
            "answered": about_all(portfolio, ANSWERED, sum(one.answered for one in wanted), play),
            "days": about_all(portfolio, DAYS, WITHIN_DAYS, play),
        }
        yield Statement("plays.answered", slots, follows=True)
