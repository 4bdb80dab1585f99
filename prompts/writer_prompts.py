"""The prompts of the two writers; a missing variable fails when they are loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_VARIABLE: Final = re.compile(r"\{([a-z]+)\}")
_VARIABLES: Final[dict[str, set[str]]] = {
    "answer": {"language", "example", "facts", "quotes", "question"},
    "draft": {
        "sender",
        "recipient",
        "partner",
        "purpose",
        "language",
        "address",
        "form",
        "wishes",
        "example",
        "facts",
        "quotes",
    },
    "rewrite": {"reasons"},
    "rules": set(),
}


class PromptError(ValueError):
    """A prompt file lacks a variable or names one that nobody fills."""


@dataclass(frozen=True)
class Prompt:
    """A prompt with named variables."""

    name: str
    text: str

    def filled(self, **values: str) -> str:
        """The prompt with every variable replaced once; braces in the values stay what they are."""
        return _VARIABLE.sub(lambda found: values[found[1]], self.text)


@cache
def prompt(name: str) -> Prompt:
    """The prompt of that name.

    Raises:
        PromptError: Its variables are not the ones that its writer fills.
    """
    text = files("prompts").joinpath("writer", f"{name}.md").read_text(encoding="utf-8")
    found = set(_VARIABLE.findall(text))
    if found != _VARIABLES[name]:
        raise PromptError(
            f"writer/{name}.md: has variables {sorted(found)}, needs {sorted(_VARIABLES[name])}"
        )
    return Prompt(name, text)
