"""A quick encoder for tests: a text is where its words point, so texts with the same words are near."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from knowledge.encoder import Vectors


class WordEncoder:
    """Each word adds a direction of its own; `encoded` counts the passages, to see what was encoded when."""

    dimension = 64

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.encoded = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return (
            np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, 64), dtype=np.float32)
        )

    def _vector(self, text: str) -> Vectors:
        total = np.full(self.dimension, 0.01, dtype=np.float32)
        for word in [self.name, *text.lower().replace(".", " ").split()]:
            total += _direction(word, self.dimension)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@cache
def _direction(word: str, dimension: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=dimension).astype(np.float32)
