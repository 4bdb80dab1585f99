"""Whether text with slots that a model wrote may be rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from prompts.slots import Slot, SlotError, SlottedText, parse
from tools.facts import Fact, Quote, Unit
from tools.grounding.directions import wrong_direction
from tools.grounding.names import NameIndex
from tools.grounding.problems import Problem, ProblemKind, Verdict
from tools.grounding.verifier import Grounds, verify
from tools.spelling import fold

_STAND_IN: Final = "it"
"""What stands for a slot while the words around it are judged: no name, no number, and a word."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*\s*|\n+")


class RefusedError(ValueError):
    """A text with slots that must not be rendered; `reasons` has one line for each problem."""

    def __init__(self, reasons: str) -> None:
        super().__init__(reasons)
        self.reasons = reasons


def admitted(text: str, sources: Mapping[str, Fact | Quote], grounds: Grounds) -> SlottedText:
    """The text cut into parts, if every slot is known and nothing stands outside of slots.

    Args:
        text: As the model wrote it.
        sources: By id, what slots may name.
        grounds: What else may be said outside of slots; its facts are not looked at.

    Raises:
        RefusedError: A slot is unknown, or a number, date, name, link or markup stands outside of slots.
    """
    try:
        slotted = parse(text.strip())
    except SlotError as error:
        raise RefusedError(f"- {error}") from error
    unknown = sorted(slotted.slots - sources.keys())
    if unknown:
        raise RefusedError("\n".join(f"- {{{name}}}: no such slot" for name in unknown))
    verdict = verify(_outside(slotted), replace(grounds, facts=()))
    problems = (*verdict.problems, *_directions(slotted, sources))
    if problems or not slotted.words.strip():
        raise RefusedError(Verdict(problems).reasons or "- nothing was written")
    return slotted


def _outside(text: SlottedText) -> str:
    """The words that the model wrote, those inside slots (`{f1:deal|deals}`) too."""
    shown = [
        part if isinstance(part, str) else " ".join(filter(None, (_STAND_IN, part.singular, part.plural)))
        for part in text.parts
    ]
    return "".join(shown)


def _directions(text: SlottedText, sources: Mapping[str, Fact | Quote]) -> list[Problem]:
    found: list[Problem] = []
    for sentence in sentences(text):
        facts = [sources[part.name] for part in sentence.parts if isinstance(part, Slot)]
        word = wrong_direction(fold(sentence.words), [fact for fact in facts if isinstance(fact, Fact)])
        if word:
            found.append(Problem(ProblemKind.DIRECTION, 0, 0, word[0], "the change went the other way"))
    return found


def sentences(text: SlottedText) -> list[SlottedText]:
    """The text sentence by sentence; a slot never ends one."""
    done: list[SlottedText] = []
    parts: list[str | Slot] = []
    for part in text.parts:
        if isinstance(part, Slot):
            parts.append(part)
            continue
        for piece in _SENTENCE.findall(part):
            parts.append(piece)
            if re.search(r"[.!?\n]\s*$", piece):
                done.append(SlottedText(tuple(parts)))
                parts = []
    return [*done, SlottedText(tuple(parts))] if parts else done


def slots_only(sources: Mapping[str, Fact | Quote], as_of: date, language: str) -> Grounds:
    """Grounds on which nothing may stand outside of slots: no value, none of the names, no label of ours."""
    names = [
        str(one.value) for one in sources.values() if isinstance(one, Fact) and one.kind.unit is Unit.NAME
    ]
    authors = [one.author for one in sources.values() if isinstance(one, Quote) and one.author]
    return Grounds(facts=(), as_of=as_of, language=language, foreign=NameIndex.build([*names, *authors]))
