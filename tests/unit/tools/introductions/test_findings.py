"""What is said of pairs: both gains with their rows, what speaks against, nobody at all."""

from dataclasses import replace

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tests.unit.tools.introductions.worlds import MATCHING, POLICY, open_deals, portfolio, projects
from tests.unit.tools.segments.worlds import certificate, experience_on
from tools.about import row_of
from tools.facts import Fact, Findings
from tools.introductions import (
    Ground,
    Telling,
    counterpart_findings,
    hindrances,
    pair_findings,
    paired,
    two_findings,
)
from tools.matching import Need

FINE = {"region": "DACH", "languages": ["de"]}
PARTNERS: Rows = [{"partner_id": one, **FINE} for one in "abc"]
CONTACTS: Rows = [{"partner_id": one, "contact_id": f"c-{one}", "name": f"Person {one}"} for one in "ab"]
ROWS: dict[str, Rows] = {
    "deals": [*open_deals("a", 4, "SAP"), *open_deals("b", 2, "ERP")],
    "projects": [*projects("b", 3, "SAP", days=20), *projects("a", 5, "ERP", days=9)],
    "certifications": [certificate("b", "Ana"), certificate("b", "Bo")],
    "contacts": CONTACTS,
}


def telling(partners: Rows = PARTNERS, need: Need = Need(), **rows: Rows) -> Telling:  # noqa: B008 -- frozen
    rows = ROWS | rows
    known = portfolio(partners, DAY, **rows)
    known = replace(
        known,
        partners=known.partners.assign(
            attention_tickets=known.partners["name"].eq("t").astype("float64"), attention_contacts_here=1.0
        ),
    )
    experience = experience_on(partners, DAY, **rows)
    made = Ground.of(known, experience, MATCHING)
    return Telling(
        known, made, experience.segments, POLICY, need, tables(partners, **rows), hindrances(known, ["c"])
    )


def pairs(desk: Telling) -> pd.DataFrame:
    rows = [desk.ground.rows([one]) for one in "ab"]
    return paired(desk.ground, rows[0], rows[1], POLICY)


def keys(found: Findings) -> list[str]:
    return [line.key.removeprefix("introductions.") for line in found.statements]


def values(found: Findings, key: str) -> dict[str, object]:
    line = next(line for line in found.statements if line.key == f"introductions.{key}")
    return {name: fact.value for name, fact in line.slots.items() if isinstance(fact, Fact)}


def test_each_side_is_told_its_gain_with_the_rows_behind() -> None:
    desk = telling()
    found = two_findings(desk, row_of(pairs(desk), 0), POLICY.least)
    assert keys(found) == [
        "yes", "gains", "shows_projects_people", "own_nothing", "gains", "shows_projects", "own_nothing",
        "near", "language", "ask",
    ]  # fmt: skip
    assert values(found, "gains") == {"partner": "a", "other": "b", "field": "SAP", "demand": 4}
    assert values(found, "shows_projects_people") == {
        "other": "b", "delivered": 3, "last": ago(20), "certified": 2,
    }  # fmt: skip
    demand = found.statements[1].slots["demand"]
    assert isinstance(demand, Fact)
    assert demand.rows == ("deal:deals-0", "deal:deals-1", "deal:deals-2", "deal:deals-3")
    score = found.statements[0].slots["score"]
    assert isinstance(score, Fact)
    assert set(score.rows) == {f"deal:deals-{number}" for number in range(6)}


def test_a_side_that_gains_no_skill_still_shares_in_the_work() -> None:
    desk = telling(deals=open_deals("a", 4, "SAP"))
    found = two_findings(desk, row_of(pairs(desk), 0), POLICY.least)
    assert values(found, "work") == {"partner": "b", "other": "a"}
    nothing = telling(deals=())
    against = two_findings(nothing, row_of(pairs(nothing), 0), POLICY.least)
    assert keys(against) == ["no", "neither", "near", "language"]
    assert against.suggestions == ()


def test_the_score_opens_to_every_technology_that_counts() -> None:
    desk = telling(
        deals=[*open_deals("a", 4, "SAP"), *open_deals("a", 2, "CRM"), *open_deals("a", 3, "Java")],
        projects=[*projects("b", 3, "SAP"), *projects("b", 3, "CRM")],
    )
    score = desk.score(row_of(pairs(desk), 0))
    assert score.rows == tuple(f"deal:deals-{number}" for number in range(6))  # nobody knows Java


def test_for_what_was_asked_for_the_score_opens_to_what_the_other_has_to_show() -> None:
    desk = telling(need=Need(technologies=frozenset({"SAP"})))
    kinds_of_rows = {key.split(":")[0] for key in desk.score(row_of(pairs(desk), 0)).rows}
    assert kinds_of_rows == {"project", "certification", "deal"}


def test_who_does_not_gain_alike_is_not_said_to_complete_each_other() -> None:
    desk = telling(deals=open_deals("a", 4, "SAP"))
    found = two_findings(desk, row_of(pairs(desk), 0), POLICY.least)
    told = values(found, "yes_uneven")
    assert {name: told[name] for name in ("gains", "gives")} == {"gains": "a", "gives": "b"}
    listed = pair_findings(desk, pairs(desk), 3)
    assert keys(listed)[0] == "pairs_uneven"
    little = telling(deals=[*open_deals("a", 1, "SAP")], projects=projects("b", 1, "SAP"), certifications=())
    assert keys(counterpart_findings(little, "a", pairs(little), 3))[0] == "best_little"


def test_what_was_asked_for_is_told_even_without_demand() -> None:
    desk = telling(need=Need(technologies=frozenset({"SAP"})), deals=())
    found = counterpart_findings(desk, "a", pairs(desk), 3)
    assert values(found, "brings") == {"partner": "a", "other": "b", "field": "SAP"}
    assert "work" not in keys(found)  # there is none to share in
    both = telling(need=Need(frozenset({"Retail"}), frozenset({"SAP"})))
    found = counterpart_findings(both, "a", pairs(both), 3)
    assert values(found, "gains_both")["sector"] == "Retail"


def test_what_hinders_is_told_first_and_nothing_is_suggested_then() -> None:
    partners: Rows = [{"partner_id": "a", **FINE, "name": "t", "status": "paused"}, *PARTNERS[1:]]
    desk = telling(partners)
    found = counterpart_findings(desk, "a", pairs(desk), 3)
    assert keys(found)[:3] == ["against_not_active", "against_ticket", "best"]
    assert "ask" not in keys(found)
    assert found.suggestions == ()
    later = two_findings(desk, row_of(pairs(desk), 0), POLICY.least)
    assert keys(later)[0] == "later"


def test_flags_of_what_hinders() -> None:
    desk = telling([{"partner_id": "a"}, {"partner_id": "b", "status": "prospect"}, {"partner_id": "c"}])
    flags = {one: [str(name) for name, flag in desk.blocked.loc[one].items() if flag] for one in "abc"}
    assert flags == {"a": [], "b": ["not_active"], "c": ["parting"]}
    gone = telling(contacts=[{**CONTACTS[0], "opted_out": True}])
    assert gone.blocked.loc["a", "nobody"]


def test_nobody_to_meet_is_said_so() -> None:
    desk = telling()
    none = pairs(desk).iloc[:0]
    assert keys(pair_findings(desk, none, 3)) == ["no_pairs"]
    assert keys(counterpart_findings(desk, "a", none, 3)) == ["nobody"]


def test_pairs_come_with_a_table_and_the_first_suggestion() -> None:
    desk = telling()
    found = pair_findings(desk, pairs(desk), 3)
    assert values(found, "pairs")["count"] == 1
    assert found.table is not None
    assert [cell.value for cell in found.table.rows[0] if cell][3:] == ["SAP", "ERP"]
    assert [one.key for one in found.suggestions] == ["introductions.introduce"]
