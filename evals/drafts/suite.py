"""Messages to a generated program: clean as written, blocked when wrong, told apart, well toned."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import grounds_of
from assistant.drafting.embedded import DraftText, EmbeddedDraftWriter
from assistant.drafting.gathering import Addressing, gather
from assistant.drafting.material import Material, Purpose
from assistant.drafting.recipients import Route, route
from assistant.drafting.wording import spoken_date
from evals.drafts.planting import planted
from evals.drafts.tone import Sent, tone_of
from evals.reporting import Score, Suite
from knowledge.database import migrate, open_database, sqlite_url
from knowledge.importing import import_folder
from knowledge.partners import contacts_of, partner_cards
from knowledge.people import all_people
from knowledge.sample.generator import write_sample
from prompts.draft_templates import LANGUAGES
from tools.grounding.names import NameIndex
from tools.grounding.verifier import Grounds, verify

PARTNERS: Final = 24
_SHOWN: Final = 10  # missed errors that are printed
NOW: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Message:
    """One message with what it was made of."""

    material: Material
    text: DraftText
    grounds: Grounds

    @property
    def language(self) -> str:
        """Of the message."""
        return self.material.recipient.language

    @property
    def passes(self) -> bool:
        """Whether the verifier has nothing against it."""
        return verify(self.whole, self.grounds).passes

    @property
    def whole(self) -> str:
        """Subject and body."""
        return f"{self.text.subject}\n\n{self.text.body}"


def run_drafts() -> Suite:
    """Measure clean messages, planted errors and the swap test on a generated program."""
    with TemporaryDirectory() as folder:
        messages, names = _written(Path(folder))
    clean = [
        _score(f"clean {language}", [one.passes for one in messages if one.language == language])
        for language in LANGUAGES
    ]
    blocked, missed = _blocked(messages, names)
    told_apart = _score("swap test", [_is_told_apart(one, messages) for one in messages if one.text.fact_ids])
    tone, off = _toned(messages)
    return Suite("drafts", [*clean, *blocked, told_apart, *tone], [*missed[:_SHOWN], *off])


def _written(folder: Path) -> tuple[list[Message], list[str]]:
    sample = write_sample(folder / "sample", partners=PARTNERS)
    engine = open_database(sqlite_url(folder / "drafts.db"))
    try:
        migrate(engine)
        import_folder(engine, sample.folder, base_currency="EUR", now=NOW)
        with engine.connect() as connection:
            names = [card.name for card in partner_cards(connection).values()]
            return list(_messages(connection, NameIndex.build(names), sample.until)), names
    finally:
        engine.dispose()


def _messages(connection: Connection, foreign: NameIndex, as_of: date) -> Iterator[Message]:
    """One message per partner who can be written to, language and purpose."""
    sender = all_people(connection)[0]
    for variant, card in enumerate(partner_cards(connection).values()):
        way = route(card, contacts_of(connection, card.id), None, as_of)
        if not isinstance(way, Route):
            continue
        own = (card.name, *card.aliases, card.website)
        for language, purpose in product(LANGUAGES, Purpose):
            material = gather(connection, Addressing(card, way.contact, sender, language), purpose, as_of)
            text = EmbeddedDraftWriter().write(material, variant)
            grounds = grounds_of(material, foreign, own)
            used = tuple(fact for fact in grounds.facts if fact.id in text.fact_ids)
            yield Message(material, text, replace(grounds, facts=used))


def _blocked(messages: list[Message], names: list[str]) -> tuple[list[Score], list[str]]:
    chance = random.Random(20)
    outcomes: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for message in messages:
        other = chance.choice([name for name in names if name not in message.grounds.names])
        for kind, text in planted(message.material, message.text, other, chance):
            stopped = not verify(text, message.grounds).passes
            outcomes[kind].append(stopped)
            missed += [] if stopped else [f"planted {kind}: {text!r}"]
    return [_score(f"blocked {kind}", stopped) for kind, stopped in outcomes.items()], missed


def _toned(messages: list[Message]) -> tuple[list[Score], list[str]]:
    """How the messages sound, and one message of each kind and language that does not sound so."""
    outcomes: dict[str, list[bool]] = defaultdict(list)
    off: dict[tuple[str, str], str] = {}
    for message in messages:
        for check, good in tone_of(_sent(message)).items():
            outcomes[check].append(good)
            if not good:
                off.setdefault((check, message.language), f"not {check!r}: {message.whole!r}")
    return [_score(f"tone: {check}", good) for check, good in outcomes.items()], list(off.values())


def _sent(message: Message) -> Sent:
    material = message.material
    about = [material.partner_name]
    for fact in material.facts:
        if isinstance(fact.value, date):
            about.append(spoken_date(fact.value, message.language, material.as_of))
        elif isinstance(fact.value, str):
            about.append(fact.value)
    return Sent(
        subject=message.text.subject,
        body=message.text.body,
        language=message.language,
        formal=material.recipient.formal,
        reader=material.recipient.name,
        sender=material.sender,
        about=tuple(about),
    )


def _is_told_apart(message: Message, messages: list[Message]) -> bool:
    """Whether, with the partner's and the reader's names masked, the facts point to one partner alone."""
    masked = message.text.body
    for name in (message.material.partner_name, *message.material.recipient.name.split()):
        masked = masked.replace(name, "…")
    best: dict[str, int] = {}
    for other in messages:
        if other.language == message.language:
            partner = other.material.partner_id
            best[partner] = max(best.get(partner, 0), _points(masked, other.material))
    leaders = [partner for partner, points in best.items() if points == max(best.values())]
    return leaders == [message.material.partner_id]


def _points(masked: str, material: Material) -> int:
    """How many of the partner's facts stand in the text; a name of a customer or person counts thrice."""
    points = 0
    for fact in material.facts:
        if isinstance(fact.value, date):
            points += spoken_date(fact.value, material.recipient.language, material.as_of) in masked
        elif isinstance(fact.value, str):
            points += 3 * (fact.value in masked)
    return points + 3 * sum(quote.text in masked for quote in material.quotes)


def _score(group: str, outcomes: list[bool]) -> Score:
    return Score(group, sum(outcomes), len(outcomes))
