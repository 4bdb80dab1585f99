"""What a question says for the closed arguments of its tool: fitted over its meaning and the word lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.planner.common_slots import Slots
from assistant.planner.cues import cue_values
from assistant.planner.landmarks import Landmarks
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for

Floats = NDArray[np.float32]
Stored = Mapping[str, NDArray[np.generic]]

UNSTATED: Final = ""  # neither said nor other than the argument's default
# By cross-validation: from here on it is right more often than the word lists where the two differ.
LIKELY: Final = 0.5
CERTAIN: Final = 0.8  # to take back what a word list says; also asked of a value that changes something
_CHANGES: Final[Mapping[str, frozenset[str]]] = {
    "review_decision": frozenset(("accept", "override", "reopen")),
    "snooze": frozenset((UNSTATED, "wake")),
    "digest_settings": frozenset(("set", "pause", "resume", "mute", "unmute")),
    "record_play": frozenset((UNSTATED,)),
    "suggest_introduction": frozenset(("propose", "agreed", "declined", "made", "outcome")),
}
_PREFIX: Final = "choices of "


@dataclass(frozen=True)
class ToolChoices:
    """The closed arguments of one tool.

    Attributes:
        columns: Argument and value of each column; the columns of one argument stand together.
        weights: Over sentence vector, cues, what the word lists say, one, and closeness to each landmark:
            (features, columns). What comes out are log-odds.
        rows: Which of the head's landmarks are phrasings of the tool.
        landmarks: These.
    """

    columns: tuple[tuple[str, str], ...]
    weights: Floats
    rows: NDArray[np.int32]
    landmarks: Landmarks

    def probabilities(
        self, text: str, vector: Floats, ruled: Mapping[str, str]
    ) -> dict[str, dict[str, float]]:
        """How likely each value of each argument is.

        Args:
            text: With names masked.
            vector: Its sentence vector.
            ruled: What the word lists say for each argument.
        """
        cues = cue_values(text)
        known = {argument: self._known(argument, value) for argument, value in ruled.items()}
        said = [known[argument] == value for argument, value in self.columns]
        near = self.landmarks.closeness(vector[None], cues[None])[0]
        scores = np.concatenate([vector, cues, said, [1], near]).astype(np.float32) @ self.weights
        return {argument: self._shares(scores, argument) for argument in self.arguments}

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """Names of the arguments."""
        return tuple(dict.fromkeys(argument for argument, _ in self.columns))

    def _known(self, argument: str, value: str) -> str:
        """The value, if it has a column: what holds by default has none and counts as unstated."""
        return value if (argument, value) in self.columns else UNSTATED

    def _shares(self, scores: Floats, argument: str) -> dict[str, float]:
        own = [at for at, (name, _) in enumerate(self.columns) if name == argument]
        odds = np.exp(scores[own] - scores[own].max())
        shares = (odds / odds.sum()).tolist()
        return {self.columns[at][1]: share for at, share in zip(own, shares, strict=True)}


@dataclass(frozen=True)
class Choices:
    """Every tool that has closed arguments."""

    tools: Mapping[str, ToolChoices]

    def slots(
        self,
        tool: str,
        reading: Reading,
        allowed: Collection[str],
        text: str,
        encoded: Callable[[str], Floats],
    ) -> Slots:
        """Arguments that the question states, closed ones by what is likeliest.

        Args:
            tool: Its name.
            reading: The question.
            allowed: Names of the tool's arguments.
            text: The question with names masked.
            encoded: Makes the sentence vector of a text.
        """
        slots = slots_for(tool, reading, allowed)
        if tool not in self.tools:
            return slots
        ruled = {argument: spelled(slots.get(argument)) for argument in self.tools[tool].arguments}
        likely = self.tools[tool].probabilities(text, encoded(text), ruled)
        stated = {argument: _best(tool, shares, ruled[argument]) for argument, shares in likely.items()}
        other = {argument: value for argument, value in stated.items() if value is not None}
        return slots_for(tool, replace(reading, stated=other), allowed) if other else slots

    def stored(self) -> dict[str, NDArray[np.generic]]:
        """Arrays by name, as `read` takes them."""
        found: dict[str, NDArray[np.generic]] = {}
        for tool, one in self.tools.items():
            found[f"{_PREFIX}{tool}"] = one.weights.astype(np.float16)
            found[f"{tool} columns"] = np.array(one.columns)
            found[f"{tool} rows"] = one.rows
        return found

    @classmethod
    def read(cls, stored: Stored, landmarks: Landmarks) -> Choices:
        """Choices from what `stored` gave, and the landmarks of the head."""
        tools = (name.removeprefix(_PREFIX) for name in stored if name.startswith(_PREFIX))
        return cls({tool: _read_tool(stored, tool, landmarks) for tool in tools})


def spelled(value: object) -> str:
    """A value as the columns name it."""
    return UNSTATED if value in (None, False) else str(value).casefold()


def _read_tool(stored: Stored, tool: str, landmarks: Landmarks) -> ToolChoices:
    rows = stored[f"{tool} rows"].astype(np.int32)
    columns = tuple((str(argument), str(value)) for argument, value in stored[f"{tool} columns"])
    weights = stored[f"{_PREFIX}{tool}"].astype(np.float32)
    return ToolChoices(columns, weights, rows, landmarks.taken(rows))


def _best(tool: str, shares: Mapping[str, float], ruled: str) -> str | None:
    """The likeliest value, if it is likely enough and other than what the word lists say."""
    value = max(shares, key=shares.__getitem__)
    bold = value == UNSTATED or value in _CHANGES.get(tool, ())
    needed = CERTAIN if bold else LIKELY
    same = value == (ruled if ruled in shares else UNSTATED)
    return None if same or shares[value] < needed else value
