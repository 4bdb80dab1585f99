"""What somebody wants who types `/rapport …`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Wish(StrEnum):
    """What a command asks for."""

    HELP = "help"
    DIGEST = "digest"  # as it would be now
    SETTINGS = "settings"  # of the digest
    UNFINISHED = "unfinished"  # `note` and nothing else
    ADMIN = "admin"  # what leads and admins decide, and covers
    QUESTION = "question"
    MISTYPED = "mistyped"  # one word that is nearly a subcommand


@dataclass(frozen=True)
class Line:
    """A command as it is understood.

    Attributes:
        text: The question, as Slack sent it.
        about: The subcommand that help is wanted for, or that was nearly typed; empty for all.
    """

    wish: Wish
    text: str = ""
    about: str = ""


USAGE: Final = {
    "brief": "brief Acme Ltd",
    "draft": "draft Acme Ltd check-in",
    "attention": "attention",
    "note": "note Acme Ltd: they want a price list",
    "remind": "remind me to call Acme Ltd on Friday",
    "digest": "digest",
    "admin": "admin",
    "help": "help",
}
"""Every subcommand with an example."""

_BY_ITSELF: Final = dict.fromkeys(("brief", "draft", "note", "remind"), Wish.UNFINISHED) | {
    "admin": Wish.ADMIN
}
"""What a word means with nothing behind it."""

_ALONE: Final = frozenset({"admin", "help"})  # with more behind them they begin a question
_HELP: Final = frozenset({"", "help", "?", "-h", "--help", "hilfe", "ayuda", "aide"})
_NOW: Final = frozenset({"", "now", "show"})
_SETTINGS: Final = frozenset({"settings", "setting", "options", "change", "configure"})
_NEARLY: Final = 75  # of 100: `breif` and `atention` are above, another word of five letters is below


def read_line(text: str) -> Line:
    """What is wanted; anything that is no subcommand is a question."""
    words = text.strip().split(None, 1)
    first, rest = words[0].lower() if words else "", words[1] if words[1:] else ""
    if first in _HELP and (not rest or rest in USAGE):
        return Line(Wish.HELP, about=rest)
    if first == "digest" and rest.lower() in _NOW | _SETTINGS:
        return Line(Wish.DIGEST if rest.lower() in _NOW else Wish.SETTINGS)
    if not rest and first in _BY_ITSELF:
        return Line(_BY_ITSELF[first], about=first)
    if first in USAGE.keys() - _ALONE:
        return Line(Wish.QUESTION, f"/{first} {rest}".strip())
    if not rest and (near := _nearest(first)):
        return Line(Wish.MISTYPED, about=near)
    return Line(Wish.QUESTION, text)


def _nearest(word: str) -> str:
    """The subcommand that was probably meant; empty if none is near."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, list(USAGE), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return str(found[0]) if found else ""
