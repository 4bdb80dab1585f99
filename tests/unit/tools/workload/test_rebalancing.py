"""The fewest moves: against trying everything, for reasons, without a receiver, with too little time."""

import os
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.workload import (
    WorkloadPolicy,
)
from tools.workload.handing import handed_on
from tools.workload.problem import NOBODY, Problem
from tools.workload.rebalancing import Search, rebalanced
from tools.workload.unheard import unheard

POLICY = WorkloadPolicy()


def problem(hours: list[float], owner: list[int], room: list[float]) -> Problem:
    cost, limit = np.zeros((len(hours), len(room))), np.array(room)
    return Problem(np.array(hours), np.array(owner, dtype=int), limit, limit, cost)


def tried(made: Problem) -> tuple[float, int]:
    """The fewest hours undone and then moves, of all ways that give nobody more than they have hours for."""
    takers = [
        range(NOBODY if owner == NOBODY else 0, len(made.room)) for owner in made.owner
    ]  # only who has no owner may find none
    every = [np.array(given) for given in product(*takers)]
    allowed = [given for given in every if (made.loads(given) <= made.most + 1e-9).all()]
    least = min(made.undone(given) for given in allowed)
    same = [given for given in allowed if made.undone(given) <= least + 1e-9]
    left = min(int((given == NOBODY).sum()) for given in same)
    return least, min(made.moves(given) for given in same if (given == NOBODY).sum() == left)


HOURS = st.sampled_from([0.5, 1.0, 2.0, 3.0])


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(HOURS, st.integers(-1, 2)), min_size=1, max_size=4),
    st.lists(st.sampled_from([0.0, 1.0, 2.5, 4.0, 6.0]), min_size=3, max_size=3),
)
def test_no_other_way_has_less_overload_or_fewer_moves(
    partners: list[tuple[float, int]], room: list[float]
) -> None:
    made = problem([one for one, _ in partners], [who for _, who in partners], room)
    found = rebalanced(made, POLICY)
    assert found is not None
    assert found.search is Search.FEWEST
    least, fewest = tried(made)
    assert found.undone == pytest.approx(least, abs=1e-6)
    assert made.moves(found.given) == fewest


def test_of_as_few_moves_the_one_with_least_cost_is_taken() -> None:
    made = problem([2, 2, 2], [0, 0, 0], [4, 4, 4])
    made.cost[:] = [[0, 0.9, 0.8], [0, 0.9, 0.1], [0, 0.5, 0.9]]
    found = rebalanced(made, POLICY)
    assert found is not None
    assert found.given.tolist() == [0, 2, 0]


def test_the_same_question_has_the_same_answer() -> None:
    made = problem([1.0] * 8, [0] * 8, [4, 2, 2])
    first, second = rebalanced(made, POLICY), rebalanced(made, POLICY)
    assert first is not None
    assert second is not None
    assert first.given.tolist() == second.given.tolist()


def test_nobody_to_give_to_and_nothing_to_give() -> None:
    assert rebalanced(problem([1], [NOBODY], []), POLICY) is None
    empty = rebalanced(problem([], [], [-1, 5]), POLICY)
    assert empty is not None
    assert (empty.given.tolist(), empty.undone) == ([], 1)


def test_beyond_the_exact_search_a_good_proposal_is_marked_as_such() -> None:
    made = problem([1.0] * 6, [0] * 6, [3, 3])
    found = rebalanced(made, WorkloadPolicy(exact_choices=5))
    assert found is not None
    assert (found.search, found.undone, made.moves(found.given)) == (Search.GOOD, 0, 3)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(HOURS, st.integers(-1, 2)), max_size=12),
    st.lists(st.floats(-2, 8), min_size=3, max_size=3),
)
def test_handing_on_never_makes_it_worse_and_pushes_nobody_over(
    partners: list[tuple[float, int]], room: list[float]
) -> None:
    made = problem([one for one, _ in partners], [who for _, who in partners], room)
    given = handed_on(made)
    assert set(given.tolist()) <= {NOBODY, 0, 1, 2}
    assert made.undone(given) <= made.undone(made.owner) + 1e-9
    assert (made.loads(given) <= made.most + 1e-9).all()  # nobody gets more than they have hours for


def test_what_a_solver_prints_by_itself_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    with unheard():
        os.write(1, b"HiGHS")
    os.write(1, b"answer")
    assert capfd.readouterr().out == "answer"
