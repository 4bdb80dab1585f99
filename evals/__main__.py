"""`python -m evals [--suite NAME]`: runs the suites offline; exit code 1 if one falls below its floor."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Final

from evals.drafts.suite import run_drafts
from evals.injections.suite import run_injections
from evals.questions.suite import run_questions
from evals.reporting import Suite

SUITES: Final[dict[str, Callable[[], Suite]]] = {
    "questions": run_questions,
    "drafts": run_drafts,
    "injections": run_injections,
}


def main() -> int:
    """Run the chosen suites and print what they measured."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--suite", choices=sorted(SUITES), action="append", help="default: all")
    chosen = parser.parse_args().suite or sorted(SUITES)
    missed: list[str] = []
    for name in chosen:
        started = time.monotonic()
        suite = SUITES[name]()
        print("\n".join(suite.lines()))
        print(f"  {time.monotonic() - started:.0f} s\n")
        missed += suite.shortfalls()
    print("\n".join(missed) if missed else "No suite is below its floor.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
