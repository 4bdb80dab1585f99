"""Facts as small print: what a message rests on, so that its reader can argue with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assistant.contract import ShownFact
from assistant.figures import day_of, name_of, value_of
from assistant.slack import limits
from assistant.slack.outgoing import Markup, escape

SHOWN: Final = 6


def as_of_line(facts: Iterable[ShownFact], notes: int = 0) -> Markup:
    """How fresh and how many the figures are; empty when there are none."""
    known = list(facts)
    if not known:
        return Markup("")
    newest = max(fact.as_of for fact in known)
    figures = "1 figure" if len(known) == 1 else f"{len(known)} figures"
    quoted = f" · {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
    return escape(f"As of {day_of(newest)} · {figures} from your data{quoted}")


def source_lines(facts: Iterable[ShownFact], notes: int) -> Markup:
    """Each figure with its name, at most six, and how many notes were read."""
    known = list(facts)
    parts = [f"{name_of(fact)}: {value_of(fact)}" for fact in known[:SHOWN]]
    if len(known) > SHOWN:
        parts.append(f"{len(known) - SHOWN} more")
    if notes:
        parts.append("1 note" if notes == 1 else f"{notes} notes")
    said = " · ".join(parts) if parts else "nothing but the partner's name"
    return escape(f"Rests on {said}", limits.CONTEXT)
