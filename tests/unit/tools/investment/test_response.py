"""What the science says where the truth is known, and what must not change it."""

from dataclasses import replace

import numpy as np
import pytest

from evals.investment_bench import judged
from evals.investment_worlds import Assigned, World, draw
from tests.unit.tools.investment.spent_portfolios import lifted, panel
from tools.investment import InvestmentPolicy, Response, respond
from tools.investment.windows import WINDOWS

POLICY = InvestmentPolicy()


def answered(slope: float, seed: int = 1) -> Response:
    made, spent = lifted(slope, seed=seed)
    return respond(made, spent, np.zeros_like(spent), POLICY)


def test_a_return_that_is_there_is_found() -> None:
    found = answered(8_000.0)
    assert found.clear
    assert found.overall["low"] < 8_000 < found.overall["high"]
    assert found.overall["slope"] == pytest.approx(8_000, rel=0.15)
    assert (found.groups["low"] < 8_000).all()
    assert (found.groups["high"] > 8_000).all()


def test_without_a_return_none_is_claimed() -> None:
    claims = [answered(0.0, seed).clear for seed in range(6)]
    assert claims.count(True) <= 1


@pytest.mark.parametrize("assigned", Assigned)
def test_money_that_follows_success_is_not_taken_for_its_cause(assigned: Assigned) -> None:
    found = [judged(draw(World(assigned, partners=150), seed)) for seed in range(3)]
    assert not all(one.claimed for one in found)
    assert not any(any(one.false) for one in found[:2])


def test_the_scale_is_the_usual_spend_and_cases_are_closed_quarters() -> None:
    found = answered(0.0)
    assert found.scale == 1000
    _, spent = lifted(0.0)
    assert found.overall["cases"] == (spent[:, 2:] > 0).sum()
    assert found.groups["most"].eq(1000).all()


def test_what_is_won_in_cents_returns_cents() -> None:
    made, spent = lifted(5_000.0)
    cents = respond(replace(made, won=made.won * 100), spent, np.zeros_like(spent), POLICY)
    euros = respond(made, spent, np.zeros_like(spent), POLICY)
    assert np.allclose(cents.groups[["slope", "low", "high"]], euros.groups[["slope", "low", "high"]] * 100)


def test_the_order_of_partners_does_not_matter() -> None:
    made, spent = lifted(5_000.0, many=80)
    order = np.random.default_rng(3).permutation(80)
    shuffled = replace(made, ids=made.ids[order], types=made.types[order], won=made.won[order])
    found = respond(shuffled, spent[order], np.zeros_like(spent), POLICY)
    same = respond(made, spent, np.zeros_like(spent), POLICY)
    assert np.allclose(found.groups, same.groups)


def test_what_is_spent_now_is_not_judged_before_two_quarters_have_passed() -> None:
    made, spent = lifted(5_000.0, many=80)
    more = spent.copy()
    more[:, 0] = 1000.0
    assert respond(made, more, np.zeros_like(spent), POLICY).overall["cases"] == (spent[:, 2:] > 0).sum()


def test_with_too_few_partners_nothing_is_told() -> None:
    made, spent = lifted(50_000.0, many=60)
    spent[4:] = 0
    found = respond(made, spent, np.zeros_like(spent), POLICY)
    assert not found.enough
    assert not found.clear
    assert found.paying.empty


def test_nothing_spent_and_nobody_there_tell_nothing() -> None:
    for won in (np.ones((3, WINDOWS)), np.zeros((0, WINDOWS))):
        found = respond(panel(won), np.zeros_like(won), np.zeros_like(won), POLICY)
        assert not found.enough
        assert found.overall["cases"] == 0


def test_quarters_before_anything_was_recorded_are_no_quarters_without() -> None:
    """Costs are on record for seven quarters only: the five before them are not compared."""
    made, spent = lifted(8_000.0)
    spent[:, 7:] = 0
    short = respond(made, spent, np.zeros_like(spent), POLICY)
    before = made.won.copy()
    before[:, 11] *= 3
    assert (
        respond(replace(made, won=before), spent, np.zeros_like(spent), POLICY).overall["cases"]
        == (short.overall["cases"])
    )


def test_a_kind_that_was_only_ever_taken_back_has_no_usual_amount() -> None:
    made, spent = lifted(5_000.0, many=20)
    found = respond(made, -spent, -spent, POLICY)
    assert (found.scale, found.enough) == (1.0, False)


def test_units_are_concave() -> None:
    found = answered(0.0)
    first, second, third = found.units(np.array([1000.0, 2000.0, 3000.0]))
    assert first == pytest.approx(found.usual)
    assert second - first > third - second > 0
