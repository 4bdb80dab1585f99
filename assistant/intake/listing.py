"""What lies in a folder, and whether somebody is still writing there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import scandir, stat_result
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Final, TypeAlias

from knowledge.importing.files import is_readable
from knowledge.importing.rejects import files_of

_BESIDE: Final = (".", "~$")  # hidden files, and those that office programs lay beside an open one

Listing: TypeAlias = Mapping[str, tuple[int, int]]
"""File name to its size in bytes and the nanosecond of its last change."""


@dataclass(frozen=True)
class Seen:
    """What lies in a folder after a wait.

    Attributes:
        changing: Files that somebody was still writing to when the patience ran out.
    """

    listing: Listing
    changing: tuple[str, ...] = ()


def listing(folder: Path, leave_out: Path | None = None) -> Listing:
    """The files of a folder that an import reads, as they are now; empty if it cannot be looked into.

    Args:
        folder: Not looked into below.
        leave_out: The file of rejected rows, which we write ourselves, by whatever path.
    """
    ours = {path.resolve() for path in files_of(leave_out)} if leave_out else set()
    try:
        return {
            path.name: (seen.st_size, seen.st_mtime_ns)
            for path, seen in _files(folder)
            if path.resolve() not in ours
        }
    except OSError:
        return {}


def quiet(
    folder: Path, stop: Event, *, seconds: float, patience: float, leave_out: Path | None = None
) -> Seen | None:
    """Wait until no file changes for so many seconds.

    Args:
        folder: Where to look.
        stop: Ends the waiting.
        seconds: Without a change.
        patience: Seconds after which to give up.
        leave_out: A file that we write ourselves.

    Returns:
        What lies there in the end, and who is still being written to; None if it was stopped.
    """
    give_up = monotonic() + patience
    before = listing(folder, leave_out)
    while not stop.wait(seconds):
        now = listing(folder, leave_out)
        if now == before:
            return Seen(now)
        if monotonic() > give_up:
            return Seen(now, tuple(sorted(_changed(before, now))))
        before = now
    return None


def _changed(before: Listing, now: Listing) -> Iterator[str]:
    for name in before.keys() | now.keys():
        if before.get(name) != now.get(name):
            yield name


def _files(folder: Path) -> Iterator[tuple[Path, stat_result]]:
    with scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if not entry.name.startswith(_BESIDE) and is_readable(path) and entry.is_file():
                yield path, entry.stat()
