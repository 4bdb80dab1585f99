"""Where untapped revenue is: the sum, the partners with most of it, the 2 x 2, what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.about import About, Row, Slots, about_all
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.listing import listing
from tools.potential import kinds
from tools.potential.known import Source
from tools.potential.quadrants import Quadrant
from tools.potential.told import Told, figures, only, untapped

_SAID: Final = 3
_COLUMNS: Final = (
    "partner",
    "current by potential",
    "won, 12 months",
    "potential a year",
    "low",
    "high",
    "untapped",
    "rests on",
)


def potential_findings(told: Told, *, limit: int) -> Findings:
    """What partners bring and could bring, most untapped revenue first.

    Args:
        told: The question.
        limit: Rows of the table.
    """
    rows = told.rows.index[:limit]
    if not len(rows):
        return Findings(untapped(told))
    open_to_more = told.rows.index[told.rows["headroom"] > 0]
    return Findings(
        statements=(
            *untapped(told),
            *(_each(told, partner_id) for partner_id in open_to_more[: min(_SAID, limit)]),
            *next_step(told),
            *_quadrants(told),
        ),
        table=TableSpec("potential.title", _COLUMNS, tuple(_line(told, partner_id) for partner_id in rows)),
        suggestions=(
            Suggestion("suggest.brief", {"partner": About(told.found.portfolio, rows[0]).partner()}),
        ),
    )


def next_step(told: Told) -> Iterator[Statement]:
    """With whom to begin: who has most headroom; a potential that is only estimated is asked for first."""
    first = told.rows.index[told.rows["headroom"] > 0][:1]
    for partner_id in first:
        about, row = told.about(partner_id)
        known = "plan" if row["source"] == Source.GIVEN else "ask"
        yield Statement(f"potential.next_{known}", {"partner": about.partner()})


def _each(told: Told, partner_id: str) -> Statement:
    about, row = told.about(partner_id)
    source, slots = Source(row["source"]), figures(about, row)
    if source is Source.GIVEN:
        return Statement("potential.each_given", only(slots, "partner", "headroom", "current", "potential"))
    return Statement(f"potential.each_{source}", dict(slots))


def _quadrants(told: Told) -> Iterator[Statement]:
    """Who stands where, in the order in which time pays."""
    places = told.quadrants.of.reindex(told.rows.index).dropna()
    for quadrant in Quadrant:
        ids = places.index[places.eq(quadrant)]
        named = [About(told.found.portfolio, one).partner() for one in ids[: _SAID + 1]]
        headroom = told.rows.loc[ids, "headroom"].sum()
        slots: Slots = {
            "quadrant": about_all(told.found.portfolio, kinds.QUADRANT, f"quadrant.{quadrant}", quadrant),
            "headroom": told.sum_of(kinds.SUM_HEADROOM, headroom, quadrant),
        }
        count = told.among.fact(kinds.IN_QUADRANT, len(ids), quadrant)
        yield from listing("potential.quadrant", named, count, slots)


def _line(told: Told, partner_id: str) -> tuple[Fact | None, ...]:
    about, row = told.about(partner_id)
    slots = figures(about, row)
    place = told.quadrants.of.get(partner_id)
    return (
        about.partner(),
        None if place is None else about.fact(kinds.PLACE, f"place.{place}"),
        slots["current"],
        slots["potential"],
        *(None if row["source"] == Source.GIVEN else slots[name] for name in ("low", "high")),
        slots["headroom"],
        source_fact(about, row),
    )


def source_fact(about: About, row: Row) -> Fact:
    """What the potential rests on, in words."""
    return about.fact(kinds.SOURCE, f"potential_source.{row['source']}")
