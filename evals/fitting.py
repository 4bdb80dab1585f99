"""Fits the embedded planner's head: `python -m evals.fitting` writes what the package ships."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistant.planner.cues import cue_values
from assistant.planner.features import MASKS, SLOTS, Hashed, hashed, spoken
from assistant.planner.head import SHIPPED, Head, QueryEncoder
from prompts.phrasings import Phrasing, digest_of, load_phrasings
from tools.names import NameKind
from tools.spelling import fold

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

# Chosen by cross-validation on the fitting half.
VECTOR_STRENGTH: Final = 0.1  # inverse regularisation
GRAM_STRENGTH: Final = 0.5
CUE_SCALE: Final = 6.0
MARGIN_SCALE: Final = 4.0  # from margins to log-odds
_PLACE: Final = re.compile(r"\{(\w+)\}")
_PLAIN: Final = {"language": "Italian", "month": "May", "day": "Friday"}
_WRAPPERS: Final = (
    "{}", "hey {}", "can you tell me {}", "{} please", "please {}", "{} pls", "quick one: {}", "hi, {}",
    "ok so {}", "{} thx",
    "kannst du mir sagen, {}", "bitte {}", "por favor {}", "dis-moi {}", "rapport, {}",
)  # fmt: skip


def as_seen(text: str) -> str:
    """A phrasing as the planner sees it once names are masked."""
    return _PLACE.sub(lambda match: _PLAIN.get(match[1]) or MASKS[NameKind(match[1])], text)


def fit(phrasings: Sequence[Phrasing], encoder: QueryEncoder) -> Head:
    """A head fitted on those phrasings.

    Args:
        phrasings: Examples; never one from the measuring half when the result is to be measured.
        encoder: Makes the sentence vectors.
    """
    texts = [as_seen(phrasing.text) for phrasing in phrasings]
    classes = sorted({phrasing.tool for phrasing in phrasings})
    numbers = np.array([classes.index(phrasing.tool) for phrasing in phrasings])
    vectors, vector_bias = _fit_vectors(texts, numbers, encoder)
    frequencies = _frequencies([hashed(text) for text in texts])
    grams, gram_bias = _fit_grams(texts, numbers, frequencies)
    return Head(
        classes=tuple(classes),
        vectors=vectors,
        vector_bias=vector_bias,
        grams=grams,
        gram_bias=gram_bias,
        frequencies=frequencies,
        ordinary=_ordinary(phrasings),
        digest=digest_of(tuple(phrasings)),
    )


def vectors_of(texts: Sequence[str], encoder: QueryEncoder) -> NDArray[np.float32]:
    """Sentence vectors, kept in a cache folder between runs since they are slow to make."""
    cache = user_cache_path("rapport-evals", appauthor=False) / "vectors.npz"
    known: dict[str, NDArray[np.float32]] = {}
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


def _fit_vectors(texts: Sequence[str], numbers: Labels, encoder: QueryEncoder) -> tuple[Floats, Floats]:
    """Weights over sentence vector and cues; centring and scaling are folded into them."""
    vectors = vectors_of([spoken(text) for text in texts], encoder)
    middle, spread = vectors.mean(axis=0), float((vectors - vectors.mean(axis=0)).std())
    cues = np.stack([cue_values(text) for text in texts]) * CUE_SCALE
    rows = np.hstack([(vectors - middle) / spread, cues])
    fitted = LogisticRegression(C=VECTOR_STRENGTH, max_iter=200, tol=1e-3).fit(rows, numbers)
    weights = fitted.coef_.T.copy()
    size = vectors.shape[1]
    weights[:size] /= spread
    weights[size:] *= CUE_SCALE
    return weights.astype(np.float32), (fitted.intercept_ - middle @ weights[:size]).astype(np.float32)


def _fit_grams(texts: Sequence[str], numbers: Labels, frequencies: Floats) -> tuple[Floats, Floats]:
    """Weights over hashed letters and words, fitted on each text, wrapped in small talk, and with a typo."""
    varied = [
        (variant, number) for text, number in zip(texts, numbers, strict=True) for variant in _variants(text)
    ]
    rows = _matrix([hashed(text, frequencies) for text, _ in varied])
    fitted = LinearSVC(C=GRAM_STRENGTH).fit(rows, np.array([number for _, number in varied]))
    return (fitted.coef_.T * MARGIN_SCALE).astype(np.float32), (fitted.intercept_ * MARGIN_SCALE).astype(
        np.float32
    )


def _variants(text: str) -> list[str]:
    """The text, with words around it as people add them, and with a typo."""
    chance = random.Random(text)
    wrapped = chance.choice(_WRAPPERS).format(text)
    return [text, wrapped, _with_typo(text, chance)]


def _with_typo(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and not word.endswith("x")]  # noqa: PLR2004  a word
    if not long:
        return text
    at = chance.choice(long)
    letters = list(words[at])
    place = chance.randrange(1, len(letters) - 1)
    letters[place : place + 2] = (
        letters[place : place + 2][::-1] if chance.randrange(2) else letters[place : place + 1]
    )
    return " ".join([*words[:at], "".join(letters), *words[at + 1 :]])


def _frequencies(rows: Sequence[Hashed]) -> NDArray[np.float32]:
    counts = np.zeros(SLOTS, dtype=np.float32)
    for slots, _ in rows:
        counts[np.unique(slots)] += 1
    return (np.log((1 + len(rows)) / (1 + counts)) + 1).astype(np.float32)


def _matrix(rows: Sequence[Hashed]) -> Any:  # noqa: ANN401 -- scipy is untyped
    lengths = np.cumsum([0, *(len(slots) for slots, _ in rows)])
    slots = np.concatenate([slots for slots, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, slots, lengths), shape=(len(rows), SLOTS))


def _ordinary(phrasings: Sequence[Phrasing]) -> frozenset[str]:
    """Every word of the phrasings that is not a placeholder."""
    texts = (_PLACE.sub(" ", phrasing.text) for phrasing in phrasings)
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", fold(text)))


def main() -> None:
    """Fit on every phrasing and write the shipped head."""
    from knowledge.encoder import EmbeddedEncoder

    path = Path(str(files("prompts").joinpath(SHIPPED)))
    fit(load_phrasings(), EmbeddedEncoder()).save(path)
    print(f"wrote {path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
