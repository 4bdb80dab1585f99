"""The weekly digest on the sample: only what changed, each partner with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.contract import Answer
from assistant.digests import WEEK, Told
from assistant.digests.team import Team
from assistant.rapport import Rapport
from knowledge.digests import save_settings, settings_of
from knowledge.people import Person, all_people

pytestmark = pytest.mark.usefixtures("forgotten")

DAY = date(2026, 10, 31)


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


def test_undoing_one_mute_leaves_the_others(rapport: Rapport, priya: Person) -> None:
    access = rapport.roster.access(priya)
    first, second = sorted(access.book)[:2]
    undo = rapport.digests.mute(access, first, "one", muted=True)
    assert rapport.digests.mute(access, first, "one", muted=True) == undo
    rapport.digests.mute(access, second, "two", muted=True)

    def muted() -> tuple[str, ...]:
        with rapport.engine.connect() as connection:
            return settings_of(connection, priya).muted_partner_ids

    assert muted() == (first, second)
    rapport.undo(undo, priya)
    rapport.undo(undo, priya)
    assert muted() == (second,)


def test_somebody_else_takes_no_mute_back(rapport: Rapport, priya: Person) -> None:
    access = rapport.roster.access(priya)
    undo = rapport.digests.mute(access, min(access.book), "one", muted=True)
    rapport.undo(undo, rapport.person("elodie.garnier@vendor.example"))
    with rapport.engine.connect() as connection:
        assert settings_of(connection, priya).muted_partner_ids == (min(access.book),)


def test_why_names_what_was_new_and_hides_other_books(rapport: Rapport, priya: Person) -> None:
    access = rapport.roster.access(priya)
    for item in rapport.digests.read(access, DAY).items:
        told = rapport.digests.told(rapport.digests.why(access, item.partner_id, DAY), access, DAY)
        assert item.name in told.text
        assert "24 Oct" in told.text
    hidden = replace(access, own_book_only=True)
    foreign = min(set(access.books) - access.book)
    assert (
        "Which partner" in rapport.digests.told(rapport.digests.why(hidden, foreign, DAY), access, DAY).text
    )


def test_a_month_tells_what_moved_and_what_comes_next(rapport: Rapport, priya: Person) -> None:
    access = rapport.roster.access(priya)
    told = rapport.digests.told(rapport.digests.month(access, "2026-10"), access, DAY)
    for words in ("Won: ", "Lost: ", "First in the next month:"):
        assert words in told.text
    assert 3 <= len(told.text.splitlines()) <= 6
    assert len(told.charts or ()) == 1
    after = rapport.digests.told(rapport.digests.month(access, "2027-02"), access, DAY)
    assert "ends before this month" in after.text


def test_a_weeks_digest_tells_what_is_new_since_the_one_before(rapport: Rapport, priya: Person) -> None:
    first = rapport.digest(priya.email, "2026-W44")
    assert Told.of(first) == Told(DAY, DAY - WEEK)
    assert in_table(first)
    second = rapport.digest(priya.email, "2026-W45")  # no newer data came in
    assert Told.of(second) == Told(DAY, DAY)
    assert not in_table(second)
    assert "31 Oct" in second.text
    assert rapport.digest(priya.email, "2026-W44") == first


@pytest.mark.parametrize(("days", "before"), [(3, 3), (11, 11), (28, 28), (90, 28), (-5, 0)])
def test_a_digest_compares_with_the_one_before_it_but_not_for_ever(
    rapport: Rapport, priya: Person, days: int, before: int
) -> None:
    told = Told.of(rapport.digest_now(priya, as_of=DAY, since=DAY - timedelta(days=days)))
    assert told == Told(DAY, DAY - timedelta(days=before))


def test_why_compares_as_the_digest_did(rapport: Rapport, priya: Person) -> None:
    access, since = rapport.roster.access(priya), DAY - timedelta(days=21)
    for item in rapport.digests.read(access, DAY, since).items:
        told = rapport.digests.told(rapport.digests.why(access, item.partner_id, DAY, since), access, DAY)
        assert "10 Oct" in told.text
        assert "24 Oct" not in told.text.split("\n")[0]


def test_a_teams_digest_is_about_the_partners_of_its_region_alone(rapport: Rapport) -> None:
    books = rapport.roster.books()
    with rapport.engine.connect() as connection:
        owners = {one.email: one.region for one in all_people(connection)}
    lies = rapport.digests.standings.at(DAY).portfolio.partners["region"]
    regions = sorted({one for one in owners.values() if one})
    assert len(regions) > 1
    told = {one: rapport.digests.read_team(Team(one, 500), DAY, DAY - 4 * WEEK) for one in regions}
    assert sum(len(digest.items) for digest in told.values())
    for region, digest in told.items():
        for item in digest.items:
            stated = lies[item.partner_id]
            assert (stated if stated in regions else owners[books[item.partner_id]]) == region
    together = {item.partner_id for digest in told.values() for item in digest.items}
    everybody = rapport.digests.read_team(Team("", 500), DAY, DAY - 4 * WEEK)
    assert together <= {item.partner_id for item in everybody.items}
