"""How often a head is right about phrasings it was not fitted on, and how sure it is of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assistant.planner.decision import CLEAR_LEAD, SURE
from assistant.planner.head import QueryEncoder
from evals.fitting import examples_of, fit_examples
from evals.fitting_choices_check import choices_checked
from evals.fitting_parts import Examples, Floats, Labels
from evals.phrasing_folds import clusters, folds, near_duplicates
from evals.reporting import Score, Suite
from prompts.phrasings import Phrasing

_SHOWN: Final = 25  # commonest confusions
_OFFERED: Final = 3  # candidates of a question back
_BINS: Final = 15


@dataclass(frozen=True)
class Checked:
    """Phrasings with the log-probabilities of heads that were fitted without them.

    Attributes:
        classes: In column order.
        logs: (phrasings, classes).
        labels: Column of the right class.
    """

    phrasings: Sequence[Phrasing]
    classes: tuple[str, ...]
    logs: Floats
    labels: Labels

    @property
    def right(self) -> Labels:
        """1 where the likeliest class is the right one."""
        return np.asarray(self.logs.argmax(axis=1) == self.labels, dtype=np.int64)

    def scores(self) -> Iterator[Score]:
        """Overall, among the first three and six, by language, by tool."""
        count = len(self.labels)
        yield Score("all", int(self.right.sum()), count)
        for first in (_OFFERED, 6):
            best = np.argsort(-self.logs, axis=1)[:, :first]
            yield Score(f"among the first {first}", int((best == self.labels[:, None]).sum()), count)
        for names in (
            [one.language for one in self.phrasings],
            [one.tool for one in self.phrasings],
        ):
            asked, right = Counter(names), Counter[str]()
            for name, hit in zip(names, self.right.tolist(), strict=True):
                right[name] += hit
            yield from (Score(name, right[name], asked[name]) for name in sorted(asked))

    def confusions(self) -> Iterator[str]:
        """The commonest, with how often and an example."""
        wrong = np.flatnonzero(self.right == 0).tolist()
        guessed = self.logs.argmax(axis=1)
        pairs = Counter((self.phrasings[at].tool, self.classes[guessed[at]]) for at in wrong)
        example = {
            (self.phrasings[at].tool, self.classes[guessed[at]]): self.phrasings[at].text for at in wrong
        }
        for (tool, taken), times in pairs.most_common(_SHOWN):
            yield f"{tool} taken for {taken}: {times}, such as {example[tool, taken]!r}"

    def certainty(self) -> Iterator[str]:
        """Whether probabilities mean what they say, and what asking back would cost."""
        ordered = np.sort(self.logs, axis=1)[:, ::-1]
        sure = (np.exp(ordered[:, 0]) >= SURE) | (ordered[:, 0] - ordered[:, 1] >= CLEAR_LEAD)
        right = self.right == 1
        yield f"expected calibration error {calibration_error(np.exp(ordered[:, 0]), right):.3f}"
        yield (
            f"asked back about {(~sure & right).sum() / right.sum():.1%} of the right, "
            f"{(~sure & ~right).sum() / (~right).sum():.1%} of the wrong"
        )
        for kept in (1.0, 0.95, 0.9, 0.8, 0.7):
            first = np.argsort(-ordered[:, 0])[: int(kept * len(right))]
            yield f"answering the surest {kept:.0%}: {right[first].mean():.1%} right"


def calibration_error(probabilities: Floats, right: Labels) -> float:
    """Mean distance of probability and share of right ones over bins: 0 to 1, lower is better."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    total = 0.0
    for one in np.unique(bins):
        held = bins == one
        total += held.mean() * abs(probabilities[held].mean() - right[held].mean())
    return float(total)


def checked(phrasings: Sequence[Phrasing], encoder: QueryEncoder) -> Iterator[Suite]:
    """Cross-validated: tools without near-duplicates, without the whole neighbourhood; closed arguments."""
    classes = tuple(sorted({phrasing.tool for phrasing in phrasings}))
    examples = examples_of(phrasings, classes, encoder)
    for name, groups in (("phrasings", near_duplicates), ("phrasings, strict", clusters)):
        logs = _logs(examples, classes, phrasings, groups(examples.vectors))
        one = Checked(phrasings, classes, logs, examples.labels)
        yield Suite(name, list(one.scores()), [*one.certainty(), *one.confusions()])
    arguments = [one.line() for one in choices_checked(phrasings, examples)]
    yield Suite("closed arguments", [], arguments)


def _logs(
    examples: Examples, classes: tuple[str, ...], phrasings: Sequence[Phrasing], groups: Labels
) -> Floats:
    logs = np.zeros((len(examples.labels), len(classes)), dtype=np.float32)
    for fitting, measuring in folds(groups):
        head = fit_examples(examples.take(fitting), classes, phrasings)
        for row in measuring.tolist():
            logs[row] = head.log_probabilities(examples.texts[row], examples.vectors[row])
    return logs
