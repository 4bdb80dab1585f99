"""Which notes answer a question, among those of given partners, and which of their sentences says it.

The index only proposes. A note is shown if SQL says at that moment that it is one of the asked partners', of
the right audience, and not later than the day asked for; its score comes from the vector of its present text,
without what tells of its language (`knowledge.levelling`), and from the words it shares with the question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from sqlalchemy import Connection, Engine

from knowledge.encoder import Encoder, Vectors
from knowledge.index import IndexUnavailableError, NoteIndex
from knowledge.levelling import levelling_for
from knowledge.notes import Note, notes_of, quote, text_digest
from knowledge.speaking import best_sentences
from knowledge.vectors import NoteVector, encode_notes, keep_vectors, kept_digests, passage_of, read_vectors
from tools.calendar_words import MONTHS
from tools.facts import Audience, Quote
from tools.overlap import overlap

EMBED_AT_ONCE: Final = 12  # notes without a vector that a question embeds itself: about 0.3 s
PROPOSALS: Final = (
    50  # notes asked of the index, and as many by their words, so that both can change the order
)
_REMEMBERED: Final = 5_000  # vectors kept in memory, 8 MB
_WORDS: Final = 0.3  # what full overlap of words adds to a cosine; levelled cosines differ by about 0.3
_MONTHS: Final = {number: name for name, number in reversed(MONTHS.items())}  # the first name is English
_SEASONS: Final = ("winter", "spring", "summer", "autumn")


@dataclass(frozen=True)
class Hit:
    """A note that answers a question.

    Attributes:
        score: Higher is better: cosine, and up to `_WORDS` for the words that the question shares with it.
        quote: The sentence that says it best.
    """

    note_id: str
    partner_id: str
    score: float
    quote: Quote


@dataclass(frozen=True)
class _Question:
    """A question on its way: its levelled vector, the notes, and how much of its words each note holds."""

    vector: Vectors
    notes: Mapping[str, Note]
    words: Mapping[str, float]

    def first(self, note_ids: Iterable[str], limit: int) -> list[str]:
        """The notes that hold most of the question's words; among equals the newest."""
        wanted = frozenset(note_ids)
        return sorted((one for one in self.notes if one in wanted), key=lambda one: -self.words[one])[:limit]


class Retriever:
    """Searches notes. It never waits for an index, and writes nothing while it searches."""

    def __init__(self, engine: Engine, encoder: Encoder, index: NoteIndex | None = None) -> None:
        """Search with that encoder; without an index the vectors in SQL are scanned."""
        self._engine, self._encoder, self._index = engine, encoder, index
        self._level = levelling_for(encoder.name, encoder.dimension)
        self._made: dict[tuple[str, str], NoteVector] = {}

    def search(
        self,
        question: str,
        partner_ids: Collection[str],
        as_of: date,
        audience: Audience = Audience.INTERNAL,
        limit: int = 5,
    ) -> list[Quote]:
        """The sentences that answer best, one per note, best first. Without partners or words: none."""
        return [hit.quote for hit in self.hits(question, partner_ids, as_of, audience, limit)]

    def hits(
        self,
        question: str,
        partner_ids: Collection[str],
        as_of: date,
        audience: Audience = Audience.INTERNAL,
        limit: int = 5,
    ) -> list[Hit]:
        """The notes that answer best, best first, with their scores. Without partners or words: none."""
        if not partner_ids or not question.strip():
            return []
        with self._engine.connect() as connection:
            notes = {note.note_id: note for note in notes_of(connection, partner_ids, as_of, audience)}
            if not notes:
                return []
            words = dict(zip(notes, overlap(question, [_told(note) for note in notes.values()]), strict=True))
            vector = self._encoder.encode_queries([question])[0]
            asked = _Question(self._level.question(vector), notes, words)
            scores = self._scores(connection, asked, limit)
            best = sorted(scores, key=lambda one: (-scores[one], -notes[one].date.toordinal(), one))[:limit]
            spans = best_sentences(self._encoder, question, vector, [notes[one].text for one in best])
            return [
                Hit(one, notes[one].partner_id, scores[one], quote(connection, notes[one], *span))
                for one, span in zip(best, spans, strict=True)
            ]

    def keep(self) -> int:
        """Keep in SQL what questions embedded on their way; how many vectors. Call it between questions."""
        made = list(self._made.values())
        if not made:
            return 0
        with self._engine.begin() as connection:
            kept = keep_vectors(connection, self._encoder.name, made)
        for one in made:
            self._made.pop((one.note_id, one.text_digest), None)
        return kept

    def _scores(self, connection: Connection, asked: _Question, limit: int) -> dict[str, float]:
        """Score by note id, for every note that may be among the best."""
        digests = {note_id: text_digest(passage_of(note)) for note_id, note in asked.notes.items()}
        partners = {note.partner_id for note in asked.notes.values()}
        kept = kept_digests(connection, self._encoder.name, partners)
        current = {note_id: digest for note_id, digest in digests.items() if kept.get(note_id) == digest}
        near = self._near(asked, current, partners, limit)
        vectors = read_vectors(connection, self._encoder.name, near)
        without = {note_id: digests[note_id] for note_id in digests if note_id not in current}
        vectors |= self._embedded(asked, without)
        near_by = self._cosines(asked, vectors)
        far = min(near_by.values(), default=0.0)  # a note without a vector yet is taken for the farthest
        return {one: near_by.get(one, far) + _WORDS * asked.words[one] for one in [*near, *without]}

    def _cosines(self, asked: _Question, vectors: Mapping[str, Vectors]) -> dict[str, float]:
        if not vectors:
            return {}
        cosines = self._level.passages(np.stack(list(vectors.values()))) @ asked.vector
        return dict(zip(vectors, cosines.tolist(), strict=True))

    def _near(
        self, asked: _Question, current: Mapping[str, str], partners: Collection[str], limit: int
    ) -> Collection[str]:
        """Those of the notes with a vector that may be among the best: all of them, if no index can tell."""
        if self._index is None or len(current) <= PROPOSALS:
            return current.keys()
        indexed = {note_id for note_id, digest in current.items() if self._index.holds(note_id, digest)}
        try:
            proposed = self._index.search(asked.vector, partners, PROPOSALS).keys() & indexed
        except IndexUnavailableError:
            return current.keys()
        if len(proposed) < min(limit, len(indexed)):  # what it proposed was mostly not for this asker or day
            return current.keys()
        return proposed | (current.keys() - indexed) | set(asked.first(indexed, PROPOSALS))

    def _embedded(self, asked: _Question, without: Mapping[str, str]) -> dict[str, Vectors]:
        """Vectors of notes that had none, as many as a person can wait for: those with most of the words."""
        known = {
            one: self._made[one, digest].vector
            for one, digest in without.items()
            if (one, digest) in self._made
        }
        chosen = asked.first(without.keys() - known.keys(), EMBED_AT_ONCE)
        made = encode_notes(self._encoder, [_to_encode(asked.notes[one]) for one in chosen])
        for one in made:
            self._made[one.note_id, one.text_digest] = one
        for oldest in list(self._made)[:-_REMEMBERED]:
            self._made.pop(oldest, None)
        return known | {one.note_id: one.vector for one in made}


def _told(note: Note) -> str:
    """What of a note a question may name in words: what it says, who wrote it, and when."""
    season = _SEASONS[note.date.month % 12 // 3]
    return f"{note.text} {note.author} {_MONTHS[note.date.month]} {note.date.year} {season}"


def _to_encode(note: Note) -> tuple[str, str, str]:
    return note.note_id, note.partner_id, passage_of(note)
