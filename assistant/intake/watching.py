"""Watching a folder: whenever its files have changed, and nobody writes to them any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

from assistant.intake.listing import Listing, listing, quiet

_LOOK_AGAIN: Final = 5.0  # seconds; folders on a network may tell nobody that a file changed


@dataclass(frozen=True)
class Watching:
    """Watches a folder until `stop` is set.

    Attributes:
        quiet_seconds: How long no file may change before it counts as written.
        leave_out: A file in the folder that we write ourselves.
        patience: Seconds until it is told that somebody still writes.
        pause: Seconds before what failed is tried again.
    """

    folder: Path
    stop: Event
    quiet_seconds: float = 2.0
    leave_out: Path | None = None
    patience: float = 60.0
    pause: float = 30.0

    def run(self, take_in: Callable[[], bool], tell_changing: Callable[[tuple[str, ...]], None]) -> None:
        """Take in at the beginning, then after every change; not after a change that was taken back.

        Args:
            take_in: Whether it went through; else it is tried again after a pause.
            tell_changing: Told once of files that somebody writes to all the time.
        """
        taken: Listing | None = None
        while (found := self._quiet(tell_changing)) is not None:
            if found == taken:
                self._wait(found)
            elif take_in():
                taken = found
            else:
                taken = None
                self.stop.wait(self.pause)

    def _quiet(self, tell_changing: Callable[[tuple[str, ...]], None]) -> Listing | None:
        """What lies there once nobody writes to it; None if it was stopped."""
        told: set[str] = set()
        while True:
            seen = quiet(
                self.folder,
                self.stop,
                seconds=self.quiet_seconds,
                patience=self.patience,
                leave_out=self.leave_out,
            )
            if seen is None or not seen.changing:
                return seen.listing if seen else None
            if new := tuple(name for name in seen.changing if name not in told):
                tell_changing(new)
                told.update(new)

    def _wait(self, taken: Listing) -> None:
        """Until something else lies there than what was taken in, or it is time to look again."""
        from watchfiles import watch

        try:
            for _ in watch(
                self.folder,
                stop_event=self.stop,
                recursive=False,
                rust_timeout=int(_LOOK_AGAIN * 1000),
                yield_on_timeout=True,
                raise_interrupt=True,
            ):
                if self.stop.is_set() or listing(self.folder, self.leave_out) != taken:
                    return
        except OSError:  # the folder is away: a network share that comes back
            self.stop.wait(_LOOK_AGAIN)
