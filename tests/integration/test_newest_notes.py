"""Notes where the last or the latest are asked for, in four languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.planner.agent import Planner
from assistant.rapport import Rapport
from assistant.settings import Settings
from evals.worlds import AS_OF
from knowledge.notes import notes_of
from prompts.words import words_for
from tests.integration.planned_calls import SPECS, RecordingSession
from tools.names import NameIndex
from tools.spelling import fold

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
NEBELHORN = "Nebelhorn Systemhaus"
LAST = [
    "what did we talk about with {} last?",
    "latest notes on {}",
    "when did we last speak with {} and about what?",
    "what was our last conversation with {} about",
    "recent conversations with {}",
    "worüber haben wir zuletzt mit {} gesprochen?",
    "letzte Notiz zu {}",
    "wann haben wir zuletzt mit {} gesprochen und worüber?",
    "¿de qué hablamos la última vez con {}?",
    "¿cuándo hablamos por última vez con {} y de qué?",
    "les dernières notes sur {}",
    "quand avons-nous parlé à {} pour la dernière fois et de quoi ?",
]
HELD_OUT = [
    "show me the most recent notes for {}",
    "when did I last meet {}, and what was it about",
    "what's the latest we noted on {}",
    "die letzten Gespräche mit {}",
    "was wurde beim letzten Termin mit {} besprochen?",
    "las últimas notas sobre {}",
    "la dernière note sur {}",
]


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=lambda: NOW) as opened:
        yield opened


def asked(rapport: Rapport, words: str) -> Answer:
    return rapport.ask(words, rapport.person("priya.nair@vendor.example"))


@pytest.mark.parametrize("words", [*LAST, *HELD_OUT])
def test_questions_for_the_last_or_latest_search_the_notes(
    planner: Planner, names: NameIndex, words: str
) -> None:
    session = RecordingSession(SPECS)
    planner.plan(words.format("Quintara"), session, as_of=AS_OF, names=names)
    assert [(name, made["partner"]) for name, made in session.made] == [("search_notes", "Quintara")]


@pytest.mark.parametrize(
    ("words", "newest"),
    [
        *((one.format("partnerx"), True) for one in (*LAST, *HELD_OUT)),
        ("the last three notes on partnerx", True),
        ("what did they say lately", True),
        ("what did partnerx say last week", False),
        ("notes on partnerx of the last two months", False),
        ("what did they tell us last summer", False),
        ("was sagte partnerx letzte Woche", False),
        ("Notizen der letzten drei Monate", False),
        ("¿qué dijeron la semana pasada?", False),
        ("notas de los últimos meses", False),
        ("qu'ont-ils dit la semaine dernière", False),
        ("les notes du mois dernier", False),
        ("what did we promise partnerx", False),
    ],
)
def test_last_week_is_a_time_and_the_last_note_is_none(words: str, newest: bool) -> None:
    assert (words_for("newest_notes").search(fold(words)) is not None) is newest


@pytest.mark.parametrize("words", [LAST[0], LAST[1], LAST[2], LAST[5], LAST[8], LAST[10], *HELD_OUT[:2]])
def test_the_newest_note_comes_first_and_its_day_is_told(rapport: Rapport, words: str) -> None:
    answer = asked(rapport, words.format(NEBELHORN))
    partner = next(one.partner_id for one in answer.facts or () if one.kind == "note.latest_on")
    with rapport.engine.connect() as connection:
        notes = notes_of(connection, [partner or ""], date(2026, 10, 31))
    assert "the latest note is from 2 Oct" in answer.text
    assert "The last call or meeting with Nebelhorn Systemhaus was on 14 Aug" in answer.text
    told = [place for note in notes[:3] if (place := answer.text.find(note.text[:30])) >= 0]
    assert told == sorted(told)
    assert len(told) == 3


def test_with_a_topic_the_newest_of_the_notes_about_it_is_named(rapport: Rapport) -> None:
    answer = asked(rapport, "what did Kestrel last say about the office lease?")
    assert "Of the notes closest to your words, the latest is from 21 Sept" in answer.text
    assert answer.text.index("21 Sept") < answer.text.index("lease")


@pytest.mark.parametrize(
    "words",
    [
        "what were the last three things {} said",
        "quelle est la dernière chose que {} a dite ?",
        "¿cuáles son las dos últimas cosas que dijo {}?",
    ],
)
def test_a_number_of_things_is_no_topic(rapport: Rapport, words: str) -> None:
    assert "the latest note is from 2 Oct" in asked(rapport, words.format(NEBELHORN)).text


def test_newer_notes_about_something_else_are_not_told_with_a_topic(rapport: Rapport) -> None:
    answer = asked(rapport, f"what did {NEBELHORN} last say about certification?")
    assert "ERP Expert" in answer.text.splitlines()[1]


def test_without_a_word_of_recency_the_best_comes_first(rapport: Rapport) -> None:
    answer = asked(rapport, "what did Nebelhorn say about pricing?")
    assert "latest note" not in answer.text
