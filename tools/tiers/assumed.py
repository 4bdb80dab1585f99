"""What a what-if assumes, as a policy and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from tools.about import about_all
from tools.facts import Fact, Kind, Statement, Unit
from tools.portfolio import Portfolio
from tools.tiers.policy import Basis, TierPolicy

TIMES: Final = Kind("tier.assumed_times", Unit.COUNT, "factor assumed")
ASSUMED_LEADS: Final = Kind("tier.assumed_leads", Unit.COUNT, "threshold of leads assumed")
ASSUMED_RELEVANCE: Final = Kind("tier.assumed_relevance", Unit.POINTS, "threshold of relevance assumed")

_MOST_LEADS_AS_PERCENTILE: Final = 100


@dataclass(frozen=True)
class Assumed:
    """What is assumed; None leaves a thing as it is.

    Attributes:
        leads_times: Factor on accepted leads; deals registered keep their weight.
        relevance_times: Factor on market relevance.
        leads_threshold, relevance_threshold: In the basis assumed, or else in the policy's.
        basis: Of both thresholds.
    """

    leads_times: float | None = None
    relevance_times: float | None = None
    leads_threshold: float | None = None
    relevance_threshold: float | None = None
    basis: Basis | None = None

    @property
    def anything(self) -> bool:
        """Whether anything differs from how it is."""
        return self != Assumed()


def assumed_policy(policy: TierPolicy, assumed: Assumed, graded: pd.DataFrame) -> TierPolicy:
    """The policy with what is assumed.

    A threshold that is not named stays what it is; with another basis it becomes the figure at which high
    begins now (absolute), or the percentile that comes with Rapport. More than 100 leads are no percentile.

    Args:
        policy: As it is.
        assumed: What is to differ.
        graded: What `tools.tiers.tiers` returned under `policy`.
    """
    leads_basis = assumed.basis or policy.leads_basis
    if (assumed.leads_threshold or 0) > _MOST_LEADS_AS_PERCENTILE:
        leads_basis = "absolute"
    relevance_basis = assumed.basis or policy.relevance_basis
    leads, relevance = _begins_now(graded, "leads"), _begins_now(graded, "relevance")
    changed = policy.model_dump() | {
        "accepted_lead_weight": policy.accepted_lead_weight * _or_one(assumed.leads_times),
        "relevance_weight": policy.relevance_weight * _or_one(assumed.relevance_times),
        "leads_basis": leads_basis,
        "relevance_basis": relevance_basis,
        "leads_threshold": _threshold(
            assumed.leads_threshold, policy.leads_basis, leads_basis, policy.leads_threshold, leads
        ),
        "relevance_threshold": _threshold(
            assumed.relevance_threshold,
            policy.relevance_basis,
            relevance_basis,
            policy.relevance_threshold,
            relevance,
        ),
    }
    return TierPolicy.model_validate(changed)


def assumptions(portfolio: Portfolio, policy: TierPolicy, assumed: Assumed) -> Iterator[Statement]:
    """What was assumed, so that the answer can be argued with."""
    if assumed.leads_times is not None:
        yield Statement("tier.assume_leads", {"times": _times(portfolio, "leads", assumed.leads_times)})
    if assumed.relevance_times is not None:
        times = _times(portfolio, "relevance", assumed.relevance_times)
        yield Statement("tier.assume_relevance", {"times": times})
    if assumed.basis is not None or assumed.leads_threshold is not None:
        begins = Fact(ASSUMED_LEADS, None, round(policy.leads_threshold, 1), portfolio.as_of)
        yield Statement(f"tier.assume_leads_{policy.leads_basis}", {"begins": begins})
    if assumed.basis is not None or assumed.relevance_threshold is not None:
        begins = about_all(portfolio, ASSUMED_RELEVANCE, policy.relevance_threshold)
        yield Statement(f"tier.assume_relevance_{policy.relevance_basis}", {"begins": begins})


def _times(portfolio: Portfolio, side: str, times: float) -> Fact:
    return Fact(TIMES, None, float(times), portfolio.as_of, subject=side)


def _threshold(named: float | None, was: Basis, basis: Basis, kept: float, begins_now: float) -> float:
    """The threshold assumed in that basis."""
    if named is not None:
        return named
    if was == basis:
        return kept
    return begins_now if basis == "absolute" else float(TierPolicy().leads_threshold)


def _begins_now(graded: pd.DataFrame, side: str) -> float:
    column = graded[f"{side}_threshold"]
    return float(column.iloc[0]) if len(column) else 0.0


def _or_one(times: float | None) -> float:
    return 1.0 if times is None else times
