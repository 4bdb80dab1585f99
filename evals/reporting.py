"""What a suite measured, how it is printed, and the baseline it must not fall below."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt
from typing import Final

SLACK: Final = 0.01  # a few cases more or less of some hundreds, or one of less than a hundred


@dataclass(frozen=True)
class Score:
    """How many of a group's cases were right; a fraction where a case was asked more than once."""

    group: str
    right: float
    asked: int

    @property
    def share(self) -> float:
        """Between 0 and 1; higher is better."""
        return self.right / self.asked if self.asked else 0.0

    def interval(self) -> tuple[float, float]:
        """Wilson's interval for the share, 95 %; anything is possible where nothing was asked."""
        if not self.asked:
            return 0.0, 1.0
        n, share, z = self.asked, self.share, 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Suite:
    """One suite's outcome.

    Attributes:
        remarks: Cases that were wrong and commonest confusions, a line each.
    """

    name: str
    scores: list[Score]
    remarks: list[str]

    def lines(self) -> Iterator[str]:
        """A table for people."""
        width = max(len(score.group) for score in self.scores)
        yield f"{self.name}  (right / asked, share, 95 % interval)"
        for score in self.scores:
            low, high = score.interval()
            counts = f"{score.right:>4g} / {score.asked:<4}"
            yield f"  {score.group:<{width}}  {counts}  {score.share:6.1%}  {low:.0%}-{high:.0%}"
        yield from (f"  - {remark}" for remark in self.remarks)

    def shortfalls(self) -> Iterator[str]:
        """Groups that fell below the committed baseline by more than `SLACK` or one case, or are missing.

        On another processor the encoder's last digits differ, so that a case near a threshold may fall to its
        other side. A group that was all right must stay so.
        """
        found = {score.group: score for score in self.scores}
        for group, before in baseline().get(self.name, {}).items():
            score = found.get(group)
            slack = max(SLACK, 1 / score.asked) if score and score.asked and before < 1 else 0.0
            share = score.share if score else 0.0
            if share < before - slack:
                yield f"{self.name}: {group} is {share:.1%}, was {before:.1%}"


def baseline() -> dict[str, dict[str, float]]:
    """Committed shares by suite and group (`baseline.json`)."""
    loaded: dict[str, dict[str, float]] = json.loads(files("evals").joinpath("baseline.json").read_text())
    return loaded
