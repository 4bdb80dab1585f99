"""The weekly digest on the sample: only what changed, each partner with its reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.digest import WEEK
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.digests import save_settings, settings_of
from knowledge.people import Person

DAY = date(2026, 10, 31)


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home)) as opened:
        yield opened


@pytest.fixture
def priya(rapport: Rapport) -> Person:
    return rapport.person("priya.nair@vendor.example")


def in_table(answer: Answer) -> list[str]:
    return [row[0] for row in answer.table.rows] if answer.table else []


def news(rapport: Rapport, person: Person, day: date) -> list[str]:
    """Partners whose item is not what it was a week before, found without the digest."""
    standings, book = rapport.digests.standings, rapport.roster.access(person).book
    now, before = standings.at(day), standings.at(day - WEEK)
    names = now.portfolio.partners["name"]
    return [str(names[one]) for one in now.attention.new_since(before.attention, book)]


@pytest.mark.parametrize("weeks", [0, 1, 5, 20])
def test_it_holds_what_changed_within_the_week_and_nothing_else(
    rapport: Rapport, priya: Person, weeks: int
) -> None:
    day = DAY - weeks * timedelta(days=7)
    digest = rapport.digest_now(priya, as_of=day)
    most = 5
    assert in_table(digest) == news(rapport, priya, day)[:most]
    assert {fact.as_of for fact in digest.facts or ()} == {day}


def test_every_partner_in_it_has_a_reason(rapport: Rapport, priya: Person) -> None:
    digest = rapport.digest_now(priya, as_of=DAY)
    assert digest.table
    reasons = [row[digest.table.columns.index("why")] for row in digest.table.rows]
    assert reasons
    assert all(reasons)


def test_a_muted_partner_is_left_out_and_the_next_one_moves_up(rapport: Rapport, priya: Person) -> None:
    first = next(
        fact.partner_id
        for fact in rapport.digest_now(priya, as_of=DAY).facts or ()
        if fact.kind == "partner.name"
    )
    before = in_table(rapport.digest_now(priya, as_of=DAY))
    with rapport.engine.begin() as connection:
        kept = settings_of(connection, priya)
        save_settings(connection, replace(kept, muted_partner_ids=(first,)))
    after = in_table(rapport.digest_now(priya, as_of=DAY))
    assert before[0] not in after
    assert before[1:] == after[: len(before) - 1]


def test_as_many_partners_as_the_person_wants(rapport: Rapport, priya: Person) -> None:
    everything = news(rapport, priya, DAY)
    with rapport.engine.begin() as connection:
        save_settings(connection, replace(settings_of(connection, priya), items=1))
    assert in_table(rapport.digest_now(priya, as_of=DAY)) == everything[:1]


def test_a_lead_without_a_book_reads_of_everybody_and_a_manager_of_the_own_book(rapport: Rapport) -> None:
    admin = rapport.person("marcos.vidal@vendor.example")
    elodie = rapport.person("elodie.garnier@vendor.example")
    book = rapport.roster.access(elodie).book
    told = {fact.partner_id for fact in rapport.digest_now(elodie, as_of=DAY).facts or () if fact.partner_id}
    assert told <= book
    assert rapport.digest_now(admin, as_of=DAY).text
