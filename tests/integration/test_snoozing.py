"""Snoozing on the sample: per person, until a day, undoable; everywhere the asker is told of partners."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox import changing
from assistant.toolbox.arguments import PartnersNeedingAttention, Snooze
from assistant.toolbox.attention import partners_needing_attention
from assistant.toolbox.snoozing import asleep, snooze
from assistant.toolbox.turn import Turn
from knowledge.snoozes import snoozed_ids
from tools.facts import Findings

DAY = date(2026, 10, 31)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home)) as opened:
        yield opened


def turn(rapport: Rapport, who: str, words: str, number: int = 1) -> Turn:
    access = rapport.roster.access(rapport.person(f"{who}@vendor.example"))
    return Turn(f"q{number}", words, DAY, DAY, "thread", access, rapport.roster.names(access))


def said(found: Findings) -> list[str]:
    return [line.key for line in found.statements]


def listed(found: Findings) -> list[str | None]:
    return [row[0].partner_id for row in found.table.rows if row[0]] if found.table else []


def test_a_snoozed_partner_leaves_the_askers_lists_until_that_day_and_nobody_elses(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "priya.nair", "snooze them")
    everybody = listed(partners_needing_attention(PartnersNeedingAttention(limit=50), asked, office))
    first = str(everybody[0])
    until = rapport.person("priya.nair@vendor.example").today(office.now())
    until += timedelta(days=365)
    done = snooze(Snooze(partner=first, until=until), asked, office)
    assert said(done) == ["snooze.snoozed"]
    after = partners_needing_attention(PartnersNeedingAttention(limit=50), asked, office)
    assert "attention.snoozed" in said(after)
    assert set(everybody) - set(listed(after)) == {first}
    shown = partners_needing_attention(PartnersNeedingAttention(limit=50, snoozed=True), asked, office)
    assert listed(shown) == everybody
    assert first not in {
        fact.partner_id for fact in rapport.digest_now(asked.access.person, as_of=DAY).facts or ()
    }
    assert asleep(turn(rapport, "tom.ashworth", ""), office) == frozenset()
    assert listed(snooze(Snooze(action="show"), asked, office)) == [first]
    with rapport.engine.connect() as connection:
        assert snoozed_ids(connection, asked.access.person.email, until.replace(day=1)) | {first} == {first}
        assert snoozed_ids(connection, asked.access.person.email, until) == frozenset()
    with rapport.engine.begin() as connection:
        assert changing.undo(connection, done.undo or "", asked.access, NOW)
    assert asleep(asked, office) == frozenset()


def test_what_is_not_asked_for_in_words_waits_and_what_is_not_allowed_is_refused(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "priya.nair", "how is it going?")
    own = min(asked.access.book)
    others = min(asked.access.visible - asked.access.book)
    waiting = snooze(Snooze(partner=own), asked, office)
    assert (said(waiting), waiting.pending is not None) == (["snooze.confirm_snoozed"], True)
    assert asleep(asked, office) == frozenset()
    assert snooze(Snooze(partner=others), asked, office).refuse == "not_allowed"
    later = turn(rapport, "priya.nair", "how is it going?", 2)
    past = snooze(Snooze(partner=own, until=date(2020, 1, 1)), later, office)
    assert said(past) == ["snooze.past"]
    assert said(snooze(Snooze(), asked, office)) == ["snooze.which"]
    assert said(snooze(Snooze(partner=own, action="wake"), asked, office)) == ["snooze.awake"]
    assert said(snooze(Snooze(action="show"), asked, office)) == ["snooze.nobody"]


def test_waking_up_can_be_taken_back_too(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "priya.nair", "snooze them")
    own = min(asked.access.book)
    snooze(Snooze(partner=own), asked, office)
    assert asleep(asked, office) == {own}
    again = turn(rapport, "priya.nair", "wake them up again", 2)
    woken = snooze(Snooze(partner=own, action="wake"), again, office)
    assert said(woken) == ["snooze.woken"]
    assert asleep(asked, office) == frozenset()
    with rapport.engine.begin() as connection:
        assert changing.undo(connection, woken.undo or "", asked.access, NOW)
    assert asleep(asked, office) == {own}


def test_days_in_words_count_from_today_and_past_ones_are_refused(rapport: Rapport) -> None:
    office = rapport.asking.office
    own = min(turn(rapport, "priya.nair", "").access.book)
    today = rapport.person("priya.nair@vendor.example").today(office.now())
    from_the_data = DAY + timedelta(days=14)  # what a planner that counts from the data's last day says
    weeks = snooze(
        Snooze(partner=own, until=from_the_data), turn(rapport, "priya.nair", "snooze it for 2 weeks"), office
    )
    assert weeks.statements[0].slots["until"].value == today + timedelta(days=14)
    for number, words in enumerate(
        ("until yesterday", "until 2020-01-01", "for 500 years", "for 9999 years")
    ):
        asked = turn(rapport, "priya.nair", f"snooze it {words}", number + 2)
        assert said(snooze(Snooze(partner=own), asked, office)) == ["snooze.no_day"]


def test_another_partner_than_the_asker_named_waits_for_confirm(rapport: Rapport) -> None:
    office = rapport.asking.office
    first, second = sorted(turn(rapport, "priya.nair", "").access.book)[:2]
    names = office.standings.at(DAY).portfolio.partners["name"]
    asked = turn(rapport, "priya.nair", f"snooze {names[first]}")
    assert snooze(Snooze(partner=second), asked, office).pending
    assert snooze(Snooze(partner=first), asked, office).undo


def test_undoing_an_older_snooze_leaves_the_newer_one(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "priya.nair", "snooze it for 2 weeks")
    own = min(asked.access.book)
    older = snooze(Snooze(partner=own), asked, office)
    newer = snooze(Snooze(partner=own), turn(rapport, "priya.nair", "snooze it for 3 weeks", 2), office)
    with rapport.engine.begin() as connection:
        assert changing.undo(connection, older.undo or "", asked.access, NOW) is None
    assert asleep(asked, office) == {own}
    with rapport.engine.begin() as connection:
        assert changing.undo(connection, newer.undo or "", asked.access, NOW)
        assert changing.undo(connection, older.undo or "", asked.access, NOW)
    assert asleep(asked, office) == frozenset()


def test_a_question_answered_again_tells_the_same_snooze_and_waking(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "priya.nair", "snooze it for 2 weeks")
    own = min(asked.access.book)
    assert snooze(Snooze(partner=own), asked, office) == snooze(Snooze(partner=own), asked, office)
    waking = turn(rapport, "priya.nair", "wake it up", 2)
    wake = Snooze(partner=own, action="wake")
    assert snooze(wake, waking, office) == snooze(wake, waking, office)
    assert asleep(asked, office) == frozenset()
