"""Reads ahead what the first question after a change of the data would have to wait for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Self

from sqlalchemy.exc import SQLAlchemyError

from assistant.digests import WEEK
from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.roster import OPERATOR
from assistant.toolbox.explaining import QUARTER
from knowledge.errors import KnowledgeError
from knowledge.stored_settings import data_version
from tools.changes.charts import charted_days

_LOOKS: Final = 2.0  # seconds between two looks; data that changed in between is still coming in
_log = logging.getLogger(__name__)


@dataclass
class Warmer:
    """A thread that reads the data at first and whenever a change of it came to rest, until it is stopped.

    Attributes:
        looks: Seconds between two looks.
    """

    rapport: Rapport
    looks: float = _LOOKS
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _read: int | None = None
    _seen: int = 0

    def __enter__(self) -> Self:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name="warmer", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End after the part in hand."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except (AssistantError, KnowledgeError, SQLAlchemyError) as error:
                _log.info("nothing was read ahead: %s", type(error).__name__)
            self._stopping.wait(self.looks)

    def _look(self) -> None:
        with self.rapport.engine.connect() as connection:
            version = data_version(connection)
        rests, self._seen = version == self._seen, version
        if self._read is None or (rests and version != self._read):
            self._read = version
            for part in self._parts():
                if self._stopping.is_set():
                    return
                part()

    def _parts(self) -> Iterator[Callable[[], object]]:
        """What answers need, most wanted first."""
        roster, standings = self.rapport.roster, self.rapport.digests.standings
        yield partial(roster.names, roster.access(OPERATOR))
        day = self.rapport.day(None, OPERATOR)
        for part in ("attention", "scorecards", "tiers", "journey"):
            yield partial(getattr, standings.at(day), part)
        yield partial(getattr, standings.at(day - WEEK), "attention")
        yield partial(getattr, standings.at(day - QUARTER), "scorecards")
        for past in charted_days(day):
            yield partial(standings.past_scores.on, [past])
