"""The fitted part of the embedded planner: how far a question speaks for each tool, as log-probabilities."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.planner.choices import Choices
from assistant.planner.cues import cue_values
from assistant.planner.features import hashed
from assistant.planner.landmarks import Landmarks

Floats = NDArray[np.float32]
SHIPPED: Final = "planner_head.npz"
_WEIGHTS: Final = ("vectors", "bias", "grams", "frequencies", "examples")


class QueryEncoder(Protocol):
    """Turns questions into sentence vectors of length one."""

    def encode_queries(self, texts: list[str]) -> Floats:
        """One row per text."""


@dataclass
class EncodedOnce:
    """An encoder that makes the vector of each text once, for the tool and for its arguments."""

    encoder: QueryEncoder
    _known: dict[str, Floats] = field(default_factory=dict)

    def encode_queries(self, texts: list[str]) -> Floats:
        """One row per text."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known.update(zip(missing, self.encoder.encode_queries(missing), strict=True))
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True)
class Head:
    """Weights of three parts that are added up: meaning and cues, letters and words, closeness to examples.

    Attributes:
        classes: Tool names, `out_of_scope` and `forbidden`, in column order.
        vectors: Over sentence vector and cues, (dimension + cues, classes).
        grams: Over hashed letters and words, (slots, classes).
        examples: Over closeness to each landmark, (landmarks, classes).
        bias: Of the three together, (classes,).
        frequencies: Inverse document frequency per slot.
        landmarks: Example phrasings that a question is held against.
        ordinary: Folded everyday words of questions, which name nothing by themselves.
        digest: Of the phrasings it was fitted on.
        choices: What a question says for closed arguments.
    """

    classes: tuple[str, ...]
    vectors: Floats
    grams: Floats
    examples: Floats
    bias: Floats
    frequencies: Floats
    landmarks: Landmarks
    ordinary: frozenset[str]
    digest: str
    choices: Choices

    def log_probabilities(self, text: str, vector: Floats) -> Floats:
        """Of every class, for one masked text.

        Args:
            text: With names masked.
            vector: Sentence vector of the text as `features.spoken` puts it.
        """
        cues = cue_values(text)
        slots, values = hashed(text, self.frequencies)
        near = self.landmarks.closeness(vector[None], cues[None])[0]
        scores = np.concatenate([vector, cues]) @ self.vectors + values @ self.grams[slots]
        return _log_softmax(scores + near @ self.examples + self.bias)

    def save(self, path: Path) -> None:
        """Write the weights in half precision and the landmarks in bytes."""
        half = {name: getattr(self, name).astype(np.float16) for name in _WEIGHTS}
        np.savez_compressed(
            path,
            allow_pickle=False,
            classes=np.array(self.classes),
            ordinary=np.array(sorted(self.ordinary)),
            digest=np.array(self.digest),
            **half,
            **self.landmarks.stored(),
            **self.choices.stored(),
        )


def load_head(path: Path) -> Head:
    """Read the weights written by `Head.save`."""
    with np.load(path, allow_pickle=False) as stored:
        landmarks = Landmarks.read(stored)
        return Head(
            classes=tuple(str(name) for name in stored["classes"]),
            ordinary=frozenset(str(word) for word in stored["ordinary"]),
            digest=str(stored["digest"]),
            landmarks=landmarks,
            choices=Choices.read(stored, landmarks),
            **{name: stored[name].astype(np.float32) for name in _WEIGHTS},
        )


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max()
    result: Floats = shifted - np.log(np.exp(shifted).sum())
    return result
