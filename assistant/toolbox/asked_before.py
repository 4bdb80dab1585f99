"""What the asker said before in the thread."""

from __future__ import annotations

from assistant.planner.asking import own_words
from assistant.toolbox.turn import Office, Turn
from knowledge.threads import earlier_turns, get_question


def asked_before(turn: Turn, office: Office) -> str:
    """The asker's own message before this one in the thread; empty if there is none."""
    with office.engine.connect() as connection:
        question = get_question(connection, turn.question_id)
        past = earlier_turns(connection, question, limit=1) if question else []
    return own_words(past[-1].text) if past else ""
