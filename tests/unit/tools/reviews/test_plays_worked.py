"""What followed plays, beside partners of the same tier over the same months with whom none was done."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, ago
from tests.unit.tools.plays.playbooks import play
from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import world
from tools.facts import Fact
from tools.plays import Doing
from tools.plays.evidence import Experience, evidence
from tools.reviews import (
    PLAY,
    Comparison,
    ReviewPolicy,
    Watched,
    comparisons,
    newcombe,
    play_sides,
    plays_done,
)

START = ago(90)
IDS = pd.Index([f"p{at:02}" for at in range(24)])
MONTH_ENDS = tuple(date(2026, month, 28) for month in range(1, 7))


def recorded(*rows: tuple[str, str, int | date]) -> pd.DataFrame:
    """Partner, play, and the day, or days ago."""
    frame = pd.DataFrame(
        [
            (f"r{at}", partner, name, ago(on) if isinstance(on, int) else on)
            for at, (partner, name, on) in enumerate(rows)
        ],
        columns=["play_done_id", "partner_id", "play", "done_on"],
    )
    return frame.assign(done_on=pd.to_datetime(frame["done_on"]).astype("datetime64[us]"))


def test_plays_are_counted_within_the_period() -> None:
    rows = recorded(
        ("p00", "call", 89),
        ("p00", "call", 0),
        ("p01", "call", 90),
        ("p02", "lunch", 10),
        ("gone", "call", 5),
    )
    counts = plays_done(rows, IDS[:4], START, DAY)
    assert list(counts.columns) == ["play.call", "play.lunch"]
    # p01: on the first day, which the period leaves out; p03: nothing at all
    assert counts["play.call"].tolist() == [2, 0, 0, 0]
    assert counts["play.lunch"].tolist() == [0, 0, 1, 0]


def test_without_records_there_are_no_plays() -> None:
    assert plays_done(recorded(), IDS, START, DAY).columns.empty


def walk(**rose: int) -> dict[date, pd.DataFrame]:
    """Dementors on the 28th of January to June; those named are growth hackers from that month on."""
    since = pd.Series(rose).reindex(IDS).fillna(99)
    return {
        day: pd.DataFrame({"tier": np.where(since <= day.month, "growth_hacker", "dementor")}, index=IDS)
        for day in MONTH_ENDS
    }


def compared(
    tiers: dict[date, pd.DataFrame], *rows: tuple[str, str, date], few: int = 1
) -> dict[str, tuple[int, int, int, int]]:
    """With it and moved up, without and moved up, by play."""
    found = comparisons(play_sides(Watched(recorded(*rows), tiers), IDS, 3), ReviewPolicy(few=few))
    return {one.done: (one.with_it, one.ups_with, one.without, one.ups_without) for one in found}


def test_a_move_before_the_play_did_not_follow_it() -> None:
    # p00 rose in February, p01 in April; the play was on 1 March: watched from 28 March to 28 June
    tiers = walk(p00=2, p01=4, p05=2, p06=6)
    done = compared(tiers, ("p00", "call", date(2026, 3, 1)), ("p01", "call", date(2026, 3, 1)))
    # p00 and p05 are growth hackers by then, the others dementors: p01 rose; of the others p06 did
    assert done == {"play.call": (2, 1, 22, 1)}


def test_a_play_that_was_done_too_short_a_time_ago_is_not_judged() -> None:
    late = date(2026, 3, 29)  # from 28 April on, three months later the walk is over
    assert compared(walk(p00=5), ("p00", "call", late)) == {}
    assert compared(walk(p00=5), ("p00", "call", late), ("p01", "call", date(2026, 3, 28))) == {
        "play.call": (1, 0, 22, 0)  # p00, with the play, is on neither side
    }


def test_others_are_watched_over_the_same_months_each_once() -> None:
    # two plays in January, one in March; the others are dealt to January, January, March, January, ...
    rows = [("p00", "call", date(2026, 1, 28)), ("p01", "call", date(2026, 1, 28))]
    rows.append(("p02", "call", date(2026, 3, 28)))
    # p03 and p04 are dealt to January and p05 to March; a move in May is in March's months alone
    assert compared(walk(p03=5, p04=5, p05=5), *rows) == {"play.call": (3, 0, 21, 1)}


def test_the_first_time_counts_and_partners_with_other_plays_are_on_neither_side() -> None:
    rows = [("p00", "call", date(2026, 2, 1)), ("p00", "call", date(2026, 6, 1)), ("p01", "lunch", DAY)]
    assert compared(walk(p00=3), *rows) == {"play.call": (1, 1, 22, 0)}


def test_only_what_can_be_compared_widens_an_interval() -> None:
    day = date(2026, 1, 28)
    rows = [(name, "call", day) for name in IDS[:6]] + [(name, f"odd{name}", day) for name in IDS[6:12]]
    watched = Watched(recorded(*rows), walk(p00=2, p01=2, p12=3))
    (one,) = (one for one in comparisons(play_sides(watched, IDS, 3), ReviewPolicy()) if one.low is not None)
    assert (one.low, one.high) == pytest.approx(newcombe(2 / 6, 6, 1 / 12, 12, 0.95))


BEST = Comparison("play.call", 12, 10, 9, 1, 0.75, 0.1, 0.2, 0.8)


def said(
    name: str, done_with: int, doing: Doing = Doing.CALL, *, own_book: bool = False
) -> dict[str, dict[str, object]]:
    here = world({"a": (1, 10.0)})
    known = Experience({BEST.done: BEST}, done_with, 3, own_book)
    told = list(evidence(here, play(name, doing=doing), known))
    assert unsayable(one for one in told if "kind" not in one.slots) == []
    return {
        one.key: {slot: fact.value for slot, fact in one.slots.items() if isinstance(fact, Fact)}
        for one in told
    }


def test_the_playbook_cites_counts_and_the_interval() -> None:
    (told,) = said("call", 12).values()
    counts = {"with": 12, "without": 10, "up_with": 9, "up_without": 1}
    assert told == {"months": 3, **counts, "low": 0.2, "high": 0.8}


def test_few_and_none_are_said_to_be_so() -> None:
    assert said("lunch", 2) == {"plays.worked_few": {"with": 2}}
    assert said("plan", 0) == {"plays.worked_none": {}}


def test_whoever_sees_only_their_own_book_is_told_of_that_alone() -> None:
    assert said("plan", 0, own_book=True) == {"plays.worked_none_own": {}}
    assert list(said("lunch", 2, own_book=True)) == ["plays.worked_few", "plays.worked_own"]


def test_every_way_in_which_it_can_end_has_its_own_words() -> None:
    for changes, key in (
        ({}, "plays.worked_up"),
        ({"up_with": 0.1, "low": -0.9, "high": -0.2}, "plays.worked_down"),
        ({"low": -0.1}, "plays.worked_unclear"),
    ):
        one = Comparison(**{**vars(BEST), **changes})
        known = Experience({f"{PLAY}call": one}, 12, 3)
        (told,) = evidence(world({"a": (1, 10.0)}), play("call"), known)
        assert told.key == key
        assert unsayable([told]) == []
