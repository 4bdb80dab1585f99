"""A walk through a small made-up past."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, portfolio, wins
from tools.backtest import Backtest, Lane, Ranking, Verdict, backtest
from tools.outlook import AGGREGATES, ClosedQuarter, OutlookPolicy

POLICY = OutlookPolicy()
PARTNERS = 120


def quarters(days: int, *, foreseeable: bool, partners: int = PARTNERS) -> Iterator[ClosedQuarter]:
    """Days 30 apart; who has been silent for long stays silent if that can be foreseen, else anybody does."""
    for at in range(days):
        yield _quarter(at, foreseeable=foreseeable, partners=partners)


@cache
def _quarter(at: int, *, foreseeable: bool, partners: int) -> ClosedQuarter:
    random = np.random.default_rng(at)
    names = [f"p{number:03}" for number in range(partners)]
    silence = random.permutation(np.linspace(2, 80, partners)).astype(int)
    deals = [
        deal
        for name, days_ago in zip(names, silence, strict=True)
        for deal in wins(name, int(days_ago), int(days_ago) + 9, 140, 200)
    ]
    made = portfolio(AGGREGATES, [{"partner_id": name} for name in names], deals=deals)
    sure = silence / 90 if foreseeable else np.full(partners, 0.4)
    stays = random.random(partners) > sure
    results = pd.DataFrame({"wins": 2.0 * stays, "revenue": 2000.0 * stays}, index=names)
    as_of = DAY + timedelta(days=30 * at)
    moved = made.partners.copy()
    for name in moved.columns[moved.dtypes == "datetime64[us]"]:
        moved[name] += timedelta(days=30 * at)
    return ClosedQuarter(type(made)(as_of, "EUR", moved), results.reindex(moved.index))


def verdicts(found: Backtest, lane: Lane) -> dict[Ranking, Verdict | None]:
    return {one.ranking: one.verdict for one in found.results if one.lane is lane}


def test_what_can_be_foreseen_is_and_better_than_by_revenue() -> None:
    found = backtest(quarters(5, foreseeable=True), POLICY, seed=1, draws=60)
    silence = verdicts(found, Lane.SILENCE)
    assert silence[Ranking.REVENUE] is Verdict.BEATS
    assert silence[Ranking.RECENCY] in {Verdict.TIES, Verdict.BEHIND}  # here recency is all there is to know
    assert silence[Ranking.OURS] is None
    assert (found.rows, found.partners, len(found.days)) == (5 * PARTNERS, PARTNERS, 5)
    assert found.rates[Lane.SILENCE] == pytest.approx(41 / 90, abs=0.06)


def test_luck_is_not_called_skill() -> None:
    found = backtest(quarters(3, foreseeable=False), POLICY, seed=1, draws=60)
    gains = [one.gain for one in found.results if one.lane is Lane.SILENCE and one.gain]
    assert all(gain.low < 0.1 and gain.high > -0.1 for gain in gains)


def test_with_a_handful_of_partners_nothing_is_claimed() -> None:
    found = backtest(quarters(3, foreseeable=True, partners=25), POLICY, seed=1, draws=60)
    judged = {one.verdict for one in found.results if one.ranking is not Ranking.OURS}
    assert judged == {Verdict.TOO_FEW}


def test_a_day_is_judged_by_quarters_that_had_closed_by_then() -> None:
    known = list(quarters(8, foreseeable=True))
    found = backtest(known, POLICY, seed=1, draws=5)
    assert found.refitted == 2  # days 6 and 7 lie 180 days and more after the first
    assert found.coefficients is not None
    assert found.coefficients.fitted_through == known[-1].portfolio.as_of + timedelta(days=90)


def test_what_a_later_quarter_brought_does_not_change_an_earlier_day() -> None:
    known = list(quarters(5, foreseeable=True))
    opposite = [
        ClosedQuarter(one.portfolio, one.results.assign(wins=2.0 - one.results["wins"])) if at else one
        for at, one in enumerate(known)
    ]
    start = known[3].portfolio.as_of
    first, second = (
        backtest(some[:4], POLICY, seed=1, start=start, draws=5).results for some in (known, opposite)
    )
    scored = [
        {one.ranking: one.metrics for one in found if one.lane is Lane.MONEY} for found in (first, second)
    ]
    assert scored[0] == scored[1]  # day 3 learns from day 0 alone: later quarters had not closed


def test_earlier_days_are_learnt_from_and_not_judged() -> None:
    known = list(quarters(5, foreseeable=True))
    found = backtest(known, POLICY, seed=1, start=known[3].portfolio.as_of, draws=5)
    assert found.days == tuple(one.portfolio.as_of for one in known[3:])


def test_without_a_start_days_before_the_first_fit_are_learnt_from_and_not_judged() -> None:
    known = list(quarters(8, foreseeable=True))
    found = backtest(known, POLICY, seed=1, draws=5)
    assert found.days == tuple(one.portfolio.as_of for one in known[6:])
    since = backtest(known, POLICY, seed=1, draws=5, start=known[5].portfolio.as_of)
    assert len(since.days) == 3


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, second = (backtest(quarters(2, foreseeable=True), POLICY, seed=3, draws=20) for _ in range(2))
    assert first.results == second.results


def test_gradient_boosting_joins_once_enough_has_closed() -> None:
    found = backtest(quarters(5, foreseeable=True), POLICY, seed=1, boosting=True, draws=20)
    boosted = next(
        one for one in found.results if one.ranking is Ranking.BOOSTING and one.lane is Lane.SILENCE
    )
    assert boosted.gain is not None
    assert boosted.metrics["roc_auc"] > 0.6
