"""Word lists as data: one file each under `words/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `words/<name>.txt`."""
    text = files("tools.grounding").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


@cache
def words(name: str) -> frozenset[str]:
    """The words of `words/<name>.txt`, as written."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def ordinary(language: str = "") -> frozenset[str]:
    """Everyday words of a language, case folded; of all four if it is empty or not known.

    A company may be called Harbor, and harbor stays a word.
    """
    if language not in LANGUAGES:
        return frozenset().union(*(ordinary(known) for known in LANGUAGES))
    return proper() | frozenset(word.casefold() for word in words(f"ordinary_{language}"))


@cache
def proper() -> frozenset[str]:
    """Places, languages, months and weekdays, case folded: a capital makes no name of a company of them."""
    return frozenset(word.casefold() for word in words("proper"))
