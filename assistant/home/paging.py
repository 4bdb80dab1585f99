"""One page of a list that was ordered before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.home.shown import PAGE, Paged

_K = TypeVar("_K")
_T = TypeVar("_T")


def paged(every: Sequence[_K], page: int, made: Callable[[Sequence[_K]], Sequence[_T]]) -> Paged[_T]:
    """The page of that number, or the last one if there are fewer; only what stands on it is made."""
    last = max(0, -(-len(every) // PAGE) - 1)
    at = min(page, last)
    return Paged(tuple(made(every[at * PAGE : (at + 1) * PAGE])), at, len(every))
