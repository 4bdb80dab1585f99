"""What is due, as the workflows are told of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Protocol, TypeAlias

from assistant.slack.failing import kind_of

Due: TypeAlias = tuple[str, str, list[str]]
"""What should happen now: the workflow's id, the errand's name, and the ids that it is given."""

_log = logging.getLogger("rapport.slack")


class Dated(Protocol):
    """Errands that have their moment."""

    def due(self) -> Iterable[Due]:
        """Those whose moment has come."""
        ...


def what_is_due(part: Dated) -> list[Due]:
    """What is due of one part; if that cannot be told now, the other parts go on without it."""
    try:
        return list(part.due())
    except Exception as error:  # noqa: BLE001 - whatever it was: it is looked for again in five minutes
        _log.error("what is due of %s cannot be told: %s", type(part).__name__, kind_of(error))
        return []
