"""The moves that a review proposes, and what was decided of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from tools.about import About, Slots, about_all
from tools.facts import Findings, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio
from tools.reviews import kinds
from tools.reviews.period import LISTED
from tools.tiers.moves import moves

OPEN: Final = "open"
_TOLD: Final = 5


def proposals(
    before: pd.DataFrame, after: pd.DataFrame, decided: Mapping[str, tuple[str, str]]
) -> pd.DataFrame:
    """Each move between two tiers from one review to the next, indexed by partner id, sorted.

    Args:
        before: Tiers that held at the review before, with what was decided then.
        after: Tiers by the figures at the review.
        decided: Partner id to the decision (`accepted`, `overridden`) and the tier that it set.

    Returns:
        `before`, `after` and `direction` as `tools.tiers.moves.moves` says; `state`: `open`, `accepted` or
        `overridden`; `held`, the tier that holds.
    """
    found = moves(before, after)
    found = found[found["direction"].isin([way.value for way in LISTED])].sort_index()
    state = pd.Series(OPEN, index=found.index, dtype="str")
    held = found["after"].copy()
    for partner_id, (decision, tier) in decided.items():
        if partner_id in found.index:
            state[partner_id], held[partner_id] = decision, tier
    return found.assign(state=state, held=held)


def _waiting(portfolio: Portfolio, listed: pd.DataFrame) -> Statement | None:
    """How many proposals of the review at the portfolio's day wait; None if none does."""
    waiting = int(listed["state"].eq(OPEN).sum())
    if not waiting:
        return None
    slots: Slots = {
        "count": about_all(portfolio, kinds.WAITING, waiting, _names(listed)),
        "until": about_all(portfolio, kinds.UNTIL, portfolio.as_of),
    }
    return Statement("review.waiting", slots)


def proposed_statements(portfolio: Portfolio, listed: pd.DataFrame) -> tuple[Statement, ...]:
    """How many proposals wait and, by name, what accepting them would set; nothing if none waits.

    Arguments as for `review_findings`.
    """
    waiting = _waiting(portfolio, listed)
    return (waiting, *_told(portfolio, listed)) if waiting else ()


def review_findings(portfolio: Portfolio, listed: pd.DataFrame, *, decides: bool) -> Findings:
    """What waits and what is decided in one review.

    Args:
        portfolio: At the end of the quarter under review.
        listed: What `proposals` found, of the partners in question.
        decides: Whether the asker may decide.
    """
    until = about_all(portfolio, kinds.UNTIL, portfolio.as_of)
    waiting = _waiting(portfolio, listed)
    if listed.empty:
        return Findings((Statement("review.no_proposals", {"until": until}),))
    head = waiting or Statement("review.all_decided", {"until": until})
    done = int(listed["state"].ne(OPEN).sum())
    decided = (
        (
            Statement(
                "review.some_decided",
                {"count": about_all(portfolio, kinds.DECIDED, done, _names(listed))},
                follows=True,
            ),
        )
        if done and waiting
        else ()
    )
    step = (Statement("review.how_to_decide" if decides else "review.leads_decide"),) if waiting else ()
    return Findings(
        statements=(head, *decided, *_told(portfolio, listed), *step),
        table=_table(portfolio, listed),
        suggestions=(Suggestion("suggest.accept_all"),) if decides and waiting else (),
    )


def _told(portfolio: Portfolio, listed: pd.DataFrame) -> Iterator[Statement]:
    """Those that wait, by name."""
    for partner_id, row in listed[listed["state"].eq(OPEN)].head(_TOLD).iterrows():
        about = About(portfolio, str(partner_id))
        slots: Slots = {
            "partner": about.partner(),
            "before": about.fact(kinds.BEFORE, f"tier.{row['before']}"),
            "after": about.fact(kinds.AFTER, f"tier.{row['after']}"),
        }
        yield Statement("review.proposed", slots)


def _names(listed: pd.DataFrame) -> str:
    """Whom a number counts, so that it is told apart from the same number of other partners."""
    return ",".join(map(str, listed.index))


def _table(portfolio: Portfolio, listed: pd.DataFrame) -> TableSpec:
    cells = []
    for partner_id, row in listed.iterrows():
        about = About(portfolio, str(partner_id))
        cells.append(
            (
                about.partner(),
                about.fact(kinds.BEFORE, f"tier.{row['before']}"),
                about.fact(kinds.AFTER, f"tier.{row['after']}"),
                about.fact(kinds.STATE, f"decision.{row['state']}"),
                about.fact(kinds.HELD, f"tier.{row['held']}"),
            )
        )
    return TableSpec("review.proposals_title", ("partner", "from", "to", "decision", "holds"), tuple(cells))
