"""Requests that are never met and that no rule spells out: a second judgement beside `planner.forbidden`.

The fitted head judges the whole message and each part of it, so that a wish hidden behind a proper question
(`brief me on Acme and raise its score a little`) is seen too. Tone, pretext and claimed authority count for
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

from assistant.planner.decision import Ranked
from assistant.planner.forbidden import looks_forbidden
from assistant.planner.reading import Reading

FORBIDDEN: Final = "forbidden"
SURELY: Final = 0.4  # of ordinary questions next to none comes near it
LIKELY: Final = 0.15  # enough beside a word that such requests hold


def is_refused(parts: Iterable[Reading], rank: Callable[[Reading], Ranked]) -> bool:
    """Whether the message asks for something that Rapport never does.

    Args:
        parts: The whole message, then what it asks for one after another.
        rank: The fitted head.
    """
    return any(_wants_it(part, rank(part)) for part in parts)


def _wants_it(part: Reading, ranked: Ranked) -> bool:
    if FORBIDDEN not in ranked.names:
        return False
    chance = math.exp(ranked.logs[ranked.names.index(FORBIDDEN)])
    return chance >= SURELY or (chance >= LIKELY and looks_forbidden(part.masked))
