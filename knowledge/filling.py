"""Embedding notes and filling the index in the background, so that no question waits for them."""

from __future__ import annotations

import logging
import threading
from typing import Final

from sqlalchemy import Engine

from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.index import NoteIndex
from knowledge.retrieval import Retriever
from knowledge.vectors import embed_batch, missing

_log = logging.getLogger(__name__)
_PAUSE: Final = 0.02  # seconds between batches, in which a question gets the encoder
_AGAIN: Final = 300.0  # seconds after which it looks for new notes


class Filler:
    """A thread that embeds what has no vector and keeps the index in line, until it is stopped."""

    def __init__(
        self, engine: Engine, encoder: Encoder, retriever: Retriever, index: NoteIndex | None = None
    ) -> None:
        """Fill for that retriever and index; nothing happens before `start`."""
        self._engine, self._encoder, self._retriever, self._index = engine, encoder, retriever, index
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="note-filler", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch in hand, and close the index."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._index is not None:
            self._index.close()

    def fill(self) -> int:
        """One round: embed what is missing, then bring the index in line; how many notes were embedded."""
        done, after = self._retriever.keep(), ""
        while not self._stopping.is_set() and (batch := self._next(after)):
            done += embed_batch(self._engine, self._encoder, batch)
            after = batch[-1][0]
            self._stopping.wait(_PAUSE)
        if self._index is not None and not self._stopping.is_set():
            with self._engine.connect() as connection:
                self._index.sync(connection)
        return done

    def _next(self, after: str) -> list[tuple[str, str, str]]:
        with self._engine.connect() as connection:
            return missing(connection, self._encoder.name, after)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.fill()
            except KnowledgeError as error:
                _log.warning("Notes could not be embedded now: %s", error)
            self._stopping.wait(_AGAIN)
