"""What a message says against the answer before it: `no, I meant Acme Ltd`, `that's wrong`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from prompts.words import correcting, correcting_words, talk
from tools.spelling import fold

_EDGES: Final = ' \t\n,;.:!?\u2013\u2014-\u00a1\u00bf"\u201c\u201d\u201e'
_FEW_WORDS: Final = 5
_MEANT: Final = "meant"
_NOT_THEM: Final = "not_them"
_AFTER: Final = "meant_after"


@dataclass(frozen=True)
class Correction:
    """A message that corrects what was understood.

    Attributes:
        meant: What was meant instead, as typed; empty when the message does not say.
        says_so: Whether it says in so many words that this was meant.
    """

    meant: str
    says_so: bool = False


def correction_in(text: str) -> Correction | None:
    """The correction that a message is; None when it is none.

    `No` and the like only count where they stand by themselves: `no usage data for whom?` is a question.
    """
    meant, told = _read(text)
    if len(meant.split()) > _FEW_WORDS and (told == {_NOT_THEM} or _AFTER in told):
        return None
    if not told or talk("greeting").match(fold(meant)):
        return None
    return Correction(meant, bool(told & {_MEANT, _AFTER}))


def only_complains(text: str) -> bool:
    """Whether a message says that an answer is wrong, and not what was meant."""
    correction = correction_in(text)
    return correction is not None and not correction.meant


def words_meant(text: str) -> str:
    """What is meant by a message that is known to correct something: `why` of `I want to know why`."""
    return _read(text)[0]


def _read(text: str) -> tuple[str, set[str]]:
    """What is meant, as typed, and which pieces around it tell of a correction."""
    folded = fold(text)
    seen = folded if len(folded) == len(text) else text.lower()  # spans must fit the text as typed
    start, told = _after_lead(seen)
    end, said_after = _before_tail(seen, start)
    return text[start:end].strip(_EDGES), told | ({_AFTER} if said_after else set())


def _after_lead(seen: str) -> tuple[int, set[str]]:
    """Where the pieces in front of what was meant end, and which of them tell of a correction."""
    at, told = _skipped(seen, 0), set[str]()
    while at < len(seen):
        end, name = _piece("tells", seen, at)
        told |= {name} if end else set()
        end = end or _piece("besides", seen, at)[0]
        if not end:
            break
        at = _skipped(seen, end)
        if told and correcting("declines").match(seen[at:]):
            return at, set()
    return at, told


def _piece(group: str, seen: str, at: int) -> tuple[int, str]:
    """Where the longest piece of a group that stands there ends, and its name; 0 if none does."""
    found = ((pattern.match(seen, at), name) for name, pattern in correcting_words(group).items())
    ends = [(match.end(), name) for match, name in found if match and not _splits(seen, match.end())]
    return max(ends, default=(0, ""))


def _splits(seen: str, end: int) -> bool:
    """Whether a piece that ends there would end inside a word."""
    return seen[end - 1].isalnum() and seen[end : end + 1].isalnum()


def _skipped(seen: str, at: int) -> int:
    return len(seen) - len(seen[at:].lstrip(_EDGES))


def _before_tail(seen: str, start: int) -> tuple[int, bool]:
    """Where what was meant ends before courtesy and what it is instead of; whether `meinte ich` follows."""
    end, said = len(seen), False
    for name in ("courtesy", "instead_of", _AFTER, "courtesy"):
        match = correcting(name).search(seen, start, end)
        if match and match.start() > start:
            end, said = match.start(), said or name == _AFTER
    return end, said
