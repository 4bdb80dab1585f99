"""How many answers are thought about at once: the others wait, so that the service stays awake beside them.

Thinking is our own work on the processor. An answer that waits for a model or for Slack gives its place to
the next one, and takes one again when it goes on. Whoever comes in at the door goes first: Slack waits three
seconds for an acknowledgement, people gladly a little longer for an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Condition, Lock
from time import monotonic
from typing import Final

AT_ONCE: Final = 2  # more only take the processor from one another
PATIENCE: Final = 1.0  # seconds that thinking waits for the door to be quiet
LULL: Final = 0.05  # seconds without anybody at the door until it is: in a rush the next one is there sooner


@dataclass
class _Place:
    """One answer's place. Tools of one answer may ask models side by side, so it is taken once at most."""

    free: BoundedSemaphore
    held: bool = False
    over: bool = False
    lock: Lock = field(default_factory=Lock)

    def take(self) -> None:
        with self.lock:
            if not self.held and not self.over:
                self.free.acquire()
                self.held = True

    def give_up(self) -> bool:
        """Whether there was one to give up."""
        with self.lock:
            was_held, self.held = self.held, False
            if was_held:
                self.free.release()
            return was_held

    def leave(self) -> None:
        """Give it up for good: what still runs of the answer takes none any more."""
        self.give_up()
        self.over = True
        self.give_up()  # one that was taken in between


_mine: ContextVar[_Place | None] = ContextVar("place", default=None)


@dataclass
class Turnstile:
    """Lets a few answers through at a time."""

    free: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))
    _door: Condition = field(default_factory=Condition)
    _at_the_door: int = 0
    _last_left: float = float("-inf")

    @contextmanager
    def attending(self) -> Iterator[None]:
        """Somebody is at the door: thinking begins afterwards."""
        with self._door:
            self._at_the_door += 1
        try:
            yield
        finally:
            with self._door:
                self._at_the_door -= 1
                self._last_left = monotonic()
                self._door.notify_all()

    def until_quiet(self, waited: float = 0.0) -> None:
        """Wait until nobody is at the door, a second at most; `waited` seconds of it are over already."""
        until = monotonic() + PATIENCE - waited
        with self._door:
            while (left := min(self._not_quiet_for(), until - monotonic())) > 0:
                self._door.wait(left)

    def _not_quiet_for(self) -> float:
        """Seconds until the door is quiet, if nobody comes; endless while somebody is there."""
        return float("inf") if self._at_the_door else self._last_left + LULL - monotonic()

    @contextmanager
    def thinking(self) -> Iterator[None]:
        """Wait for a place and hold it, except while a model is asked; one within one is free."""
        if _mine.get() is not None:
            yield
            return
        place = _Place(self.free)
        token = _mine.set(place)
        try:
            place.take()
            self.until_quiet()
            yield
        finally:
            _mine.reset(token)
            place.leave()

    @staticmethod
    def step_aside() -> None:
        """Give up this answer's place, as a model is asked now."""
        if (place := _mine.get()) is not None:
            place.give_up()

    @staticmethod
    def go_on() -> None:
        """Wait for a place again, as the model has spoken."""
        if (place := _mine.get()) is not None:
            place.take()

    @staticmethod
    @contextmanager
    def aside() -> Iterator[None]:
        """Give up this answer's place, if it has one just now, for as long as it waits for somebody else."""
        place = _mine.get()
        was_held = place is not None and place.give_up()
        try:
            yield
        finally:
            if place is not None and was_held:
                place.take()
