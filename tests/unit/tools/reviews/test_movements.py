"""Who moved and why, and what we did there, by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, ago, tables
from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import ABSOLUTE, on, world
from tools.evaluation import evaluate_cells
from tools.facts import Findings
from tools.reviews import (
    Period,
    ReviewPolicy,
    activity_aggregates,
    doings,
    lead_aggregates,
    movement_findings,
    partner_movement,
    proposals,
    proposed_statements,
    review_findings,
)
from tools.reviews.statements import Move
from tools.tiers import (
    Direction,
    Held,
    Tier,
    TierPolicy,
    Whom,
    Whose,
    quarter_end,
    tier_statements,
    tiers,
    walk,
    with_decisions,
)

Sides = dict[str, tuple[int, float | None]]
START = ago(92)


def period(
    before: Sides, after: Sides, policy: TierPolicy = ABSOLUTE, **rows: list[dict[str, object]]
) -> Period:
    history = [on(START, world(before)), world(after)]
    (_, first), (_, last) = walk(history, policy)
    filled = tables([{"partner_id": name} for name in after], **rows)
    done = doings(
        evaluate_cells(activity_aggregates(DAY, START, DAY), filled, DAY, ("kind",)),
        evaluate_cells(lead_aggregates(DAY, START, DAY), filled, DAY, ("direction",)),
        last.index,
    )
    return Period(history[0], history[1], first, last, done)


def told(made: Period, direction: Direction | None = None, **rows: list[dict[str, object]]) -> Findings:
    filled = tables([{"partner_id": name} for name in made.after.index], **rows)
    whom = Whom(list(made.after.index), Whose.BOOK)
    found = movement_findings(made, whom, ReviewPolicy(), direction=direction, rows=filled)
    assert unsayable(found.statements) == []
    return found


def activity(partner_id: str, days: int, kind: str, direction: str = "out") -> dict[str, object]:
    return {"partner_id": partner_id, "date": ago(days), "kind": kind, "direction": direction}


def test_movements_are_counted_by_direction_and_told_with_the_side_that_crossed() -> None:
    found = told(
        period(
            {"a": (2, 80.0), "b": (9, 80.0), "c": (1, 10.0)}, {"a": (6, 80.0), "b": (9, 30.0), "c": (1, 10.0)}
        )
    )
    head, first, why = found.statements[:3]
    assert {slot: fact.value for slot, fact in head.slots.items()} == {
        "count": 2,
        "up": 1,
        "down": 1,
        "since": START,
        "whose": "whose.book",
    }
    assert first.key == "review.moved"
    assert (why.key, [fact.value for fact in why.facts()]) == ("review.leads_rose", [START, 2, 6, 5])
    assert "review.relevance_fell" in [line.key for line in found.statements]
    assert found.table is not None
    assert [row[0].value for row in found.table.rows if row[0]] == ["a", "b"] or len(found.table.rows) == 2


def test_a_threshold_that_moved_is_told_apart_from_a_partner_that_did() -> None:
    # the 60th percentile of 2, 3, 4 is 3.2; of 0, 0, 3 it is 0.6, and 1 is the least
    made = period(
        {"a": (3, 80.0), "b": (2, 1.0), "c": (4, 1.0)},
        {"a": (3, 80.0), "b": (0, 1.0), "c": (0, 1.0)},
        TierPolicy(),
    )
    found = told(made, Direction.UP)
    bar = next(line for line in found.statements if line.key == "review.leads_bar")
    assert {slot: fact.value for slot, fact in bar.slots.items()} == {"before": 4, "after": 3, "begins": 1}


def test_what_we_did_is_counted_in_the_window_alone_and_opens_to_its_rows() -> None:
    activities = [
        activity("a", 0, "meeting"),
        activity("a", 91, "meeting", "in"),
        activity("a", 92, "meeting"),
        activity("a", 5, "call"),
        activity("a", 5, "call", "in"),
        activity("a", 5, "email"),
    ]
    leads = [{"partner_id": "a", "created_on": ago(3), "direction": "out", "status": "new"}]
    made = period({"a": (2, 80.0)}, {"a": (6, 80.0)}, activities=activities, leads=leads)
    assert made.done.loc["a"][lambda row: row > 0].to_dict() == {"meeting": 2, "call": 1, "lead": 1}
    found = told(made, activities=activities, leads=leads)
    done = next(line for line in found.statements if line.key == "review.done_2")
    assert done.slots["times1"].rows == ("activity:activities-0", "activity:activities-1")  # type: ignore[union-attr]  # a fact


def test_first_tiers_and_ends_are_no_moves_but_are_counted() -> None:
    made = period({"a": (2, 80.0)}, {"a": (2, 80.0), "new": (9, 80.0)})
    found = told(made)
    assert [line.key for line in found.statements] == ["review.nobody", "review.also_first"]


@pytest.mark.parametrize("direction", [None, Direction.UP, Direction.DOWN])
def test_nobody_moved_is_said_so(direction: Direction | None) -> None:
    found = told(period({"a": (2, 80.0)}, {"a": (2, 80.0)}), direction)
    assert len(found.statements) == 1
    assert found.table is None


def test_where_nobody_in_question_moved_the_others_are_counted() -> None:
    made = period({"a": (2, 80.0), "b": (2, 80.0)}, {"a": (2, 80.0), "b": (6, 80.0)})
    found = movement_findings(made, Whom(["a"], Whose.BOOK, beside=["b"]), ReviewPolicy())
    assert [line.key for line in found.statements] == ["review.nobody", "review.elsewhere"]
    assert found.statements[1].slots["count"].value == 1  # type: ignore[union-attr]  # a fact
    alone = movement_findings(made, Whom(["a"], Whose.BOOK), ReviewPolicy())
    assert [line.key for line in alone.statements] == ["review.nobody"]


def test_a_move_that_a_person_made_is_not_put_down_to_figures_that_went_the_other_way() -> None:
    made = period({"a": (9, 30.0)}, {"a": (0, 30.0)})
    assert Move(made, "a", {}).why() == ("leads_fell",)
    kept = [Held("a", quarter_end(DAY), Tier.KEY_PARTNER, DAY, "lead")]
    decided = Period(made.start, made.end, made.before, with_decisions(made.after, DAY, kept), made.done)
    assert decided.moved["direction"]["a"] == "up"
    assert Move(decided, "a", {}).why() == ("decided",)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ((2, 80.0), (6, 80.0), "review.moved"),
        ((2, 80.0), (2, 80.0), "review.stays"),
        ((0, None), (0, None), "review.stays_none"),
        ((0, None), (6, 80.0), "review.first"),
        ((6, 80.0), (0, None), "review.gone"),
    ],
)
def test_one_partner_hears_whether_it_moved(
    before: tuple[int, float | None], after: tuple[int, float | None], key: str
) -> None:
    made = period({"a": before}, {"a": after})
    found = partner_movement(made, "a", {}, tier_statements(made.end, made.after, "a", ABSOLUTE))
    assert found.statements[0].key == key
    assert unsayable(found.statements) == []


def test_an_override_holds_until_the_next_review_and_not_for_who_has_ended() -> None:
    graded = tiers([world({"a": (2, 80.0)})], ABSOLUTE)
    kept = Held("a", DAY, Tier.KEY_PARTNER, DAY, "lead")
    for day, tier in (
        (DAY, "key_partner"),
        (date(2026, 12, 30), "key_partner"),
        (date(2026, 12, 31), "unpolished_diamond"),
    ):
        assert with_decisions(graded, day, [kept])["tier"]["a"] == tier
    shown = with_decisions(graded, DAY, [kept]).loc["a"]
    assert (shown["computed"], shown["decided_by"]) == ("unpolished_diamond", "lead")
    ended = tiers([world({"a": (2, 80.0)}, status="ended")], ABSOLUTE)
    assert with_decisions(ended, DAY, [kept])["tier"]["a"] == ""
    assert (
        unsayable(
            tier_statements(world({"a": (2, 80.0)}), with_decisions(graded, DAY, [kept]), "a", ABSOLUTE)
        )
        == []
    )


def test_quarters_end_on_their_last_day() -> None:
    days = {
        date(2026, 9, 29): date(2026, 6, 30),
        DAY: DAY,
        date(2026, 12, 30): DAY,
        date(2024, 3, 31): date(2024, 3, 31),
    }
    assert {day: quarter_end(day) for day in days} == days


def test_moves_are_proposed_and_decisions_shown_beside_them() -> None:
    made = period(
        {"a": (2, 80.0), "b": (2, 80.0), "c": (2, 80.0)}, {"a": (6, 80.0), "b": (6, 80.0), "c": (2, 80.0)}
    )
    listed = proposals(made.before, made.after, {"b": ("overridden", "unpolished_diamond")})
    assert listed["state"].to_dict() == {"a": "open", "b": "overridden"}
    assert listed["held"].to_dict() == {"a": "key_partner", "b": "unpolished_diamond"}
    waiting, *named = proposed_statements(made.end, listed)
    assert waiting.slots["count"].value == 1  # type: ignore[union-attr]  # a fact
    assert [line.slots["partner"].partner_id for line in named] == ["a"]  # type: ignore[union-attr]  # a fact
    assert proposed_statements(made.end, listed.head(0)) == ()
    for shown in (listed, listed[listed["state"].ne("open")], listed.head(0)):
        for decides in (True, False):
            assert unsayable(review_findings(made.end, shown, decides=decides).statements) == []


def test_nothing_in_between_is_an_empty_count() -> None:
    nothing = pd.DataFrame(
        {"together": [], "called": []},
        index=pd.MultiIndex.from_arrays([[], []], names=["partner_id", "kind"]),
    )
    shared = pd.DataFrame(
        {"shared": []}, index=pd.MultiIndex.from_arrays([[], []], names=["partner_id", "direction"])
    )
    assert doings(nothing, shared, pd.Index(["a"])).sum(axis=None) == 0
