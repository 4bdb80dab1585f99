"""What is being done for somebody, in a few words that Slack shows as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from assistant.progress import Step
from assistant.slack.outgoing import cut_text
from assistant.writing.rendering import Tongue, quotable, render
from knowledge.partners import contact_card, partner_cards
from knowledge.tables import INCOMING
from prompts.phrases import Phrases
from tools.facts import Fact, Kind, Unit
from tools.kinds import CONTACT, PARTNER

TITLE: Final = 60  # of a thread: one line in the list of threads
STATUS: Final = 90
NAME: Final = 40  # of a partner or a person among other words
_COUNT: Final = Kind("status.count", Unit.COUNT, "how many are looked at")
_READS_NOTES: Final = frozenset({"search_notes", "call_brief"})


# Slack reads such lines as they are, or as Markdown: letters that look the same form no markup in either.
_LOOK_ALIKE: Final = str.maketrans(
    {"<": "\u2039", ">": "\u203a", "[": "(", "]": ")", "*": "\u2217", "`": "'", "~": "-"}
)


def literal_words(text: str, limit: int) -> str:
    """Text from anywhere in one line that Slack cannot read as a mention, a link, a ping or formatting."""
    return cut_text(quotable(text).translate(_LOOK_ALIKE), limit)


@dataclass(frozen=True)
class StepWords:
    """Tells steps; only to somebody who may see the partners that they are about."""

    engine: Engine
    phrases: Phrases

    def start(self) -> str:
        """Before anything is known."""
        return self._said("status.start", {})

    def plan(self) -> str:
        """Over several steps."""
        return self._said("status.plan", {})

    def of(self, step: Step) -> str:
        """One step, as telling as it can be."""
        with self.engine.connect() as connection:
            for shape, slots in _shapes(connection, step):
                for key in (f"status.{step.tool}_{shape}", f"status.{shape}"):
                    if key in self.phrases.texts:
                        return self._said(key, slots)
        return self.start()

    def _said(self, key: str, slots: dict[str, Fact]) -> str:
        text = render(self.phrases.text(key), slots, Tongue("en_GB", self.phrases.label)).text
        return literal_words(text, STATUS)


def _shapes(connection: Connection, step: Step) -> Iterator[tuple[str, dict[str, Fact]]]:
    """What is known of a step, the most telling first."""
    if len(step.partner_ids) == 1:
        cards = partner_cards(connection, step.partner_ids)
        for partner_id, card in cards.items():
            yield from _about(connection, step, {"partner": _fact(PARTNER, card.name)}, partner_id)
    elif count := len(step.partner_ids) or step.looked_at:
        yield "partners", {"count": Fact(_COUNT, None, count, date.min)}
    yield "plain", {}


def _about(
    connection: Connection, step: Step, slots: dict[str, Fact], partner_id: str
) -> Iterator[tuple[str, dict[str, Fact]]]:
    contact = contact_card(connection, step.contact_id) if step.contact_id else None
    if contact is not None:
        yield "contact", {**slots, "contact": _fact(CONTACT, contact.name)}
    notes = _notes(connection, partner_id) if step.tool in _READS_NOTES else 0
    if notes:
        yield "notes", {**slots, "count": Fact(_COUNT, None, notes, date.min)}
    yield "partner", slots


def _notes(connection: Connection, partner_id: str) -> int:
    notes = INCOMING["notes"]
    query = select(func.count()).select_from(notes).where(notes.c.partner_id == partner_id)
    return int(connection.execute(query).scalar_one())


def _fact(kind: Kind, name: str) -> Fact:
    return Fact(kind, None, cut_text(name, NAME), date.min)
