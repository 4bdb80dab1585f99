"""What is said about who needs attention, what opens down to rows, and what is news."""

from dataclasses import replace

import pandas as pd

from tests.unit.tools.attention.listed import ALL, POLICY, attend, everybody, item, keys, promises, sources
from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.spoken import labels, slots_of, texts, unsayable
from tools import schema
from tools.attention import Attention, Lane, attention, attention_findings
from tools.attention.due import DUE
from tools.attention.due_reasons import PLAYS
from tools.attention.findings import DRAFTS
from tools.facts import Fact, Statement, Unit

PARTNER_COLUMNS = {column.name for column in schema.PARTNERS.columns}


def sample() -> Attention:
    """Eight that went dark, two that rise."""
    dark = [deal for at in range(8) for deal in wins(f"dark{at}", *range(100 + at, 500, 25))]
    names = [*(f"dark{at}" for at in range(8)), "up0", "up1"]
    deals = [*dark, *wins("up0", 5), *wins("up1", 6)]
    return attend([{"partner_id": name} for name in names], deals=deals)


def busy() -> Attention:
    """Nearly everything that can be said."""
    touched = [{"partner_id": "up", "date": ago(days), "kind": "call"} for days in range(1, 60, 3)]
    earlier = [{"partner_id": "up", "date": ago(days), "kind": "call"} for days in (200, 300)]
    asked = {"partner_id": "held", "date": ago(9), "kind": "email", "direction": "in"}
    lead = {"partner_id": "up", "direction": "in", "status": "accepted"}
    left = [{"partner_id": name, "name": "x", "left_on": ago(3)} for name in ("up", "slow")]
    old = {"partner_id": "held", "stage": "open", "created_on": ago(300), "closed_on": ago(3), "amount": 10.0}
    owed = {"partner_id": "held", "period": "2026-07", "period_ends_on": ago(61), "amount": 400.0}
    return attend(
        [
            *({"partner_id": name} for name in ("up", "slow", "dark", "first", "idle")),
            {"partner_id": "held", "onboarded_on": None},
        ],
        owed=promises(
            ("up", "us", ago(3), "open"), ("slow", "us", DAY, "open"), ("dark", "them", ago(3), "open")
        ),
        tiers={"first": {"tier": "dementor"}, "idle": {"tier": "dementor"}},
        level_risk=pd.DataFrame({"level": ["gold"], "asked": [3.0], "left": [1.0], "renew": [2.0]}, ["held"]),
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
        tickets=[{"partner_id": "held", "opened_on": ago(3), "severity": 1}],
        commissions=[owed | {"status": "pending", "due_on": ago(3)}, owed | {"status": "on_hold"}],
        surveys=[{"partner_id": "held", "date": ago(3), "score": 2.0}],
        usage=[{"partner_id": "held", "month": ago(days), "active": days + 1} for days in (20, 120)],
        certifications=[
            {"partner_id": "dark", "person": "x", "name": "c", "earned_on": ago(9), "expires_on": ago(-9)}
        ],
    )


def said(found: Attention, **asked: object) -> tuple[Statement, ...]:
    return attention_findings(found, list(found.portfolio.partners.index), **asked).statements  # type: ignore[arg-type]  # as given


def values(statement: Statement) -> dict[str, object]:
    return {slot: fact.value for slot, fact in statement.slots.items() if isinstance(fact, Fact)}


def test_findings_say_how_many_of_how_many_and_one_table_row_each() -> None:
    found = sample()
    told = attention_findings(found, list(found.portfolio.partners.index), limit=5)
    assert (told.statements[0].key, values(told.statements[0])) == (
        "attention.headline",
        {"total": 10, "count": 10},
    )
    assert (told.statements[1].key, values(told.statements[1])) == (
        "attention.shown_more",
        {"told": 2, "shown": 5},
    )
    assert said(found, limit=20)[1].key == "attention.shown_all"
    assert said(found, limit=1)[1] == Statement("attention.shown_one", follows=True)
    assert attention_findings(found, []).statements == (Statement("attention.nobody_asked"),)
    assert told.table is not None
    assert [len(row) for row in told.table.rows] == [len(told.table.columns)] * 5
    assert [one.key for one in told.suggestions] == ["suggest.draft_win_back", "suggest.why", "suggest.brief"]
    ids = [fact.id for fact in told.facts()]
    assert len(ids) == len(set(ids))


def test_every_fifth_place_goes_to_one_that_rises_and_the_share_is_told() -> None:
    found = sample()
    listed = found.of()
    assert next(at for at, one in enumerate(listed, 1) if item(found, one).lane is Lane.RISING) <= 5
    assert "attention.shares" in [line.key for line in said(found, limit=9)]


def test_the_snoozed_are_left_out_counted_and_shown_when_asked_for() -> None:
    found = sample()
    first, second, *_ = found.of()
    lines = said(found, snoozed=[first, "nobody"], limit=3)
    assert values(lines[0])["count"] == 9
    assert (lines[1].key, values(lines[1])) == ("attention.snoozed", {"snoozed": 1})
    told = attention_findings(found, found.of(), snoozed=[first])
    assert first not in {fact.partner_id for fact in told.facts()}
    assert told.table is not None
    assert told.table.rows[0][0] == item(found, second).reasons[0].slots["partner"]
    all_of_them = said(found, snoozed=[first, "nobody"], show_snoozed=True)
    assert values(all_of_them[0])["count"] == 10
    assert all_of_them[1].key == "attention.snoozed_too"


def test_a_lane_shows_everybody_in_it_with_a_reason_of_its_own() -> None:
    left = [{"partner_id": "a", "name": "x", "left_on": ago(3)}]
    found = attend([{"partner_id": "a"}], deals=wins("a", *range(100, 500, 25)), contacts=left)
    assert {reading.lane for reading in item(found, "a").readings} == {Lane.GOING_DARK, Lane.DUE}
    keys_told = [line.key for line in said(found, lane=Lane.DUE)]
    assert keys_told[1:3] == ["attention.collapsed", "attention.nobody_left_also"]
    assert said(found, lane=Lane.RISING)[0].key == "attention.nobody_rising"
    dark = [line.key for line in said(found, lane=Lane.GOING_DARK)]
    assert dark[1:3] == ["attention.collapsed", "attention.silent_also"]


def test_news_is_what_is_new_moved_or_clearly_worse() -> None:
    found = sample()
    first, second, third, fourth = found.of()[:4]
    was = found.frame.loc[[first, second, third]].copy()
    was.loc[first, "urgency"] = found.frame.loc[first, "urgency"] - 0.1
    was.loc[second, "urgency"] = found.frame.loc[second, "urgency"] - POLICY.clearly_worse - 0.001
    was.loc[third, "lane"] = -1
    before = replace(found, frame=was)
    assert found.new_since(before, [first, second, third, fourth]) == (second, third, fourth)
    assert found.new_since(found, found.of()) == ()


def test_who_holds_a_matter_is_known_without_making_items() -> None:
    found = busy()
    assert found.holding(["up", "slow"], "promise_overdue") == {"up"}


def test_a_busy_portfolio_can_be_said_and_every_number_opens_down_to_rows() -> None:
    found = busy()
    reasons = [reason for made in everybody(found) for reason in made.reasons]
    assert len({reason.key for reason in reasons}) >= 20
    assert unsayable(reasons) == []
    for lane in (None, *Lane):
        assert unsayable(said(found, lane=lane, limit=9)) == []
    known = {aggregate.name for aggregate in ALL} | PARTNER_COLUMNS
    for fact in (fact for reason in reasons for fact in reason.facts()):
        assert {name.removeprefix("-") for name in fact.kind.behind} <= known, fact.kind.name
        if (
            fact.kind.unit in (Unit.MONEY, Unit.COUNT, Unit.SHARE, Unit.DAYS)
            and "threshold" not in fact.kind.name
        ):
            assert fact.kind.behind or fact.rows or fact.kind.name.startswith("journey"), fact.kind.name


def test_every_reason_can_be_said_first_and_after_another() -> None:
    phrases = texts("attention")
    also = {key.removesuffix("_also") for key in phrases if key.endswith("_also")}
    assert all(slots_of(phrases[key]) == slots_of(phrases[f"{key}_also"]) | {"partner"} for key in also)
    assert set(DUE) == set(PLAYS)
    assert set(PLAYS) <= also
    assert {f"reason.{key}" for key in also} <= labels()
    assert {f"play.{play}" for play in PLAYS.values()} <= labels()


def test_without_any_history_nobody_is_said_to_need_nothing() -> None:
    made = portfolio(ALL, [{"partner_id": name} for name in "ab"])
    found = attention(made, sources(made), POLICY)
    for lane in (None, Lane.DUE):
        told = attention_findings(found, ["a", "b"], lane=lane).statements
        assert [line.key for line in told] == ["attention.no_history"]
        assert unsayable(told) == []


def test_the_message_that_is_suggested_does_the_next_step() -> None:
    asked = {"partner_id": "a", "date": ago(9), "kind": "email", "direction": "in"}
    late = attend([{"partner_id": "a"}], owed=promises(("a", "us", ago(9), "open")))
    waits = attend([{"partner_id": "a"}], activities=[asked])
    keys_of = [attention_findings(found, ["a"]).suggestions[0].key for found in (late, waits)]
    assert keys_of == ["suggest.draft_promise", "suggest.draft_answer"]
    suggestions = {f"suggest.{key}" for key in texts("suggest")}
    assert set(DRAFTS.values()) <= suggestions
    assert set(DRAFTS) <= labels()


def test_nothing_won_yet_is_no_stake_of_zero() -> None:
    found = attend([{"partner_id": "a"}], contacts=[{"partner_id": "a", "name": "x", "left_on": ago(3)}])
    told = attention_findings(found, ["a"])
    assert told.table is not None
    assert told.table.rows[0][3] is None
    assert keys(item(found, "a"))[0] == "nobody_left"
