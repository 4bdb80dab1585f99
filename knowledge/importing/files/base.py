"""What the sources of all formats have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.importing.files.identity import Identity
from knowledge.importing.files.unreadable import Unreadable
from knowledge.importing.problems import ImportProblem
from knowledge.importing.source import CHUNK_ROWS, Chunk


@dataclass(frozen=True, kw_only=True)
class FileSource:
    """A `Source` that is a file; as it stands, one whose content cannot be used."""

    identity: Identity
    name: str
    stem: str
    header: tuple[str, ...] = ()
    size: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hexadecimal, read once.

        Raises:
            OSError: The file is gone or can no longer be read.
        """
        with self.identity.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        """All records, at most `rows` at once; a file that changes meanwhile ends with a problem."""
        if self.problems:
            return
        yield from self._read(rows)
        if self.identity.changed:
            changed = Unreadable("a file that does not change while it is read; import it again")
            yield Chunk((), dict.fromkeys(self.header, ()), (changed.problem(self.name),), read=self.size)

    def _read(self, rows: int) -> Iterator[Chunk]:
        raise NotImplementedError


def unusable(identity: Identity, why: Unreadable) -> FileSource:
    """The source of a file that has no records because its content cannot be used."""
    return FileSource(
        identity=identity,
        name=identity.name,
        stem=identity.stem,
        size=identity.stamp.size,
        problems=(why.problem(identity.name),),
    )
