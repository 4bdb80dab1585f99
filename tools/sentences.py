"""Where the sentences of a note begin and end."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 400  # characters; what goes on without an end is cut at a space

_END: Final = re.compile(r"[.!?…][\"'\u201d\u2019»)\]]?(?=\s)|\n|$")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[a-zà-ÿ]|[A-Z]|[a-z]\.\s?[a-z]|mr|mrs|ms|dr|prof|st|no|nr|bzw|ca|inkl|evtl|ggf|usw|vgl|approx|"
    r"incl|etc|vs|sr|sra|srta|ud|uds|mme|mlle|env|tel|str|inc|ltd|co|corp|jan|feb|mar|apr|aug|sept|oct|okt|nov|dec|dez)"
    r"\.$",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?:^|\D)\d{1,2}\.$")
_LOOK_BACK: Final = 12  # characters; the longest abbreviation and what stands before it


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text in order, end exclusive, without surrounding space; in linear time.

    A line is never longer than a sentence; a dot after an abbreviation or a day ("am 3. Juni") ends nothing.
    """
    spans, start = [], 0
    for end in _END.finditer(text):
        if end.end() > start and not _goes_on(text, end):
            spans += _within(text, start, end.end())
            start = end.end()
    return spans


def _goes_on(text: str, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    before = text[max(0, end.end() - _LOOK_BACK) : end.end()]
    follows = text[end.end() : end.end() + 2].lstrip()
    if _ABBREVIATION.search(before):
        return True
    return bool(_ORDINAL.search(before)) and follows.isalpha()


def _within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without surrounding space, in pieces of at most `LONGEST` characters."""
    spans = []
    while start < end:
        stop = end if end - start <= LONGEST else _space_before(text, start, start + LONGEST)
        piece = text[start:stop]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = stop
    return spans


def _space_before(text: str, start: int, stop: int) -> int:
    space = text.rfind(" ", start + 1, stop)
    return space if space > start else stop
