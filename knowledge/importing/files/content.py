"""The bytes of a text file, block by block, unpacked if they are compressed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, TypeAlias

from knowledge.importing.files.identity import reason_of
from knowledge.importing.files.unreadable import Unreadable

_BLOCK: Final = 1 << 20  # bytes: large enough for the speed of the disk
_GIGABYTE: Final = 10**9
_LARGEST: Final = 20 * _GIGABYTE  # bytes once unpacked: an export of 200 million rows
_RATIO: Final = 200  # tables shrink to a fifth or a thirtieth, never to this

Block: TypeAlias = tuple[bytes, int]
"""Bytes, and how far in the file as it is stored they end."""


@dataclass(frozen=True)
class Content:
    """Bytes of a file.

    Attributes:
        largest: Bytes that may come of it.
    """

    path: Path
    compressed: bool
    largest: int

    def blocks(self) -> Generator[Block, None, None]:
        """From the start to the end.

        Raises:
            Unreadable: The disk, the compression or the size is at fault.
        """
        try:
            with self.path.open("rb") as stored, closing(self._unpacked(stored)) as unpacked:
                total = 0
                while block := unpacked.read(_BLOCK):
                    total += len(block)
                    if total > self.largest:
                        raise too_large(self.largest)
                    yield block, stored.tell()
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"a file that can be read ({reason_of(error)})") from error

    def head(self) -> bytes:
        """Its first block; empty if there is nothing.

        Raises:
            Unreadable: As `blocks`.
        """
        with closing(self.blocks()) as blocks:
            return next(blocks, (b"", 0))[0]

    def _unpacked(self, stored: IO[bytes]) -> IO[bytes] | gzip.GzipFile:
        return gzip.GzipFile(fileobj=stored) if self.compressed else stored


def content_of(path: Path, size: int, *, compressed: bool) -> Content:
    """The bytes of a file of so many bytes; a compressed one is bounded against bombs."""
    return Content(path, compressed, most_unpacked(size) if compressed else 2**63)


def most_unpacked(size: int) -> int:
    """Bytes that may come of so many compressed ones before they are a bomb."""
    return min(_LARGEST, max(_GIGABYTE, _RATIO * size))


def too_large(most: int) -> Unreadable:
    """More than so many bytes came of a compressed file."""
    return Unreadable(f"at most {most / _GIGABYTE:,.3g} GB once unpacked; import it in parts")
