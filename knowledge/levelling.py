"""Takes out of sentence vectors what tells of their language, so that it does not decide what is near.

In a multilingual encoder two texts of one language are near whatever they say: an English question finds
English notes before the German one that answers it. Sentences of one meaning in four languages show which
directions hold the language; `LEVELLING_FILE` keeps them. Vectors in SQL and in the index stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np

from knowledge.encoder import Vectors

LEVELLING_FILE: Final = "levelling.npz"
_CENTRED: Final = 0.7  # share of the mean that is taken off; all of it loses over a book


@dataclass(frozen=True)
class Levelling:
    """What one encoder's vectors hold of their language.

    Attributes:
        encoder: Name of the encoder that it was found for.
        axes: Directions of language, one a row, of length one and at right angles.
        question_mean: Mean vector of questions, the same number in each language.
        passage_mean: The same of passages.
    """

    encoder: str
    axes: Vectors
    question_mean: Vectors
    passage_mean: Vectors

    def question(self, vector: Vectors) -> Vectors:
        """The question's vector without its language, of length one."""
        level: Vectors = self._levelled(vector[np.newaxis], self.question_mean)[0]
        return level

    def passages(self, rows: Vectors) -> Vectors:
        """Vectors of passages, one a row, without their languages, of length one."""
        return self._levelled(rows, self.passage_mean)

    def _levelled(self, rows: Vectors, mean: Vectors) -> Vectors:
        centred = rows - _CENTRED * mean
        level = centred - (centred @ self.axes.T) @ self.axes
        unit: Vectors = (level / np.linalg.norm(level, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def write(self, path: Path) -> None:
        """Keep it as a file that `read_levelling` reads."""
        np.savez(
            path,
            encoder=np.array(self.encoder),
            axes=self.axes,
            question_mean=self.question_mean,
            passage_mean=self.passage_mean,
        )


def read_levelling(path: Path) -> Levelling:
    """What `Levelling.write` wrote."""
    with np.load(path) as kept:
        parts = (kept[name].astype(np.float32) for name in ("axes", "question_mean", "passage_mean"))
        return Levelling(str(kept["encoder"]), *parts)


@cache
def levelling_for(encoder: str, dimension: int) -> Levelling:
    """The levelling of the encoder with that name; one that changes nothing, if none was found for it."""
    with as_file(files("knowledge").joinpath(LEVELLING_FILE)) as path:
        kept = read_levelling(path)
    if kept.encoder == encoder:
        return kept
    nothing = np.zeros(dimension, dtype=np.float32)
    return Levelling(encoder, np.empty((0, dimension), dtype=np.float32), nothing, nothing)
