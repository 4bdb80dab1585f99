"""Ways of searching notes that a suite compares: the shipped one, and what somebody would build otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine

from evals.frozen import AS_OF
from knowledge.encoder import Encoder, Vectors
from knowledge.notes import Note, notes_of
from knowledge.retrieval import Retriever
from knowledge.vectors import read_vectors
from tools.spelling import fold

SHIPPED: Final = "shipped"
DEEP: Final = 30
"""So many notes are asked for: what comes later nobody would read."""

Marks = npt.NDArray[np.float64]
Search = Callable[[str, frozenset[str]], list[str]]
"""A question and the partners whose notes are searched, to the ids of their notes, best first."""

_WORD: Final = re.compile(r"[^\W_]+")
_RANKS: Final = 60  # the constant of reciprocal rank fusion as it was published
_WORDS: Final = 0.05  # what the best BM25 of all notes adds to a cosine; cosines differ by about 0.1


class Searches:
    """Each way of searching, over the notes of one database."""

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        """Every note there has a vector of that encoder already."""
        self._engine, self._encoder = engine, encoder
        self._asked: dict[str, Vectors] = {}
        self._retriever = Retriever(engine, encoder)

    def ways(self) -> dict[str, Search]:
        """Name to search."""
        return {
            SHIPPED: self._shipped,
            "vectors alone": self._by(lambda cosines, _: cosines),
            "BM25 alone": self._by(lambda _, words: words),
            "weighted sum": self._by(_summed),
            "rank fusion": self._by(lambda cosines, words: _by_rank(cosines) + _by_rank(words)),
        }

    def _shipped(self, question: str, partners: frozenset[str]) -> list[str]:
        hits = self._retriever.hits(question, partners, AS_OF, limit=DEEP)
        return [hit.note_id for hit in hits]

    def _by(self, marks: Callable[[Marks, Marks], Marks]) -> Search:
        """The search that orders notes by a mark made of their cosine and their BM25."""

        def search(question: str, partners: frozenset[str]) -> list[str]:
            notes = self._notes(partners)
            told = marks(self._cosines(question, notes), _bm25(question, [note.text for note in notes]))
            return [notes[place].note_id for place in np.argsort(-told, kind="stable")[:DEEP]]

        return search

    def _notes(self, partners: frozenset[str]) -> list[Note]:
        with self._engine.connect() as connection:
            return notes_of(connection, partners, AS_OF)

    def _cosines(self, question: str, notes: Sequence[Note]) -> Marks:
        if question not in self._asked:
            self._asked[question] = self._encoder.encode_queries([question])[0]
        ids = [note.note_id for note in notes]
        with self._engine.connect() as connection:
            kept = read_vectors(connection, self._encoder.name, ids)
        return np.asarray(np.stack([kept[one] for one in ids]) @ self._asked[question], dtype=np.float64)


def _bm25(question: str, texts: Sequence[str]) -> Marks:
    """BM25 of library bm25s, among these texts alone, as each search is among given partners."""
    import bm25s

    index = bm25s.BM25()
    index.index([_WORD.findall(fold(text)) for text in texts], show_progress=False)
    held = [word for word in _WORD.findall(fold(question)) if word in index.vocab_dict]
    return np.asarray(index.get_scores(held) if held else np.zeros(len(texts)), dtype=np.float64)


def _summed(cosines: Marks, words: Marks) -> Marks:
    return np.asarray(cosines + _WORDS * words / max(float(words.max()), 1e-9), dtype=np.float64)


def _by_rank(marks: Marks) -> Marks:
    """One over the rank of each, as reciprocal rank fusion adds them up."""
    places = np.empty(len(marks))
    places[np.argsort(-marks, kind="stable")] = np.arange(1, len(marks) + 1)
    return np.asarray(1 / (_RANKS + places), dtype=np.float64)
