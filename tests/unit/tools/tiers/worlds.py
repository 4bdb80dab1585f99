"""Partners with so many leads and such a relevance, for tests of tiers."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from tests.unit.tools.event_tables import ago, portfolio
from tools.portfolio import Portfolio
from tools.tiers import AGGREGATES, TierPolicy

ABSOLUTE = TierPolicy(leads_basis="absolute", leads_threshold=5, relevance_threshold=60)
PERCENTILE = TierPolicy(relevance_basis="percentile")


def lead(partner_id: str, days: int, status: str = "accepted", **columns: object) -> dict[str, object]:
    return {"partner_id": partner_id, "created_on": ago(days), "direction": "in", "status": status, **columns}


def deals(partner_id: str, count: int, days: int = 10) -> list[dict[str, object]]:
    return [{"partner_id": partner_id, "stage": "open", "created_on": ago(days)}] * count


def world(sides: Mapping[str, tuple[int, float | None]], **columns: object) -> Portfolio:
    """Accepted leads and market relevance by partner; all active, or as `columns` say."""
    empty = _anybody()
    partners = empty.partners.loc[["anybody"] * len(sides)].set_axis(pd.Index(sides, dtype="str"))
    leads = [float(count) for count, _ in sides.values()]
    scores = [float("nan") if score is None else float(score) for _, score in sides.values()]
    made = partners.assign(tier_leads_taken=leads, tier_leads_ever=leads, market_relevance=scores, **columns)
    return Portfolio(empty.as_of, empty.currency, made.sort_index())


@cache
def _anybody() -> Portfolio:
    return portfolio(AGGREGATES, [{"partner_id": "anybody"}])


def on(day: date, made: Portfolio) -> Portfolio:
    """The same partners on another day."""
    return Portfolio(day, made.currency, made.partners)
