"""How complete and fresh the data is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from tools import kinds as common
from tools.about import About, Slots
from tools.facts import Findings, Statement, Suggestion
from tools.health.attributes import attribute_table, gaps, known
from tools.health.ending import DataEnd
from tools.health.kinds import ATTRIBUTE, ATTRIBUTES
from tools.health.last_import import LastImport, history_statements, import_statements
from tools.health.policy import HealthPolicy
from tools.health.tables import TableState, of_table, overall, state_table
from tools.listing import listing
from tools.profile import missing_measures
from tools.scorecard import Scorecards
from tools.scorecard import kinds as scores


def health_findings(
    tables: Sequence[TableState],
    cards: Scorecards,
    policy: HealthPolicy,
    *,
    ids: Collection[str] | None = None,
    table: str | None = None,
    last: LastImport | None = None,
    end: DataEnd | None = None,
) -> Findings:
    """What is stale, empty or missing: in all the data, or one table.

    Args:
        tables: State of every incoming table.
        cards: Scorecards of the whole portfolio.
        policy: When it is worth saying.
        ids: Partners whose attributes are looked at; None for all.
        table: Only this table.
        last: The last import, told where all the data is asked about.
        end: Where the data ends; None where a day before its end is asked about.
    """
    portfolio = cards.portfolio
    if table is not None:
        asked = [state for state in tables if state.name == table]
        said = tuple(of_table(portfolio, asked, tables, policy, end))
        if table != "partners":
            return Findings(said)
        return Findings((*said, *gaps(portfolio, ids, policy)), attribute_table(portfolio, ids))
    said = (
        *overall(portfolio, tables, policy, end, failed=last is not None and last.failed),
        *import_statements(portfolio, last),
        *gaps(portfolio, ids, policy),
    )
    return Findings(said, state_table(portfolio, tables), (Suggestion("suggest.attention"),))


def partner_health(cards: Scorecards, partner_id: str, history_since: date | None = None) -> Findings:
    """How much of one partner's score is backed, what is not on file, and since when its history is kept."""
    about = About(cards.portfolio, partner_id)
    slots: Slots = {"partner": about.partner()}
    said: list[Statement] = []
    if partner_id in cards.total.index:
        slots["confidence"] = about.fact(scores.CONFIDENCE, cards.confidence[partner_id])
        missing = missing_measures(cards, partner_id)
        said.append(Statement("health.partner", slots))
        said += listing("profile.missing", missing, about.fact(scores.MISSING, len(missing)))
    else:
        status = cards.portfolio.partners["status"][partner_id]
        slots["status"] = about.fact(scores.STATUS, f"status.{status}")
        said.append(Statement("profile.unscored", slots))
    having, _ = known(cards.portfolio, [partner_id])
    lacking = [
        about.fact(ATTRIBUTE, f"attribute.{column}", str(column)) for column in having.index[having == 0]
    ]
    said += listing("health.not_on_file", lacking, about.fact(ATTRIBUTES, len(lacking)))
    if not pd.isna(touch := cards.portfolio.partners["sc_last_touch_on"][partner_id]):
        said.append(Statement("health.last_touch", {"touch": about.fact(common.LAST_TOUCH, touch)}))
    said += history_statements(about, history_since)
    return Findings(tuple(said), suggestions=(Suggestion("suggest.profile", {"partner": about.partner()}),))
