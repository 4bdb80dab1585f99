"""How much two messages of one batch have in common, read from their text alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.drafting.wording import spoken
from evals.drafts.masking import BLANK, QUOTED, names_of, without_names
from evals.drafts.program import Message

MOST_ALIKE: Final = 0.4
"""Share of sentences that two messages of a batch may have in common."""

_NEAR: Final = 0.8  # of the words: as good as the same message
_SENTENCE: Final = re.compile(r"(?<=[.!?])(?<!\d\.)\s+|\n+")
_FIGURE: Final = re.compile(r"\d[\d.,\u00a0\u202f]*")
_NOISE: Final = re.compile(rf"[\s{BLANK}.,;:!?¿¡'\u2019\"-]+")


@dataclass(frozen=True)
class Alike:
    """What a batch is like.

    Attributes:
        largest: The largest share of sentences that any two messages have in common, of the shorter one's.
        pair: Those two messages.
        beyond: Messages that have more than `MOST_ALIKE` in common with another.
        near: Pairs with four fifths of their words in common.
        by_words: `largest` where points and commas tell nothing apart: `Hello, …` is `Hello …!`.
    """

    size: int
    largest: float
    pair: tuple[Message, Message] | None
    beyond: int
    near: int
    by_words: float


def alike(messages: Sequence[Message]) -> Alike:
    """Compare every message of a batch with every other."""
    said = [frozenset(sentences_of(message)) for message in messages]
    plain = [frozenset(_NOISE.sub(" ", sentence).strip() for sentence in sentences) for sentences in said]
    words = [frozenset(word for sentence in sentences for word in sentence.split()) for sentences in plain]
    largest, pair, beyond, near = 0.0, None, set(), 0
    for one, other, share in _shares(said):
        if share > largest:
            largest, pair = share, (messages[one], messages[other])
        if share > MOST_ALIKE:
            beyond |= {one, other}
        near += len(words[one] & words[other]) >= _NEAR * len(words[one] | words[other])
    by_words = max((share for _, _, share in _shares(plain)), default=0.0)
    return Alike(len(messages), largest, pair, len(beyond), near, by_words)


def _shares(said: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    """Every two messages that have a sentence in common, and its share of the shorter one's sentences."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, sentences in enumerate(said):
        common = Counter(other for sentence in sentences for other in holders[sentence])
        for other, count in common.items():
            yield other, place, count / min(len(sentences), len(said[other]))
        for sentence in sentences:
            holders[sentence].append(place)


def sentences_of(message: Message) -> Iterator[str]:
    """The sentences of the body, greeting and closing too, with a blank for names, quotations and figures."""
    body = QUOTED.sub(_unquoted, message.text.body)
    body = without_names(body, names_of(message.material) | set(_written(message)))
    for sentence in _SENTENCE.split(_FIGURE.sub(BLANK, body)):
        if _NOISE.sub("", sentence):
            yield " ".join(sentence.split()).casefold()


def _unquoted(quoted: re.Match[str]) -> str:
    """A blank, and the full stop if the quotation ends with one: it ends the sentence around it too."""
    return f"{BLANK}." if quoted[0][:-1].rstrip().endswith((".", "!", "?", "…")) else BLANK


def _written(message: Message) -> Iterator[str]:
    """How the message writes the names, days, amounts and counts that it states."""
    for fact in message.grounds.facts:
        yield spoken(fact, message.language, message.material.as_of)
