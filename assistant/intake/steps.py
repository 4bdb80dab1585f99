"""The steps that follow an import, each timed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from time import perf_counter

from knowledge.errors import KnowledgeError


class StepName(StrEnum):
    """What follows an import, in its order; the values are kept with the run."""

    OUTLOOK = "outlook"
    SCORES = "scores"
    PROMISES = "promises from notes"
    INDEX = "note index"


@dataclass(frozen=True)
class Step:
    """What a step did.

    Attributes:
        done: Closed quarters of partners that were learnt from, partners whose scores changed, notes read,
            notes that are in the index.
        total: The same quarters, partners scored, notes read, all notes.
        seconds: How long it took.
        problem: Why it could not be done now, with the next step; empty if it was.
    """

    name: StepName
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    problem: str = ""


def timed(name: StepName, work: Callable[[], Step | None]) -> Step | None:
    """The step with its seconds; None if there was nothing to do. The data is in, whatever becomes of it."""
    started = perf_counter()
    try:
        step = work()
    except KnowledgeError as error:
        step = Step(name, problem=str(error))
    except Exception as error:  # noqa: BLE001 -- whatever it is, what came in must be told
        again = "it is tried again with the next import"
        step = Step(name, problem=f"Something unexpected went wrong ({type(error).__name__}); {again}.")
    return step and replace(step, seconds=perf_counter() - started)
