"""`compare_partners`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from assistant.standing import Standing
from assistant.toolbox.arguments import ComparePartners
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.needs import asked_of, need_of
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import About, row_of
from tools.attention import Lane
from tools.comparison import Margin, Side, comparison_findings, verdict
from tools.facts import Findings
from tools.journey import phase_fact
from tools.matching import Evidence, Need, Rows, Unknown, best, expertise, unknown_findings
from tools.tiers import tier_fact

_MOST: Final = 6  # more than that nobody reads side by side


@admitting_gaps
def compare_partners(arguments: ComparePartners, turn: Turn, office: Office) -> Findings:
    """Who of the named partners suits best, or of all that fit; the evidence for and against each."""
    standing = office.standings.at(turn.as_of)
    policy = standing.policy
    need = need_of(arguments, turn, standing, arguments.language)
    if isinstance(need, Unknown):
        return unknown_findings(standing.portfolio, need)
    fits = expertise(standing.portfolio, standing.experience, need, policy.matching)
    named = tuple(dict.fromkeys(arguments.partners))
    chosen = [one for one in named if one in fits.index]
    if not named:
        chosen = [
            str(one) for one in best(fits, asked_of(arguments, turn, standing)).index[: arguments.limit]
        ]
    ended = [About(standing.portfolio, one).partner() for one in named if one not in fits.index]
    if not chosen:
        return comparison_findings((), Margin.NONE, need, ended=ended)
    found = verdict(fits, chosen, need, policy.matching, policy.comparison)
    with office.engine.connect() as connection:
        sides = _sides(connection, standing, need, fits, found.ranked[:_MOST])
    return comparison_findings(sides, found.margin, need, ended=ended, more=len(chosen) - len(sides))


def _sides(
    connection: Connection, standing: Standing, need: Need, fits: pd.DataFrame, ids: Sequence[str]
) -> list[Side]:
    rows = partner_rows(connection, ids, standing.as_of)
    return [_side(standing, need, fits, rows, one) for one in ids]


def _side(standing: Standing, need: Need, fits: pd.DataFrame, rows: Rows, partner_id: str) -> Side:
    item = standing.attention.item(partner_id)
    dark = bool(standing.attention.of([partner_id], Lane.GOING_DARK))
    lane = item.lane if item else ""
    about, tickets = About(standing.portfolio, partner_id), rows["tickets"]
    return Side(
        evidence=Evidence.of(about, rows, need),
        fit=row_of(fits, partner_id),
        tickets=tickets[tickets["partner_id"].eq(partner_id)],
        score=float(standing.scorecards.total.get(partner_id, float("nan"))),
        tier=tier_fact(standing.portfolio, standing.tiers, partner_id),
        phase=phase_fact(standing.portfolio, standing.journey, partner_id),
        lane=f"{lane}_dark" if dark and lane != Lane.GOING_DARK else lane,
        dark=dark,
    )
