"""Plays on the sample: what to do about a partner, what was done, and what is on record."""

import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox import changing
from assistant.toolbox.arguments import TierMovements
from assistant.toolbox.play_arguments import Playbook, RecordPlay
from assistant.toolbox.playing import playbook
from assistant.toolbox.recording import record_play
from assistant.toolbox.tiers import tier_movements
from assistant.toolbox.turn import Turn
from knowledge.exchanges import OUR_OWN, record_answer, record_sent
from knowledge.plays import PlayDone, add_play, forget_plays, plays_of
from knowledge.tables import INCOMING, changes, drafts, plays_done
from tests.unit.mailing.test_letters import DRAFT
from tools.drafts import DraftState
from tools.facts import Fact, Findings

DAY = date(2026, 10, 31)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PRIYA = "priya.nair"


@pytest.fixture(scope="module")
def shared(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    """One home for all; a standing is worked out once."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(sample_template, home / "rapport.db")
    (home / "plays").mkdir()
    (home / "plays" / "talk.md").write_text("no play", encoding="utf-8")
    with open_rapport(Settings(home=home)) as opened:
        yield opened


@pytest.fixture
def rapport(shared: Rapport) -> Iterator[Rapport]:
    """The same, without what a test recorded afterwards."""
    yield shared
    with shared.engine.begin() as connection:
        for table in (plays_done, changes):
            connection.execute(delete(table))


def turn(rapport: Rapport, words: str, number: int = 1, who: str = PRIYA) -> Turn:
    access = rapport.roster.access(rapport.person(f"{who}@vendor.example"))
    today = access.person.today(rapport.now())
    return Turn(f"q{number}", words, DAY, today, "thread", access, rapport.roster.names(access))


def own(rapport: Rapport) -> tuple[str, str]:
    """The partner that Priya knows best, and its name."""
    partners = rapport.asking.office.standings.at(DAY).portfolio.partners
    (found,) = partners.index[partners["name"].str.startswith("Nebelhorn")]
    return str(found), str(partners["name"][found])


def said(found: Findings) -> list[str]:
    return [line.key for line in found.statements]


def slot(found: Findings, name: str) -> object:
    return next(
        one.value
        for line in found.statements
        for key, one in line.slots.items()
        if key == name and isinstance(one, Fact)
    )


def on_record(rapport: Rapport, partner_id: str) -> list[tuple[str, date, str]]:
    with rapport.engine.connect() as connection:
        kept = plays_of(connection, [partner_id], date(2030, 1, 1))
    return [(one.play, one.done_on, one.words) for one in kept]


def record(rapport: Rapport, words: str, number: int, **given: object) -> Findings:
    partner_id, name = own(rapport)
    asked = turn(rapport, words.format(name), number)
    wanted = RecordPlay.model_validate({"partner": partner_id, **given})
    return record_play(wanted, asked, rapport.asking.office)


def test_a_play_said_to_be_done_is_recorded_once_verbatim_and_can_be_taken_back(rapport: Rapport) -> None:
    partner_id, name = own(rapport)
    today = rapport.person(f"{PRIYA}@vendor.example").today(rapport.now())
    done = record(rapport, "I ran the win-back play with {}", 1, play="win-back")
    assert (said(done), done.pending) == (["plays.recorded"], None)
    words = f"I ran the win-back play with {name}"
    assert on_record(rapport, partner_id) == [("win_back", today, words)]
    assert said(record(rapport, "I ran the win-back play with {}", 1, play="win-back")) == ["plays.recorded"]
    assert said(record(rapport, "we did the win back with {} today", 2)) == ["plays.already"]
    assert len(on_record(rapport, partner_id)) == 1
    access = turn(rapport, "").access
    with rapport.engine.begin() as connection:
        assert changing.undo(connection, done.undo or "", access, NOW)
    assert on_record(rapport, partner_id) == []


def test_the_day_is_read_out_of_the_askers_own_words(rapport: Rapport) -> None:
    partner_id, _ = own(rapport)
    today = rapport.person(f"{PRIYA}@vendor.example").today(rapport.now())
    assert said(record(rapport, "we did a training with {} yesterday, record the play", 1)) == [
        "plays.recorded"
    ]
    assert said(record(rapport, "I did the joint webinar with {} on 3 October", 2)) == ["plays.recorded"]
    ((first, on, _), (second, before, _)) = on_record(rapport, partner_id)
    assert (first, (today - on).days, second, (before.day, before.month)) == (
        "training_session", 1, "joint_webinar", (3, 10)
    )  # fmt: skip
    assert said(record(rapport, "record the joint plan with {} tomorrow", 3)) == ["plays.future"]
    assert said(record(rapport, "record the joint plan with {}", 4, on=date(2019, 1, 1))) == ["plays.too_old"]


def test_what_is_not_said_to_be_done_waits(rapport: Rapport) -> None:
    for number, words in enumerate(
        (
            "did we run the joint webinar with {}?",
            "I did not run the joint webinar with {}",
            "should I do the joint webinar with {}",
            "if we did the joint webinar with {}, record it",
            "how is {}?",
            "I did everything but the joint webinar with {}",
            "I did the joint webinar with everybody except {}",
            "I did the joint webinar without {}",
            "I did the joint webinar with {} or Taunusblick",
            "the joint webinar with {} was postponed, please log that",
            "haben wir das joint webinar mit {} gemacht",
            "I did the joint webinar with {}, they had no open deals since August",
        )
    ):
        found = record(rapport, words, number, play="joint webinar")
        assert (said(found), found.pending is not None) == (["plays.confirm"], True), words
    assert on_record(rapport, own(rapport)[0]) == []


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("on 2030-12-31", "future"),
        ("on 12/31/2030", "future"),
        ("on 31 February 2026", "no_such_day"),
        ("this year", "which_day"),
        ("last week", "which_day"),
        ("in Q3", "which_day"),
        ("3 years ago", "too_old"),
    ],
)
def test_without_one_day_nothing_is_recorded(rapport: Rapport, time: str, told: str) -> None:
    found = record(rapport, f"I did the joint webinar with {{}} {time}", 1)
    assert (said(found), found.pending) == ([f"plays.{told}"], None)
    assert on_record(rapport, own(rapport)[0]) == []


def test_a_partnership_that_has_ended_is_said_to_have_ended_and_nothing_else(rapport: Rapport) -> None:
    journey = rapport.asking.office.standings.at(DAY).journey
    ended = str(journey.index[journey["ended"]][0])
    for asked in (Playbook(partner=ended), Playbook(partner=ended, play="joint webinar")):
        found = playbook(asked, turn(rapport, "what now", who="tom.ashworth"), rapport.asking.office)
        assert said(found) == ["plays.ended", "plays.broken"]
        assert (found.table, found.suggestions) == (None, ())


def test_what_is_asked_of_one_play_leaves_the_others_out(rapport: Rapport) -> None:
    assert said(record(rapport, "I did the win back with {} yesterday", 1)) == ["plays.recorded"]
    asked = {"action": "show", "since": date(2026, 1, 1)}
    found = record(rapport, "have we done the win back with {} since yesterday", 2, play="win back", **asked)
    assert (said(found)[0], slot(found, "count")) == ("plays.shown_partner_play_since", 1)
    found = record(rapport, "have we done the webinar with {}", 3, play="joint webinar", **asked)
    assert said(found) == ["plays.shown_none_partner_play_since"]


def test_whoever_may_not_write_and_whatever_is_no_play_changes_nothing(rapport: Rapport) -> None:
    office = rapport.asking.office
    asked = turn(rapport, "I did the joint webinar with them")
    theirs = min(asked.access.visible - asked.access.book)
    assert record_play(RecordPlay(partner=theirs), asked, office).refuse == "not_allowed"
    assert said(record_play(RecordPlay(), asked, office)) == ["plays.which_partner"]
    odd = record(rapport, "I did the flying carpet with {}", 2, play="flying carpet")
    assert said(odd)[0].startswith("plays.unknown")
    with rapport.engine.connect() as connection:
        assert plays_of(connection, asked.access.visible, date(2030, 1, 1)) == []


def test_the_playbook_advises_what_attention_suggests_and_not_again_what_was_done(
    rapport: Rapport,
) -> None:
    office = rapport.asking.office
    partner_id, name = own(rapport)
    asked = turn(rapport, f"what should I do about {name}")
    found = playbook(Playbook(partner=partner_id), asked, office)
    item = office.standings.at(DAY).attention.item(partner_id)
    assert item is not None
    play = office.playbook.plays[item.play.removeprefix("play.")]
    assert slot(found, "play") == play.title
    assert said(found)[:2] == ["plays.first", f"{item.readings[0].reasons[0].key}_also"]
    assert found.table is not None
    assert [row[1].value for row in found.table.rows if row[1]][2 : 2 + len(play.steps)] == list(play.steps)
    assert said(found)[-1] == "plays.broken"  # the user's own file that cannot be read
    waits = record(rapport, "mark the play for {} as done", 2)
    assert (said(waits), waits.pending is not None) == (["plays.confirm_suggested"], True)
    assert said(record(rapport, "the suggested play for {} is done", 3)) == ["plays.recorded"]
    assert [kept for kept, _, _ in on_record(rapport, partner_id)] == [play.name]
    again = playbook(Playbook(partner=partner_id), asked, office)
    assert slot(again, "play") != play.title
    assert "plays.resting" in said(again)
    named = playbook(Playbook(partner=partner_id, play=play.name), asked, office)
    assert "plays.here_resting" in said(named)
    asked = turn(rapport, "how do I handle a dementor")
    assert said(playbook(Playbook(tier="dementor"), asked, office))[0] == "plays.list_tier"
    both = playbook(Playbook(tier="key_partner", phase="activation", limit=2), asked, office)
    assert (said(both)[0], len(both.table.rows if both.table else ())) == ("plays.list_tier_phase", 2)
    bad = turn(rapport, f"how should I deal with {name} after that bad survey")
    found = playbook(Playbook(partner=partner_id, reason="bad_survey"), bad, office)
    assert slot(found, "play") == office.playbook.plays["ask_survey"].title
    worked = turn(rapport, f"what worked with partners like {name} before")
    assert said(playbook(Playbook(partner=partner_id), worked, office))[0].startswith("review.worked_")


def test_what_was_done_shows_in_the_list_and_in_the_review_and_goes_with_the_partner(
    rapport: Rapport,
) -> None:
    office, tom = rapport.asking.office, turn(rapport, "who moved", who="tom.ashworth")
    partner_id, _ = own(rapport)
    moved = tier_movements(TierMovements(scope="portfolio", limit=50), tom, office).table
    assert moved is not None
    mover = next(str(row[0].partner_id) for row in moved.rows if row[0])
    for number, one in enumerate((partner_id, mover)):
        kept = PlayDone(
            f"r{number}", one, "win_back", date(2026, 10, 20), "x@vendor.example", "we called", NOW
        )
        with rapport.engine.begin() as connection:
            assert add_play(connection, kept)
            assert not add_play(connection, kept)
    shown = record(rapport, "what have we tried with {} so far", 3, action="show")
    assert said(shown)[:2] == ["plays.shown_partner", "plays.done"]
    book = record_play(RecordPlay(action="show", scope="portfolio", since=date(2026, 10, 1)), tom, office)
    assert (slot(book, "count"), slot(book, "with")) == (2, 2)
    asked = turn(rapport, "why did they move", 4, who="tom.ashworth")
    told = tier_movements(TierMovements(partner=mover), asked, office)
    assert ("play_done:r1",) in {fact.rows for fact in told.facts()} or "review.done_2" in said(told)
    with rapport.engine.begin() as connection:
        forget_plays(connection, [mover])
    assert on_record(rapport, mover) == []


def test_messages_sent_for_a_play_and_their_answers_are_told_with_it(rapport: Rapport) -> None:
    partner_id, _ = own(rapport)
    message = replace(DRAFT, partner_id=partner_id, play="short_update", state=DraftState.SENT)
    with rapport.engine.begin() as connection:
        for number in range(5):
            one = replace(message, draft_id=f"d{number}")
            connection.execute(insert(drafts).values(asdict(one)))
            record_sent(connection, one, rapport.now())
            if number < 2:
                record_answer(connection, one, rapport.now())
    office = rapport.asking.office
    asked = turn(rapport, "what plays did we do")
    shown = record_play(RecordPlay(action="show"), asked, office)
    judged = playbook(Playbook(play="short_update"), asked, office)
    with rapport.engine.begin() as connection:
        activities = INCOMING["activities"]
        connection.execute(delete(activities).where(activities.c.activity_id.startswith(OUR_OWN)))
        connection.execute(delete(drafts))
    for found in (shown, judged):
        (told,) = [line for line in found.statements if line.key == "plays.answered"]
        assert [told.slots[name].value for name in ("sent", "answered")] == [5, 2]  # type: ignore[union-attr]  # facts
