"""What each sentence of a draft rests on, in lines, for the one who approves it on any surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from assistant.contract import ShownFact
from assistant.figures import day_of, name_of, value_of
from knowledge.notes import Note
from tools.drafts import Draft, Sentence

_SENTENCE: Final = 90  # characters of it that are enough to find it
_NOTE: Final = 60


def rests_on(draft: Draft, facts: Iterable[ShownFact], notes: Iterable[Note] = ()) -> list[str]:
    """Each sentence that claims something with its figures and notes; words of a person are called so."""
    known, read = {one.id: one for one in facts}, {one.note_id: one for one in notes}
    said = [*_own(draft, known, read), *_by_hand(draft)]
    return ["What it rests on", *said] if said else ["It rests on nothing but the partner's name"]


def _own(draft: Draft, facts: Mapping[str, ShownFact], notes: Mapping[str, Note]) -> Iterator[str]:
    """The sentences as they were written that still stand."""
    for sentence in draft.sentences:
        behind = [*_behind(sentence, facts, notes)]
        if behind and (sentence.text in draft.body or sentence.text in draft.subject):
            yield f"“{_short(sentence.text, _SENTENCE)}” ← {' · '.join(behind)}"


def _behind(sentence: Sentence, facts: Mapping[str, ShownFact], notes: Mapping[str, Note]) -> Iterator[str]:
    for fact in (facts[one] for one in sentence.fact_ids if one in facts):
        yield f"{name_of(fact)}: {value_of(fact)}"
    for key in sentence.note_ids:
        note = notes.get(key)
        if note is None:
            yield "a note that is gone by now"
        else:
            by = f" by {note.author}" if note.author else ""
            yield f"note of {day_of(note.date)}{by}: “{_short(note.text, _NOTE)}”"


def _by_hand(draft: Draft) -> Iterator[str]:
    """What stands in the body and in none of the sentences that were written."""
    rest = draft.body
    for sentence in sorted(draft.sentences, key=lambda one: -len(one.text)):
        rest = rest.replace(sentence.text, "\n") if sentence.text else rest
    for line in rest.splitlines():
        if any(letter.isalnum() for letter in line):
            yield f"“{_short(line.strip(), _SENTENCE)}” ← written by hand"


def _short(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
