"""A message about a matter in the asker's own words: used where a note carries it, else said once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.notes import Note, add_note
from knowledge.partners import contacts_of
from tools.facts import Audience

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PRIYA, TOM = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
NOWHERE = "not speak of “our new price list”"


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=lambda: NOW) as opened:
        yield opened


def asked(rapport: Rapport, words: str, email: str = PRIYA) -> Answer:
    return rapport.ask(words, rapport.person(email))


def say(rapport: Rapport, partner_id: str, contact_id: str, text: str, on: date) -> None:
    with rapport.engine.begin() as connection:
        contact = next(one for one in contacts_of(connection, partner_id) if one.id == contact_id)
        note = Note(f"N-{on}", partner_id, on, text, contact.name, "call", Audience.SHAREABLE)
        assert add_note(connection, note)


def test_what_nothing_on_file_carries_is_said_once_above_the_drafts(rapport: Rapport) -> None:
    answer = asked(rapport, "Write check-ins to my top three about our new price list")
    assert f"3 messages do {NOWHERE}" in answer.text
    assert answer.text.count("price list") == 1
    assert "Edit" in answer.text
    one = asked(rapport, "Write to Nebelhorn about our new price list")
    assert f"1 message does {NOWHERE}" in one.text


def test_without_a_topic_nothing_is_said(rapport: Rapport) -> None:
    assert "not speak of" not in asked(rapport, "Write check-ins to my top three").text


@pytest.mark.parametrize(
    "said",
    [
        "We would like to see the new price list before our budget round.",
        "When will the new price list be ready?",  # held out
    ],
)
def test_where_a_note_carries_it_that_draft_speaks_of_it(rapport: Rapport, said: str) -> None:
    first = asked(rapport, "Write Kestrel a check-in", TOM)
    draft = next(iter(first.drafts or ()))
    with rapport.engine.connect() as connection:
        contact = next(
            one for one in contacts_of(connection, draft.partner_id) if one.name == "Adam Radcliffe"
        )
    say(rapport, draft.partner_id, contact.id, said, date(2026, 10, 29))
    say(rapport, draft.partner_id, contact.id, "My team enjoys the labs a lot.", date(2026, 10, 30))
    answer = asked(rapport, "Write Kestrel a check-in about our new price list", TOM)
    assert "not speak of" not in answer.text
    assert any(said in one.body for one in answer.drafts or ())


def test_a_job_says_it_before_it_writes(rapport: Rapport) -> None:
    answer = asked(rapport, "write to all my partners about our new price list")
    assert answer.job
    assert "“our new price list” where a note" in answer.text
