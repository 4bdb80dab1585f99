"""Which sentence of a note says what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from knowledge.encoder import Encoder, Vectors
from tools.overlap import overlap
from tools.sentences import sentences

SENTENCES_AT_ONCE: Final = 4  # encoded for one question: about 0.04 s
_DECIDES: Final = 0.3  # share of the question's words by which one sentence has to beat the others

Span = tuple[int, int]


def best_sentences(encoder: Encoder, question: str, vector: Vectors, texts: Sequence[str]) -> list[Span]:
    """For each text the span of the sentence that answers best.

    Words decide where they can. Where they cannot, as with a note in another language than the question, the
    sentences are encoded, those of the first texts first and no more than a person can wait for.
    """
    spans = [sentences(text) or [(0, len(text))] for text in texts]
    said = [[text[start:end] for start, end in own] for text, own in zip(texts, spans, strict=True)]
    words = _by_text(overlap(question, [one for own in said for one in own]), said)
    budget, chosen = SENTENCES_AT_ONCE, []
    for own, sentences_, scores in zip(spans, said, words, strict=True):
        if _decided(scores) or len(sentences_) > budget:
            best = scores.index(max(scores))
        else:
            budget -= len(sentences_)
            best = int((encoder.encode_passages(sentences_) @ vector).argmax())
        chosen.append(own[best])
    return chosen


def _decided(scores: Sequence[float]) -> bool:
    """Whether one sentence clearly holds more of the question's words than any other."""
    first, second = sorted([*scores, -1.0], reverse=True)[:2]
    return first - second >= _DECIDES


def _by_text(scores: Sequence[float], said: Sequence[Sequence[str]]) -> list[list[float]]:
    ends = accumulate((len(own) for own in said), initial=0)
    return [list(scores[start:end]) for start, end in pairwise(ends)]
