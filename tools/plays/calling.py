"""Which play a person means by words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from tools.plays.play import Play, Plays
from tools.spelling import fold

_LIKELY: Final = 85.0  # rapidfuzz WRatio, 0-100: one letter in ten may be wrong
_NEAR: Final = 65.0  # below it words have little in common
_NEAREST: Final = 3
_FILLERS: Final = re.compile(
    r"\b(?:the|a|an|our|play|plays|action|massnahme|jugada|accion|l|la|el|der|die|das)\b"
)


@dataclass(frozen=True)
class Meant:
    """What words refer to.

    Attributes:
        play: None if no play is called so, or several are.
        nearest: Plays that come near, the nearest first; only when `play` is None.
    """

    play: Play | None
    nearest: tuple[Play, ...] = ()


def called(words: str, plays: Plays) -> Meant:
    """The play of that name, title or alias; a slip of the pen does not matter."""
    asked = _bare(words)
    names = [(name, play) for play in plays.values() for name in _names(play)]
    exact = {play.name: play for name, play in names if name == asked}
    if len(exact) == 1:
        return Meant(next(iter(exact.values())))
    if found := _longest(asked, names):
        return Meant(found)
    scored = process.extract(
        asked, [name for name, _ in names], scorer=fuzz.WRatio, limit=12, score_cutoff=_NEAR
    )
    near = list(dict.fromkeys(names[at][1].name for _, _, at in scored))
    likely = {names[at][1].name for name, score, at in scored if score >= _LIKELY and _as_long(name, asked)}
    if len(likely) == 1:
        return Meant(plays[likely.pop()])
    return Meant(None, tuple(plays[name] for name in near[:_NEAREST]))


def spoken_of(words: str, plays: Plays) -> Play | None:
    """The play that a sentence names by its name, title or an alias; the longest name counts."""
    return _longest(_bare(words), [(name, play) for play in plays.values() for name in _names(play)])


def _longest(asked: str, names: Iterable[tuple[str, Play]]) -> Play | None:
    """The play whose name stands in the words; None if none does, or two as long ones do."""
    inside = [(len(name), play) for name, play in names if _stands_in(name, asked)]
    most = max((length for length, _ in inside), default=0)
    longest = {play.name: play for length, play in inside if length == most}
    return next(iter(longest.values())) if len(longest) == 1 else None


def _stands_in(name: str, words: str) -> bool:
    return bool(name) and re.search(rf"\b{re.escape(name)}(?:s|ed|en)?\b", words) is not None


def _as_long(name: str, asked: str) -> bool:
    """Whether both have about the same length: a short name inside long words is no slip of the pen."""
    return abs(len(name) - len(asked)) <= max(3, len(asked) // 3)


def _names(play: Play) -> frozenset[str]:
    return frozenset(map(_bare, (play.name.replace("_", " "), play.title, *play.aliases)))


def _bare(words: str) -> str:
    """Folded words without punctuation and words that say nothing."""
    plain = re.sub(r"[^\w\s]|_", " ", fold(words))
    return " ".join(_FILLERS.sub(" ", plain).split())


def without_name(words: str, play: Play) -> str:
    """Folded words without what the play is called, so that `first 90 days` is no span of time."""
    text = fold(words)
    for name in sorted(_names(play), key=len, reverse=True):
        spaced = r"[\W_]+".join(map(re.escape, name.split()))
        text = re.sub(rf"\b{spaced}\b", " ", text)
    return text
