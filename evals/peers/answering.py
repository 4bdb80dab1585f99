"""What every peer does alike: asks earlier questions of the thread first, and tells what its answer cost."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from assistant.metering import Meter
from evals.peers.prompting import Exchange
from evals.replies import Reply

_log: Final = logging.getLogger(__name__)


class Answering(Protocol):
    """Makes the answer of a peer."""

    def answer(self, question: str, asker: str, thread: Sequence[Exchange]) -> str:
        """What it says to the question after the others of the thread."""


@dataclass(frozen=True)
class PeerReplies:
    """A peer as one that is asked, like Rapport. A peer that breaks down has said nothing."""

    name: str
    peer: Answering
    meter: Meter

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        """Ask everything in one thread and tell of the last answer."""
        thread: list[Exchange] = []
        for words in before:
            thread.append(Exchange(words, self._said(words, asker, thread)))
        spent, started = len(self.meter.calls), time.perf_counter()
        text = self._said(question, asker, thread)
        seconds = time.perf_counter() - started
        return Reply(text, None, seconds, tuple(self.meter.calls[spent:]))

    def _said(self, question: str, asker: str, thread: Sequence[Exchange]) -> str:
        try:
            return self.peer.answer(question, asker, thread).strip()
        except Exception as error:  # noqa: BLE001  providers and graphs raise what they like; it is counted
            _log.warning("%s failed: %s", self.name, type(error).__name__)
            return ""
