"""Attention against computations by hand: each lane, its reasons, the order, and what is news."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, wins
from tests.unit.tools.spoken import labels, slots_of, texts, unsayable
from tools import journey as journeys
from tools import tiers as grading
from tools.attention import (
    AGGREGATES,
    AttentionItem,
    AttentionPolicy,
    Lane,
    attention,
    attention_findings,
    new_since,
)
from tools.attention.dark import expected_loss, going_dark
from tools.attention.lanes import arranged
from tools.attention.reasons import PLAYS
from tools.attention.rising import rising
from tools.facts import Statement
from tools.portfolio import Portfolio

POLICY = AttentionPolicy()
ALL = (*AGGREGATES, *grading.AGGREGATES, *journeys.AGGREGATES)
MONTHLY = tuple(range(45, 720, 30))


def promises(*rows: tuple[str, str, date | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["partner_id", "owed_by", "due_on", "status"], dtype="object")
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]).astype("datetime64[us]"))


def items(
    partners: Rows,
    *,
    as_of: date = DAY,
    owed: pd.DataFrame | None = None,
    **rows: Rows,
) -> tuple[Portfolio, dict[str, AttentionItem]]:
    """The portfolio and its items by partner; every partner signed, trained and onboarded long ago."""
    settled = {"signed_on": ago(900), "onboarded_on": ago(890), "first_contact_on": ago(950)}
    trained = [{"partner_id": row["partner_id"], "date": ago(880), "kind": "training"} for row in partners]
    rows["activities"] = [*trained, *rows.get("activities", ())]
    made = portfolio(ALL, [settled | dict(row) for row in partners], as_of, **rows)
    found = attention(
        made,
        grading.tiers([made], grading.TierPolicy()),
        journeys.journey([made], journeys.JourneyPolicy()),
        promises() if owed is None else owed,
        POLICY,
    )
    return made, {item.partner_id: item for item in found}


def keys(item: AttentionItem) -> list[str]:
    return [reason.key.removeprefix("attention.") for reason in item.reasons]


def slots(item: AttentionItem, key: str) -> dict[str, object]:
    reason = next(reason for reason in item.reasons if reason.key == f"attention.{key}")
    return {slot: fact.value for slot, fact in reason.slots.items()}  # type: ignore[union-attr]  # all are facts


def test_going_dark_is_the_weighted_mean_of_its_components() -> None:
    deals = [*wins("a", 90, 120, 150), *wins("a", 180, amount=3000)]
    row = going_dark(portfolio(ALL, [{"partner_id": "a"}], deals=deals), POLICY).loc["a"]
    assert row["rhythm"] == 30
    assert row["staleness"] == pytest.approx(90 / 180)
    assert row["overdue"] == pytest.approx((90 / 30 - 1) / 2)
    assert pd.isna(row["slowing"])  # no won deal between 30 and 90 days ago to compare with
    assert (row["thin"], row["concentration"]) == (0.25, 0.5)
    expected = (0.37 * 0.5 + 0.14 * 1 + 0.12 * 0.25 + 0.11 * 0.5) / (0.37 + 0.14 + 0.12 + 0.11)
    assert row["dark"] == pytest.approx(expected)


def test_slowing_compares_thirty_days_with_half_of_the_sixty_before() -> None:
    deals = wins("a", 5, 40, 50, 60, 70)
    assert going_dark(portfolio(ALL, [{"partner_id": "a"}], deals=deals), POLICY).loc["a", "slowing"] == 0.5


def test_without_a_won_deal_there_is_no_score_and_nothing_at_risk() -> None:
    made = portfolio(ALL, [{"partner_id": "a"}, {"partner_id": "old"}], deals=wins("old", 731))
    dark = going_dark(made, POLICY)["dark"]
    assert dark.isna().all()
    assert expected_loss(made, dark, POLICY)["loss"].tolist() == [0, 0]


def test_expected_loss_is_a_chance_of_the_last_quarter_and_typical_is_what_a_year_brought() -> None:
    made = portfolio(
        ALL, [{"partner_id": "a"}], deals=[*wins("a", 10, amount=500), *wins("a", 100, 900, amount=365)]
    )
    row = expected_loss(made, pd.Series({"a": 0.4}), POLICY).loc["a"]
    assert row["loss"] == pytest.approx((0.15 + 0.75 * 0.4) * 500)
    assert row["typical_quarter"] == pytest.approx(90)  # 365 in the year before the last quarter


def test_who_usually_wins_monthly_and_stopped_goes_dark_with_figures_and_dates() -> None:
    stopped = wins("a", *range(120, 480, 30), amount=700)
    _, found = items(
        [{"partner_id": "a"}, {"partner_id": "b"}], deals=[*stopped, *wins("b", *range(5, 400, 20))]
    )
    assert found["a"].lane is Lane.GOING_DARK
    assert slots(found["a"], "silent") == {"partner": "a", "days": 120, "last": ago(120), "rhythm": 30}
    assert slots(found["a"], "collapsed")["last"] == 0
    assert found["a"].play == "play.win_back"
    assert found["a"].at_stake.value == pytest.approx(12 * 700 * 90 / 360)
    assert "b" not in found


def test_in_lively_contact_a_partner_without_wins_has_not_gone_quiet() -> None:
    met = [{"partner_id": "a", "date": ago(4), "kind": "call"}]
    _, found = items([{"partner_id": "a"}], deals=wins("a", *range(100, 500, 25)), activities=met)
    assert keys(found["a"])[0] == "no_wins"
    assert found["a"].play == "play.ask_deals"
    assert slots(found["a"], "no_wins")["touch"] == ago(4)
    assert {"reason.no_wins", "play.ask_deals"} <= labels()


def test_the_largest_that_slip_are_money_at_risk() -> None:
    slipping = wins("big", *range(65, 500, 20), amount=50_000)
    small = [deal for name in "stuv" for deal in wins(name, *range(5, 400, 15), amount=100)]
    _, found = items([{"partner_id": name} for name in ("big", *"stuv")], deals=[*slipping, *small])
    assert found["big"].lane is Lane.MONEY_AT_RISK
    assert keys(found["big"])[:2] == ["silent", "at_risk"]
    risk = slots(found["big"], "at_risk")
    assert risk["last"] == 100_000
    assert risk["loss"] == found["big"].at_stake.value


def test_growth_counts_against_their_own_year() -> None:
    made = portfolio(
        ALL,
        [{"partner_id": "a", "signed_on": ago(900)}, {"partner_id": "new", "signed_on": ago(100)}],
        deals=[*wins("a", 5, 20), *wins("a", 200, 300), *wins("new", 95), *wins("new", *range(1, 60, 5))],
    )
    dark = going_dark(made, POLICY)["dark"]
    grown = rising(made, dark, pd.Series("", index=made.partners.index), POLICY)
    usual = 2 * 90 / 275
    assert grown.loc["a", "wins_growth"] == pytest.approx((2 - usual) / (2 * (usual + 1) ** 0.5))
    assert grown.loc["new", "wins_growth"] == 0  # ten days of history are no year to compare with


def test_a_first_win_and_a_sign_from_a_low_tier_rise() -> None:
    others = wins("b", *range(5, 400, 20))
    _, found = items([{"partner_id": "a"}, {"partner_id": "b"}], deals=[*wins("a", 12), *others])
    assert found["a"].lane is Lane.RISING
    assert slots(found["a"], "first_win") == {"partner": "a", "on": ago(12)}
    assert "new_sign" in keys(found["a"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            {
                "certifications": [
                    {"person": "x", "name": "c", "earned_on": ago(300), "expires_on": DAY + timedelta(60)}
                ]
            },
            {"expiring": {"partner": "a", "expiring": 1, "expires": DAY + timedelta(60)}},
        ),
        (
            {"contacts": [{"name": "x", "left_on": ago(3)}]},
            {"nobody_left": {"partner": "a", "left_on": ago(3)}},
        ),
        (
            {"contacts": [{"name": "x", "left_on": ago(3)}, {"name": "y"}]},
            {"contact_left": {"partner": "a", "left": 1, "left_on": ago(3), "here": 1}},
        ),
        (
            {
                "activities": [
                    {"date": ago(4), "kind": "email", "direction": "in"},
                    {"date": ago(9), "kind": "call"},
                ]
            },
            {"unanswered": {"partner": "a", "asked": ago(4), "waiting": 4}},
        ),
        (
            {"deals": [{"stage": "open", "created_on": ago(60), "closed_on": ago(2), "amount": 900.0}]},
            {"late_deals": {"partner": "a", "late_deals": 1, "amount": 900.0}},
        ),
        (
            {
                "deals": [
                    {"stage": "open", "created_on": ago(180)},
                    {"stage": "lost", "created_on": ago(181), "closed_on": ago(-1)},
                    {"stage": "lost", "created_on": ago(300), "closed_on": ago(1)},
                    {"stage": "won", "created_on": ago(300)},
                ]
            },
            {"old_deals": {"partner": "a", "old_deals": 2, "since": ago(181)}},
        ),
    ],
)
def test_what_is_due_names_its_figures(rows: dict[str, Rows], expected: dict[str, dict[str, object]]) -> None:
    _, found = items(
        [{"partner_id": "a"}],
        **{name: [{"partner_id": "a", **row} for row in table] for name, table in rows.items()},
    )
    for key, values in expected.items():
        assert slots(found["a"], key) == values


@pytest.mark.parametrize(
    "answer",
    [{"date": ago(4), "kind": "email", "direction": "out"}, {"date": ago(2), "kind": "meeting"}],
)
def test_an_answered_email_is_not_due(answer: dict[str, object]) -> None:
    asked = {"partner_id": "a", "date": ago(4), "kind": "email", "direction": "in"}
    _, found = items([{"partner_id": "a"}], activities=[asked, {"partner_id": "a", **answer}])
    assert "unanswered" not in [key for item in found.values() for key in keys(item)]


def test_only_our_open_promises_are_due_and_the_earliest_is_named() -> None:
    owed = promises(
        ("a", "us", ago(10), "open"),
        ("a", "us", ago(3), "open"),
        ("b", "them", ago(10), "open"),
        ("c", "us", ago(10), "kept"),
        ("d", "us", DAY + timedelta(days=7), "open"),
        ("e", "us", DAY + timedelta(days=8), "open"),
        ("f", "us", None, "open"),
        ("elsewhere", "us", ago(1), "open"),
    )
    _, found = items([{"partner_id": name} for name in "abcdef"], owed=owed)
    due = {name: item for name, item in found.items() if any("promise" in key for key in keys(item))}
    assert set(due) == {"a", "d"}
    assert slots(due["a"], "promise_overdue") == {"partner": "a", "promised": ago(10), "late": 10}
    assert due["a"].urgency > due["d"].urgency


def test_ended_partners_are_never_listed() -> None:
    gone = {"partner_id": "a", "ended_on": ago(5)}
    left = [{"partner_id": "a", "name": "x", "left_on": ago(3)}]
    _, found = items(
        [gone], deals=wins("a", *MONTHLY), contacts=left, owed=promises(("a", "us", ago(3), "open"))
    )
    assert found == {}


def test_partners_to_part_ways_with_are_named_as_such_and_never_urgent() -> None:
    busy = wins("b", *range(5, 700, 20))
    touched = [
        {"partner_id": "b", "date": ago(3), "kind": "call"},
        {"partner_id": "a", "date": ago(200), "kind": "call"},
    ]
    made, found = items([{"partner_id": "a"}, {"partner_id": "b"}], deals=busy, activities=touched)
    assert (found["a"].lane, found["a"].urgency) == (Lane.PART_WAYS, 0)
    told = attention_findings(made, tuple(found.values()), ["a", "b"], POLICY)
    assert [line.key for line in told.statements] == [
        "attention.nobody",
        "attention.parting_count",
        "attention.parting",
    ]
    asked = attention_findings(made, tuple(found.values()), ["a"], POLICY, lane=Lane.PART_WAYS)
    assert [line.key for line in asked.statements] == ["attention.parting_count", "attention.parting"]


def test_an_item_clears_when_its_reason_stops_being_true() -> None:
    asked = {"partner_id": "a", "date": ago(4), "kind": "email", "direction": "in"}
    answered = {"partner_id": "a", "date": ago(1), "kind": "email", "direction": "out"}
    _, before = items([{"partner_id": "a"}], activities=[asked, answered], as_of=ago(2))
    _, after = items([{"partner_id": "a"}], activities=[asked, answered])
    assert "unanswered" in keys(before["a"])
    assert "unanswered" not in [key for item in after.values() for key in keys(item)]


def sample() -> tuple[Portfolio, tuple[AttentionItem, ...]]:
    """Eight that went dark, two that rise."""
    dark = [deal for at in range(8) for deal in wins(f"dark{at}", *range(100 + at, 500, 25))]
    up = [*wins("up0", 5), *wins("up1", 6)]
    names = [*(f"dark{at}" for at in range(8)), "up0", "up1"]
    made, found = items([{"partner_id": name} for name in names], deals=[*dark, *up])
    return made, tuple(found.values())


def urgent(item: AttentionItem, urgency: float, lane: Lane | None = None) -> AttentionItem:
    main = item.readings[0]
    return replace(item, readings=(replace(main, urgency=urgency, lane=lane or main.lane),))


def test_every_fifth_place_is_kept_for_rising() -> None:
    _, listed = sample()
    quiet = [urgent(item, 0.1 if item.lane is Lane.RISING else 0.9) for item in listed]
    placed = arranged(quiet, 5)
    assert [at for at, item in enumerate(placed, 1) if item.lane is Lane.RISING] == [5, 10]
    assert {item.partner_id for item in placed} == {item.partner_id for item in listed}


def test_findings_say_how_many_of_how_many_and_one_table_row_each() -> None:
    made, listed = sample()
    told = attention_findings(made, listed, list(made.partners.index), POLICY, limit=5)
    head = {slot: fact.value for slot, fact in told.statements[0].slots.items()}  # type: ignore[union-attr]  # facts
    assert (told.statements[0].key, head) == (
        "attention.headline",
        {"total": 10, "count": 10},
    )
    few = {slot: fact.value for slot, fact in told.statements[1].slots.items()}  # type: ignore[union-attr]  # facts
    assert (told.statements[1].key, few) == ("attention.shown_more", {"told": 3, "shown": 5})
    everybody = attention_findings(made, listed, list(made.partners.index), POLICY, limit=20)
    assert everybody.statements[1].key == "attention.shown_all"
    one = attention_findings(made, listed, list(made.partners.index), POLICY, limit=1)
    assert one.statements[1] == Statement("attention.shown_one", follows=True)
    assert attention_findings(made, listed, [], POLICY).statements == (Statement("attention.nobody_asked"),)
    assert told.table is not None
    assert len(told.table.rows) == 5
    assert all(len(row) == len(told.table.columns) for row in told.table.rows)
    assert [suggestion.key for suggestion in told.suggestions] == [
        "suggest.draft",
        "suggest.why",
        "suggest.brief",
    ]
    ids = [fact.id for fact in told.facts()]
    assert len(ids) == len(set(ids))


def test_a_lane_shows_everybody_in_it_with_its_own_reason_first() -> None:
    left = [{"partner_id": "a", "name": "x", "left_on": ago(3)}]
    made, found = items([{"partner_id": "a"}], deals=wins("a", *range(100, 500, 25)), contacts=left)
    assert {reading.lane for reading in found["a"].readings} == {Lane.GOING_DARK, Lane.DUE}
    told = attention_findings(made, tuple(found.values()), ["a"], POLICY, lane=Lane.DUE)
    assert [line.key for line in told.statements[:2]] == ["attention.headline_due", "attention.nobody_left"]
    assert attention_findings(made, tuple(found.values()), ["a"], POLICY, lane=Lane.RISING).statements[
        0
    ].key == ("attention.nobody_rising")


def test_news_is_what_is_new_moved_or_clearly_worse() -> None:
    _, (first, second, third, fourth, *_) = sample()
    dark = Lane.GOING_DARK
    before = [urgent(first, 0.6, dark), urgent(second, 0.6, dark), urgent(third, 0.6, Lane.DUE)]
    now = [
        urgent(item, value, dark)
        for item, value in ((first, 0.7), (second, 0.8), (third, 0.6), (fourth, 0.5))
    ]
    assert new_since(now, before, POLICY) == tuple(now[1:])


GAPS = st.lists(st.integers(1, 720), max_size=8)


@settings(max_examples=6, deadline=None)
@given(st.lists(GAPS, min_size=1, max_size=5))
def test_scores_are_in_range_and_one_partner_scores_as_in_all(gaps: Sequence[list[int]]) -> None:
    partners = [{"partner_id": f"p{at}"} for at in range(len(gaps))]
    deals = [deal for at, days in enumerate(gaps) for deal in wins(f"p{at}", *days)]
    dark = going_dark(portfolio(ALL, partners, deals=deals), POLICY)["dark"]
    assert dark.dropna().between(0, 1).all()
    for at, days in enumerate(gaps):
        alone = going_dark(portfolio(ALL, [partners[at]], deals=wins(f"p{at}", *days)), POLICY)["dark"].iloc[
            0
        ]
        assert (pd.isna(alone) and pd.isna(dark[f"p{at}"])) or alone == pytest.approx(dark[f"p{at}"])


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=6), st.integers(1, 200))
def test_what_happens_later_changes_nothing(past: list[int], later: int) -> None:
    earlier = DAY - timedelta(days=301)
    deals = [
        row | {"created_on": earlier - timedelta(days=d), "closed_on": earlier - timedelta(days=d)}
        for d in past
        for row in wins("a", d)
    ]
    future = [
        *wins("a", 300 - later),
        {
            "partner_id": "a",
            "stage": "won",
            "created_on": earlier - timedelta(days=5),
            "closed_on": ago(later),
        },
    ]
    _, now = items(
        [{"partner_id": "a"}],
        as_of=earlier,
        deals=[*deals, {**future[1], "stage": "open", "closed_on": None}],
    )
    _, then = items([{"partner_id": "a"}], as_of=earlier, deals=[*deals, *future])
    assert now == then


def test_every_reason_can_be_said_first_and_after_another() -> None:
    phrases = texts("attention")
    also = [key for key in phrases if key.endswith("_also")]
    assert all(
        slots_of(phrases[key]) | {"partner"} == slots_of(phrases[key.removesuffix("_also")]) for key in also
    )
    due_codes = [
        *PLAYS,
        "no_wins",
        "silent",
        "silent_plain",
        "at_risk",
        "collapsed",
        "slowing",
        "concentrated",
        "thin",
    ]
    rising_codes = ["first_win", "rising_wins", "rising_leads", "rising_contact", "new_sign"]
    assert set(also) == {f"{code}_also" for code in [*due_codes, *rising_codes]}
    assert {f"play.{play}" for play in PLAYS.values()} <= labels()


def test_a_busy_portfolio_can_be_said() -> None:
    touched = [{"partner_id": "up", "date": ago(days), "kind": "call"} for days in range(1, 60, 3)]
    earlier = [{"partner_id": "up", "date": ago(days), "kind": "call"} for days in (200, 300)]
    asked = {"partner_id": "held", "date": ago(9), "kind": "email", "direction": "in"}
    lead = {"partner_id": "up", "direction": "in", "status": "accepted"}
    left = [{"partner_id": name, "name": "x", "left_on": ago(3)} for name in ("up", "slow")]
    old = {"partner_id": "held", "stage": "open", "created_on": ago(300), "closed_on": ago(3), "amount": 10.0}
    made, found = items(
        [
            *({"partner_id": name} for name in ("up", "slow", "dark", "first", "idle")),
            {"partner_id": "held", "onboarded_on": None},
        ],
        owed=promises(("up", "us", ago(3), "open"), ("slow", "us", DAY, "open")),
        deals=[
            *wins("up", 3, 9, 30, 200),
            *wins("slow", 35, 40, 45, 50, 60, 70, amount=90_000),
            *wins("slow", 80, amount=900_000),
            *wins("dark", 100, 120, 300),
            *wins("first", 9),
            old,
        ],
        leads=[lead | {"created_on": ago(days)} for days in (3, 5, 9, 300)],
        contacts=[*left, {"partner_id": "up", "name": "y"}],
        activities=[*touched, *earlier, asked],
        certifications=[
            {"partner_id": "dark", "person": "x", "name": "c", "earned_on": ago(9), "expires_on": ago(-9)}
        ],
    )
    said = [reason for item in found.values() for reason in item.reasons]
    assert len({reason.key for reason in said}) >= 16
    assert unsayable(said) == []
    for lane in (None, *Lane):
        told = attention_findings(
            made, tuple(found.values()), list(made.partners.index), POLICY, lane=lane, limit=9
        )
        assert unsayable(told.statements) == []


@pytest.mark.parametrize(
    ("partners", "rows"),
    [
        ([], {}),
        ([{"partner_id": "a"}], {}),
        ([{"partner_id": "a", "signed_on": ago(-10), "onboarded_on": None}], {}),
        (
            [{"partner_id": "a", "signed_on": ago(1), "onboarded_on": None}],
            {"deals": wins("a", 0, amount=0.0)},
        ),
    ],
)
def test_nobody_one_partner_a_future_one_and_one_of_yesterday_are_no_fires(
    partners: Rows, rows: dict[str, Rows]
) -> None:
    made, found = items(partners, **rows)
    assert all(item.urgency < 0.5 for item in found.values())
    assert unsayable(attention_findings(made, tuple(found.values()), list(found), POLICY).statements) == []
