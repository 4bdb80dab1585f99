"""Hours by service level, really spent, people's loads: by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, tables
from tests.unit.tools.spoken import unsayable
from tools.about import Among
from tools.effort import EffortPolicy
from tools.evaluation import evaluate_cells
from tools.facts import Findings
from tools.workload import (
    ACTIVITIES,
    AGGREGATES,
    TICKET_HOURS,
    Assumed,
    Load,
    Member,
    Team,
    WorkloadPolicy,
    own_findings,
    service,
    spent,
    team_findings,
    with_hours,
)

POLICY = WorkloadPolicy()
FOUR: Rows = [{"partner_id": "a"}, {"partner_id": "b"}, {"partner_id": "c", "status": "paused"},
              {"partner_id": "d", "ended_on": ago(1)}]  # fmt: skip
TIERS = pd.Series({"a": "key_partner", "b": "dementor", "c": "growth_hacker", "d": "key_partner"})
PHASES = pd.Series({"a": "devotion", "b": "activation", "c": "investment", "d": "devotion"})
LENA = Member("lena@x", "Lena", hours_per_week=2)
TOM = Member("tom@x", "Tom")


def hours(times: float = 1.0) -> pd.DataFrame:
    return service(portfolio((), FOUR), TIERS, PHASES, POLICY, times)


def test_hours_are_those_of_tier_and_phase_in_weeks() -> None:
    found = hours()["hours"]
    week = 12 / 52
    # a key partner 8; a dementor 0.5 and activation 4; a quarter of 3 while paused; nothing once ended
    assert found.to_dict() == pytest.approx({"a": 8 * week, "b": 4.5 * week, "c": 0.75 * week})
    assert hours(2.0)["hours"].to_dict() == pytest.approx((2 * found).to_dict())


def test_a_partner_without_tier_and_phase_takes_the_hours_for_that() -> None:
    found = service(portfolio((), FOUR), pd.Series(dtype="str"), pd.Series(dtype="str"), POLICY)
    assert found["tier"].unique().tolist() == ["no_tier"]
    assert found["hours"]["a"] == pytest.approx(2 * 12 / 52)


def spent_on(activities: Rows, tickets: Rows) -> dict[str, float]:
    filled = tables(FOUR, activities=activities, tickets=tickets)
    by_kind = evaluate_cells((ACTIVITIES,), filled, DAY, ("kind",))
    frame = portfolio(AGGREGATES, FOUR, activities=activities, tickets=tickets).partners
    return spent(by_kind, frame[TICKET_HOURS.name], EffortPolicy()).to_dict()


def test_spent_hours_are_standard_times_and_closed_tickets_of_90_days() -> None:
    activities = [
        {"partner_id": "a", "date": ago(days), "kind": kind}
        for days, kind in (
            (0, "meeting"),
            (89, "call"),
            (90, "meeting"),
            (-1, "meeting"),
            (5, "portal_login"),
        )
    ]
    tickets = [
        {"partner_id": "a", "opened_on": ago(50), "closed_on": ago(10), "hours": 3.0},
        {"partner_id": "a", "opened_on": ago(50), "closed_on": ago(-1), "hours": 99.0},  # not closed yet
        {"partner_id": "b", "opened_on": ago(500), "closed_on": ago(90), "hours": 99.0},  # too long ago
    ]
    # meeting 1.5 + call 0.5 + ticket 3 over 90 days
    assert spent_on(activities, tickets) == pytest.approx({"a": 5 * 7 / 90, "b": 0, "c": 0, "d": 0})
    assert spent_on([], []) == {"a": 0, "b": 0, "c": 0, "d": 0}


def team(owner: dict[str, str | None], *members: Member, really: float = 0.0, times: float = 1.0) -> Team:
    frame = hours(times).assign(spent=pd.Series({"a": really}).reindex(["a", "b", "c"]).fillna(0.0))
    owned = frame.assign(owner=pd.Series(owner, dtype="str"))
    return Team.of(members, owned, POLICY, levels_only=times != 1)


def test_loads_add_up_and_nobody_is_dropped() -> None:
    made = team({"a": "lena@x", "b": "lena@x", "c": "gone@x"}, LENA, TOM)
    loads = made.loads
    assert loads["needed"].to_dict() == {"lena@x": 2.9, "tom@x": 0}  # 12.5 * 12 / 52
    assert loads["over"]["lena@x"] == 0.9
    assert loads["available"]["tom@x"] == 40  # the default
    assert made.unowned.index.tolist() == ["c"]
    owned = loads["needed"].sum() + made.unowned["hours"].sum()
    assert owned == pytest.approx(made.partners["hours"].sum(), abs=0.1)


def test_room_and_people_missing() -> None:
    made = team({"a": "lena@x", "b": "lena@x", "c": "lena@x"}, LENA)
    typical = 13.25 / 3 * 12 / 52
    assert made.typical == pytest.approx(typical)
    assert made.room_for(2.5 * typical) == 2
    assert made.people_missing() == 1
    assert made.people_missing(more=1) == 0
    assert team({}, *with_hours((LENA,), 40)).people_missing() == 0


def load(made: Team, **assumed: float | str) -> Load:
    return Load(Among.of(portfolio((), FOUR), []), made, Assumed(**assumed), "lena@x")  # type: ignore[arg-type]  # passed on


def said(found: Findings) -> list[str]:
    assert unsayable(found.statements) == []
    return [one.key.removeprefix("workload.") for one in found.statements]


def test_one_is_told_yes_or_no_first_and_what_could_give() -> None:
    mine = team({"a": "lena@x", "b": "lena@x"}, LENA)
    told = own_findings(load(mine), LENA)
    assert said(told)[:2] == ["you_over", "made_of_2"]
    assert {"give_dementors", "nothing_spent"} <= set(said(told))
    first = told.statements[0].slots
    assert (first["over"].value, first["needed"].value, first["available"].value) == (0.9, 2.9, 2.0)  # type: ignore[union-attr]  # facts
    calm = team({"a": "tom@x"}, TOM)
    assert said(own_findings(load(calm), TOM))[0] == "they_room"
    assert "default_hours" in said(own_findings(load(calm), TOM))


def test_more_really_spent_than_there_is_is_too_much_whatever_the_levels_ask_for() -> None:
    calm = Member("tom@x", "Tom", hours_per_week=4)
    busy = team({"a": "tom@x"}, calm, really=4.5)
    told = own_findings(load(busy), calm)
    assert said(told)[0] == "they_over_really"
    slots = told.statements[0].slots
    assert (slots["over"].value, slots["needed"].value, slots["spent"].value) == (0.5, 1.8, 4.5)  # type: ignore[union-attr]  # facts
    assert "they_fit" not in said(told)
    assert {"person_over_really", "hire_really", "nobody_room"} <= set(said(team_findings(load(busy))))
    half = team({"a": "tom@x"}, calm, really=3.0)
    assert half.loads["over"]["tom@x"] == -1  # what is really spent leaves one hour, not 2.2
    assert said(own_findings(load(half), calm))[0] == "they_room_really"


def test_what_was_really_spent_tells_nothing_of_other_service_levels() -> None:
    doubled = team({"a": "tom@x"}, Member("tom@x", "Tom", hours_per_week=4), really=4.5, times=2.0)
    assert doubled.loads["over"]["tom@x"] == pytest.approx(3.7 - 4)


def test_what_is_assumed_of_one_tier_leaves_the_others_and_the_phases() -> None:
    found = service(portfolio((), FOUR), TIERS, PHASES, POLICY, 2.0, "dementor")["hours"]
    week = 12 / 52
    # the dementor's 0.5 doubles, not the 4 of activation
    assert found.to_dict() == pytest.approx({"a": 8 * week, "b": 5 * week, "c": 0.75 * week})
    made = load(team({"b": "lena@x"}, LENA), times=2.0, tier="dementor")
    assert "times_tier" in said(team_findings(made))


def test_without_any_activity_on_record_nothing_is_said_to_have_been_spent() -> None:
    told = team_findings(load(team({"a": "lena@x"}, LENA)))
    assert "in_all_unrecorded" in said(told)
    assert told.table is not None
    assert told.table.rows[0][-1] is None
    assert "in_all" in said(team_findings(load(team({"a": "lena@x"}, LENA, really=1.0))))


def test_the_team_is_told_who_has_too_much_who_has_room_and_whether_to_hire() -> None:
    told = said(team_findings(load(team({"a": "lena@x", "b": "lena@x"}, LENA, TOM))))
    assert told[:3] == ["overloaded", "person_over", "in_all_unrecorded"]
    assert {"default_hours_of", "unowned", "person_room", "no_hire", "per_person"} <= set(told)
    short = said(team_findings(load(team({"a": "lena@x", "b": "lena@x"}, LENA))))
    assert {"hire", "nobody_room"} <= set(short)
    enough = said(team_findings(load(team({"a": "lena@x", "b": "lena@x"}, LENA), more=1)))
    assert "more_enough" in enough


def test_a_team_of_nobody_and_no_partners_can_be_told() -> None:
    nobody = Team.of((), hours().iloc[:0].assign(spent=0.0, owner=pd.Series(dtype="str")), POLICY)
    assert said(team_findings(load(nobody)))[0] == "nobody_over"
    assert nobody.people_missing() == 0


@given(st.floats(0.1, 1), st.floats(1, 60))
def test_hours_of_a_person_are_the_share_for_partners(share: float, week: float) -> None:
    policy = WorkloadPolicy(partner_share=share)
    assert Member("x", "X", hours_per_week=week).available(policy) == pytest.approx(week * share)
