"""Work that only one process may do at a time, whichever machine it runs on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Engine, func, select


@contextmanager
def only_one(engine: Engine, work: str) -> Iterator[bool]:
    """Whether this process may do the work now; nobody else may until the end of the block.

    Who dies holds nothing: the database, or the system, gives the place back. Nobody waits here.

    Args:
        engine: The database whose users exclude each other.
        work: Its name, a word.
    """
    if engine.dialect.name == "sqlite":
        with _locked_file(f"{engine.url.database}.{work}.lock") as mine:
            yield mine
        return
    number = int.from_bytes(hashlib.sha256(f"rapport:{work}".encode()).digest()[:8], "big", signed=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        mine = bool(connection.scalar(select(func.pg_try_advisory_lock(number))))
        try:
            yield mine
        finally:
            if mine:
                connection.execute(select(func.pg_advisory_unlock(number)))


@contextmanager
def _locked_file(path: str) -> Iterator[bool]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    with lock:
        lock.release()  # entering took it a second time
        yield True
