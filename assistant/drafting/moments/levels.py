"""A change of the partner's level in the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from tools.program import Levels

CHANGED_WITHIN: Final = timedelta(days=120)
"""Who was moved longer ago has heard of it."""


@dataclass(frozen=True)
class LevelChange:
    """One change of a program level.

    Attributes:
        on: The day at whose end the new level was known.
        before, after: Empty if there was none.
    """

    on: date
    before: str
    after: str


def level_change(change: LevelChange, levels: Levels, about: About) -> Iterator[Moment]:
    """The change as a step up or down; nothing where a level is none of the program's."""
    before, after = levels.find(change.before), levels.find(change.after)
    if before is None or after is None or before == after or not about.is_recent(change.on, CHANGED_WITHIN):
        return
    row = f"partners:{about.partner_id}"
    yield Moment(
        Occasion.LEVEL_UP if after > before else Occasion.LEVEL_DOWN,
        {
            "level": about.fact(kinds.LEVEL, levels.ranked[after].name, row),
            "level_before": about.fact(kinds.LEVEL_BEFORE, levels.ranked[before].name, row),
            "level_on": about.fact(kinds.LEVEL_ON, change.on, row),
        },
    )
