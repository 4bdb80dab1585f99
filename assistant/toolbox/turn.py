"""One question on its way through the toolbox, and what the tools work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.access import Access
from prompts.plays import Playbook
from tools.names import NameIndex

if TYPE_CHECKING:
    from assistant.drafting.desk import DraftingDesk
    from assistant.standings import Standings
    from knowledge.retrieval import Retriever


@dataclass(frozen=True)
class Turn:
    """One question.

    Attributes:
        question_id: What caused it; ids of what it changes derive from it, so that a retry repeats nothing.
        words: The asker's own words: quotes, forwards and files are cut.
        as_of: The day at whose end the data is read.
        notes_until: Notes are read until then: today, unless a past day was asked for. What somebody noted
            this morning is known, even when the last export is older.
        thread_id: The conversation.
    """

    question_id: str
    words: str
    as_of: date
    notes_until: date
    thread_id: str
    access: Access
    names: NameIndex


@dataclass(frozen=True)
class Office:
    """What every tool may use; made once by `assistant.app`."""

    engine: Engine
    now: Callable[[], datetime]
    standings: Standings
    retriever: Retriever
    drafting: DraftingDesk
    playbook: Playbook
