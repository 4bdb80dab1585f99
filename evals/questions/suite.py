"""Runs the suite: held-out phrasings for the tool, written cases for calls and arguments.

The head is fitted anew on the fitting half only; the measuring half, split off by a fixed hash, is never
fitted on nor tuned on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.planner.agent import Planner
from assistant.planner.deciding import Decider
from assistant.planner.decision import Toolset
from assistant.planner.embedded import EmbeddedPlanner
from assistant.planner.features import spoken
from assistant.planner.forbidden import is_forbidden
from assistant.planner.head import Head, QueryEncoder
from assistant.planner.plan import Plan
from assistant.planner.reading import Reading, read
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.spec import ToolSpec
from evals.fitting import fit, vectors_of
from evals.questions.cases import Case, written_cases
from evals.reporting import Score, Suite
from evals.worlds import AS_OF, filled, world_names
from prompts.phrasings import Phrasing, load_phrasings
from prompts.words import ordinary_words
from tools.names import NameIndex

_REFUSED = frozenset(("out_of_scope", "forbidden"))


@dataclass
class RecordingSession:
    """A toolbox that runs nothing and remembers what was called."""

    specs: Sequence[ToolSpec]
    made: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        """Remember the call."""
        self.made.append((name, arguments))
        return "{}"


def run_questions() -> Suite:
    """Measure tools on the held-out phrasings and calls on the written cases."""
    from knowledge.encoder import EmbeddedEncoder

    encoder = EmbeddedEncoder()
    phrasings = load_phrasings()
    head = fit([phrasing for phrasing in phrasings if not phrasing.held_out], encoder)
    names = world_names()
    held_out = [phrasing for phrasing in phrasings if phrasing.held_out]
    scores, confused = _tools(held_out, head, encoder, names)
    arguments, wrong = _arguments(head, encoder, names)
    return Suite("questions", [*scores, *arguments], [*wrong, *confused])


def _tools(
    phrasings: Sequence[Phrasing], head: Head, encoder: QueryEncoder, names: NameIndex
) -> tuple[list[Score], list[str]]:
    """Tool accuracy: all, by language, by tool; and the commonest confusions."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    confused: Counter[str] = Counter()
    for phrasing, best in zip(phrasings, _best_classes(phrasings, head, encoder, names), strict=True):
        correct = best == phrasing.tool or {best, phrasing.tool} <= _REFUSED
        for group in ("tool", f"tool, {phrasing.language}", f"tool {phrasing.tool}", *_issue_group(phrasing)):
            asked[group] += 1
            right[group] += correct
        if not correct:
            confused[f"{phrasing.tool} taken for {best}"] += 1
    scores = [Score(group, right[group], asked[group]) for group in sorted(asked)]
    return scores, [f"{count} of {pair}" for pair, count in confused.most_common(8)]


def _issue_group(phrasing: Phrasing) -> tuple[str, ...]:
    return ("tool, callable ones",) if phrasing.tool in ARGUMENTS or phrasing.tool in _REFUSED else ()


def _best_classes(
    phrasings: Iterable[Phrasing], head: Head, encoder: QueryEncoder, names: NameIndex
) -> list[str]:
    ordinary = head.ordinary | ordinary_words()
    readings = [read(filled(one.text, one.text), names, AS_OF, ordinary) for one in phrasings]
    vectors = vectors_of([spoken(reading.masked) for reading in readings], encoder)
    tools = Toolset({}, {})
    decider = Decider(head, encoder, names, tools)
    return [_class(decider, reading, vector) for reading, vector in zip(readings, vectors, strict=True)]


def _class(decider: Decider, reading: Reading, vector: Any) -> str:  # noqa: ANN401 -- one row of an array
    """The class as the planner would decide it: rules first, then the head."""
    if is_forbidden(reading.text):
        return "forbidden"
    return decider.by_rule(reading) or decider.rank_with(reading, vector).best


def _arguments(head: Head, encoder: QueryEncoder, names: NameIndex) -> tuple[list[Score], list[str]]:
    """Written cases through the whole agent: calls with exactly the right arguments, and refusals."""
    planner = Planner(EmbeddedPlanner(head=head, encoder=encoder))
    specs = [ToolSpec(name, "", kind) for name, kind in ARGUMENTS.items()]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    for case in written_cases():
        session = RecordingSession(specs)
        plan = planner.plan(case.ask, session, as_of=AS_OF, names=names, thread=case.thread)
        group = f"declined: {case.decline}" if case.decline else "calls and arguments"
        asked[group] += 1
        right[group] += _fits(case, plan, session.made)
        if not _fits(case, plan, session.made):
            wrong.append(f"{case.ask!r}: {session.made or plan}")
    return [Score(group, right[group], asked[group]) for group in sorted(asked)], wrong


def _fits(case: Case, plan: Plan, made: Sequence[tuple[str, dict[str, Any]]]) -> bool:
    if case.decline:
        return plan.declined == case.decline and not made
    return [(tool, dict(args)) for tool, args in case.calls] == [(tool, dict(args)) for tool, args in made]
