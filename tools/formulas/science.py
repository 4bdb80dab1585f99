"""A chapter of the page of formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Science:
    """One chapter.

    Attributes:
        documented: Functions that hold its formulas.
    """

    title: str
    documented: tuple[Callable[..., Any], ...]
