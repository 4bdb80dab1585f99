"""Cross-validation over the phrasings in which near-duplicates never straddle folds."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import MiniBatchKMeans
from sklearn.model_selection import GroupKFold

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

FOLDS: Final = 5
SAME: Final = 0.93  # cosine of centred sentence vectors from which two say the same, but for a typo
ALIKE: Final = 12  # phrasings per cluster of the strict split
_CHUNK: Final = 2_000


def near_duplicates(vectors: Floats) -> Labels:
    """A group number per row; rows that say the same, directly or through others, share one."""
    rows = _centred(vectors)
    pairs = [
        np.argwhere(rows[first : first + _CHUNK] @ rows.T > SAME) + np.array([first, 0])
        for first in range(0, len(rows), _CHUNK)
    ]
    left, right = np.concatenate(pairs).T
    alike = csr_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(len(rows), len(rows)))
    return np.asarray(connected_components(alike, directed=False)[1], dtype=np.int64)


def clusters(vectors: Floats) -> Labels:
    """A group number per row: rows of one neighbourhood share one, whatever they ask for."""
    count = max(FOLDS, len(vectors) // ALIKE)
    fitted = MiniBatchKMeans(count, n_init=1, max_iter=8, batch_size=4096, init="random", random_state=0)
    return np.asarray(fitted.fit_predict(_centred(vectors)), dtype=np.int64)


def folds(groups: Labels) -> list[tuple[Labels, Labels]]:
    """Rows to fit on and rows to measure, per fold."""
    return list(GroupKFold(FOLDS).split(groups, groups=groups))


def _centred(vectors: Floats) -> Floats:
    rows = vectors - vectors.mean(axis=0)
    result: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return result
