"""What a file is called and how it is recognised, before anything in it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from knowledge.importing.files.unreadable import Unreadable
from knowledge.importing.problems import excerpt


@dataclass(frozen=True)
class Stamp:
    """Size in bytes and time of the last change in nanoseconds: both differ once a file was written to."""

    size: int
    changed: int


@dataclass(frozen=True)
class Identity:
    """One regular file.

    Attributes:
        stem: As in `Source.stem`.
    """

    path: Path
    name: str
    stem: str
    stamp: Stamp

    @property
    def changed(self) -> bool:
        """Whether the file is no longer what it was when it was opened."""
        try:
            return stamp_of(self.path) != self.stamp
        except Unreadable:
            return True


def identify(path: Path) -> Identity:
    """Look at a file without opening it: a pipe or device would wait forever.

    Raises:
        Unreadable: It does not exist or is no regular file.
    """
    bare = path.name.removesuffix(path.suffix) if path.suffix.lower() == ".gz" else path.name
    return Identity(path, excerpt(path.name), stem_of(excerpt(Path(bare).stem)), stamp_of(path))


def stamp_of(path: Path) -> Stamp:
    """The stamp of a regular file, links followed.

    Raises:
        Unreadable: It does not exist or is no regular file.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise Unreadable(f"a file that can be read ({reason_of(error)})") from error
    if not S_ISREG(found.st_mode):
        raise Unreadable("a regular file, not a folder, pipe or device")
    return Stamp(found.st_size, found.st_mtime_ns)


def stem_of(name: str) -> str:
    """A name in lower case, with `_` for spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", name.strip().lower())


def reason_of(error: Exception) -> str:
    """Why the system refused, in its own words: `Permission denied`."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
