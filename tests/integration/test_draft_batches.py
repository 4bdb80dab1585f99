import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.drafting.desk import DraftingDesk, DraftRequest, Proposed
from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.material import Purpose
from assistant.drafting.wording import spoken_date
from knowledge.database import migrate, open_database, sqlite_url
from knowledge.importing import import_folder
from knowledge.notes import get_note
from knowledge.partners import contacts_of, partner_card, partner_cards
from knowledge.people import all_people
from knowledge.sample.generator import write_sample
from prompts.draft_templates import LANGUAGES

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("batches")
    engine = open_database(sqlite_url(folder / "batches.db"))
    migrate(engine)
    import_folder(engine, write_sample(folder / "sample").folder, base_currency="EUR", now=NOW)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("size", [3, 10])
@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_messages_of_a_batch_are_mostly_the_same(
    program: Engine, language: str, purpose: Purpose, size: int
) -> None:
    desk = DraftingDesk(EmbeddedDraftWriter(), lambda: NOW)
    earlier: list[frozenset[str]] = []
    masked: list[set[str]] = []
    with program.connect() as connection:
        author = all_people(connection)[0]
        for variant, partner_id in enumerate(partner_cards(connection)):
            request = DraftRequest(
                "batch", partner_id, purpose, author, AS_OF,
                language=language, variant=variant, earlier=tuple(earlier),
            )  # fmt: skip
            outcome = desk.propose(connection, request)
            if isinstance(outcome, Proposed):
                earlier.append(outcome.sentences)
                card = partner_card(connection, partner_id)
                known = [one.name for one in contacts_of(connection, partner_id)] + [
                    card.name if card else ""
                ]
                notes = [get_note(connection, note_id) for note_id in outcome.draft.note_ids]
                masked.append(_masked(outcome, [note.text for note in notes if note], known, language))
            if len(masked) == size:
                break
    assert len(masked) == size
    for one, other in combinations(masked, 2):
        assert len(one & other) <= 0.4 * min(len(one), len(other)), (one, other)


def _masked(outcome: Proposed, notes: list[str], names: list[str], language: str) -> set[str]:
    """The sentences between greeting and closing without quotations, names, dates and figures."""
    text = " ".join(outcome.draft.body.split("\n\n")[1:-1])
    text = re.sub(r"[“„«].*?[”“»]", "….", text) if notes else text
    for fact in outcome.facts:
        value = fact.value
        text = text.replace(
            spoken_date(value, language, AS_OF) if isinstance(value, date) else str(value), "…"
        )
    for name in names:
        text = text.replace(name, "…")
    return {part.strip().casefold() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip(" ….")}
