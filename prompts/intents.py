"""Whether a person asked for a change in their own words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

_GREETING: Final = re.compile(
    r"^\W*((hi|hey|hello|hallo|hola|bonjour|salut|rapport|please|bitte)\b\W*)*", re.IGNORECASE
)


def asks_for(change: str, words: str) -> bool:
    """Whether `words` ask for `change`.

    Args:
        change: Name of a tool that changes something; KeyError if no words are known for it.
        words: The asker's own message; quotes and forwards must have been cut before.
    """
    return any(pattern.search(_GREETING.sub("", words, count=1)) for pattern in _patterns()[change])


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    text = files("prompts").joinpath("intents.yaml").read_text(encoding="utf-8")
    return {
        change: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for change, patterns in yaml.safe_load(text).items()
    }
