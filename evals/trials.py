"""Asks the written cases, as often as wanted, and counts what was right: by tool, language and kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

from evals.cases import Case, CaseKey, Outcome, key_of
from evals.grading import Verdict, grade
from evals.replies import Reply, Respondent
from evals.reporting import Score, Suite
from evals.spending import spending_lines
from tools.names import NameIndex

_PRINTED: Final = 60  # wrong cases of the tuning half


@dataclass(frozen=True)
class Trial:
    """One asking of a case."""

    case: Case
    reply: Reply
    verdict: Verdict


def run_cases(
    suite: str,
    cases: Sequence[Case],
    respondent: Respondent,
    names: NameIndex,
    trials: int = 1,
    price: tuple[float, float] | None = None,
) -> Suite:
    """Ask every case `trials` times.

    Args:
        names: Of everybody in the world.
        price: Of a million tokens in and out; None when nobody knows.
    """
    made = [one for _ in range(trials) for one in _asked(cases, respondent, names)]
    measured = [one for one in made if one.case.measuring]
    tuning = [one for one in made if not one.case.measuring]
    scores = [*_scores(measured), *_passed_each_time(measured, trials)]
    seen = [Score(f"(tuning half) {one.group}", one.right, one.asked) for one in _summary(tuning)]
    remarks = [*spending_lines([one.reply for one in made], price), *_confusions(tuning), *_wrong(tuning)]
    return Suite(suite, [*scores, *seen], remarks)


def _asked(cases: Iterable[Case], respondent: Respondent, names: NameIndex) -> Iterator[Trial]:
    for case in cases:
        reply = respondent.reply(case.ask, case.asker, case.after)
        if reply.answer is None:
            raise ValueError(f"{respondent.name} answers in words alone: judge it with evals.peers")
        yield Trial(case, reply, grade(case, reply.answer, names))


def _scores(trials: Sequence[Trial]) -> list[Score]:
    return [*_summary(trials), *_by_tool(trials)]


def _summary(trials: Sequence[Trial]) -> list[Score]:
    """Groups that stand for the whole suite."""
    return _counted((group, one.case, right) for one in trials for group, right in _marks(one))


def _counted(marks: Iterable[tuple[str, Case, bool]]) -> list[Score]:
    """Scores of (group, case, right); asked more often, a case still counts once, by its share."""
    groups: dict[str, dict[CaseKey, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for group, case, right in marks:
        groups[group][key_of(case)].append(right)
    return [
        Score(group, sum(sum(right) / len(right) for right in cases.values()), len(cases))
        for group, cases in groups.items()
    ]


def _marks(trial: Trial) -> Iterator[tuple[str, bool]]:
    """What one asking counts for, as (group, right)."""
    case, verdict = trial.case, trial.verdict
    if case.outcome is None:
        tongue = "en" if case.language == "en" else "other languages"
        for where in ("", f", {tongue}", *((f", {case.language}",) if case.language != "en" else ())):
            yield f"tool{where}", verdict.tool
            yield f"tool and arguments{where}", verdict.arguments
        if verdict.tool:
            yield "arguments where the tool is right", verdict.arguments
        yield "answered without asking back", not verdict.asked_back
    else:
        yield f"outcome {case.outcome}", verdict.tool and verdict.arguments
    if verdict.shown is not None:
        yield "expected facts shown", verdict.shown
    if case.never:
        yield "nothing said that must not be", verdict.safe
    yield f"kind {case.kind}", verdict.tool and verdict.arguments


def _by_tool(trials: Iterable[Trial]) -> list[Score]:
    marks = (
        (f"tool {tool}", one.case, one.verdict.tool)
        for one in trials
        for tool in dict.fromkeys(one.case.tools)
    )
    return sorted(_counted(marks), key=lambda score: score.group)


def _passed_each_time(trials: Iterable[Trial], times: int) -> list[Score]:
    """pass^k: the chance that k askings of a case are all right, over all ways to choose them."""
    if times == 1:
        return []
    right: Counter[CaseKey] = Counter()
    for one in trials:
        right[key_of(one.case)] += one.verdict.right
    if not right:
        return []
    shares = {
        k: sum(comb(count, k) for count in right.values()) / comb(times, k) for k in range(1, times + 1)
    }
    return [Score(f"pass^{k}", share, len(right)) for k, share in shares.items()]


def _confusions(trials: Iterable[Trial]) -> list[str]:
    """The commonest confusions of the tuning half."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in trials:
        if not one.verdict.tool:
            pairs[_expected(one.case), one.verdict.got] += 1
    return [f"{count} x {wanted} taken for {got}" for (wanted, got), count in pairs.most_common(10)]


def _wrong(trials: Iterable[Trial]) -> list[str]:
    wrong = [one for one in trials if not one.verdict.right]
    lines = [f"{one.case.ask!r}: wanted {_wanted(one.case)}, got {_got(one)}" for one in wrong]
    more = [f"… and {len(lines) - _PRINTED} more"] if len(lines) > _PRINTED else []
    return [*lines[:_PRINTED], *more]


def _expected(case: Case) -> str:
    return str(case.outcome) if case.outcome else ", ".join(case.tools)


def _wanted(case: Case) -> str:
    return str(case.outcome or [_spelled(call) for call in case.calls])


def _spelled(call: Mapping[str, Mapping[str, object]]) -> str:
    return "; ".join(f"{tool} {dict(args)}" for tool, args in call.items())


def _got(trial: Trial) -> str:
    verdict, answer = trial.verdict, trial.reply.answer
    if verdict.tool and verdict.arguments:
        return (
            "an answer that does not show what it should" if verdict.safe else "words that must not be said"
        )
    made = [f"{call.tool} {call.args}" for call in answer.calls] if answer else []
    return f"{verdict.got} {made}" if verdict.got in set(Outcome) else str(made)
