"""A partner's 5Cs beside its peers, as a chart; for us alone."""

from __future__ import annotations

from tools.about import About
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Kind, Unit
from tools.scorecard import Category, Scorecards
from tools.scorecard.stated import category_fact, category_score_fact

PEERS_MEDIAN = Kind("scorecard.category_median", Unit.POINTS, "median of the peers' category scores")


def profile_chart(cards: Scorecards, partner_id: str) -> ChartSpec | None:
    """Scores per category, 0-100, beside the median of all scored partners; None if nothing is scored."""
    about = About(cards.portfolio, partner_id)
    scored = [one for one in Category if partner_id in cards.categories[one].dropna().index]
    if not scored:
        return None
    own = tuple(category_score_fact(cards, partner_id, one) for one in scored)
    peers = tuple(about.fact(PEERS_MEDIAN, cards.categories[one].median(), one) for one in scored)
    return ChartSpec(
        "qbr.profile_chart",
        ChartForm.COLUMNS,
        tuple(category_fact(cards, partner_id, one) for one in scored),
        (Series("series.own", own), Series("series.peers", peers)),
    )
