"""What one partner could bring if everything went right, and on what that rests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tools.about import About, Row, Slots, is_missing
from tools.facts import Findings, Statement, Suggestion
from tools.listing import listing
from tools.potential import kinds
from tools.potential.known import Source
from tools.potential.likeness import nearest_peers
from tools.potential.told import Told, figures, only


def partner_potential(told: Told, partner_id: str, visible: Collection[str], *, counted: bool) -> Findings:
    """One partner: potential and range, what is untapped, what it rests on, what to do.

    Args:
        told: The question, about this partner alone.
        partner_id: Who is asked about.
        visible: Whom the asker may know of: only those are named as like it.
        counted: Whether the asker may know how many partners the estimate was learnt from.
    """
    partner = About(told.found.portfolio, partner_id).partner()
    if partner_id not in told.found.frame.index:
        return Findings((Statement("potential.ended", {"partner": partner}),))
    about, row = told.about(partner_id)
    if row["source"] == Source.NONE:
        return Findings((Statement("potential.none", {"partner": partner}),))
    statements = (
        *_answer(told, about, row),
        *_untapped(about, row),
        *_outdated(about, row),
        *_rests(told, about, row, visible, counted=counted),
        *_stands(told, about),
        _next(about, row),
    )
    return Findings(statements, suggestions=(Suggestion("suggest.brief", {"partner": partner}),))


def _answer(told: Told, about: About, row: Row) -> Iterator[Statement]:
    source, facts = Source(row["source"]), figures(about, row)
    if source is Source.GIVEN:
        yield Statement("potential.partner_given", only(facts, "partner", "potential"))
        return
    slots = only(facts, "partner", "potential", "low", "high")
    if source is Source.WALLET:
        wallet = told.found.portfolio.partners["share_of_wallet"][about.partner_id]
        slots["wallet"] = about.fact(kinds.WALLET, wallet)
    yield Statement(f"potential.partner_{source}", slots)
    if source is not Source.ATTAINED:
        yield Statement("potential.range", {"chance": told.chance()}, follows=True)


def _untapped(about: About, row: Row) -> Iterator[Statement]:
    slots = figures(about, row)
    key = "more" if row["headroom"] > 0 else "no_more"
    names = ("current", "headroom") if row["headroom"] > 0 else ("current",)
    yield Statement(f"potential.{key}", only(slots, *names))


def _outdated(about: About, row: Row) -> Iterator[Statement]:
    """That the file expects less than the partner brings already."""
    if not is_missing(row["on_file"]) and row["on_file"] < row["current"]:
        yield Statement("potential.outdated", {"on_file": about.fact(kinds.ON_FILE, row["on_file"])})


def _rests(
    told: Told, about: About, row: Row, visible: Collection[str], *, counted: bool
) -> Iterator[Statement]:
    """What an estimate was learnt from, and the partners most like this one."""
    if row["source"] not in (Source.PEERS, Source.ATTAINED):
        return
    kind = "" if row["source"] == Source.PEERS else "_attained"
    if counted:
        yield Statement(f"potential.learnt{kind}", {"peers": about.fact(kinds.PEERS, row["peers"])})
    else:
        yield Statement(f"potential.learnt{kind}_uncounted")
    near = nearest_peers(told.found, about.partner_id, visible)
    named = [About(told.found.portfolio, one).partner() for one in near]
    for said in listing("potential.nearest", named, about.fact(kinds.PEERS, len(near), "nearest")):
        yield Statement(said.key, said.slots, follows=True)


def _stands(told: Told, about: About) -> Iterator[Statement]:
    """Where the partner stands in the 2 x 2, and where high begins."""
    place = told.quadrants.of.get(about.partner_id)
    if place is None:
        return
    slots: Slots = {
        "quadrant": about.fact(kinds.QUADRANT, f"quadrant.{place}"),
        "current_high": told.sum_of(kinds.CURRENT_HIGH, told.quadrants.current_high),
        "potential_high": told.sum_of(kinds.POTENTIAL_HIGH, told.quadrants.potential_high),
    }
    yield Statement("potential.stands", slots)


def _next(about: About, row: Row) -> Statement:
    if row["headroom"] <= 0:
        return Statement("potential.next_keep", {"partner": about.partner()})
    known = "plan" if row["source"] == Source.GIVEN else "ask"
    return Statement(f"potential.next_{known}", {"partner": about.partner()})
