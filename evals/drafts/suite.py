"""Messages to a generated program: clean as written, blocked when wrong, told apart, well toned.

A sample runs with the other suites; `python -m evals.drafts` writes to a thousand partners.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Final

from evals.drafts.measuring import SAMPLE, Size, measured
from evals.drafts.program import Stored, stored_program
from evals.drafts.tally import Tally
from evals.reporting import Suite
from prompts.draft_templates import LANGUAGES

_OTHER_PROGRAM: Final = 99
"""Seed of the program from which the matcher learns which words stand beside which kind of fact."""


def run_drafts(size: Size = SAMPLE) -> Suite:
    """Measure messages of every purpose in every language to the partners of a generated program."""
    every = Tally()
    with stored_program(size.partners) as stored, stored_program(size.cues, _OTHER_PROGRAM) as other:
        for tally in _in_each_language(size, stored, other):
            every.join(tally)
    return Suite("drafts", every.scores(), [*every.remarks, *every.examples()])


def _in_each_language(size: Size, stored: Stored, other: Stored) -> Iterator[Tally]:
    work = partial(measured, size=size, stored=stored, other=other)
    if size.processes == 1:
        yield from map(work, LANGUAGES)
        return
    with ProcessPoolExecutor(size.processes, get_context("spawn")) as pool:
        yield from pool.map(work, LANGUAGES)
