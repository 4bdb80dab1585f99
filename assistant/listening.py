"""Which words are for Rapport though nobody says so: in a thread, or beside a file. No model is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.errors import NoData
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
    from assistant.planner.beside_file import Beside
    from assistant.planner.deciding import Decider
    from assistant.planner.decision import Toolset
    from assistant.planner.head import QueryEncoder
    from assistant.planner.reading import Reading


@dataclass(frozen=True)
class Listening:
    """Tells what is asked from what people say to each other, or write on a file."""

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
        from assistant.planner.addressed import Overheard

        return Overheard(*self._read(question.text, person, past, merged), interrupted).is_for_us

    def beside_file(self, question: Question, person: Person) -> Beside:
        """What words that came together with a file are: a question, or what the file is."""
        from assistant.planner.beside_file import beside_file

        with self.engine.connect() as connection:
            past, merged = earlier_turns(connection, question), merged_ids(connection)
        return beside_file(*self._read(question.text, person, past, merged))

    def _read(
        self, words: str, person: Person, past: Sequence[Turn], merged: dict[str, str]
    ) -> tuple[Reading, Decider]:
        """The words as they are understood after what was said before them."""
        from assistant.planner.deciding import Decider
        from assistant.planner.head import EncodedOnce
        from assistant.planner.judging import Judge
        from assistant.planner.memory import thread_messages
        from assistant.planner.models import shipped_head
        from assistant.planner.reading import read
        from assistant.planner.thread import thread_of
        from prompts.words import ordinary_words

        names, head = self._names(person), shipped_head()
        thread = thread_of(thread_messages(remembered(past, Handles(taken=names.knows), merged)))
        reading = read(words, names, self.now().date(), head.ordinary | ordinary_words())
        judge = Judge(head, EncodedOnce(self.encoder), names, _every_tool())
        return reading, Decider(judge, thread)

    def _names(self, person: Person) -> NameIndex:
        """What the person may name; nothing before the first import."""
        try:
            return self.roster.names(self.roster.access(person))
        except NoData:
            return NameIndex([])


def _every_tool() -> Toolset:
    from assistant.planner.decision import Toolset

    fields = {name: model.model_fields for name, model in ARGUMENTS.items()}
    required = {
        name: frozenset(field for field, told in known.items() if told.is_required())
        for name, known in fields.items()
    }
    return Toolset({name: frozenset(known) for name, known in fields.items()}, required)
