"""What to do next: questions to ask and forms to fill in, about one partner or in general."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from assistant.contract import Answer
from assistant.slack import limits
from assistant.slack.answers.reader import Reader, subject_of
from assistant.slack.blocks import Option, actions, button, overflow
from assistant.slack.outgoing import Block

ASK: Final = "ask"
CONFIRM: Final = "confirm"
DECLINE: Final = "decline"
UNDO: Final = "undo"
MENU: Final = "partner_menu"
PICK: Final = "form_brief"  # opens the form in which partners are found by their first letters
_NOBODY: Final = "{}"
_SUGGESTIONS: Final = 3


class Step(StrEnum):
    """A question about a partner that a button asks."""

    WHY = "ask_why"
    DRAFT = "ask_draft"
    BRIEF = "ask_brief"


class Form(StrEnum):
    """A form about a partner that a button opens."""

    SNOOZE = "form_snooze"
    NOTE = "form_note"
    REMINDER = "form_reminder"


# The words are those of `prompts/phrases/*/suggest.yaml`, so that nothing is offered twice.
WORDS: Final = {
    Step.WHY: "Why did {partner} change?",
    Step.DRAFT: "Write {partner} a check-in",
    Step.BRIEF: "Brief me on {partner}",
}
ASKS: Final = {Step.WHY: "why", Step.DRAFT: "draft", Step.BRIEF: "brief"}
"""What each is called among the suggestions."""

_LABELS: Final[dict[Step | Form, str]] = {
    Step.WHY: "Why?",
    Step.DRAFT: "Draft",
    Step.BRIEF: "Brief me",
    Form.SNOOZE: "Snooze",
    Form.NOTE: "Log note",
    Form.REMINDER: "Remind me",
}
_IN_MENU: Final = (Form.SNOOZE, Form.REMINDER)  # a menu takes five
_ANSWERED_BY: Final = {
    "explain_change": Step.WHY,
    "draft_message": Step.DRAFT,
    "call_brief": Step.BRIEF,
}
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")


def words_of(step: Step, name: str) -> str:
    """The question as a person would type it."""
    return WORDS[step].format(partner=" ".join(name.split()))


def step_blocks(answer: Answer, reader: Reader, opening: Sequence[Block] = ()) -> list[Block]:
    """The rows of buttons under an answer; `opening` are those that show more of it."""
    numbers = _Numbers()
    partner = _about_partner(answer, reader, numbers)
    rows = [
        _deciding(answer) + _asked_back(answer, reader, numbers),
        partner,
        [*_suggested(answer, reader, partner, numbers), *opening],
    ]
    return [actions(row) for row in rows if row]


def partner_menu(number: int, partner_id: str, reader: Reader) -> Block | None:
    """What can be done about the partner of one row; None for one whose id fits no menu."""
    writes = partner_id in reader.writable
    options = [Option(_LABELS[step], f"{step}:{partner_id}") for step in _steps(writes)]
    options += [Option(_LABELS[form], f"{form}:{_carried(partner_id)}") for form in _IN_MENU if writes]
    fitting = [option for option in options if len(option.value) <= limits.OPTION_VALUE]
    return overflow(f"{MENU}_{number}", fitting) if fitting else None


class _Numbers:
    """Counts the questions of one message: each button needs an action of its own."""

    def __init__(self) -> None:
        self._next = 0

    def ask(self, label: str, words: str) -> Block:
        """A button that asks these words."""
        number, self._next = self._next, self._next + 1
        asked = words[: limits.BUTTON_VALUE]
        return button(label, f"{ASK}_{number}", asked, spoken="" if label == words else words)


def _deciding(answer: Answer) -> list[Block]:
    """Each carries the change's id."""
    buttons: list[Block] = []
    if answer.pending:
        buttons.append(button("Confirm", CONFIRM, answer.pending, "primary"))
        buttons.append(button("Don't", DECLINE, answer.pending))
    return buttons + ([button("Undo", UNDO, answer.undo)] if answer.undo else [])


def _asked_back(answer: Answer, reader: Reader, numbers: _Numbers) -> list[Block]:
    """Each candidate for a name as a button that goes on with it; of two alike, the place says which.

    Where there is none, the name can be picked instead.
    """
    offered = (answer.clarify or answer.unknown or [])[: len(_ORDINALS)]
    names = [" ".join(reader.names.get(one, "").split()) for one in offered]
    buttons = []
    for place, partner_id, name in zip(_ORDINALS, offered, names, strict=False):
        alike = names.count(name) > 1
        words = f"the {place} one" if alike else f"I meant {name}"
        if name:
            buttons.append(numbers.ask(f"{name[:50]} ({partner_id})" if alike else name, words))
    if answer.unknown is not None and not buttons:
        return [button("Pick a partner", PICK, _NOBODY)]
    return buttons


def _about_partner(answer: Answer, reader: Reader, numbers: _Numbers) -> list[Block]:
    """Next steps for an answer about one partner; none while something else waits for a decision."""
    partner_id = subject_of(answer)
    name = reader.names.get(partner_id, "").strip()
    if not name or answer.pending or answer.undo or answer.drafts or answer.job or answer.refuse:
        return []
    writes, told = partner_id in reader.writable, {_ANSWERED_BY.get(call.tool) for call in answer.calls}
    questions = [
        numbers.ask(_LABELS[step], _best_words(step, name, answer.suggestions or ()))
        for step in _steps(writes)
        if step not in told
    ]
    forms = [button(_LABELS[form], form, _carried(partner_id)) for form in Form] if writes else []
    return [*questions, *forms]


def _suggested(answer: Answer, reader: Reader, partner: Sequence[Block], numbers: _Numbers) -> list[Block]:
    """Suggestions as buttons, without what a next step asks already, or the reader may not do."""
    asked = {one["value"] for one in partner}
    barred = tuple(f"Write {name} " for one, name in reader.names.items() if one not in reader.writable)
    wanted = [words for words in answer.suggestions or () if words not in asked]
    fitting = [words for words in wanted if not words.startswith(barred)]
    return [numbers.ask(words, words) for words in fitting[:_SUGGESTIONS]]


def _steps(writes: bool) -> list[Step]:
    return [step for step in Step if writes or step is not Step.DRAFT]


def _best_words(step: Step, name: str, suggestions: Sequence[str]) -> str:
    """The suggested message if one is suggested: it says what to write about."""
    written = f"Write {name} "
    found = [words for words in suggestions if step is Step.DRAFT and words.startswith(written)]
    return found[0] if found else words_of(step, name)


def _carried(partner_id: str) -> str:
    return json.dumps({"partner_id": partner_id}, separators=(",", ":"))
