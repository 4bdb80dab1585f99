"""Who covers for whom, asked in words: colleagues' absences, never sectors and technologies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox.covering import Covering, covering_asked
from knowledge.covers import Cover, put_cover

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PRIYA, TOM = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
FOR_ME = [
    "who covers for me?",
    "who is covering for me next week?",
    "is anyone covering for me in December?",
    "who is looking after my partners while I'm away?",
    "who steps in for me?",
    "wer vertritt mich?",
    "wer übernimmt für mich?",
    "¿quién me cubre?",
    "¿quién me sustituye la semana que viene?",
    "qui me remplace ?",
    "Hey, who'll fill in for me?",  # from here on held out
    "do I have a stand-in next week?",
    "wer wird mich nächste Woche vertreten?",
    "habe ich eine Vertretung?",
    "¿hay alguien que me reemplace?",
    "qui va me remplacer en décembre ?",
    "who is subbing for me next week?",
    "who has my back while I'm on holiday?",
    "Wer macht meine Vertretung?",
    "Wer betreut meine Partner, wenn ich weg bin?",
    "¿Quién se encarga de mis socios mientras estoy de vacaciones?",
    "Qui s'occupe de mes partenaires pendant mon absence ?",
    "Qui assure mon remplacement ?",
]
BY_ME = [
    "am I covering for anybody?",
    "who am I covering for?",
    "whose partners do I look after this week",
    "vertrete ich gerade jemanden?",
    "wen vertrete ich?",
    "¿estoy cubriendo a alguien?",
    "est-ce que je remplace quelqu'un ?",
    "do I stand in for anyone next week?",  # from here on held out
    "am I filling in for somebody?",
    "¿a quién cubro?",
    "qui est-ce que je remplace ?",
]
FOR_TOM = [
    "who is covering for Tom next week?",
    "who covers Tom Ashworth?",
    "wer vertritt Tom?",
    "¿quién sustituye a Tom?",
    "qui remplace Tom la semaine prochaine ?",
    "who steps in for Tom?",  # from here on held out
    "wer springt für Tom ein?",
    "do I cover for Tom?",
    "am I Tom's stand-in?",
    "vertrete ich Tom nächste Woche?",
    "¿cubro a Tom?",
    "est-ce que je remplace Tom ?",
]
BY_TOM = [
    "who is Tom covering for?",
    "is Tom covering for anybody?",
    "wen vertritt Tom?",
    "is Tom covering for me?",
    "is Tom my backup?",
    "vertritt Tom mich?",
    "¿Tom me sustituye?",
    "est-ce que Tom me remplace ?",
]
OTHER = [
    "who covers Energy in DACH?",
    "who covers Cloud migration",
    "which sectors does nobody cover",
    "where do we have no cover",
    "who covers Retail for me",
    "do I cover Energy?",
    "in welchen Branchen sind wir vertreten?",
    "who is my best partner",
    "am I doing enough for Kestrel?",
    "who replaced Adam Radcliffe?",
    "does Kestrel cover Leeds?",
    "who has my biggest deal?",
    "who manages my accounts in Retail?",
    "wer hat meine Mail gelesen?",
    "wer hat meine Partner angerufen?",
    "quién se ocupa de Energía?",
    "qui suit mes partenaires ?",
    "who should I look after next week?",
    "Tom covers for me next week",
    "estoy cubriendo a Tom, ¿qué avisos tiene puestos?",
    "je remplace Tom cette semaine, de qui dois-je m'occuper ?",
]


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture(scope="module")
def understood(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    home = tmp_path_factory.mktemp("covering")
    (home / "rapport.db").write_bytes(sample_template.read_bytes())
    with open_rapport(Settings(home=home), clock=lambda: NOW) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((one, Covering((PRIYA,), by_them=False)) for one in FOR_ME),
        *((one, Covering((PRIYA,), by_them=True)) for one in BY_ME),
        *((one, Covering((TOM,), by_them=False)) for one in FOR_TOM),
        *((one, Covering((TOM,), by_them=True)) for one in BY_TOM),
        *((one, None) for one in OTHER),
    ],
)
def test_questions_about_absence_are_told_from_those_about_coverage(
    understood: Rapport, words: str, expected: Covering | None
) -> None:
    access = understood.roster.access(understood.person(PRIYA))
    assert covering_asked(words, access, understood.roster.names(access), NOW.date()) == expected


def asked(rapport: Rapport, words: str, email: str = PRIYA) -> Answer:
    return rapport.ask(words, rapport.person(email))


def agree(rapport: Rapport, absent: str, cover: str, starts: date, ends: date) -> None:
    with rapport.engine.begin() as connection:
        put_cover(connection, Cover(f"{absent}:{cover}:{starts}", absent, cover, starts, ends, absent, NOW))


def test_without_a_cover_it_says_so_and_how_to_name_one(rapport: Rapport) -> None:
    assert "rapport team cover" in asked(rapport, "who covers for me?").text
    assert asked(rapport, "am I covering for anybody?").text == "You cover for nobody, today or later."
    assert "Nobody is on file as a cover for Tom Ashworth" in asked(rapport, "who covers for Tom?").text


def test_what_is_agreed_is_told_from_each_side(rapport: Rapport) -> None:
    agree(rapport, PRIYA, TOM, date(2026, 11, 9), date(2026, 11, 13))
    agree(rapport, PRIYA, TOM, date(2026, 10, 1), date(2026, 10, 5))  # which is past
    mine = asked(rapport, "who covers for me?").text
    assert mine == "Tom Ashworth covers for you from 9 Nov to 13 Nov."
    assert asked(rapport, "am I covering for anyone?", TOM).text == (
        "You cover for Priya Nair from 9 Nov to 13 Nov."
    )
    third = asked(rapport, "who is covering for Priya next week?", "elodie.garnier@vendor.example").text
    assert third == "Tom Ashworth covers for Priya Nair from 9 Nov to 13 Nov."
