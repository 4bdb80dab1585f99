"""`explain_change`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from assistant.toolbox.arguments import ExplainChange
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import About
from tools.changes import change_findings
from tools.changes.charts import charted_days, score_chart
from tools.charts import worth_showing
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.scorecard import Category

AS_OF: Final = Kind("answer.as_of", Unit.DATE, "as of")
QUARTER: Final = timedelta(days=90)
"""Since when a change is explained, unless a day is named."""


def explain_change(arguments: ExplainChange, turn: Turn, office: Office) -> Findings:
    """Why one partner's score changed, with the events behind."""
    since = arguments.since or turn.as_of - QUARTER
    if since >= turn.as_of:
        return Findings((Statement("change.future", {"as_of": Fact(AS_OF, None, turn.as_of, turn.as_of)}),))
    before, after = office.standings.at(since), office.standings.at(turn.as_of)
    with office.engine.connect() as connection:
        rows = partner_rows(connection, [arguments.partner], turn.as_of)
    category = Category(arguments.category) if arguments.category else None
    policy = after.policy.changes
    found = change_findings(before.scorecards, after.scorecards, rows, arguments.partner, policy, category)
    scores = office.standings.past_scores.on(charted_days(turn.as_of)) | {turn.as_of: after.scorecards.scores}
    chart = score_chart(About(after.portfolio, arguments.partner), scores, category)
    return replace(found, charts=worth_showing(chart))
