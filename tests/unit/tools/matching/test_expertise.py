"""How well partners fit: scores by hand, decay, quality of delivery, who fits at all, no look-ahead."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, wins
from tests.unit.tools.segments.worlds import PAIR, certificate, experience_on, portfolio_on, project
from tools.matching import MatchingPolicy, Need, expertise, parts

POLICY = MatchingPolicy()
BOTH = Need(frozenset({"Retail"}), frozenset({"SAP"}))
A: Rows = [{"partner_id": "a"}]


def fits(need: Need, partners: Rows = A, day: date = DAY, **rows: Rows) -> pd.DataFrame:
    return expertise(portfolio_on(partners, day), experience_on(partners, day, **rows), need, POLICY)


def worth(**columns: object) -> float:
    return float(fits(BOTH, projects=[project("a", DAY, **columns)]).loc["a", "projects"])


def test_the_score_by_hand() -> None:
    projects = [
        project("a", ago(365), promised_on=ago(365), rating=9.0),  # e^-.5 * (.4 + .4 * .9 + .2)
        project("a", ago(0), promised_on=ago(1), technology="ERP"),  # .3 * (.4 + .4 * .7), late, one field
    ]
    deals = [*wins("a", 730, **PAIR), *wins("a", 0, sector="Retail")]  # e^-1 + .3
    held = [certificate("a"), certificate("a", "Bo", level=None), certificate("a", "Cy", technology="ERP")]
    listed: Rows = [{"partner_id": "a", "sectors": ["retail"]}]  # one of two fields
    row = fits(BOTH, listed, projects=projects, deals=deals, certifications=held).loc["a"]
    delivered, won = math.exp(-0.5) * 0.96 + 0.3 * 0.68, math.exp(-1) + 0.3
    assert row["projects"] == pytest.approx(delivered)
    assert row["deals"] == pytest.approx(won)
    assert row["certifications"] == 4  # 3 expert, 1 without a level
    score = 40 * delivered / (delivered + 2) + 30 * won / (won + 2) + 20 * 4 / (4 + 3) + 10 * 0.5
    assert row["score"] == pytest.approx(score)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"promised_on": DAY, "rating": 10.0}, 1.0),
        ({"promised_on": ago(1), "rating": 0.0}, 0.4),
        ({}, 0.4 + 0.7 * 0.6),  # unrated, no promised day: typical of both
        ({"promised_on": ago(-9)}, 0.4 + 0.4 * 0.7 + 0.2),
        ({"rating": 5.0}, 0.4 + 0.4 * 0.5 + 0.2 * 0.7),
    ],
)
def test_a_project_is_worth_more_well_rated_and_on_time(columns: dict[str, object], expected: float) -> None:
    assert worth(**columns) == pytest.approx(expected)


def test_work_that_names_one_field_alone_counts_where_only_that_is_asked() -> None:
    deals = wins("a", 0, sector="Retail")
    assert fits(Need(sectors=frozenset({"Retail"})), deals=deals).loc["a", "deals"] == 1
    assert fits(Need(technologies=frozenset({"SAP"})), deals=deals).loc["a", "deals"] == 0


def test_a_partner_fits_only_with_evidence_for_every_field() -> None:
    partners: Rows = [
        {"partner_id": "lists", "sectors": ["Retail"], "technologies": ["S.A.P."]},
        {"partner_id": "certified", "sectors": ["Retail"]},
        {"partner_id": "sector", "sectors": ["Retail"]},
        {"partner_id": "did"},
        {"partner_id": "gone", "sectors": ["Retail"], "technologies": ["SAP"], "ended_on": ago(1)},
    ]
    found = fits(BOTH, partners, certifications=[certificate("certified")], projects=[project("did", ago(5))])
    assert found["fits"].to_dict() == {"certified": True, "did": True, "lists": True, "sector": False}
    assert found["shown"].to_dict() == {"certified": False, "did": True, "lists": False, "sector": False}


def test_a_language_is_listed_or_spoken_by_somebody_who_is_still_there() -> None:
    partners: Rows = [{"partner_id": "a", "languages": ["French"]}, {"partner_id": "b"}, {"partner_id": "c"}]
    contacts: Rows = [
        {"partner_id": "b", "name": "Ana", "language": "fr-CH"},
        {"partner_id": "c", "name": "Bo", "language": "fr", "left_on": ago(1)},
    ]
    found = fits(Need(language="fr"), partners, contacts=contacts)
    assert found["fits"].to_dict() == {"a": True, "b": True, "c": False}


def test_without_any_rows_nobody_has_anything_to_show() -> None:
    found = fits(BOTH)
    assert found.loc["a", ["score", "fits", "shown"]].tolist() == [0, False, False]
    assert fits(Need()).loc["a", "fits"]
    assert fits(BOTH, [{"partner_id": "a", "ended_on": ago(1)}]).empty


def test_weights_sum_to_one_whatever_is_asked() -> None:
    for need in (BOTH, Need(), Need(sectors=frozenset({"Retail"}))):
        assert sum(part.weight for part in parts(need, POLICY)) == pytest.approx(1)


AGES = st.lists(st.integers(-200, 2000), max_size=5)


@settings(max_examples=3, deadline=None)
@given(AGES, AGES)
def test_more_and_newer_work_never_lowers_a_score_and_later_work_is_not_seen(
    delivered: list[int], won: list[int]
) -> None:
    def scored(*, younger: int = 0, later: bool = True, others: bool = False) -> pd.Series:
        ages = [[max(age - younger, 0) if age >= 0 else age for age in one] for one in (delivered, won)]
        kept = [[age for age in one if later or age >= 0] for one in ages]
        beside = ["a", "b"] if others else ["a"]
        return fits(
            BOTH,
            [{"partner_id": one} for one in reversed(beside)],
            projects=[project(one, ago(age)) for age in reversed(kept[0]) for one in beside],
            deals=[deal for one in beside for deal in wins(one, *kept[1], **PAIR)],
        ).loc["a"]

    row = scored()
    assert 0 <= row["score"] <= 100
    assert scored(younger=30)["score"] >= row["score"] - 1e-9
    pd.testing.assert_series_equal(scored(later=False), row)
    pd.testing.assert_series_equal(scored(others=True), row)
    delivered.append(100)
    assert scored()["score"] >= row["score"]
