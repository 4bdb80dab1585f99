"""What is said about certifications that expire until a day, and what that would cost."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, about_all
from tools.facts import Findings, Statement, Suggestion
from tools.portfolio import Portfolio
from tools.program import kinds
from tools.program.certificate_lines import certificate_table, each, line
from tools.program.certificates import Filter, bare, chosen, expiring
from tools.program.held_findings import Asked, not_recorded
from tools.program.judging import level_risk
from tools.program.levels import Levels, Requirement

_SAID: Final = 5
_ALONE: Final = 3


def expiring_findings(asked: Asked, levels: Levels, until: date) -> Findings:
    """Certificates that expire until a day, who would lose its level over it, what nobody would know then.

    Args:
        asked: Whose certificates, and which.
        levels: The program's levels.
        until: The last day looked at; a certificate that expires on it is among them.
    """
    if not_recorded(asked):
        return Findings((Statement("certifications.not_recorded"),))
    ends = expiring(chosen(asked.rows, asked.ids, Filter()), asked.portfolio.as_of, until)
    open_ = ends[~ends["renewed"] & ends["certification_id"].isin(asked.chosen["certification_id"])]
    slots: Slots = {"until": about_all(asked.portfolio, kinds.UNTIL, until, until.isoformat())}
    if open_.empty:
        return Findings((asked.headline("none_expiring", slots),))
    slots["count"] = asked.count(kinds.EXPIRING, open_)
    if asked.partner_id is None:
        slots["partners"] = asked.count(kinds.PARTNERS, open_, open_["partner_id"].nunique())
    risk = _risk(asked.portfolio, levels, ends, open_["partner_id"])
    first = About(asked.portfolio, str((*risk.index, open_["partner_id"].iloc[0])[0])).partner()
    return Findings(
        (asked.headline("expiring", slots), *_told(asked, risk, open_, until)),
        certificate_table(asked.portfolio, open_, asked.limit),
        (Suggestion("certifications.ask_remind", {"partner": first}),),
    )


def _told(asked: Asked, risk: pd.DataFrame, open_: pd.DataFrame, until: date) -> list[Statement]:
    """Levels that would be lost, technologies that nobody would know, then the first certificates."""
    said = [
        line(*pair, "certifications.expires", here=asked.partner_id is not None)
        for pair in each(asked.portfolio, open_, _SAID)
    ]
    return [
        *(_level_lost(About(asked.portfolio, str(row["partner_id"])), row, until) for row in _records(risk)),
        *_nobody_left(asked.portfolio, open_),
        *said,
    ]


def _risk(portfolio: Portfolio, levels: Levels, ends: pd.DataFrame, among: pd.Series) -> pd.DataFrame:
    """Who would fall below its level by all that expires there, those with most to renew first."""
    valid = portfolio.partners["program_certifications"]
    left = valid.sub(ends.groupby("partner_id").size(), fill_value=0.0)
    risk = level_risk(portfolio, levels, left)
    return risk[risk.index.isin(among)].sort_values("renew", ascending=False, kind="stable")


def _level_lost(about: About, row: Row, until: date) -> Statement:
    """A partner that would fall below its level, with how many it must renew."""
    day = until.isoformat()
    return Statement(
        "certifications.level_lost",
        {
            "partner": about.partner(),
            "level": kinds.placed(about, row["level"]),
            "left": about.fact(kinds.LEFT, row["left"], day),
            "asked": about.fact(kinds.REQUIRED[Requirement.CERTIFICATIONS], row["asked"], row["level"]),
            "renew": about.fact(kinds.RENEW, row["renew"], day),
        },
    )


def _nobody_left(portfolio: Portfolio, ends: pd.DataFrame) -> list[Statement]:
    """Technologies in which a partner would have nobody certified any more."""
    last = ends[ends["last_one"]]
    last = last[~last.assign(technology=bare(last["technology"])).duplicated(["partner_id", "technology"])]
    return [
        Statement(
            "certifications.nobody_left",
            {
                "partner": about.partner(),
                "technology": kinds.on_row(
                    about, kinds.TECHNOLOGY, row["technology"], row["certification_id"]
                ),
            },
        )
        for about, row in each(portfolio, last, _ALONE)
    ]


def _records(risk: pd.DataFrame) -> list[Row]:
    rows = risk.head(_SAID).rename_axis("partner_id").reset_index()
    return [{str(key): row[key] for key in row} for row in rows.to_dict("records")]
