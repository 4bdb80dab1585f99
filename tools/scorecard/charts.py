"""A partner's 5Cs beside its peers, as a chart; for us alone."""

from __future__ import annotations

from collections.abc import Collection

from tools.about import About, Among
from tools.charts import ChartForm, ChartSpec, Series
from tools.scorecard.kinds import CATEGORY_MEDIAN, of_category
from tools.scorecard.measure import Category
from tools.scorecard.scorecards import Scorecards
from tools.scorecard.stated import category_fact, category_score_fact


def profile_chart(
    cards: Scorecards, partner_id: str, among: Collection[str] | None = None
) -> ChartSpec | None:
    """Scores per category, 0-100, beside the peers' median; None if nothing of the partner is scored.

    Args:
        cards: Scorecards of the whole portfolio.
        partner_id: Which partner.
        among: Peers, as far as they are scored; None for all.
    """
    scored = [one for one in Category if partner_id in cards.categories[one].dropna().index]
    if not scored:
        return None
    scores = cards.categories if among is None else cards.categories[cards.categories.index.isin(list(among))]
    peers = Among.of(cards.portfolio, scores.index)
    own = tuple(category_score_fact(cards, partner_id, one) for one in scored)
    medians = tuple(
        peers.fact(of_category(CATEGORY_MEDIAN, one), scores[one].median(), one) for one in scored
    )
    return ChartSpec(
        "chart.five_cs",
        ChartForm.COLUMNS,
        tuple(category_fact(cards, partner_id, one) for one in scored),
        (Series(About(cards.portfolio, partner_id).partner(), own), Series("series.peers", medians)),
        axes=("", "axis.score"),
    )
