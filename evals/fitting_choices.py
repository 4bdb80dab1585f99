"""Fits what a question says for the closed arguments of its tool: see `assistant.planner.choices`.

For each argument two fits are added up: logistic regression over sentence vector, cues and what the word
lists say, and kernel ridge regression on closeness to those landmarks that are phrasings of the tool.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.planner.choices import UNSTATED, Choices, ToolChoices, spelled
from assistant.planner.common_slots import Slots
from assistant.planner.features import MASKS
from assistant.planner.landmarks import Landmarks
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for
from assistant.toolbox.arguments import ARGUMENTS
from evals.fitting_parts import CUE_SCALE, Examples, Floats, Labels, kernel_ridge, landmark_rows
from prompts.phrasings import Phrasing
from prompts.words import ordinary_words
from tools.mentions import Mention
from tools.names import NameKind

# Chosen by cross-validation.
STRENGTH: Final = 0.3  # inverse regularisation
RULE_SCALE: Final = 12.0  # of what the word lists say, beside the sentence vector
CHOICE_CUES: Final = CUE_SCALE / 2
RIDGE: Final = 0.1
NEAR_SHARE: Final = 3.0
SHARPNESS: Final = 0.5  # what makes the sum log-odds
_TWO: Final = 2
_NEVER: Final = 9.0  # log-odds against a value that no phrasing states
_DAY: Final = date(2026, 9, 30)
_MASK: Final = re.compile("|".join(sorted(set(MASKS.values()))))
_NAMES: Final = {
    "partnerx": ("Acme", "Globex", "Initech"),
    "personx": ("Anna Weber", "Ben Ortiz", "Carla Dubois"),
    "customerx": ("Contoso", "Fabrikam"),
    "sectorx": ("Retail", "Finance"),
    "techx": ("Azure", "Kubernetes"),
    "regionx": ("Germany", "Nordics"),
}
_KINDS: Final = {mask: kind for kind, mask in reversed(MASKS.items())}


@dataclass(frozen=True)
class Stated:
    """One closed argument over the phrasings of a tool.

    Attributes:
        values: In column order.
        labels: Which of them each phrasing states.
        ruled: Which of them the word lists say, (rows, values).
    """

    argument: str
    values: tuple[str, ...]
    labels: Labels
    ruled: Floats

    def take(self, rows: Labels) -> Stated:
        """Some of the phrasings."""
        return Stated(self.argument, self.values, self.labels[rows], self.ruled[rows])


def fit_choices(phrasings: Sequence[Phrasing], examples: Examples, landmarks: Landmarks) -> Choices:
    """Choices for every tool with labelled phrasings.

    Args:
        examples: The phrasings as numbers, in the same order.
        landmarks: Of the head; those that are phrasings of the tool are used.
    """
    chosen, tools = landmark_rows(examples.texts), {}
    for tool in labelled_tools(phrasings):
        own = np.flatnonzero([one.tool == tool for one in phrasings])
        rows = own.tolist()
        stated = stated_in([phrasings[row] for row in rows], [examples.texts[row] for row in rows])
        among = Among.of(landmarks, chosen, own)
        tools[tool] = fit_tool(examples.take(own), stated, among)
    return Choices(tools)


def labelled_tools(phrasings: Sequence[Phrasing]) -> list[str]:
    """Tools with closed arguments."""
    return sorted({one.tool for one in phrasings if one.choices})


@dataclass(frozen=True)
class Among:
    """The landmarks that stand among the phrasings of a tool.

    Attributes:
        rows: Their places among the landmarks of the head.
        own: Their places among the phrasings of the tool.
    """

    landmarks: Landmarks
    rows: NDArray[np.int32]
    own: Labels

    @classmethod
    def of(cls, landmarks: Landmarks, chosen: Labels, phrasings: Labels) -> Among:
        """Those of the chosen rows that are phrasings of the tool; both are rows of all examples."""
        rows = np.flatnonzero(np.isin(chosen, phrasings)).astype(np.int32)
        return cls(landmarks.taken(rows), rows, np.searchsorted(phrasings, chosen[rows]))


def stated_in(phrasings: Sequence[Phrasing], texts: Sequence[str]) -> list[Stated]:
    """Every closed argument of the phrasings of one tool.

    Args:
        texts: The phrasings with names masked.
    """
    fields = ARGUMENTS[phrasings[0].tool].model_fields
    said = [
        slots_for(one.tool, reading_of(text, "{manager}" in one.text), fields)
        for one, text in zip(phrasings, texts, strict=True)
    ]
    names = sorted({name for one in phrasings for name, _ in one.choices})
    return [_stated(name, spelled(fields[name].get_default()), phrasings, said) for name in names]


def _stated(name: str, default: str, phrasings: Sequence[Phrasing], said: Sequence[Slots]) -> Stated:
    labels = [dict(one.choices).get(name, UNSTATED) for one in phrasings]
    labels = [UNSTATED if label == default else label for label in labels]
    values = tuple(sorted({*labels, UNSTATED}))
    ruled = [spelled(slots.get(name)) for slots in said]
    known = [value if value in values else UNSTATED for value in ruled]
    columns = np.array(values)
    shown = (np.array(known)[:, None] == columns).astype(np.float32)
    return Stated(name, values, np.array([values.index(label) for label in labels]), shown)


def reading_of(text: str, manager: bool) -> Reading:
    """A masked phrasing as the planner reads it with usual names.

    Args:
        manager: Whether people named are colleagues.
    """
    pieces, mentions, at, used = list[str](), list[Mention](), 0, Counter[str]()
    for match in _MASK.finditer(text):
        pieces.append(text[at : match.start()])
        names, start = _NAMES[match[0]], sum(map(len, pieces))
        name = names[used[match[0]] % len(names)]
        kind = NameKind.MANAGER if manager and match[0] == "personx" else _KINDS[match[0]]
        mentions.append(Mention(start, start + len(name), kind, (name,), name))
        pieces.append(name)
        used[match[0]] += 1
        at = match.end()
    return Reading("".join([*pieces, text[at:]]), tuple(mentions), _DAY, ordinary_words(), guesses=False)


def fit_tool(examples: Examples, stated: Sequence[Stated], among: Among) -> ToolChoices:
    """The closed arguments of one tool, fitted on its phrasings."""
    columns = tuple((one.argument, value) for one in stated for value in one.values)
    near = among.landmarks.closeness(examples.vectors, examples.cues)
    blocks, at = list[Floats](), 0
    for one in stated:
        weights, ruled, bias = _logistic(examples, one)
        said = np.zeros((len(columns), len(one.values)), dtype=np.float32)
        said[at : at + len(one.values)] = ruled
        wanted = np.where(np.eye(len(one.values))[one.labels] > 0, 1, -1).astype(np.float32)
        closeness = NEAR_SHARE * kernel_ridge(near, among.own, wanted, RIDGE)
        blocks.append(np.vstack([weights, said, bias[None], closeness]))
        at += len(one.values)
    return ToolChoices(columns, SHARPNESS * np.hstack(blocks), among.rows, among.landmarks)


def _logistic(examples: Examples, stated: Stated) -> tuple[Floats, Floats, Floats]:
    """Weights over sentence vector and cues, weights over what the word lists say, bias."""
    middle = examples.vectors.mean(axis=0)
    spread = float((examples.vectors - middle).std())
    scales = np.repeat(
        np.array([1 / spread, CHOICE_CUES, RULE_SCALE], dtype=np.float32),
        [middle.size, examples.cues.shape[1], len(stated.values)],
    )
    rows = np.hstack([examples.vectors - middle, examples.cues, stated.ruled]) * scales
    fitted = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3)
    fitted.fit(rows, stated.labels, sample_weight=_shares(stated.labels))
    both = len(fitted.classes_) == _TWO  # then one row tells them apart
    told = np.vstack([-fitted.coef_, fitted.coef_]) if both else fitted.coef_
    start = np.hstack([-fitted.intercept_, fitted.intercept_]) if both else fitted.intercept_
    weights = np.zeros((rows.shape[1], len(stated.values)), dtype=np.float32)
    bias = np.full(len(stated.values), -_NEVER, dtype=np.float32)
    weights[:, fitted.classes_] = told.T * scales[:, None]
    bias[fitted.classes_] = start - middle @ weights[: middle.size, fitted.classes_]
    own = rows.shape[1] - len(stated.values)
    return weights[:own], weights[own:], bias


def _shares(labels: Labels) -> NDArray[np.float64]:
    """How much each phrasing counts: what few of them state counts more, if not as much as all."""
    rare = 1 / np.sqrt(np.bincount(labels)[labels])
    return np.asarray(rare / rare.mean(), dtype=np.float64)
