"""Money at risk, going dark and parting ways against computations by hand."""

import pytest

from tests.unit.tools.attention.listed import POLICY, attend, item, keys, promises, slots
from tests.unit.tools.event_tables import ago, wins
from tests.unit.tools.spoken import unsayable
from tools.attention import Lane, attention_findings
from tools.facts import Fact

MONTHLY = tuple(range(45, 720, 30))


def test_who_usually_wins_monthly_and_stopped_goes_dark_with_figures_and_dates() -> None:
    stopped = wins("a", *range(120, 480, 30), amount=700)
    found = attend(
        [{"partner_id": "a"}, {"partner_id": "b"}], deals=[*stopped, *wins("b", *range(5, 400, 20))]
    )
    gone = item(found, "a")
    assert gone.lane is Lane.GOING_DARK
    assert slots(gone, "silent") == {"days": 120, "last": ago(120), "rhythm": 30}
    assert slots(gone, "collapsed") == {"typical": pytest.approx(12 * 700 * 90 / 360)}
    assert gone.play == "play.win_back"
    assert gone.at_stake.value == pytest.approx(12 * 700 * 90 / 360)
    assert found.item("b") is None


def test_going_dark_weighs_the_chance_the_size_and_how_fresh_the_silence_is() -> None:
    """Rhythm 30 days, so silence is unusual from 1.5 x 30 = 45 days on; after 135 days it is 90 older."""
    names = ["fresh", "old", "small"]
    deals = [
        *wins("fresh", *range(46, 700, 30), amount=900.0),
        *wins("old", *range(135, 700, 30), amount=900.0),
        *wins("small", *range(46, 700, 30), amount=1.0),
    ]
    same = {
        "chance_silent": 0.5,
        "dark": 0.6,
        "rhythm": 30.0,
        "chance_decline": 0.0,
        "typical_quarter": 900.0,
    }
    outlook = dict.fromkeys(names, same) | {"small": same | {"typical_quarter": 1.0}}
    found = attend([{"partner_id": name} for name in names], outlook=outlook, deals=deals)
    base = 0.25 + 0.35 * 0.5
    rank = {"fresh": 2.5 / 3, "old": 2.5 / 3, "small": 1 / 3}  # percentile by typical quarter, ties halved
    freshness = {"fresh": 0.5 ** (1 / 90), "old": 0.5 ** (90 / 90), "small": 0.5 ** (1 / 90)}
    for name in names:
        expected = base + 0.2 * rank[name] + 0.15 * freshness[name]
        assert found.frame.loc[name, "lane_going_dark"] == pytest.approx(expected)
    assert found.of(lane=Lane.GOING_DARK) == ("fresh", "old", "small")


def test_without_a_chance_the_score_stands_in() -> None:
    found = attend(
        [{"partner_id": "a"}],
        deals=wins("a", *range(400, 700, 30)),
        outlook={"a": {"chance_silent": float("nan"), "dark": 0.9, "rhythm": 30.0, "typical_quarter": 0.0}},
    )
    beyond = 400 - 45
    expected = 0.25 + 0.35 * 0.9 + 0.15 * 0.5 ** (beyond / 90)
    assert found.frame.loc["a", "lane_going_dark"] == pytest.approx(expected)


def test_in_lively_contact_a_partner_without_wins_has_not_gone_quiet() -> None:
    met = [{"partner_id": "a", "date": ago(4), "kind": "call"}]
    found = attend([{"partner_id": "a"}], deals=wins("a", *range(100, 500, 25)), activities=met)
    gone = item(found, "a")
    assert keys(gone)[:2] == ["collapsed", "no_wins"]
    assert gone.play == "play.ask_deals"
    assert slots(gone, "no_wins")["touch"] == ago(4)


def test_money_at_risk_is_ordered_by_expected_loss_and_says_the_chance_of_ten() -> None:
    """Of eight losses the 75th percentile lies between the sixth and seventh: the two largest are in."""
    names = [f"p{number}" for number in range(8)]
    risk = {
        name: {
            "loss": 100.0 * (number + 1),
            "chance_decline": 0.44,
            "dark": 0.3,
            "slowing": 0.9,
            "last_quarter": 5000.0,
            "typical_quarter": 5000.0,
            "told": True,
        }
        for number, name in enumerate(names)
    }
    deals = [deal for name in names for deal in wins(name, *range(5, 400, 20))]
    found = attend([{"partner_id": name} for name in names], deals=deals, outlook=risk)
    assert found.of(lane=Lane.MONEY_AT_RISK) == ("p7", "p6")
    assert found.frame.loc["p7", "lane_money_at_risk"] == pytest.approx(0.4 + 0.4 * 1)
    assert found.frame.loc["p6", "lane_money_at_risk"] == pytest.approx(0.4 + 0.4 * (7 / 8 - 0.75) / 0.25)
    first = item(found, "p7")
    assert slots(first, "at_risk_chance") == {"last": 5000, "loss": 800, "of_ten": 4}
    assert first.at_stake.value == 800


@pytest.mark.parametrize(("chance", "of_ten"), [(0.96, 9), (0.99, 9), (0.31, 3), (0.35, 4)])
def test_a_chance_is_never_all_or_none_of_ten(chance: float, of_ten: int) -> None:
    risk = {"a": {"loss": 10.0, "chance_decline": chance, "dark": 0.3, "slowing": 0.9, "told": True}}
    found = attend([{"partner_id": "a"}], deals=wins("a", *range(5, 400, 20)), outlook=risk)
    assert slots(item(found, "a"), "at_risk_chance")["of_ten"] == of_ten


@pytest.mark.parametrize("told", [{}, {"told": False}])
def test_a_chance_is_not_told_where_chances_have_not_proved_right(told: dict[str, object]) -> None:
    risk = {"a": {"loss": 10.0, "chance_decline": 0.5, "dark": 0.3, "slowing": 0.9, **told}}
    found = attend([{"partner_id": "a"}], deals=wins("a", *range(5, 400, 20)), outlook=risk)
    assert {"at_risk", "at_risk_chance"} & set(keys(item(found, "a"))) == {"at_risk"}


def test_an_unknown_chance_is_not_told_and_the_score_decides() -> None:
    risk = {"loss": 10.0, "chance_decline": float("nan"), "slowing": 0.9}
    deals = wins("a", *range(5, 400, 20))
    dark = attend([{"partner_id": "a"}], deals=deals, outlook={"a": {**risk, "dark": 0.25}})
    assert "at_risk" in keys(item(dark, "a"))
    calm = attend([{"partner_id": "a"}], deals=deals, outlook={"a": {**risk, "dark": 0.24}})
    assert calm.of(lane=Lane.MONEY_AT_RISK) == ()


def test_what_used_to_come_is_told_against_what_came() -> None:
    risk = {"loss": 10.0, "chance_decline": 0.5, "typical_quarter": 1000.0}
    for last, key in ((499.0, "fallen"), (500.0, None), (0.0, "collapsed")):
        found = attend(
            [{"partner_id": "a"}],
            deals=wins("a", *range(65, 500, 20)),
            outlook={"a": {**risk, "last_quarter": last}},
        )
        told = [one for one in keys(item(found, "a")) if one in ("fallen", "collapsed")]
        assert told == ([key] if key else [])


def test_lost_business_is_told_before_a_late_promise_and_weighs_the_same_in_every_lane() -> None:
    """Typical 1000, last 100, expected loss 10, a late open deal of 50: 900 + 50 are at stake."""
    late = {"partner_id": "a", "stage": "open", "created_on": ago(90), "closed_on": ago(9), "amount": 50.0}
    found = attend(
        [{"partner_id": "a"}],
        deals=[*wins("a", *range(65, 500, 20)), late],
        owed=promises(("a", "us", ago(30), "open")),
        outlook={"a": {"loss": 10.0, "typical_quarter": 1000.0, "last_quarter": 100.0}},
    )
    made = item(found, "a")
    assert {Lane.DUE, Lane.GOING_DARK} <= {reading.lane for reading in made.readings}
    assert keys(made)[:2] == ["fallen", "promise_overdue"]
    assert made.at_stake.value == 900 + 50
    tables = [attention_findings(found, ["a"], lane=lane).table for lane in (None, Lane.DUE, Lane.GOING_DARK)]
    assert all(table is not None and table.rows == tables[0].rows for table in tables if tables[0])
    asked = attention_findings(found, ["a"], lane=Lane.GOING_DARK).statements
    assert [one.key.removeprefix("attention.") for one in asked][1:3] == ["fallen", "promise_overdue_also"]


def test_who_mostly_rises_has_the_growth_at_stake() -> None:
    found = attend(
        [{"partner_id": "a"}],
        deals=wins("a", 5, 6, 7, 8, 300),
        outlook={"a": {"dark": 0.0, "loss": 700.0, "typical_quarter": 1000.0, "last_quarter": 4000.0}},
    )
    assert item(found, "a").lane is Lane.RISING
    assert item(found, "a").at_stake.value == 3000


def test_rising_with_money_at_risk_is_said_in_one_sentence() -> None:
    risk = {"loss": 700.0, "chance_decline": 0.5, "dark": 0.1, "slowing": 0.9, "last_quarter": 4000.0}
    found = attend([{"partner_id": "a"}], deals=wins("a", 5, 6, 7, 8, 300), outlook={"a": risk})
    made = item(found, "a")
    assert {Lane.RISING, Lane.MONEY_AT_RISK} <= {reading.lane for reading in made.readings}
    assert slots(made, keys(made)[0]) == {"loss": 700}
    assert keys(made)[0] == "mixed"


def test_a_silence_that_is_usual_is_no_reason() -> None:
    risk = {"loss": 10.0, "chance_decline": 0.5, "dark": 0.1, "slowing": 0.9, "rhythm": 20.0}
    for days, told in ((8, False), (30, False), (31, True)):
        wins_of_a = wins("a", *range(days, 500, 20))
        found = attend([{"partner_id": "a"}], deals=wins_of_a, outlook={"a": {**risk, "silent_days": days}})
        assert bool({"silent", "no_wins", "silent_plain"} & set(keys(item(found, "a")))) is told


def test_how_much_money_is_at_risk_is_answered_with_the_sum_of_all_listed() -> None:
    risk = {"loss": 300.0, "chance_decline": 0.5, "dark": 0.3, "slowing": 0.9}
    deals = [deal for name in "ab" for deal in wins(name, *range(5, 400, 20))]
    outlook = dict.fromkeys("ab", risk)
    found = attend([{"partner_id": "a"}, {"partner_id": "b"}], deals=deals, outlook=outlook)
    first = attention_findings(found, ["a", "b"], lane=Lane.MONEY_AT_RISK, limit=1).statements[0]
    assert {name: fact.value for name, fact in first.slots.items() if isinstance(fact, Fact)} == {
        "total": 2,
        "count": 2,
        "loss": 600,
    }
    assert unsayable([first]) == []


@pytest.mark.parametrize("status", ["paused", "prospect", "applicant"])
def test_only_active_partners_are_at_risk_or_go_dark(status: str) -> None:
    found = attend([{"partner_id": "a", "status": status}], deals=wins("a", *MONTHLY))
    assert set(found.of()) <= set(found.of(lane=Lane.DUE))


def test_ended_partners_are_never_listed() -> None:
    left = [{"partner_id": "a", "name": "x", "left_on": ago(3)}]
    found = attend([{"partner_id": "a", "ended_on": ago(5)}], deals=wins("a", *MONTHLY), contacts=left)
    assert len(found.frame) == 0


def test_partners_to_part_ways_with_are_named_as_such_and_never_urgent() -> None:
    busy = wins("b", *range(5, 700, 20))
    touched = [
        {"partner_id": "b", "date": ago(3), "kind": "call"},
        {"partner_id": "a", "date": ago(200), "kind": "call"},
    ]
    low = {"a": {"tier": "dementor"}}
    found = attend([{"partner_id": "a"}, {"partner_id": "b"}], tiers=low, deals=busy, activities=touched)
    parting = item(found, "a")
    assert (parting.lane, parting.urgency) == (Lane.PART_WAYS, 0)
    assert "a" not in found.of()
    assert found.of(lane=Lane.PART_WAYS) == ("a",)
    assert slots(parting, "parting") == {"signed": ago(900), "touch": ago(200)}


def test_weights_come_from_the_policy() -> None:
    assert POLICY.dark_urgency + POLICY.dark_chance + POLICY.dark_size + POLICY.dark_fresh <= 1
    assert POLICY.risk_urgency + POLICY.risk_size <= 1
