"""Our side of a sample: levels, offers, revenue targets and how we stand in the market."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.ledger import Level, Offer, Territory, VendorFigure
from knowledge.sample.material import Market
from knowledge.sample.names import slug
from knowledge.sample.program_material import OfferEntry, Program
from knowledge.sample.rhythm import Span

_CELLS: Final = 12  # of sector and technology that we aim for in a region
_SOLD_IN: Final = 9  # of them those in which most is sold
_AIMED_AT: Final = 12_000.0  # a quarter, where nothing is sold yet
_STRETCH: Final = 1.1  # of a target over what is sold
_QUARTERS: Final = range(-4, 2)  # from the running one, that targets are set for
_YEAR: Final = 4  # quarters
_GROWTH: Final = 1.03  # of a target from quarter to quarter

Cell = tuple[str, str, str]
"""Region, sector, technology."""


def program_rows(
    market: Market, program: Program, span: Span, seed: int
) -> dict[str, Sequence[tuple[object, ...]]]:
    """Rows of three tables by name; they do not depend on how many partners there are."""
    return {
        "levels": level_rows(program),
        "offers": offer_rows(program, span),
        "vendor": vendor_rows(market, program, span, seed),
    }


def level_rows(program: Program) -> list[Level]:
    """The levels in rising order."""
    return [Level(level.name, level.requirements, level.benefits) for level in program.levels]


def offer_rows(program: Program, span: Span) -> list[Offer]:
    """Offers that lie around the last day."""
    return [_offer(entry, span, number) for number, entry in enumerate(program.offers, 1)]


def territory_rows(market: Market, sold: Mapping[Cell, float], span: Span, seed: int) -> list[Territory]:
    """A target per cell that we aim for and quarter, from a year ago to the next quarter.

    Args:
        market: Where we sell at all.
        sold: Won revenue of the last year in base currency, by cell.
        span: Until when.
        seed: Of the sample.
    """
    rows = []
    for cell in _targeted(market, sold, seed):
        draws = Draws(seed, "territory", *cell)
        worth = draws.around(max(sold.get(cell, 0.0) / _YEAR, _AIMED_AT) * _STRETCH, 0.25)
        for step, period in _quarters(span.until):
            target = max(round(worth * _GROWTH**step / 1000), 1) * 1000
            rows.append(Territory(*cell, period, target))
    return rows


def _targeted(market: Market, sold: Mapping[Cell, float], seed: int) -> Iterator[Cell]:
    """Per region the cells in which most is sold, and further ones that we aim for."""
    aimed = [*_cells(market, seed)]
    for region in dict.fromkeys(cell[0] for cell in aimed):
        most = sorted((cell for cell in sold if cell[0] == region), key=lambda cell: (-sold[cell], cell))
        further = [cell for cell in aimed if cell[0] == region]
        yield from list(dict.fromkeys([*most[:_SOLD_IN], *further]))[:_CELLS]


def vendor_rows(market: Market, program: Program, span: Span, seed: int) -> list[VendorFigure]:
    """Our share, the demand and our releases, by technology and by cell, up to the running quarter."""
    cells = [("", "", technology) for technology in market.technologies] + list(_cells(market, seed))
    return [row for cell in cells for row in _figures(cell, program, span, seed)]


def _figures(cell: Cell, program: Program, span: Span, seed: int) -> Iterator[VendorFigure]:
    """Quarters of one cell; releases are told once, for all sectors and regions."""
    region, sector, technology = cell
    draws = Draws(seed, "vendor", *cell)
    demand_trend = Draws(seed, "vendor", technology).share(-2.0, 4.0)
    share, share_trend = draws.share(0.04, 0.2), draws.share(-0.005, 0.008)
    for step, period in _quarters(span.until):
        if step <= 0:
            told = program.innovations[technology][step // 2 - 1] if not sector and step % 2 == 0 else ""
            demand = round(100 + demand_trend * step + draws.share(-6.0, 6.0), 1)
            stands = round(max(share + share_trend * step, 0.01), 3)
            yield VendorFigure(sector, technology, region, period, stands, demand, told)


def _cells(market: Market, seed: int) -> Iterator[Cell]:
    """The cells that we aim for, region by region."""
    pairs = [(sector, technology) for sector in market.sectors for technology in market.technologies]
    for region in dict.fromkeys(country.region for country in market.countries.values()):
        for sector, technology in sorted(Draws(seed, "cells", region).several(pairs, _CELLS)):
            yield region, sector, technology


def _quarters(until: date) -> list[tuple[int, str]]:
    """Steps from the running quarter, and the quarters as they are written."""
    running = until.year * 4 + (until.month - 1) // 3
    return [(step, f"{(running + step) // 4}-Q{(running + step) % 4 + 1}") for step in _QUARTERS]


def _offer(entry: OfferEntry, span: Span, number: int) -> Offer:
    return Offer(
        offer_id=f"OFR-{number:02d}",
        kind=entry.kind,
        name=entry.name,
        starts_on=span.day(-entry.starts),
        ends_on=span.day(-entry.starts - entry.days + 1),
        sectors=";".join(entry.sectors),
        technologies=";".join(entry.technologies),
        tiers=";".join(entry.tiers),
        link=f"https://vendor.example/partners/{slug(entry.name)}",
        text=entry.text,
    )
