"""What is said about the lifetime value of one partner."""

from __future__ import annotations

from collections.abc import Iterator

from tools.about import About, Slots, is_missing, row_of
from tools.economics import kinds
from tools.economics.acquisition import COURTED
from tools.economics.calibrating import LEVEL
from tools.economics.needs import EVER
from tools.economics.told import Economics, further
from tools.facts import Findings, Statement


def lifetime_of(told: Economics, partner_id: str) -> Findings:
    """Net contribution so far, what is expected from here with its interval, and what that rests on."""
    row, status = row_of(told.lifetimes.frame, partner_id), told.portfolio.partners["status"][partner_id]
    if status == "ended":
        said: tuple[Statement, ...] = (*ended(told, partner_id), *since(told, partner_id), *told.assumed())
    elif not told.recorded.deals or is_missing(row["coming"]):
        why = "deals" if not told.recorded.deals else "undated"
        why = "unsigned" if why == "undated" and status in COURTED else why
        said = (Statement(f"economics.no_lifetime_{why}", _so_far(told, partner_id)),)
    elif row["sold"] and not told.portfolio.partners[f"eco_won_{EVER}"][partner_id]:
        said = (Statement("economics.no_lifetime_unpriced", _so_far(told, partner_id)),)
    else:
        said = (*_ahead(told, partner_id, sold=bool(row["sold"])), *told.assumed())
    return Findings((*said, *told.lacking()), suggestions=further(told, partner_id))


def ended(told: Economics, partner_id: str) -> Iterator[Statement]:
    """That the partnership is over, since when, and what it brought."""
    slots, on = _so_far(told, partner_id), told.portfolio.partners["ended_on"][partner_id]
    if is_missing(on):
        yield Statement("economics.ended", slots)
        return
    slots["ended"] = About(told.portfolio, partner_id).fact(kinds.ENDED, on)
    yield Statement("economics.ended_on", slots)


def since(told: Economics, partner_id: str) -> Iterator[Statement]:
    """From which day on anything is recorded, if the partner signed earlier."""
    begins, signed = told.lifetimes.begins, told.portfolio.partners["signed_on"][partner_id]
    if begins is not None and not is_missing(signed) and signed.date() < begins:
        yield Statement("economics.since", {"begins": told.all(kinds.BEGINS, begins)}, follows=True)


def _so_far(told: Economics, partner_id: str) -> Slots:
    so_far = told.lifetimes.frame["so_far"][partner_id]
    return {"partner": told.partner(partner_id), "so_far": told.fact(partner_id, kinds.SO_FAR, so_far)}


def _ahead(told: Economics, partner_id: str, *, sold: bool) -> Iterator[Statement]:
    """What is expected, between which ends, and how far that can be trusted."""
    lives, row = told.lifetimes, row_of(told.lifetimes.frame, partner_id)
    ends, years = (
        lives.intervals([partner_id]).iloc[0],
        told.all(kinds.YEARS, float(told.policy.horizon_years)),
    )
    slots: Slots = {
        **_so_far(told, partner_id),
        "coming": told.fact(partner_id, kinds.COMING, row["coming"]),
        "years": years,
    }
    if sold:
        slots["value"] = told.fact(partner_id, kinds.VALUE, row["value"])
    yield Statement("economics.lifetime" if sold else "economics.lifetime_unsold", slots)
    yield from since(told, partner_id)
    between: Slots = {
        "years": years,
        "low": told.fact(partner_id, kinds.LOW, ends["low"]),
        "high": told.fact(partner_id, kinds.HIGH, ends["high"]),
        "level": told.all(kinds.LEVEL, LEVEL),
    }
    yield Statement("economics.interval", between)
    yield Statement("economics.retention", {"retention": told.all(kinds.RETENTION, lives.retention)})
    yield Statement("economics.checked" if lives.correction.months else "economics.unchecked")
