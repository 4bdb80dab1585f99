"""The fitted part of the embedded planner: two linear heads whose log-probabilities are averaged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.planner.cues import cue_values
from assistant.planner.features import Hashed, hashed

Floats = NDArray[np.float32]
VECTOR_SHARE: Final = 0.7  # by cross-validation on the fitting half
SHIPPED: Final = "planner_head.npz"


class QueryEncoder(Protocol):
    """Turns questions into sentence vectors of length one."""

    def encode_queries(self, texts: list[str]) -> Floats:
        """One row per text."""


@dataclass(frozen=True)
class Head:
    """Weights of both heads.

    Attributes:
        classes: Tool names, `out_of_scope` and `forbidden`, in column order.
        vectors, vector_bias: Over sentence vector and cues, (dimension + cues, classes) and (classes,).
        grams, gram_bias: Over hashed letters and words, (slots, classes) and (classes,).
        frequencies: Inverse document frequency per slot.
        ordinary: Folded everyday words of questions, which name nothing by themselves.
        digest: Of the phrasings it was fitted on.
    """

    classes: tuple[str, ...]
    vectors: Floats
    vector_bias: Floats
    grams: Floats
    gram_bias: Floats
    frequencies: Floats
    ordinary: frozenset[str]
    digest: str

    def log_probabilities(self, text: str, vector: Floats) -> Floats:
        """Weighted mean of both heads' log-probabilities for one masked text, normalised again.

        Args:
            text: With names masked.
            vector: Sentence vector of the text as `features.spoken` puts it.
        """
        by_vector = _log_softmax(np.concatenate([vector, cue_values(text)]) @ self.vectors + self.vector_bias)
        by_grams = _log_softmax(self._gram_scores(hashed(text, self.frequencies)))
        return _log_softmax(VECTOR_SHARE * by_vector + (1 - VECTOR_SHARE) * by_grams)

    def _gram_scores(self, features: Hashed) -> Floats:
        slots, values = features
        scores: Floats = values @ self.grams[slots] + self.gram_bias
        return scores

    def save(self, path: Path) -> None:
        """Write the weights in half precision."""
        half = {
            name: getattr(self, name).astype(np.float16)
            for name in ("vectors", "vector_bias", "grams", "gram_bias", "frequencies")
        }
        words = np.array(sorted(self.ordinary))
        np.savez_compressed(
            path,
            allow_pickle=False,
            classes=np.array(self.classes),
            ordinary=words,
            digest=np.array(self.digest),
            **half,
        )


def load_head(path: Path) -> Head:
    """Read the weights written by `Head.save`."""
    with np.load(path, allow_pickle=False) as stored:
        numbers = {
            name: stored[name].astype(np.float32)
            for name in ("vectors", "vector_bias", "grams", "gram_bias", "frequencies")
        }
        return Head(
            classes=tuple(str(name) for name in stored["classes"]),
            ordinary=frozenset(str(word) for word in stored["ordinary"]),
            digest=str(stored["digest"]),
            **numbers,
        )


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max()
    result: Floats = shifted - np.log(np.exp(shifted).sum())
    return result
