"""`python -m evals.drafts`: the suite in full, a message of every purpose to each of a thousand partners."""

from __future__ import annotations

import sys

from evals.drafts.measuring import FULL
from evals.drafts.suite import run_drafts


def main() -> int:
    """Print what was measured; exit code 1 if it is below the baseline."""
    suite = run_drafts(FULL)
    print("\n".join(suite.lines()))
    missed = list(suite.shortfalls())
    print("\n".join(missed) if missed else "Not below its baseline.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
