"""What followed a play, by hand."""

from datetime import timedelta

import pandas as pd

from tests.unit.tools.event_tables import DAY, ago, tables
from tests.unit.tools.plays.playbooks import play, playbook
from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import world
from tools.facts import Fact, Findings
from tools.plays import Done, Play
from tools.plays.followed import Asked, Course, plays_shown
from tools.portfolio import Portfolio

PLAYS = playbook(play("lunch", title="have lunch"))


def course(here: Portfolio) -> Course:
    """a: a dementor until 40 days ago, then a growth hacker; three deals, two of them after the play."""
    deals = tables(
        [{"partner_id": "a"}],
        deals=[
            {"deal_id": "d1", "partner_id": "a", "stage": "won", "closed_on": ago(61)},
            {"deal_id": "d2", "partner_id": "a", "stage": "won", "closed_on": ago(60)},
            {"deal_id": "d3", "partner_id": "a", "stage": "won", "closed_on": ago(59)},
            {"deal_id": "d4", "partner_id": "a", "stage": "won", "closed_on": ago(3)},
            {"deal_id": "d5", "partner_id": "a", "stage": "open"},
        ],
    )["deals"].assign(amount_base=[5.0, 7.0, 10.0, 20.0, 99.0])
    tiers = {
        ago(days): pd.DataFrame({"tier": pd.Series({"a": tier})})
        for days, tier in ((90, "dementor"), (40, "growth_hacker"), (0, "growth_hacker"))
    }
    journey = pd.DataFrame({"phase": pd.Series({"a": "activation"})})
    return Course(here, tiers, journey, deals, {"p@x.example": "Priya"})


def shown(*done: Done, partner: str | None = "a", one: Play | None = None) -> Findings:
    here = world({"a": (1, 10.0)})
    found = plays_shown(done, PLAYS, course(here), Asked(10, partner, play=one))
    assert unsayable(found.statements) == []
    return found


def values(found: Findings) -> list[object]:
    assert found.table is not None
    return [cell.value if cell else None for cell in found.table.rows[0]]


def test_tier_and_deals_after_the_day_of_the_play() -> None:
    found = shown(Done("a", "lunch", ago(60), "p@x.example", "r1"))
    # the deals of 59 and 3 days ago: 10 + 20
    assert values(found)[1:] == [
        "have lunch", ago(60), "Priya", "tier.dementor", "tier.growth_hacker", 30.0, "phase.activation"
    ]  # fmt: skip
    assert [one.key for one in found.statements] == [
        "plays.shown_partner", "plays.done", "plays.followed_moved", "plays.followed_won", "plays.not_proof"
    ]  # fmt: skip
    won = found.statements[3].slots["won"]
    assert isinstance(won, Fact)
    assert won.rows == ("deal:d3", "deal:d4")


def test_what_followed_a_play_on_the_last_day_or_after_it_is_not_told() -> None:
    for day in (DAY, DAY + timedelta(days=5)):
        found = shown(Done("a", "lunch", day, "p@x.example", "r1"))
        assert values(found)[4:] == [None] * 4
        assert [one.key for one in found.statements][-1] == "plays.followed_early"


def test_a_play_before_everything_known_has_no_tier_then_and_one_no_longer_in_the_book_keeps_its_name() -> (
    None
):
    found = shown(Done("a", "old_habit", ago(400), "gone@x.example", "r1"))
    assert values(found)[1:5] == ["old habit", ago(400), "gone@x.example", None]


def test_nothing_on_record_is_said_with_what_to_do() -> None:
    assert [one.key for one in shown().statements] == ["plays.shown_none_partner"]
    assert [one.key for one in shown(partner=None).statements] == ["plays.shown_none"]


def test_several_plays_are_counted_by_play_and_one_play_alone_is_named() -> None:
    done = [Done("a", name, ago(3), key=f"{at}") for at, name in enumerate(("lunch", "call", "lunch"))]
    by_play = shown(*done, partner=None).statements[1]
    counted = {name: one.value for name, one in by_play.slots.items() if isinstance(one, Fact)}
    assert counted == {"first": "have lunch", "first_count": 2, "second": "call", "second_count": 1}
    many = shown(*done, *(Done("a", name, ago(3)) for name in "xyz"), partner=None).statements[1]
    assert (many.key, [one.value for one in many.facts()][-1]) == ("plays.shown_by_more", 2)
    assert shown(done[0], one=PLAYS["lunch"]).statements[0].key == "plays.shown_partner_play"
    assert shown(partner=None, one=PLAYS["lunch"]).statements[0].key == "plays.shown_none_play"
