"""The words of an answer: a headline, a short text, and what waits behind "More"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.slack import limits
from assistant.slack.blocks import section
from assistant.slack.outgoing import Block, bold, escape, lines, pieces

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=\S)")
_GAP: Final = re.compile(r"\n\s*\n")  # between two paragraphs
_HEADLINE: Final = 160  # characters; what is longer is a paragraph, and nothing stands out in a bold one
_LEAST: Final = 12  # "Acme Inc." is no sentence
_WORDS: Final = re.compile(r"\s+\S*$")


@dataclass(frozen=True)
class Prose:
    """The words of an answer in three parts.

    Attributes:
        headline: The first sentence; empty when it is too long to be one.
        shown: What follows at once.
        rest: What is shown when somebody asks for more.
    """

    headline: str
    shown: str
    rest: str = ""

    @classmethod
    def of(cls, text: str) -> Prose:
        """Split so that nobody meets a wall of text."""
        shown, rest = _cut(text.strip())
        first, line_end, others = shown.partition("\n")
        headline, follows = _first_sentence(first)
        return cls(headline, f"{follows}{line_end}{others}".strip(), rest)

    @property
    def said(self) -> str:
        """Headline and text as one."""
        return "\n".join(part for part in (self.headline, self.shown) if part)


def prose_blocks(prose: Prose) -> list[Block]:
    """The headline in bold and the text that follows."""
    first, line_end, others = prose.shown.partition("\n")
    head = lines(bold(prose.headline), escape(first)) if line_end or first else bold(prose.headline)
    return ([section(head)] if head else []) + paragraphs(others)


def paragraphs(text: str) -> list[Block]:
    """The text in sections that end where a line ends."""
    return [section(piece) for piece in pieces([escape(line) for line in text.strip().splitlines()])]


def _cut(text: str) -> tuple[str, str]:
    """The part that is shown and the rest; cut where a paragraph ends, else a line, a sentence, a word."""
    gaps = [found.start() for found in _GAP.finditer(text)]
    shown = text[: gaps[limits.PARAGRAPHS - 1]] if len(gaps) >= limits.PARAGRAPHS else text
    if len(shown) > limits.PROSE:
        shown = _within(shown)
    return shown.strip(), text[len(shown) :].strip()


def _within(text: str) -> str:
    room = text[: limits.PROSE]
    if (line_end := room.rfind("\n")) > limits.PROSE // 2:
        return room[:line_end]
    ends = [found.start() for found in _SENTENCE.finditer(room)]
    if ends and ends[-1] > limits.PROSE // 2:
        return room[: ends[-1]]
    return _WORDS.sub("", room) or room


def _first_sentence(line: str) -> tuple[str, str]:
    ends = [
        found
        for found in _SENTENCE.finditer(line)
        if found.start() >= _LEAST and not _is_quoted(line[: found.start()])
    ]
    headline, rest = (line[: ends[0].start()], line[ends[0].end() :]) if ends else (line, "")
    return (headline, rest) if len(headline) <= _HEADLINE else ("", line)


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open there: its own full stops, as in “bis zum 4. Mai”, end nothing."""
    return before.count("“") > before.count("”")
