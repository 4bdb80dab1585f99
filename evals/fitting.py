"""Fits the embedded planner's head: `python -m evals.fitting` writes what the package ships.

With `--check` nothing is written: it tells how often the head is right about phrasings it was not fitted on.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from platformdirs import user_cache_path

from assistant.planner.choices import Choices
from assistant.planner.features import MASKS, spoken
from assistant.planner.head import SHIPPED, Head, QueryEncoder
from evals.fitting_choices import fit_choices
from evals.fitting_parts import Examples, Floats, fit_grams, fit_landmarks, fit_vectors, frequencies_of
from prompts.phrasings import Phrasing, digest_of, load_phrasings
from tools.names import NameKind
from tools.spelling import fold

# How far each part counts, and what makes its scores log-odds: by cross-validation.
VECTOR_SHARE: Final = 0.25
GRAM_SHARE: Final = 1.5
LANDMARK_SHARE: Final = 8.0
_PLACE: Final = re.compile(r"\{(\w+)\}")
_PLAIN: Final = {"language": "Italian", "month": "May", "day": "Friday"}


def as_seen(text: str) -> str:
    """A phrasing as the planner sees it once names are masked."""
    return _PLACE.sub(lambda match: _PLAIN.get(match[1]) or MASKS[NameKind(match[1])], text)


def fit(phrasings: Sequence[Phrasing], encoder: QueryEncoder) -> Head:
    """A head fitted on those phrasings.

    Args:
        phrasings: Examples of every class.
        encoder: Makes the sentence vectors.
    """
    classes = tuple(sorted({phrasing.tool for phrasing in phrasings}))
    examples = examples_of(phrasings, classes, encoder)
    head = fit_examples(examples, classes, phrasings)
    return replace(head, choices=fit_choices(phrasings, examples, head.landmarks))


def examples_of(phrasings: Sequence[Phrasing], classes: Sequence[str], encoder: QueryEncoder) -> Examples:
    """The phrasings as numbers."""
    column = {name: at for at, name in enumerate(classes)}
    texts = [as_seen(phrasing.text) for phrasing in phrasings]
    vectors = vectors_of([spoken(text) for text in texts], encoder)
    return Examples.of(texts, vectors, np.array([column[phrasing.tool] for phrasing in phrasings]))


def fit_examples(examples: Examples, classes: tuple[str, ...], phrasings: Sequence[Phrasing]) -> Head:
    """A head for tools alone, fitted on those rows; words and digest are of the phrasings."""
    frequencies = frequencies_of(examples.texts)
    vectors, vector_bias = fit_vectors(examples)
    grams, gram_bias = fit_grams(examples, frequencies)
    landmarks, near = fit_landmarks(examples, len(classes))
    return Head(
        classes=classes,
        vectors=VECTOR_SHARE * vectors,
        grams=GRAM_SHARE * grams,
        examples=LANDMARK_SHARE * near,
        bias=VECTOR_SHARE * vector_bias + GRAM_SHARE * gram_bias,
        frequencies=frequencies,
        landmarks=landmarks,
        ordinary=_ordinary(phrasings),
        digest=digest_of(tuple(phrasings)),
        choices=Choices({}),
    )


def vectors_of(texts: Sequence[str], encoder: QueryEncoder) -> Floats:
    """Sentence vectors, kept in a cache folder between runs since they are slow to make."""
    cache = user_cache_path("rapport-evals", appauthor=False) / "vectors.npz"
    known: dict[str, Floats] = {}
    if cache.exists():
        with np.load(cache) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"].astype(np.float32), strict=True))
    keys = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, encoder.encode_queries(list(missing.values())), strict=True))
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cache, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[key] for key in keys])


def _ordinary(phrasings: Sequence[Phrasing]) -> frozenset[str]:
    """Every word of the phrasings that is not a placeholder."""
    texts = (_PLACE.sub(" ", phrasing.text) for phrasing in phrasings)
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", fold(text)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on every phrasing and write the shipped head, or only check what fitting comes to."""
    from knowledge.encoder import EmbeddedEncoder

    parser = argparse.ArgumentParser(prog="python -m evals.fitting", description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate and print; write nothing")
    if parser.parse_args(arguments).check:
        from evals.fitting_check import checked

        for suite in checked(load_phrasings(), EmbeddedEncoder()):
            print(*suite.lines(), sep="\n")
        return
    path = Path(str(files("prompts").joinpath(SHIPPED)))
    fit(load_phrasings(), EmbeddedEncoder()).save(path)
    print(f"wrote {path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
