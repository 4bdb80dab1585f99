"""The Chroma index over note vectors: made from SQL, owned by one process or served, thrown away in doubt.

It holds ids and vectors, never text. An embedded index is trusted only if its files are, byte for byte, what
its last owner left when it closed; after a crash, a missing or an altered file it is made anew from SQL.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import numpy as np
from sqlalchemy import Connection, select

from knowledge.encoder import Encoder, Vectors
from knowledge.errors import KnowledgeError
from knowledge.manifest import leave_manifest, take_manifest
from knowledge.tables import INCOMING, vectors

if TYPE_CHECKING:
    from filelock import BaseFileLock

_log = logging.getLogger(__name__)
_notes: Final = INCOMING["notes"]
_COLLECTION: Final = "rapport-notes"
_PAGE: Final = 1_000  # vectors per request to Chroma, about 1.5 MB
_BRIEFLY: Final = 0.05  # seconds that a search waits for a `sync` before SQL answers instead
_PATIENCE: Final = 5.0  # seconds for one request to a Chroma server; its client would wait for ever
_Key = tuple[str, str]  # partner id and text digest


class IndexUnavailableError(KnowledgeError):
    """The index cannot answer now; SQL can."""


class NoteIndex:
    """Nearest note vectors among those of given partners.

    Every answer comes from a query that names its partners; there is no way to ask without.
    """

    def __init__(
        self, encoder: Encoder, *, folder: Path | None, url: str = "", lock: BaseFileLock | None
    ) -> None:
        """Use `open_index` or `connect_index`, which decide who owns what."""
        self._encoder, self._folder, self._url, self._lock = encoder, folder, url, lock
        self._turn = threading.RLock()
        self._client: Any = None  # a chromadb client; its interface does not declare `close`
        self._collection: Any = None  # chromadb's collection is generic over what we do not use
        self._known: dict[str, _Key] = {}

    def holds(self, note_id: str, text_digest: str) -> bool:
        """Whether the index can find the note by this wording."""
        known = self._known.get(note_id)
        return known is not None and known[1] == text_digest

    def search(self, vector: Vectors, partner_ids: Iterable[str], limit: int) -> dict[str, float]:
        """Note id to cosine for the nearest notes of these partners; none without partners.

        Raises:
            IndexUnavailableError: It is broken or not yet synchronised; it repairs itself at the next `sync`.
        """
        wanted = sorted(set(partner_ids))
        if not wanted:
            return {}
        if not self._turn.acquire(timeout=_BRIEFLY):
            raise IndexUnavailableError
        try:
            return self._nearest(vector, wanted, limit)
        finally:
            self._turn.release()

    def sync(self, connection: Connection) -> int:
        """Bring the index in line with SQL, rebuilding it if it is broken; how many vectors were out of line.

        Raises:
            IndexUnavailableError: Even a new one cannot be written; SQL goes on answering.
        """
        with self._turn:
            try:
                return self._sync(connection)
            except Exception as error:  # noqa: BLE001 - whatever Chroma raises, the remedy is the same
                self._give_up("sync", error)
            try:
                self._throw_away()
                return self._sync(connection)
            except Exception as error:
                self._give_up("rebuild", error)
                raise IndexUnavailableError from error

    def close(self) -> None:
        """Leave the files so that the next owner can trust them, and let go of them."""
        with self._turn:
            whole = self._collection is not None
            self._disconnect()
            if self._folder is not None and whole:
                leave_manifest(self._folder, self._encoder.name)
            if self._lock is not None:
                self._lock.release()

    def _nearest(self, vector: Vectors, partner_ids: list[str], limit: int) -> dict[str, float]:
        if self._collection is None:
            raise IndexUnavailableError
        try:
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=limit,
                where={"partner_id": {"$in": partner_ids}},
                include=["distances"],
            )
        except Exception as error:
            self._give_up("search", error)
            raise IndexUnavailableError from error
        nearest = zip(found["ids"][0], found["distances"][0], strict=True)
        return {note_id: 1 - float(distance) for note_id, distance in nearest}

    def _sync(self, connection: Connection) -> int:
        if self._collection is None:
            self._connect()
        current = _in_sql(connection, self._encoder.name)
        gone = [note_id for note_id in self._known if note_id not in current]
        changed = [note_id for note_id, key in current.items() if self._known.get(note_id) != key]
        for page in _pages(gone):
            self._collection.delete(ids=page)
        for page in _pages(changed):
            self._upsert(connection, page)
        self._known = current
        return len(gone) + len(changed)

    def _upsert(self, connection: Connection, note_ids: list[str]) -> None:
        query = select(vectors.c.note_id, vectors.c.partner_id, vectors.c.text_digest, vectors.c.vector)
        rows = connection.execute(query.where(vectors.c.note_id.in_(note_ids))).all()
        if rows:
            self._collection.upsert(  # `add` would silently keep the old vector of a known id
                ids=[row.note_id for row in rows],
                embeddings=[np.frombuffer(row.vector, dtype="<f4") for row in rows],
                metadatas=[{"partner_id": row.partner_id, "text_digest": row.text_digest} for row in rows],
            )

    def _connect(self) -> None:
        if self._folder is not None and not take_manifest(self._folder, self._encoder.name):
            shutil.rmtree(self._folder, ignore_errors=True)
        self._client = _client(self._folder, self._url)
        collection = _collection(self._client, self._encoder)
        self._known = _in_chroma(collection)
        self._collection = collection

    def _throw_away(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        client = _client(None, self._url)
        client.get_or_create_collection(_COLLECTION, embedding_function=None)
        client.delete_collection(_COLLECTION)

    def _give_up(self, during: str, error: Exception) -> None:
        _log.warning(
            "The note index failed (%s, %s); notes are searched in SQL.", during, type(error).__name__
        )
        self._disconnect()

    def _disconnect(self) -> None:
        client, self._client, self._collection, self._known = self._client, None, None, {}
        if client is not None:
            client.close()


def open_index(folder: Path, encoder: Encoder) -> NoteIndex | None:
    """The embedded index in that folder; None if another process owns it. Never waits."""
    from filelock import FileLock, Timeout

    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.with_name(folder.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return NoteIndex(encoder, folder=folder, lock=lock)


def connect_index(url: str, encoder: Encoder) -> NoteIndex:
    """The index on a Chroma server such as `http://localhost:8000`; reached at the first `sync`."""
    return NoteIndex(encoder, folder=None, url=url, lock=None)


def _client(folder: Path | None, url: str) -> Any:  # noqa: ANN401 - see `NoteIndex`
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if folder is not None:
        return chromadb.PersistentClient(path=str(folder), settings=quiet)
    address = urlsplit(url)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    client: Any = chromadb.HttpClient(address.hostname or "localhost", port, ssl=secure, settings=quiet)
    client._server._session.timeout = _PATIENCE  # noqa: SLF001 - there is no public setting
    return client


def _collection(client: Any, encoder: Encoder) -> Any:  # noqa: ANN401 - see `NoteIndex`
    """Our collection, emptied if another encoder filled it. Chroma's own encoder downloads: never ask it."""
    made_by = {"encoder": encoder.name, "dimension": encoder.dimension}
    fresh: dict[str, Any] = {
        "embedding_function": None,
        "metadata": made_by,
        "configuration": {"hnsw": {"space": "cosine"}},
    }
    collection = client.get_or_create_collection(_COLLECTION, **fresh)
    found = collection.metadata or {}
    if {key: found.get(key) for key in made_by} != made_by:
        client.delete_collection(_COLLECTION)
        collection = client.create_collection(_COLLECTION, **fresh)
    return collection


def _in_sql(connection: Connection, encoder: str) -> dict[str, _Key]:
    """What the index should hold: vectors of this encoder whose note is still there, of the same partner."""
    same_note = (_notes.c.note_id == vectors.c.note_id) & (_notes.c.partner_id == vectors.c.partner_id)
    query = select(vectors.c.note_id, vectors.c.partner_id, vectors.c.text_digest)
    rows = connection.execute(query.join(_notes, same_note).where(vectors.c.encoder == encoder))
    return {note_id: (partner_id, digest) for note_id, partner_id, digest in rows}


def _in_chroma(collection: Any) -> dict[str, _Key]:  # noqa: ANN401 - see `NoteIndex`
    held: dict[str, _Key] = {}
    for offset in range(0, collection.count(), _PAGE):
        page = collection.get(include=["metadatas"], limit=_PAGE, offset=offset)
        for note_id, tags in zip(page["ids"], page["metadatas"], strict=True):
            held[note_id] = (tags["partner_id"], tags["text_digest"])
    return held


def _pages(ids: Sequence[str]) -> Iterable[list[str]]:
    return (list(ids[start : start + _PAGE]) for start in range(0, len(ids), _PAGE))
