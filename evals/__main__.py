"""`python -m evals [--suite NAME]`: runs the suites; exit code 1 if one falls below what was measured before.

Offline with the embedded planner by default; `--model openai:… --trials 4` asks any model the same questions,
`--peer sql_agent` what a user would otherwise build on it, `--judge` a model for its opinion of the answers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from evals.from_feedback import add_options, run_feedback
from evals.judging import judge_named
from evals.peers.comparing import PEERS, compared, line_up
from evals.stage import Stage, open_stage
from evals.suites import SUITES, WRITTEN, Ran, run_all, run_one


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen suites and print what they measured."""
    options = _options(arguments)
    if options.from_feedback or options.accept:
        return run_feedback(options)
    missed: list[str] = []
    with ExitStack() as stack:
        price = tuple(options.price) if options.price else None
        judge = judge_named(options.judge, options.model_url) if options.judge else None
        world = open_stage(options.model, options.model_url, options.trials, price, judge)
        stage = stack.enter_context(world)
        if options.peer:
            return _compare(options.suite or WRITTEN, options.peer, stage)
        for ran in _running(options, stage):
            print("\n".join(ran.suite.lines()))
            print(f"  {ran.seconds:.0f} s\n", flush=True)
            missed += [] if options.model else ran.suite.shortfalls()
    if options.model:
        print(f"Measured with {options.model}; the committed baseline is of the embedded planner.")
        return 0
    print("\n".join(missed) if missed else "No suite is below its baseline.")
    return 1 if missed else 0


def _running(options: argparse.Namespace, stage: Stage) -> Iterator[Ran]:
    """The wanted suites; those that a model can be asked, or all of them, where none is named."""
    alone = not (options.suite or options.model or options.judge or options.price or options.trials > 1)
    if alone:
        return run_all(stage)
    names = options.suite or (WRITTEN if options.model else SUITES)
    return (run_one(name, stage) for name in names)


def _compare(suites: Sequence[str], peers: Sequence[str], stage: Stage) -> int:
    """Print Rapport and its peers side by side; there is no baseline to fall below."""
    with line_up(stage, peers) as respondents:
        for name in suites:
            print("\n".join(compared(name, stage, respondents)), end="\n\n", flush=True)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.peer and not options.model:
        parser.error("--peer needs --model, which it runs on")
    if options.peer and set(options.suite or ()) - set(WRITTEN):
        parser.error(f"--peer answers {', '.join(WRITTEN)}")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--suite", choices=sorted(SUITES), action="append", help="default: all")
    parser.add_argument("--model", default="", help="as LangChain names it; default: the embedded planner")
    parser.add_argument("--model-url", default="", help="base URL of an OpenAI-compatible server")
    parser.add_argument("--trials", type=int, default=1, help="ask each question so often; tells pass^k")
    parser.add_argument(
        "--price", type=float, nargs=2, metavar=("IN", "OUT"), help="of a million tokens, to tell the cost"
    )
    parser.add_argument(
        "--peer", choices=sorted(PEERS), action="append", help="compare with it, on the same --model"
    )
    parser.add_argument("--judge", default="", help="a model that tells its opinion of the answers as well")
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
