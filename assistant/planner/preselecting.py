"""A question as the embedded planner judges it: forbidden, or which tools a chat model is shown for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.planner.clauses import clauses_of
from assistant.planner.deciding import Decider
from assistant.planner.decision import Decision, Toolset
from assistant.planner.head import EncodedOnce, Head, QueryEncoder
from assistant.planner.judging import Judge
from assistant.planner.plan import Declined
from assistant.planner.preselected import Preselected
from assistant.planner.reading import Reading, read
from assistant.planner.thread import thread_of
from assistant.toolbox.spec import ToolSpec
from prompts.words import ordinary_words
from tools.names import NameIndex

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True)
class Preselector:
    """Judges a question before a chat model is asked."""

    head: Head
    encoder: QueryEncoder

    def judged(
        self,
        words: str,
        *,
        specs: Sequence[ToolSpec],
        names: NameIndex,
        as_of: date,
        earlier: Sequence[BaseMessage] = (),
    ) -> Preselected:
        """Whether the question is refused; if not, all tools of `specs`, likeliest first.

        Args:
            words: The asker's own words.
            earlier: The thread before them.
        """
        judge = Judge(self.head, EncodedOnce(self.encoder), names, toolset_of(specs))
        decider = Decider(judge, thread_of(earlier))
        reading = read(words, names, as_of, self.head.ordinary | ordinary_words())
        decision = decider.decide(reading)
        if decision.declined is Declined.FORBIDDEN:
            return Preselected(forbidden=True)
        known = [spec.name for spec in specs]
        likely = dict.fromkeys([*_likeliest(decider, reading, decision), *known])
        return Preselected(tuple(name for name in likely if name in known))


def _likeliest(decider: Decider, reading: Reading, decision: Decision) -> Iterator[str]:
    """What would be called, what each clause is about, what the thread was about, then by probability."""
    yield from (call.tool for call in decision.calls)
    yield from decision.candidates
    ranked = decider.judge.rank(reading)
    yield ranked.best
    for clause in clauses_of(reading.text):
        part = read(clause, decider.judge.names, reading.as_of, reading.ordinary)
        yield decider.judge.by_rule(part) or decider.judge.rank(part).best
    yield from (call.tool for call in decider.thread.calls)
    yield from ranked.names


def toolset_of(specs: Sequence[ToolSpec]) -> Toolset:
    """The tools with the names of their arguments."""
    fields = {spec.name: spec.arguments.model_fields for spec in specs}
    return Toolset(
        {name: frozenset(known) for name, known in fields.items()},
        {
            name: frozenset(field for field, told in known.items() if told.is_required())
            for name, known in fields.items()
        },
    )
