"""Every suite by its name, and all of them in two processes: asking a thousand questions takes minutes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import Final

from evals.answers.suite import run_answers
from evals.cases import load_cases
from evals.digest.suite import run_digest
from evals.drafts.suite import run_drafts
from evals.injections.suite import run_injections
from evals.judging import opinion_lines
from evals.reporting import Suite
from evals.retrieval.suite import run_retrieval
from evals.stage import Stage, open_stage
from evals.trials import run_cases

_LARGEST: Final = "questions"
WRITTEN: Final = (_LARGEST, "follow_ups", "borders")
"""Suites of written cases, asked of the frozen world with the embedded planner or any model."""


@dataclass(frozen=True)
class Ran:
    """A suite's outcome, and how long it took."""

    suite: Suite
    seconds: float


def run_one(name: str, stage: Stage) -> Ran:
    """Run the suite of that name."""
    started = time.monotonic()
    suite = SUITES[name](stage)
    return Ran(suite, time.monotonic() - started)


def run_all(stage: Stage) -> Iterator[Ran]:
    """Every suite with the embedded planner: half of the work here, the other half beside it."""
    here = (_LARGEST, "answers", "follow_ups")
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        others = beside.submit(_run_beside, [name for name in SUITES if name not in here])
        yield from (run_one(name, stage) for name in here)
        yield from others.result()


def _run_beside(names: Sequence[str]) -> list[Ran]:
    with open_stage() as stage:
        return [run_one(name, stage) for name in names]


def _written(name: str, stage: Stage) -> Suite:
    cases, heard = load_cases(name), stage.heard
    suite = run_cases(name, cases, heard, stage.names, stage.trials, stage.price)
    if stage.judge is None:
        return suite
    said = ((case, heard.first(case.ask, case.asker, case.after)) for case in cases)
    opinions = stage.judge.opinions(said)
    return replace(suite, remarks=[*suite.remarks, *opinion_lines(stage.judge.name, opinions)])


def _answers(stage: Stage) -> Suite:
    return run_answers(load_cases(_LARGEST), stage.heard, stage.rapport)


SUITES: Final[dict[str, Callable[[Stage], Suite]]] = {
    **{name: partial(_written, name) for name in WRITTEN},
    "drafts": lambda _: run_drafts(),
    "digest": lambda stage: run_digest(stage.rapport),
    "answers": _answers,
    "injections": lambda _: run_injections(),
    "retrieval": lambda _: run_retrieval(),
}
