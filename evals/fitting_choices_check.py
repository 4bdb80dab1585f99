"""How often closed arguments are right about phrasings they were not fitted on: word lists, fitted, both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.planner.choices import UNSTATED, ToolChoices
from assistant.planner.landmarks import Landmarks
from evals.fitting_choices import Among, Stated, fit_tool, labelled_tools, stated_in
from evals.fitting_parts import Examples, Labels, landmark_rows
from evals.phrasing_folds import folds, near_duplicates
from prompts.phrasings import Phrasing


@dataclass(frozen=True)
class Compared:
    """One closed argument, judged in three ways.

    Attributes:
        labels: What each phrasing states, as a column.
        guesses: By what the guess rests on, a column for each phrasing.
    """

    tool: str
    argument: str
    labels: Labels
    guesses: Mapping[str, Labels]

    def line(self) -> str:
        """Share of right ones, and the mean of the shares by value."""
        said = (
            f"{name} {(guess == self.labels).mean():.1%} / {self._by_value(guess):.1%}"
            for name, guess in self.guesses.items()
        )
        return f"{self.tool}.{self.argument}: {', '.join(said)}"

    def _by_value(self, guess: Labels) -> float:
        return float(
            np.mean([(guess[self.labels == value] == value).mean() for value in np.unique(self.labels)])
        )


def choices_checked(phrasings: Sequence[Phrasing], examples: Examples) -> Iterator[Compared]:
    """Every closed argument, cross-validated without near-duplicates."""
    landmarks = landmark_rows(examples.texts)
    for tool in labelled_tools(phrasings):
        own = np.flatnonzero([one.tool == tool for one in phrasings])
        rows = own.tolist()
        stated = stated_in([phrasings[row] for row in rows], [examples.texts[row] for row in rows])
        marks = np.isin(own, landmarks)
        alone = [replace(one, ruled=np.zeros_like(one.ruled)) for one in stated]
        both, fitted = (_guessed(examples.take(own), one, marks) for one in (stated, alone))
        for at, one in enumerate(stated):
            ruled = one.ruled.argmax(axis=1)
            guesses = {"word lists": ruled, "fitted": fitted[at], "both": both[at]}
            yield Compared(tool, one.argument, one.labels, guesses)


def _guessed(examples: Examples, stated: Sequence[Stated], marks: NDArray[np.bool_]) -> list[Labels]:
    """The likeliest column of every argument for each phrasing, by fits that did not see it."""
    guesses = [np.zeros(len(examples.texts), dtype=np.int64) for _ in stated]
    for fitting, measuring in folds(near_duplicates(examples.vectors)):
        part = examples.take(fitting)
        chosen = np.flatnonzero(marks[fitting])
        landmarks = Landmarks.among(part.vectors, part.cues, chosen)
        among = Among(landmarks, np.arange(len(chosen), dtype=np.int32), chosen)
        fitted = fit_tool(part, [one.take(fitting) for one in stated], among)
        for row in measuring.tolist():
            for at, guess in enumerate(_likeliest(fitted, examples, stated, row)):
                guesses[at][row] = guess
    return guesses


def _likeliest(fitted: ToolChoices, examples: Examples, stated: Sequence[Stated], row: int) -> Iterator[int]:
    ruled = {one.argument: _value(one, row) for one in stated}
    shares = fitted.probabilities(examples.texts[row], examples.vectors[row], ruled)
    for one in stated:
        likely = shares[one.argument]
        yield one.values.index(max(likely, key=likely.__getitem__))


def _value(stated: Stated, row: int) -> str:
    said = stated.ruled[row]
    return stated.values[int(said.argmax())] if said.any() else UNSTATED
