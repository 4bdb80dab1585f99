"""A person's Home on the sample: whose partners, in which order, and when it has to be shown again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, update

from assistant.app import open_rapport
from assistant.home import HomeState, Part
from assistant.rapport import Rapport
from assistant.roster import Roster
from assistant.settings import Settings
from knowledge.covers import Cover, put_cover
from knowledge.digests import save_settings, settings_of
from knowledge.drafts import dismiss, drafts_in
from knowledge.follow_ups import FollowUp, add_follow_up
from knowledge.freshness import mark_as_sample
from knowledge.homes import (
    OpenedHome,
    Shown,
    forget_home,
    home_to_change,
    homes_opened_since,
    keep_home,
    last_shown,
    mark_shown,
    opened_home,
    stamp_of,
)
from knowledge.people import Person
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING
from tools.attention import AttentionItem
from tools.drafts import DraftState

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def priya(rapport: Rapport) -> Person:
    return rapport.person("priya.nair@vendor.example")


def test_it_lists_who_needs_the_person_as_attention_does_page_by_page(
    rapport: Rapport, priya: Person
) -> None:
    book = rapport.roster.access(priya).book
    listed = rapport.digests.standings.at(date(2026, 10, 31)).attention.of(book)
    pages = [rapport.home.of(priya, HomeState().turned(Part.ATTENTION, page)) for page in range(2)]
    shown = [item.partner_id for home in pages for item in (home.needs_you.items if home.needs_you else ())]
    assert tuple(shown) == listed
    assert all(home.needs_you and home.needs_you.total == len(listed) for home in pages)


def test_what_is_told_at_once_is_part_of_the_whole(rapport: Rapport, priya: Person) -> None:
    light, whole = rapport.home.light(priya, HomeState()), rapport.home.of(priya, HomeState())
    assert not light.whole
    assert whole.whole
    later = {"needs_you": None, "promises": None, "data": None, "snoozed": 0, "waiting_decisions": None}
    assert replace(whole, **later) == light


@pytest.mark.parametrize(
    ("today", "behind"), [("2026-10-31", 0), ("2026-11-07", 0), ("2026-11-21", 21), ("2027-10-31", 365)]
)
def test_it_counts_the_days_since_the_data_ends_from_the_persons_today(
    sample_home: Path, today: str, behind: int
) -> None:
    moment = datetime.fromisoformat(f"{today}T09:00+00:00")
    with open_rapport(Settings(home=sample_home), clock=lambda: moment) as rapport:
        person = rapport.person("priya.nair@vendor.example")
        data = rapport.home.of(person, HomeState()).data
        assert data
        assert data.days_behind == behind
        with rapport.engine.begin() as connection:
            mark_as_sample(connection)
        sample = rapport.home.of(person, HomeState()).data
        assert sample
        assert (sample.only_sample, sample.days_behind) == (True, 0)


def test_our_late_promises_come_first(rapport: Rapport, priya: Person) -> None:
    promises = rapport.home.of(priya, HomeState()).promises
    assert promises
    assert promises.items
    assert [one.ours for one in promises.items] == sorted((one.ours for one in promises.items), reverse=True)


def test_a_hidden_book_leaves_no_trace(rapport: Rapport, priya: Person) -> None:
    roster = Roster(rapport.engine, own_book_only=True, now=lambda: NOW)
    home = replace(rapport.home, roster=roster).of(priya, HomeState(team=True))
    book = rapport.roster.access(priya).book
    assert home.partners == len(book)
    assert not home.state.team
    assert home.needs_you
    assert {item.partner_id for item in home.needs_you.items} <= book


def test_a_covered_colleagues_partners_are_there_too(rapport: Rapport, priya: Person) -> None:
    alone = rapport.home.of(priya, HomeState())
    absent = "elodie.garnier@vendor.example"
    with rapport.engine.begin() as connection:
        put_cover(connection, Cover("c1", absent, priya.email, TODAY, TODAY, absent, NOW))
    both = rapport.home.of(priya, HomeState())
    assert both.covered == ("Élodie Garnier",)
    assert (both.partners or 0) > (alone.partners or 0)


def test_without_data_it_says_so_and_nothing_breaks(tmp_path: Path) -> None:
    with open_rapport(Settings(home=tmp_path)) as empty:
        home = empty.home.of(Person("ada@example.com", "Ada"), HomeState())
    assert home.partners is None
    assert home.whole


def _import(connection: Connection, _person: Person) -> None:
    grow_data_version(connection, {"ACC-1001"})


def _remind(connection: Connection, person: Person) -> None:
    add_follow_up(connection, FollowUp("f1", person.email, "call", NOW, NOW, NOW))


def _cover(connection: Connection, person: Person) -> None:
    put_cover(connection, Cover("c1", "x@example.com", person.email, TODAY, TODAY, "x@example.com", NOW))


def _demote(connection: Connection, person: Person) -> None:
    managers = INCOMING["managers"]
    connection.execute(update(managers).where(managers.c.email == person.email).values(role="viewer"))


@pytest.mark.parametrize("change", [_import, _remind, _cover, _demote])
def test_whatever_changes_what_stands_there_changes_its_stamp(
    rapport: Rapport, priya: Person, change: Callable[[Connection, Person], None]
) -> None:
    with rapport.engine.begin() as connection:
        before = stamp_of(connection, priya.email, TODAY)
        assert stamp_of(connection, priya.email, TODAY) == before
        change(connection, priya)
        assert stamp_of(connection, priya.email, TODAY) != before
        assert stamp_of(connection, priya.email, TODAY) != stamp_of(
            connection, priya.email, TODAY + timedelta(days=1)
        )


def test_a_draft_that_is_dismissed_changes_it_too(rapport: Rapport, priya: Person) -> None:
    rapport.ask("Write Falkenried IT a check-in", priya)
    assert rapport.home.of(priya, HomeState()).drafts.total == 1
    with rapport.engine.begin() as connection:
        before = stamp_of(connection, priya.email, TODAY)
        dismiss(connection, drafts_in(connection, DraftState.PROPOSED)[0], NOW)
        assert stamp_of(connection, priya.email, TODAY) != before
    assert rapport.home.of(priya, HomeState()).drafts.total == 0


def test_homes_are_kept_listed_and_forgotten(rapport: Rapport) -> None:
    mine = OpenedHome("ada_x@example.com", "U1", NOW, '{"team": false}')
    old = OpenedHome("old@example.com", "U2", NOW - timedelta(days=9))
    with rapport.engine.begin() as connection:
        keep_home(connection, mine)
        keep_home(connection, old)
        mark_shown(connection, mine.email, "s1")
        assert opened_home(connection, mine.email) == mine
        assert homes_opened_since(connection, NOW - timedelta(days=1)) == [mine]
        assert last_shown(connection, mine.email) == Shown("s1", 1)
        mark_shown(connection, mine.email, "s1")
        assert last_shown(connection, mine.email) == Shown("s1", 2)
        forget_home(connection, mine.email)
        assert opened_home(connection, mine.email) is None
        assert last_shown(connection, mine.email) == Shown()


def test_a_digest_of_some_lanes_tells_of_no_other(rapport: Rapport, priya: Person) -> None:
    access, day = rapport.roster.access(priya), date(2026, 10, 31)
    attention = rapport.digests.standings.at(day).attention

    def told(*lanes: str) -> set[str]:
        with rapport.engine.begin() as connection:
            kept = settings_of(connection, priya)
            save_settings(connection, replace(kept, lanes=lanes, items=50))
        return {item.partner_id for item in rapport.digests.read(access, day).items}

    every = told()
    assert told("money_at_risk", "going_dark", "rising", "due") == every
    assert told("made_up") == every
    for lane in ("money_at_risk", "going_dark", "rising", "due"):
        inside = {item.partner_id for item in attention.items(every) if lane in _lanes(item)}
        assert told(lane) == inside


def _lanes(item: AttentionItem) -> set[str]:
    return {reading.lane.value for reading in item.readings}


def test_whoever_changes_a_home_waits_for_who_changes_it_just_now(engine: Engine) -> None:
    email = "ada@example.com"

    def left(moment: str) -> None:
        with engine.begin() as connection:
            kept = home_to_change(connection, email)
            if kept is None or kept.left_at < moment:
                keep_home(connection, OpenedHome(email, "U1", NOW, "", moment))

    with ThreadPoolExecutor(1) as other:
        with engine.begin() as connection:
            assert home_to_change(connection, email) is None
            keep_home(connection, OpenedHome(email, "U1", NOW, "", "2"))
            earlier = other.submit(left, "1")
            assert not wait([earlier], 0.3).done  # meanwhile it reads, unless it waits
        earlier.result(5)
    with engine.connect() as connection:
        kept = opened_home(connection, email)
    assert kept is not None
    assert kept.left_at == "2"
