"""Questions about partners one by one: a bare name, several names, why one is listed."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.reading import Reading
from prompts.words import shape, talk
from tools.spelling import fold

_WHY_LISTED: Final = shape("why_listed")


def only_a_name(reading: Reading) -> bool:
    """Whether the message is just a partner's name."""
    return bool(reading.partners) and len(re.findall(r"\w+", reading.masked)) == 1


def tells_of_each(reading: Reading, best: str) -> bool:
    """Whether a profile answers: of each that is named alone, and why one is on the attention list."""
    return _each_alone(reading, best) or bool(_WHY_LISTED.search(fold(reading.masked)))


def _each_alone(reading: Reading, best: str) -> bool:
    """Whether partners are asked about one by one: a bare name, or `A and B: how are they?`."""
    if best != "compare_partners":
        return only_a_name(reading)
    return len(reading.partners) > 1 and not talk("and_these").search(fold(reading.masked))
