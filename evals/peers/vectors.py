"""Our own encoder as LangChain knows encoders, with what it made kept for later runs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings
from platformdirs import user_cache_path

from knowledge.encoder import Encoder
from knowledge.notes import text_digest

_AT_ONCE: Final = 256  # passages between two savings: encoding all takes long

Vector = npt.NDArray[np.float32]


def cache_of(encoder: Encoder) -> Path:
    """The file that keeps the vectors of passages."""
    return user_cache_path("rapport-evals", appauthor=False) / f"passages-{encoder.name}.npz"


@dataclass(frozen=True)
class KeptEmbeddings(Embeddings):
    """Vectors of passages, encoded once; those of texts that are gone by now are forgotten.

    Attributes:
        path: File of digests and vectors; it need not exist.
    """

    encoder: Encoder
    path: Path

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per passage."""
        digests = [text_digest(text) for text in texts]
        known = _read(self.path)
        known = {digest: known[digest] for digest in digests if digest in known}
        missing = [(digest, text) for digest, text in zip(digests, texts, strict=True) if digest not in known]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            made = self.encoder.encode_passages([text for _, text in some])
            known |= {digest: vector for (digest, _), vector in zip(some, made, strict=True)}
            _keep(self.path, known)
        return [known[digest].tolist() for digest in digests]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        vector: Sequence[float] = self.encoder.encode_queries([text])[0].tolist()
        return list(vector)


def _read(path: Path) -> dict[str, Vector]:
    if not path.exists():
        return {}
    with np.load(path) as stored:
        return dict(zip(stored["digests"].tolist(), stored["vectors"], strict=True))


def _keep(path: Path, known: Mapping[str, Vector]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.npz")  # several runs may end at once
    np.savez(unfinished, digests=np.array(list(known)), vectors=np.stack(list(known.values())))
    unfinished.replace(path)
