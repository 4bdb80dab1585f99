"""Example phrasings that stand for all others: a question is judged by how close it comes to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH: Final = (
    0.4  # closeness falls by e^-1 at this inverse squared distance; all from here by cross-validation
)
CUE_WEIGHT: Final = 0.01  # of two that differ in one cue, beside the distance of their sentence vectors
_STEPS: Final = 127  # largest whole number in a byte


@dataclass(frozen=True)
class Landmarks:
    """Where the chosen phrasings lie, in one byte per number.

    Attributes:
        middle: Mean sentence vector, (dimension,).
        stretch: What a centred vector is multiplied with.
        step: Stretched distance that one whole number stands for.
        places: Stretched vectors in whole steps, (landmarks, dimension).
        cues: Which cues each shows, (landmarks, cues).
    """

    middle: Floats
    stretch: float
    step: float
    places: NDArray[np.int8]
    cues: NDArray[np.bool_]

    @classmethod
    def among(cls, vectors: Floats, cues: Floats, chosen: NDArray[np.int64]) -> Landmarks:
        """The chosen rows as landmarks, with the middle and the spread of all rows."""
        middle = vectors.mean(axis=0)
        spread = float(np.sqrt(((vectors - middle) ** 2).sum(axis=1).mean()))
        stretch = float(np.sqrt(REACH)) / spread
        stretched = (vectors[chosen] - middle) * stretch
        step = float(np.abs(stretched).max()) / _STEPS
        places = np.round(stretched / step).astype(np.int8)
        return cls(middle, stretch, step, places, cues[chosen] > 0)

    def taken(self, rows: NDArray[np.int32]) -> Landmarks:
        """Some of the landmarks."""
        return replace(self, places=self.places[rows], cues=self.cues[rows])

    def closeness(self, vectors: Floats, cues: Floats) -> Floats:
        """Between 0 and 1 for each row and each landmark; 1 where both are the same, (rows, landmarks)."""
        rows = np.hstack([(vectors - self.middle) * np.float32(self.stretch), cues * _CUE_SCALE])
        own = (rows**2).sum(axis=1)[:, None]
        squared = own + self._lengths - 2 * (rows @ self._points.T)
        result: Floats = np.exp(-np.maximum(squared, 0))
        return result

    def stored(self) -> dict[str, NDArray[np.generic]]:
        """Arrays by name, as `read` takes them."""
        return {
            "middle": self.middle.astype(np.float32),
            "scales": np.array([self.stretch, self.step]),
            "places": self.places,
            "shown": self.cues,
        }

    @classmethod
    def read(cls, stored: Mapping[str, NDArray[np.generic]]) -> Landmarks:
        """Landmarks from what `stored` gave."""
        stretch, step = stored["scales"].tolist()
        return cls(
            stored["middle"].astype(np.float32),
            stretch,
            step,
            stored["places"].astype(np.int8),
            stored["shown"].astype(np.bool_),
        )

    @cached_property
    def _points(self) -> Floats:
        placed = self.places.astype(np.float32) * np.float32(self.step)
        return np.hstack([placed, self.cues.astype(np.float32) * _CUE_SCALE])

    @cached_property
    def _lengths(self) -> Floats:
        result: Floats = (self._points**2).sum(axis=1)
        return result


_CUE_SCALE: Final = np.float32(CUE_WEIGHT**0.5)
