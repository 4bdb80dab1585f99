"""Messages written one after the other, so that no two of them are mostly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, TypeAlias

from tools.drafts import Sentence

Patterns: TypeAlias = frozenset[str]
"""The sentences of one message, each with a blank for every value."""

ALIKE: Final = 0.34
"""Share of sentences, of greeting and closing too, that two messages should have in common at most."""

STILL_UNLIKE: Final = 0.4
"""What is allowed where the first will not do."""

_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")


def patterns_of(sentences: Iterable[Sentence]) -> Patterns:
    """The sentences by which a message is compared to others."""
    return frozenset(piece for one in sentences for piece in _END.split(one.pattern) if piece.strip(" .…,-"))


class Batch:
    """What the messages so far consist of."""

    def __init__(self, earlier: Iterable[Patterns] = ()) -> None:
        self._holders: Final[dict[str, list[int]]] = defaultdict(list)
        self._sizes: Final[list[int]] = []
        for patterns in earlier:
            self.add(patterns)

    def __len__(self) -> int:
        """How many messages there are so far."""
        return len(self._sizes)

    def add(self, patterns: Patterns) -> None:
        """One more message."""
        for pattern in patterns:
            self._holders[pattern].append(len(self._sizes))
        self._sizes.append(len(patterns))

    def uses(self, patterns: Patterns) -> int:
        """How many messages have one of these sentences, each counted as often as it does."""
        return sum(len(self._holders.get(pattern, ())) for pattern in patterns)

    def alike(self, patterns: Patterns) -> float:
        """The largest share of sentences that such a message would have in common with one of them.

        Of the shorter one's sentences, 0 to 1; lower is better.
        """
        common = Counter(place for pattern in patterns for place in self._holders.get(pattern, ()))
        shares = (count / (min(self._sizes[place], len(patterns)) or 1) for place, count in common.items())
        return max(shares, default=0.0)
