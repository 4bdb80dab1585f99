"""Other spellings of an example phrasing: wrapped in small talk, and with a typo."""

from __future__ import annotations

import random
from typing import Final

_WRAPPERS: Final = (
    "{}", "hey {}", "can you tell me {}", "{} please", "please {}", "{} pls", "quick one: {}", "hi, {}",
    "ok so {}", "{} thx",
    "kannst du mir sagen, {}", "bitte {}", "por favor {}", "dis-moi {}", "rapport, {}",
)  # fmt: skip
_LONG: Final = 5  # letters from which a word can lose one and still be read


def variants(text: str) -> list[str]:
    """The text, with words around it as people add them, and with a typo; always the same for a text."""
    chance = random.Random(text)
    wrapped = chance.choice(_WRAPPERS).format(text)
    return [text, wrapped, _with_typo(text, chance)]


def _with_typo(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LONG and not word.endswith("x")]
    if not long:
        return text
    at = chance.choice(long)
    letters = list(words[at])
    place = chance.randrange(1, len(letters) - 1)
    swapped = letters[place : place + 2][::-1]
    letters[place : place + 2] = swapped if chance.randrange(2) else letters[place : place + 1]
    return " ".join([*words[:at], "".join(letters), *words[at + 1 :]])
