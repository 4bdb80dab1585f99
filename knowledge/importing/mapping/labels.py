"""Labels of columns: `Close Date`, `CloseDate`, `close-date` and `closedate` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from tools.schema.labels import squeezed

_BETWEEN: Final = re.compile(r"[\W_]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NUMBERED: Final = re.compile(r"^(?:\d+ )+(?=\D)")


def words(label: str) -> str:
    """The label in lower case with single spaces between its words: `PartnerId` and `partner_id` differ."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", label).casefold()).strip()


@lru_cache(maxsize=10_000)
def plainly(cell: str) -> str:
    """What a cell says without what is written around it: `7 - Closed - Won (Partners)` is `closed won`."""
    return _NUMBERED.sub("", words(_BRACKETS.sub(" ", cell)))


@dataclass(frozen=True)
class Header:
    """The labels of one source.

    Attributes:
        also: A label to other spellings of it, as in other languages.
    """

    labels: tuple[str, ...]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, label: str) -> str | None:
        """The label of the source that is meant, as it is written there; None if it has none."""
        spellings = (label, *self._spellings.get(squeezed(label), ()))
        return next(
            (self._labels[key] for each in spellings if (key := squeezed(each)) in self._labels), None
        )

    def find_all(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Those that the source has, as they are written there."""
        return tuple(found for label in labels if (found := self.find(label)) is not None)

    @cached_property
    def _labels(self) -> dict[str, str]:
        # of labels that squeeze to the same, the first one counts
        return {key: label for label in reversed(self.labels) if (key := squeezed(label))}

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        return {squeezed(label): others for label, others in self.also.items()}
