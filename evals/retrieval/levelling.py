"""`python -m evals.retrieval.levelling`: finds which directions of the encoder's vectors hold the language.

Writes the file that the retriever uses. The sentences (`parallel.yaml`) say the same in every language, so
what differs between the means of the languages is the language. None is a note or a question of a suite.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from knowledge.encoder import EmbeddedEncoder, Encoder, Vectors
from knowledge.levelling import LEVELLING_FILE, Levelling

LANGUAGES: Final = ("en", "de", "fr", "es")


def parallel() -> tuple[tuple[str, ...], ...]:
    """Sentences of one meaning, in the order of `LANGUAGES`."""
    written = yaml.safe_load(files("evals").joinpath("retrieval", "parallel.yaml").read_text("utf-8"))
    return tuple(tuple(one[language] for language in LANGUAGES) for one in written["sentences"])


def find_levelling(encoder: Encoder, sentences: tuple[tuple[str, ...], ...]) -> Levelling:
    """The directions in which the means of the languages differ, as questions and as passages."""
    flat = [text for row in sentences for text in row]
    asked = _means(encoder.encode_queries(flat))
    said = _means(encoder.encode_passages(flat))
    apart = np.concatenate([asked - asked.mean(axis=0), said - said.mean(axis=0)])
    axes = np.linalg.svd(apart, full_matrices=False)[2][: 2 * (len(LANGUAGES) - 1)]
    return Levelling(encoder.name, axes.astype(np.float32), asked.mean(axis=0), said.mean(axis=0))


def _means(rows: Vectors) -> Vectors:
    """The mean vector of each language."""
    return np.asarray(rows.reshape(-1, len(LANGUAGES), rows.shape[1]).mean(axis=0), dtype=np.float32)


if __name__ == "__main__":
    with as_file(files("knowledge")) as package:
        path = Path(package) / LEVELLING_FILE
        find_levelling(EmbeddedEncoder(), parallel()).write(path)
    print(f"Written: {path}")
