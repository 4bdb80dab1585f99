"""What a question says of the note to delete: whom it is about, and words that it holds."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import Slots, one_partner
from assistant.planner.reading import Reading
from prompts.words import shape, words_for
from tools.names import NameKind
from tools.spelling import fold

_QUOTED: Final = re.compile(r"[\"\u201c\u201e\u00ab]([^\"\u201c\u201d\u00bb]{3,})[\"\u201c\u201d\u00bb]")
_PEOPLE: Final = frozenset((NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER))
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def deletion_slots(reading: Reading) -> Slots:
    """Arguments of `delete_note`: a contact stands for the partner, as a note about her is kept there."""
    slots = one_partner(reading)
    contact = reading.first(NameKind.CONTACT)
    if not slots and contact:
        slots = {"partner": contact.text}
    query = _words_of_note(reading)
    return {**slots, "query": query} if query else slots


def _words_of_note(reading: Reading) -> str:
    """What stands in quotation marks, or after `the note about`, without names that whom it is about has."""
    if quoted := _QUOTED.search(reading.text):
        return quoted[1]
    text = _without_people(reading)
    told = shape("words_of_note").search(text)
    said = told["words"] if told else ""
    plain = words_for("no_word_of_note")
    return " ".join(word for word in _WORD.findall(said) if not plain.fullmatch(fold(word)))


def _without_people(reading: Reading) -> str:
    """The text with the names of partners and people blanked, in its own length."""
    text = reading.text
    for mention in reading.mentions:
        if mention.kind in _PEOPLE:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
