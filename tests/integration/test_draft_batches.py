import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from assistant.drafting.batch import Batch
from assistant.drafting.desk import DraftingDesk, DraftRequest, Proposed
from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.occasions import NEEDED, Purpose
from assistant.drafting.wording import spoken_date
from knowledge.database import open_database, sqlite_url
from knowledge.partners import contacts_of, partner_card, partner_cards
from knowledge.people import all_people
from prompts.draft_templates import LANGUAGES

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
AS_OF = date(2026, 10, 31)
PARTNERS = 40


@pytest.fixture(scope="module")
def program(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    database = tmp_path_factory.mktemp("batches") / "batches.db"
    shutil.copy(sample_template, database)
    engine = open_database(sqlite_url(database))
    yield engine
    engine.dispose()


EVERY = [(purpose, LANGUAGES[at % len(LANGUAGES)]) for at, purpose in enumerate(Purpose)]


@pytest.mark.parametrize(("purpose", "language"), [one for one in EVERY if one[0] not in NEEDED])
def test_no_two_messages_of_a_batch_are_mostly_the_same(
    program: Engine, language: str, purpose: Purpose
) -> None:
    desk, batch = DraftingDesk(EmbeddedDraftWriter(), lambda: NOW), Batch()
    read: list[set[str]] = []
    with program.connect() as connection:
        author = all_people(connection)[0]
        for partner_id in partner_cards(connection):
            request = DraftRequest(
                "batch", partner_id, purpose, author, AS_OF, language=language, batch=batch
            )
            outcome = desk.propose(connection, request)
            if isinstance(outcome, Proposed):
                read.append(_masked(connection, outcome, language))
    assert len(read) >= PARTNERS // 2
    for one, other in combinations(read, 2):
        assert len(one & other) <= 0.4 * min(len(one), len(other)), (one, other)


def _masked(connection: Connection, outcome: Proposed, language: str) -> set[str]:
    """All sentences and lines without quotations, names, dates and figures."""
    draft = outcome.draft
    card = partner_card(connection, draft.partner_id)
    people = [*contacts_of(connection, draft.partner_id), *all_people(connection)]
    names = [*(one.name for one in people), card.name if card else ""]
    text = re.sub(r"[“„«].*?[”“»]", "….", draft.body) if draft.note_ids else draft.body
    for fact in outcome.facts:
        value = fact.value
        text = text.replace(
            spoken_date(value, language, AS_OF) if isinstance(value, date) else str(value), "…"
        )
    said = {piece for name in names for piece in (name, *name.split())}
    for name in sorted(said, key=len, reverse=True):
        text = text.replace(name, "…")
    return {part.strip().casefold() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip(" ….,")}
