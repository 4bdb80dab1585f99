"""Words and shapes that point to tools, as numbers for the fitted head."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from tools.spelling import fold

_FEW_WORDS = 4


def cue_values(text: str) -> NDArray[np.float32]:
    """One number per cue, 0 or 1, for a masked text: those of `planner/cues.yaml`, then shapes."""
    folded = fold(text)
    named = folded.count("partnerx")
    found = [bool(pattern.search(folded)) for pattern in _patterns()]
    shapes = [
        named == 1,
        named > 1,
        "personx" in folded,
        "?" in folded,
        len(folded.split()) < _FEW_WORDS,
        "techx" in folded or "sectorx" in folded,
        "regionx" in folded,
    ]
    return np.array([*found, *shapes], dtype=np.float32)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = files("prompts").joinpath("planner/cues.yaml").read_text(encoding="utf-8")
    return tuple(re.compile(pattern) for pattern in yaml.safe_load(text).values())
