"""Unknown names of which one word is a field or a place: `How is Zanzibar Dynamics doing?`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from prompts.words import shape
from tools.mentions import Mention
from tools.names import NameKind
from tools.spelling import fold

_ASKED_ABOUT: Final = shape("unknown_after")
_NOT_NAMES: Final = shape("not_names")
_FIELDS: Final = frozenset(
    (NameKind.TECHNOLOGY, NameKind.SECTOR, NameKind.REGION, NameKind.COUNTRY, NameKind.CITY)
)


def without_parts(text: str, mentions: Sequence[Mention], ordinary: Collection[str]) -> tuple[Mention, ...]:
    """The mentions without fields and places that are one word of a longer name somebody asks about.

    Args:
        text: The question.
        mentions: Names found in it.
        ordinary: Folded everyday words, which name nothing by themselves.
    """
    longer = [span for span in _asked_about(text) if _is_longer(text, span, mentions, ordinary)]
    return tuple(one for one in mentions if not any(_within(one, span) for span in longer))


def _asked_about(text: str) -> Iterator[tuple[int, int]]:
    return (match.span("name") for match in _ASKED_ABOUT.finditer(text))


def _is_longer(
    text: str, span: tuple[int, int], mentions: Sequence[Mention], ordinary: Collection[str]
) -> bool:
    """Whether a capitalised word besides a field or place stands there, and nobody known is named."""
    start, end = span
    here = [one for one in mentions if one.start < end and start < one.end]
    if not here or any(one.kind not in _FIELDS or not _within(one, span) for one in here):
        return False
    rest = text[start:end]
    for one in here:
        rest = rest[: one.start - start] + " " * (one.end - one.start) + rest[one.end - start :]
    words = [word.strip("?.!,") for word in rest.split()]
    return bool(words) and all(_is_name(word, ordinary) for word in words)


def _is_name(word: str, ordinary: Collection[str]) -> bool:
    return word[:1].isupper() and fold(word) not in ordinary and not _NOT_NAMES.match(word)


def _within(mention: Mention, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]
