"""Levels against partners whose certificates and wins are written by hand."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.columns.codes import MEASURES
from tests.unit.tools.event_tables import DAY, ago, wins
from tests.unit.tools.program.programs import certificates, known_rows, levels, made, placed
from tools.portfolio import Portfolio
from tools.program import AGGREGATES, judged, level_risk
from tools.program.lasting import lasting
from tools.program.levels import Requirement

LATER = DAY + timedelta(days=500)


def test_the_import_and_the_program_know_the_same_requirements() -> None:
    assert set(MEASURES) == {str(one) for one in Requirement}


def test_levels_rise_by_what_they_ask_for() -> None:
    # Registered 0; Silver 1/3 + 0 + 1/2; Gold 1 + 1 + 1
    assert [level.name for level in levels().ranked] == ["Registered", "Silver", "Gold"]


@pytest.mark.parametrize("words", ["gold", " GOLD ", "Góld", "Gold"])
def test_a_level_is_found_whatever_its_case_and_accents(words: str) -> None:
    assert levels().find(words) == 2


def test_an_unknown_level_is_not_found_and_the_nearest_comes_first() -> None:
    assert levels().find("Platinum") is None
    assert levels().nearest("golden") == ("Gold", "Registered", "Silver")
    assert levels().nearest("xyz") == ("Registered", "Silver", "Gold")


@pytest.mark.parametrize(
    ("expires", "counted"),
    [(DAY, 1), (DAY - timedelta(days=1), 0), (DAY + timedelta(days=1), 1), (None, 1)],
)
def test_the_day_of_expiry_is_the_last_that_counts(expires: date | None, counted: int) -> None:
    given_rows = made(placed(a="Silver"), certifications=certificates("a", expires))
    assert judged(given_rows, levels()).loc["a", "certifications"] == counted


@pytest.mark.parametrize(("days_ago", "counted"), [(0, 1), (364, 1), (365, 0)])
def test_a_win_counts_for_365_days(days_ago: int, counted: int) -> None:
    given_rows = made(placed(a="Silver"), deals=wins("a", days_ago))
    assert judged(given_rows, levels()).loc["a", "wins"] == counted


def test_a_year_with_a_leap_day_is_365_days_too() -> None:
    leap = date(2028, 2, 29)
    deal = {"partner_id": "a", "stage": "won", "amount": 9.0}
    rows = [
        deal | {"created_on": day, "closed_on": day}
        for day in (leap, leap - timedelta(days=364), leap - timedelta(days=365))
    ]
    verdict = judged(made(placed(a="Gold"), leap, deals=rows), levels())
    assert verdict.loc["a", ["revenue", "wins"]].tolist() == [18.0, 2.0]


def test_each_requirement_is_compared_with_what_is_asked() -> None:
    given_rows = made(
        placed(gold="Gold", short="gold ", free="Registered", other="Diamond", none=None),
        certifications=[
            *certificates("gold", None, None, LATER),
            *certificates("short", None, None, ago(1)),
            *certificates("none", None, None, None),
        ],
        deals=[*wins("gold", 10, 20), *wins("short", 10), *wins("none", 5, 6, amount=5000)],
    )
    verdict = judged(given_rows, levels())
    assert verdict["own"].to_dict() == {"free": 0, "gold": 2, "none": -1, "other": -1, "short": 2}
    assert verdict["reached"].to_dict() == {"free": 0, "gold": 2, "none": 2, "other": 0, "short": 1}
    assert verdict["holds"].to_dict() == {
        "free": True,
        "gold": True,
        "none": False,
        "other": False,
        "short": False,
    }
    # 2 of 3 certifications, 1000 of 2000 revenue, 1 of 2 wins: (1/3 + 1/2 + 1/2) / 3
    assert verdict.loc["short", "distance"] == pytest.approx(4 / 9)
    assert verdict.loc["gold", "distance"] == 0
    assert np.isnan(verdict.loc["other", "distance"])


def test_amounts_that_add_up_to_a_round_number_meet_it() -> None:
    thirds = made(
        placed(a="Only"),
        deals=wins("a", *range(1, 4), amount=2000 / 3),
    )
    assert judged(thirds, levels({"Only": ["revenue>=2000"]})).loc["a", "holds"]


def test_what_nobody_records_is_neither_met_nor_missed() -> None:
    without = made(placed(a="Gold"), deals=wins("a", 10, 20))
    assert judged(without, levels()).loc["a", "holds"]
    somebody = made(
        placed(a="Gold", b="Gold"), deals=wins("a", 10, 20), certifications=certificates("b", None)
    )
    assert not judged(somebody, levels()).loc["a", "holds"]


def test_one_person_certified_twice_counts_twice_as_the_data_says() -> None:
    twice = certificates("a", None, LATER, person="Dana")
    assert judged(made(placed(a="Gold"), certifications=twice), levels()).loc["a", "certifications"] == 2


def test_at_risk_is_who_meets_the_level_and_would_not_without_what_expires_in_60_days() -> None:
    in_60, in_61 = DAY + timedelta(days=60), DAY + timedelta(days=61)
    given_rows = made(
        placed(falls="Silver", stays="Silver", short="Silver", spare="Silver"),
        certifications=[
            *certificates("falls", in_60),
            *certificates("stays", in_61),
            *certificates("short", in_60),
            *certificates("spare", in_60, LATER),
        ],
        deals=[deal for name in ("falls", "stays", "spare") for deal in wins(name, 10)],
    )
    risk = level_risk(given_rows, levels())
    assert risk.to_dict("index") == {
        "falls": {"level": "Silver", "asked": 1.0, "valid": 1.0, "left": 0.0, "renew": 1.0}
    }


def test_a_level_holds_until_too_few_are_left() -> None:
    days = [DAY + timedelta(days=number) for number in (10, 20, 20, 30)]
    rows = {
        "certifications": certificates("a", *days, ago(1)),
        "deals": [*wins("a", 364, 10), *wins("a", 0, amount=500)],
    }
    until = lasting(known_rows(placed(a="Gold"), **rows), levels().ranked[2], DAY).loc["a"]
    assert until["certifications"].date() == days[1]  # 4 valid, 3 after the 10th day, 1 after the 20th
    assert until["wins"].date() == DAY + timedelta(days=354)  # 3 wins, 2 from tomorrow, 1 after that
    assert until["revenue"].date() == DAY  # 2500 today, 1500 from tomorrow


def test_certificates_without_an_end_hold_for_good_and_what_is_short_holds_at_no_time() -> None:
    endless = known_rows(
        placed(a="Gold"), certifications=certificates("a", None, None, None), deals=wins("a", 5)
    )
    until = lasting(endless, levels().ranked[2], DAY).loc["a"]
    assert until[["certifications", "wins"]].isna().all()


def test_a_later_look_confirms_the_last_day() -> None:
    rows = {
        "certifications": certificates("a", DAY + timedelta(days=40)),
        "deals": wins("a", 100),
    }
    silver = levels().ranked[1]
    last = lasting(known_rows(placed(a="Silver"), **rows), silver, DAY).loc["a"].min().date()
    assert judged(made(placed(a="Silver"), last, **rows), levels()).loc["a", "holds"]
    after = last + timedelta(days=1)
    assert not judged(made(placed(a="Silver"), after, **rows), levels()).loc["a", "holds"]


def test_without_levels_or_partners_there_is_nothing_to_judge() -> None:
    nobody = judged(made([]), levels())
    assert nobody.empty
    assert list(nobody) == ["certifications", "revenue", "wins", "own", "reached", "holds", "distance"]
    verdict = judged(made(placed(a="Gold")), levels({}))
    assert verdict.loc["a", ["own", "reached", "holds"]].tolist() == [-1, -1, False]
    assert level_risk(made(placed(a="Gold")), levels({})).empty


partners_given = st.lists(
    st.tuples(
        st.sampled_from(["Gold", "Silver", "Registered", "Diamond", None]),
        st.lists(st.integers(-5, 90), max_size=4),
        st.lists(st.integers(0, 400), max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def from_given(rows: list[tuple[str | None, list[int], list[int]]]) -> Portfolio:
    return made(
        [{"partner_id": f"p{at}", "program_level": level} for at, (level, _, _) in enumerate(rows)],
        certifications=[
            one
            for at, (_, ends, _) in enumerate(rows)
            for one in certificates(f"p{at}", *(DAY + timedelta(days=end) for end in ends))
        ],
        deals=[deal for at, (_, _, won) in enumerate(rows) for deal in wins(f"p{at}", *won)],
    )


@settings(max_examples=5, deadline=None)
@given(partners_given, st.integers(0, 99))
def test_order_does_not_matter_and_one_more_never_hurts(
    rows: list[tuple[str | None, list[int], list[int]]], seed: int
) -> None:
    given_rows = from_given(rows)
    verdict = judged(given_rows, levels())
    shuffled = given_rows.partners.sample(frac=1, random_state=seed)
    again = judged(Portfolio(DAY, "EUR", shuffled), levels()).loc[verdict.index]
    pd.testing.assert_frame_equal(again, verdict)
    more = given_rows.partners.assign(
        program_certifications=lambda frame: frame["program_certifications"] + 1
    )
    if given_rows.partners["program_certifications_ever"].any():
        better = judged(Portfolio(DAY, "EUR", more), levels())
        assert (better["reached"] >= verdict["reached"]).all()
        assert not ((better["distance"] > verdict["distance"]) & verdict["distance"].notna()).any()
    assert verdict["distance"].dropna().between(0, 1).all()
    assert (verdict["holds"] == (verdict["distance"] == 0)).all()


@settings(max_examples=5, deadline=None)
@given(partners_given)
def test_one_partner_is_its_row_in_all(rows: list[tuple[str | None, list[int], list[int]]]) -> None:
    given_rows = from_given([*rows, ("Gold", [90], [5])])  # the last one records everything
    everybody = judged(given_rows, levels())
    for partner_id in everybody.index[:-1]:
        two = given_rows.partners.loc[[partner_id, everybody.index[-1]]]
        alone = judged(Portfolio(DAY, "EUR", two), levels())
        pd.testing.assert_series_equal(alone.loc[partner_id], everybody.loc[partner_id])


def test_nothing_later_is_seen() -> None:
    rows = {
        "certifications": certificates("a", LATER),
        "deals": wins("a", 10),
    }
    later = {
        "certifications": [
            *rows["certifications"],
            *certificates("a", None, certification_id="new", earned_on=DAY + timedelta(days=1)),
        ],
        "deals": [
            *rows["deals"],
            *wins("a", -1),
            {**wins("a", -3)[0], "created_on": ago(30)},  # still open on the day
        ],
    }
    before, after = (made(placed(a="Silver"), **given_rows) for given_rows in (rows, later))
    names = [item.name for item in AGGREGATES if item.name != "program_deals_ever"]
    pd.testing.assert_frame_equal(before.partners[names], after.partners[names])
