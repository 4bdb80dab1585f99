"""The three parts of the planner's head, each fitted by itself; its scores are log-odds up to a scale."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistant.planner.cues import cue_values
from assistant.planner.features import SLOTS, Hashed, hashed
from assistant.planner.landmarks import Landmarks
from evals.phrasing_variants import variants

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

# Chosen by cross-validation.
VECTOR_STRENGTH: Final = 0.05  # inverse regularisation
CUE_SCALE: Final = 6.0
GRAM_STRENGTH: Final = 0.5
LANDMARKS: Final = 8_000  # more are better, but weigh 0.4 kB each
RIDGE: Final = 0.03
JITTER: Final = 1e-3  # keeps the equations solvable where two landmarks say the same
_CHUNK: Final = 4_000


@dataclass(frozen=True)
class Examples:
    """Phrasings as numbers, row by row.

    Attributes:
        texts: With names masked.
        vectors: Sentence vectors, (rows, dimension).
        cues: (rows, cues).
        labels: Column of the right class.
    """

    texts: list[str]
    vectors: Floats
    cues: Floats
    labels: Labels

    @classmethod
    def of(cls, texts: list[str], vectors: Floats, labels: Labels) -> Examples:
        """With the cues of each text."""
        return cls(texts, vectors, np.stack([cue_values(text) for text in texts]), labels)

    def take(self, rows: Labels) -> Examples:
        """Some of the rows."""
        texts = [self.texts[row] for row in rows]
        return Examples(texts, self.vectors[rows], self.cues[rows], self.labels[rows])


def fit_vectors(examples: Examples) -> tuple[Floats, Floats]:
    """Weights and bias over sentence vectors and cues; centring and scaling are folded into them."""
    middle = examples.vectors.mean(axis=0)
    spread = float((examples.vectors - middle).std())
    rows = np.hstack([(examples.vectors - middle) / spread, examples.cues * CUE_SCALE])
    fitted = LogisticRegression(C=VECTOR_STRENGTH, max_iter=200, tol=1e-3).fit(rows, examples.labels)
    weights = fitted.coef_.T.copy()
    size = middle.size
    weights[:size] /= spread
    weights[size:] *= CUE_SCALE
    return weights.astype(np.float32), (fitted.intercept_ - middle @ weights[:size]).astype(np.float32)


def fit_grams(examples: Examples, frequencies: Floats) -> tuple[Floats, Floats]:
    """Weights and bias over hashed letters and words, fitted on each text and its variants."""
    varied = [
        (variant, label)
        for text, label in zip(examples.texts, examples.labels, strict=True)
        for variant in variants(text)
    ]
    rows = matrix([hashed(text, frequencies) for text, _ in varied])
    fitted = LinearSVC(C=GRAM_STRENGTH, dual=True, tol=1e-2, max_iter=200, random_state=0).fit(
        rows, np.array([label for _, label in varied])
    )
    return fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32)


def fit_landmarks(examples: Examples, classes: int) -> tuple[Landmarks, Floats]:
    """Landmarks and their weights: kernel ridge regression of the classes on closeness to some examples."""
    chosen = landmark_rows(examples.texts)
    landmarks = Landmarks.among(examples.vectors, examples.cues, chosen)
    near = landmarks.closeness(examples.vectors, examples.cues)
    wanted = np.eye(classes, dtype=np.float32)[examples.labels]
    return landmarks, kernel_ridge(near, chosen, wanted, RIDGE)


def landmark_rows(texts: Sequence[str]) -> Labels:
    """Rows of the examples that are landmarks, in their order; which they are depends on the texts alone."""
    marks = [hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts]
    return np.array(sorted(range(len(marks)), key=marks.__getitem__)[:LANDMARKS])


def kernel_ridge(near: Floats, chosen: Labels, wanted: Floats, ridge: float) -> Floats:
    """Weights of landmarks, (landmarks, columns).

    Args:
        near: Closeness of every row to every landmark.
        chosen: Rows that are the landmarks.
        wanted: (rows, columns).
        ridge: How much smooth weights are preferred to a close fit.
    """
    between = near[chosen].astype(np.float64)
    penalty = ridge * (between + between.T) / 2 + JITTER * np.eye(len(chosen))
    weights = solve(_products(near) + penalty, near.T @ wanted, assume_a="pos", overwrite_a=True)
    return np.asarray(weights, dtype=np.float32)


def _products(near: Floats) -> NDArray[np.float64]:
    """Sums of products over rows in double precision, which the equations need, some rows at a time."""
    total = np.zeros((near.shape[1], near.shape[1]))
    for first in range(0, len(near), _CHUNK):
        rows = near[first : first + _CHUNK].astype(np.float64)
        total += rows.T @ rows
    return total


def frequencies_of(texts: Sequence[str]) -> Floats:
    """Inverse document frequency per slot."""
    counts = np.zeros(SLOTS, dtype=np.float32)
    for text in texts:
        slots, _ = hashed(text)
        counts[np.unique(slots)] += 1
    return (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)


def matrix(rows: Sequence[Hashed]) -> Any:  # noqa: ANN401 -- scipy is untyped
    """Hashed texts as one sparse matrix, (rows, slots)."""
    lengths = np.cumsum([0, *(len(slots) for slots, _ in rows)])
    slots = np.concatenate([slots for slots, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, slots, lengths), shape=(len(rows), SLOTS))
