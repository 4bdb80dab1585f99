"""Who completes whom: scores by hand, symmetry, competition, distance, blocking, no look-ahead."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, wins
from tests.unit.tools.introductions.worlds import POLICY, ground, open_deals, pair, projects
from tests.unit.tools.segments.worlds import certificate
from tools.introductions import IntroductionPolicy, candidates, paired
from tools.introductions.pairing import best_technologies

HERE = {"region": "DACH", "languages": ["de"]}
TWO: Rows = [{"partner_id": "a", **HERE}, {"partner_id": "b", **HERE}]


def skilled(number: int) -> float:
    """Skill by delivered projects of today, unrated and without a promised day: 0.82 each."""
    worth = number * (0.4 + 0.7 * 0.6)
    return 0.4 / 0.9 * worth / (worth + 2)


def test_the_score_of_two_who_lack_what_the_other_has_by_hand() -> None:
    deals = [*open_deals("a", 4, "SAP"), *open_deals("b", 2, "ERP")]
    done = [*projects("b", 3, "SAP"), *projects("a", 5, "ERP")]
    row = pair(ground(TWO, deals=deals, projects=done), "a", "b")
    gain, other = 4 * skilled(3), 2 * skilled(5)
    assert row["gain"] == pytest.approx(gain)
    assert row["other_gain"] == pytest.approx(other)
    assert row["score"] == pytest.approx(100 * (gain / (gain + 2) + other / (other + 2)) / 2)
    assert (row["overlap"], row["near"], row["speaks"]) == (0.0, True, True)


def test_certifications_won_deals_and_recent_leads_count_too() -> None:
    leads: Rows = [
        {"partner_id": "a", "created_on": ago(9), "sector": "Retail", "technology": "SAP"},
        {"partner_id": "a", "created_on": ago(400), "sector": "Retail", "technology": "SAP"},  # too old
    ]
    won = wins("b", 0, sector="Retail", technology="SAP")
    made = ground(TWO, leads=leads, deals=won, certifications=[certificate("b")])
    able = 0.3 / 0.9 * 1 / (1 + 2) + 0.2 / 0.9 * 3 / (3 + 3)  # one win of today; an expert's 3 points
    assert pair(made, "a", "b")["gain"] == pytest.approx(able)


def test_a_skill_shown_in_another_sector_is_worth_less() -> None:
    deals, done = open_deals("a", 4, "SAP"), projects("b", 3, "SAP", sector="Energy")
    assert pair(ground(TWO, deals=deals, projects=done), "a", "b")["gain"] == pytest.approx(
        4 * skilled(3) * 0.6
    )
    serves: Rows = [TWO[0], {**TWO[1], "sectors": ["retail"]}]
    assert pair(ground(serves, deals=deals, projects=done), "a", "b")["gain"] == pytest.approx(4 * skilled(3))


def test_who_is_only_a_little_better_brings_nothing() -> None:
    deals = open_deals("a", 9, "SAP")
    done = [*projects("a", 3, "SAP"), *projects("b", 4, "SAP")]
    assert skilled(4) - skilled(3) < POLICY.clearly
    assert pair(ground(TWO, deals=deals, projects=done), "a", "b")["score"] == 0


def test_who_is_good_enough_gains_nothing_from_who_is_better() -> None:
    deals = open_deals("a", 9, "SAP")
    good = ground(TWO, deals=deals, projects=[*projects("a", 6, "SAP"), *projects("b", 60, "SAP")])
    assert skilled(6) >= POLICY.enough
    assert skilled(60) - skilled(6) >= POLICY.clearly
    assert pair(good, "a", "b")["gain"] == 0
    less = ground(TWO, deals=deals, projects=[*projects("a", 4, "SAP"), *projects("b", 60, "SAP")])
    assert pair(less, "a", "b")["gain"] == pytest.approx(9 * (skilled(60) - skilled(4)))


@pytest.mark.parametrize(
    ("other", "left"),
    [
        ({"region": "Nordics", "languages": ["de"]}, 0.7),
        ({"region": "DACH", "languages": ["sv"]}, 0.6),
        ({"region": "Nordics", "languages": ["sv"]}, 0.42),
        ({"region": None, "languages": ["de"]}, 1.0),  # not recorded does not count against anybody
        ({"region": "dach", "languages": None}, 1.0),
    ],
)
def test_distance_and_language_cost_only_where_they_are_on_record(
    other: dict[str, object], left: float
) -> None:
    rows = {"deals": open_deals("a", 4, "SAP"), "projects": projects("b", 3, "SAP")}
    near = pair(ground(TWO, DAY, **rows), "a", "b")["score"]
    far = pair(ground([TWO[0], {"partner_id": "b", **other}], DAY, **rows), "a", "b")["score"]
    assert far == pytest.approx(left * near)


def test_competitors_in_one_region_lose_and_in_two_regions_do_not() -> None:
    deals = [*open_deals("a", 4, "SAP"), *open_deals("b", 1, "SAP"), *open_deals("b", 1, "ERP")]
    done = projects("b", 3, "SAP")
    row = pair(ground(TWO, deals=deals, projects=done), "a", "b")
    assert row["overlap"] == pytest.approx(0.5)  # 1 of the smaller one's 2
    assert row["score"] == pytest.approx(50 * row["gain"] / (row["gain"] + 2) * (1 - 0.5 * 0.5))
    apart: Rows = [TWO[0], {**TWO[1], "region": "Nordics"}]
    assert pair(ground(apart, deals=deals, projects=done), "a", "b")["overlap"] == 0


def test_what_was_asked_for_takes_the_place_of_what_the_partner_gains() -> None:
    made = ground(TWO, projects=projects("b", 3, "SAP"))
    assert pair(made, "a", "b")["score"] == 0
    assert pair(made, "a", "b", wanted=0.8)["score"] == pytest.approx(40)


def test_the_technology_told_is_the_one_that_brings_most() -> None:
    deals = [*open_deals("a", 4, "SAP"), *open_deals("a", 9, "ERP"), *open_deals("a", 50, "CRM")]
    done = [*projects("b", 3, "SAP"), *projects("b", 3, "ERP")]
    made = ground(TWO, deals=deals, projects=done)
    found = best_technologies(made, "a", "b", POLICY, 2)
    assert [name for name, _ in found] == ["erp", "sap"]
    assert found[0][1] == pytest.approx(9 * skilled(3))
    assert best_technologies(made, "b", "a", POLICY, 2) == []


def test_only_demand_in_the_fields_asked_for_is_left() -> None:
    deals = [*open_deals("a", 4, "SAP"), *open_deals("a", 9, "SAP", "Energy"), *open_deals("a", 9, "ERP")]
    made = ground(TWO, deals=deals, projects=projects("b", 3, "SAP"))
    only = made.within(frozenset({"retail"}), frozenset({"sap"}))
    assert pair(only, "a", "b")["gain"] == pytest.approx(4 * skilled(3))


def test_nothing_that_came_later_is_seen() -> None:
    before: dict[str, Rows] = {
        "deals": open_deals("a", 4, "SAP"),
        "projects": projects("b", 3, "SAP", days=20),
    }
    later: dict[str, Rows] = {
        "deals": [*before["deals"], {**open_deals("b", 1, "SAP")[0], "created_on": ago(-3)}],
        "projects": [*before["projects"], *projects("a", 9, "SAP", days=-3)],
    }
    assert pair(ground(TWO, DAY, **before), "a", "b").equals(pair(ground(TWO, DAY, **later), "a", "b"))


def test_nobody_and_one_partner_alone_make_no_pair() -> None:
    for partners in ([], TWO[:1]):
        made = ground(partners, deals=open_deals("a", 3, "SAP") if partners else [])
        rows = candidates(made, made.ids, made.ids, POLICY)
        assert paired(made, *rows, POLICY).empty


def test_only_the_first_of_a_technology_are_paired_and_each_pair_once() -> None:
    ids = [f"p{number}" for number in range(8)]
    deals = [deal for at, one in enumerate(ids) for deal in open_deals(one, at + 1, "SAP")]
    done = [project for at, one in enumerate(ids) for project in projects(one, at + 1, "SAP")]
    made = ground([{"partner_id": one} for one in ids], deals=deals, projects=done)
    few = IntroductionPolicy(per_technology=2)
    left, right = candidates(made, ids, ids, few)
    assert 0 < len(left) <= 4
    assert (left < right).all()
    everybody = candidates(made, ids, ids, POLICY)
    assert len(everybody[0]) == 8 * 7 / 2
    across = candidates(made, ids[:3], ids[3:], POLICY)
    assert {(made.ids[a], made.ids[b]) for a, b in zip(*across, strict=True)} == {
        (a, b) for a in ids[:3] for b in ids[3:]
    }


AMOUNTS = st.integers(min_value=0, max_value=4)


@settings(max_examples=2, deadline=None)
@given(st.lists(AMOUNTS, min_size=12, max_size=12), st.permutations(["a", "b", "c"]))
def test_scores_are_symmetric_bounded_and_the_same_whatever_else_is_scored(
    amounts: list[int], order: list[str]
) -> None:
    cells = [(one, technology) for one in "abc" for technology in ("SAP", "ERP")]
    deals = [d for (one, at), n in zip(cells, amounts[:6], strict=True) for d in open_deals(one, n, at)]
    done = [p for (one, at), n in zip(cells, amounts[6:], strict=True) for p in projects(one, n, at)]
    partners: Rows = [{"partner_id": one, **HERE} for one in order]
    made = ground(partners, deals=deals, projects=done)
    rows = {one: int(made.rows([one])[0]) for one in order}
    left, right = np.array([rows["a"], rows["b"], rows["c"]]), np.array([rows["b"], rows["c"], rows["a"]])
    scored = paired(made, left, right, POLICY).set_index(["partner", "other"])
    assert scored["score"].between(0, 100).all()
    for one, two in (("a", "b"), ("b", "c"), ("c", "a")):
        alone, swapped = pair(made, one, two), pair(made, two, one)
        assert alone["score"] == pytest.approx(scored.loc[(one, two), "score"])
        assert swapped["score"] == pytest.approx(alone["score"])
        assert (swapped["gain"], swapped["other_gain"]) == (alone["other_gain"], alone["gain"])
        assert swapped["overlap"] == pytest.approx(alone["overlap"])


def test_a_leap_day_is_a_day() -> None:
    leap = date(2028, 2, 29)
    deals: Rows = [
        {"partner_id": "a", "stage": "open", "created_on": leap, "sector": "Retail", "technology": "SAP"}
    ]
    done: Rows = [{"partner_id": "b", "delivered_on": leap, "sector": "Retail", "technology": "SAP"}]
    assert pair(ground(TWO, leap, deals=deals, projects=done), "a", "b")["gain"] == pytest.approx(skilled(1))
