"""Which words in a channel's thread are for Rapport though nobody mentions it; no model is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.remembering import remembered
from assistant.roster import Roster
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.consenting import decides
from assistant.toolbox.handles import Handles
from knowledge.changes import ChangeState, latest_change
from knowledge.identity import merged_ids
from knowledge.people import Person
from knowledge.threads import Question, Turn, earlier_turns
from tools.names import NameIndex

if TYPE_CHECKING:
    from assistant.planner.decision import Toolset
    from assistant.planner.head import QueryEncoder


@dataclass(frozen=True)
class Listening:
    """Tells follow-ups from what people say to each other."""

    engine: Engine
    roster: Roster
    encoder: QueryEncoder
    now: Callable[[], datetime]

    def is_for_us(self, question: Question, person: Person, *, interrupted: bool) -> bool:
        """Whether words in a thread in which the person was answered are a question to Rapport.

        Args:
            question: The words, which nobody keeps unless they are one.
            person: Who wrote them.
            interrupted: Whether somebody else has spoken since the last answer.
        """
        with self.engine.connect() as connection:
            past, merged = earlier_turns(connection, question), merged_ids(connection)
            waits = latest_change(connection, question.thread_id, person.email, ChangeState.PENDING)
        if not past:
            return False
        if decides(question.text):
            return waits is not None and not interrupted
        names = self.roster.names(self.roster.access(person))
        return self._is_asked(question.text, past, merged, names, interrupted)

    def _is_asked(
        self, words: str, past: Sequence[Turn], merged: dict[str, str], names: NameIndex, interrupted: bool
    ) -> bool:
        from assistant.planner.addressed import Overheard
        from assistant.planner.deciding import Decider
        from assistant.planner.head import EncodedOnce
        from assistant.planner.judging import Judge
        from assistant.planner.memory import thread_messages
        from assistant.planner.models import shipped_head
        from assistant.planner.reading import read
        from assistant.planner.thread import thread_of
        from prompts.words import ordinary_words

        head = shipped_head()
        thread = thread_of(thread_messages(remembered(past, Handles(taken=names.knows), merged)))
        reading = read(words, names, self.now().date(), head.ordinary | ordinary_words())
        judge = Judge(head, EncodedOnce(self.encoder), names, _every_tool())
        return Overheard(reading, Decider(judge, thread), interrupted).is_for_us


def _every_tool() -> Toolset:
    from assistant.planner.decision import Toolset

    fields = {name: model.model_fields for name, model in ARGUMENTS.items()}
    required = {
        name: frozenset(field for field, told in known.items() if told.is_required())
        for name, known in fields.items()
    }
    return Toolset({name: frozenset(known) for name, known in fields.items()}, required)
