"""What is said: the answer first, estimates called so, nobody named whom the asker may not see."""

from collections.abc import Sequence

from tests.unit.tools.event_tables import Rows, ago
from tests.unit.tools.potential.portfolios import NOWHERE, potential
from tests.unit.tools.potential.test_groups import FOUR, WON
from tests.unit.tools.spoken import unsayable
from tools.facts import Findings
from tools.potential import (
    Groups,
    Told,
    group_findings,
    grouped,
    grouped_by_field,
    nearest_peers,
    partner_potential,
    potential_findings,
)

ASKED: Rows = [*FOUR, {"partner_id": "new", "type": "si"}, {"partner_id": "told", "share_of_wallet": 0.5}]


def keys(found: Findings) -> list[str]:
    assert unsayable(found.statements) == []
    return [line.key.removeprefix("potential.") for line in found.statements]


def told(rows: Rows = ASKED, ids: Sequence[str] | None = None, **won: float) -> Told:
    found = potential(rows, **(won or {**WON, "told": 50.0}))
    return Told(found, ids or list(found.frame.index))


def of(name: str, rows: Rows = ASKED, *, counted: bool = True, **won: float) -> Findings:
    visible = [str(row["partner_id"]) for row in rows]
    return partner_potential(told(rows, **won), name, visible, counted=counted)


def test_the_answer_leads_with_the_sum_then_partners_then_the_next_step_then_the_quadrants() -> None:
    found = potential_findings(told(FOUR, **WON), limit=5)
    assert keys(found) == [
        "untapped",
        "all_on_file",
        "each_given",
        "each_given",
        "each_given",
        "next_plan",
        "quadrant_1",
        "quadrant_1",
        "quadrant_1",
        "quadrant_1",
    ]
    assert found.statements[0].facts()[0].value == 890 + 300 + 80 + 10
    assert found.table is not None
    assert [str(row[0].value) for row in found.table.rows if row[0]] == ["grows", "keeps", "mass", "yields"]


def test_an_estimate_says_that_it_is_one_and_gives_its_range() -> None:
    found = potential_findings(told(), limit=5)
    assert keys(found)[:2] == ["untapped", "partly_estimated"]
    assert {"each_peers", "each_given"} <= set(keys(found))
    assert any(fact.kind.name == "potential.chance" and fact.value == 0.8 for fact in found.facts())


def test_each_source_is_told_in_its_own_words() -> None:
    assert keys(of("keeps"))[:2] == ["partner_given", "more"]
    assert keys(of("told"))[:3] == ["partner_wallet", "range", "more"]
    assert keys(of("new"))[:5] == ["partner_peers", "range", "more", "learnt", "nearest_3"]
    assert keys(of("new", counted=False))[3] == "learnt_uncounted"


def test_better_partners_are_told_of_where_no_potential_is_known() -> None:
    rows = [{"partner_id": f"p{one:02}"} for one in range(12)]
    won = {f"p{one:02}": 100.0 + one for one in range(1, 12)}
    assert keys(of("p00", rows, **won))[:3] == ["partner_attained", "more", "learnt_attained"]
    assert {"partly_attained", "each_attained"} <= set(keys(potential_findings(told(rows, **won), limit=5)))


def test_a_potential_on_file_below_what_they_bring_needs_a_new_look() -> None:
    found = of("a", [{"partner_id": "a", "potential_revenue": 5.0}], a=9.0)
    assert keys(found) == ["partner_given", "no_more", "outdated", "next_keep"]


def test_nothing_known_is_said_and_so_is_an_end() -> None:
    rows = [{"partner_id": "a"}, {"partner_id": "z", "ended_on": ago(3)}]
    assert keys(of("a", rows, a=0.0)) == ["none"]
    assert keys(of("z", rows, a=0.0)) == ["ended"]
    assert keys(potential_findings(told(rows, a=0.0), limit=5)) == ["nobody_known"]


def test_partners_that_nothing_tells_of_are_counted() -> None:
    rows = [{"partner_id": "a", "potential_revenue": 5.0}, {"partner_id": "b"}]
    assert "unknown" in keys(potential_findings(told(rows, b=0.0), limit=5))


def test_only_visible_partners_are_named_as_alike_and_those_of_the_type_come_first() -> None:
    rows = [{**row, "type": "isv"} for row in FOUR]
    found = potential([*rows, {"partner_id": "new", "type": "si"}], **WON)
    assert set(nearest_peers(found, "new", ["keeps", "mass", "new"])) == {"keeps", "mass"}
    typed = potential([{**FOUR[0], "type": "si"}, *rows[1:], {"partner_id": "new", "type": "si"}], **WON)
    assert nearest_peers(typed, "new", typed.frame.index) == ["grows"]


def test_groups_are_called_by_their_names_and_those_without_say_so() -> None:
    asked = told(FOUR, **WON)
    sums = grouped(asked.found, asked.found.frame.index, asked.found.portfolio.partners["region"])
    found = group_findings(asked, Groups("region", sums, {}), limit=5)
    assert keys(found) == ["untapped", "all_on_file", "group", "group", "group", "next_plan"]
    assert found.table is not None
    called = [row[0].value for row in found.table.rows if row[0]]
    assert called == ["DACH", "potential_without.region", "Nordics"]


def test_a_split_over_fields_is_said() -> None:
    asked = told(FOUR, **WON)
    sums = grouped_by_field(asked.found, asked.found.frame.index, NOWHERE, "sector")
    assert "split" in keys(group_findings(asked, Groups("sector", sums, {}), limit=5))


def test_every_fact_id_stands_for_one_value() -> None:
    asked = told()
    facts = [*potential_findings(asked, limit=9).facts(), *of("new").facts(), *of("told").facts()]
    values: dict[str, object] = {}
    assert all(values.setdefault(fact.id, fact.value) == fact.value for fact in facts)
