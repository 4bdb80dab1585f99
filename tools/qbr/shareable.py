"""What the partner may read of the quarter; each section only where something is on record."""

from __future__ import annotations

from typing import Final

from tools.facts import Statement, TableSpec
from tools.proposition.offering import field_on_file, fitting_offers
from tools.qbr import kinds
from tools.qbr.pack import Section
from tools.qbr.quarterly import Quarterly
from tools.qbr.trade import commission_section, pipeline_section, won_section
from tools.qbr.work import delivery_section, skills_section, support_section, usage_section

_LISTED: Final = 6
_TO_AGREE: Final = TableSpec("qbr.agree_title", ("what", "who", "by when"), ((None, None, None),) * 3)
"""Empty lines to fill in during the talk."""

_OFFERS: Final = ("offer", "kind", "starts", "ends")


def shareable_sections(here: Quarterly) -> tuple[Section, ...]:
    """The quarter, what comes, and what to agree on; sections without anything on record are left out."""
    sections = (
        won_section(here),
        pipeline_section(here),
        delivery_section(here),
        skills_section(here),
        usage_section(here),
        support_section(here),
        commission_section(here),
        _offers(here),
        Section("qbr.agree_heading", (Statement("qbr.agree"),), _TO_AGREE),
    )
    return tuple(section for section in sections if not section.empty)


def _offers(here: Quarterly) -> Section:
    """Running and coming offers that fit what the partner does; those for one tier of ours only stay out."""
    field = field_on_file(here.about.portfolio, here.about.partner_id)
    known = fitting_offers(here.offers, field, here.about.portfolio.as_of)
    rows = tuple(
        (
            here.cell(kinds.OFFER, "offers", row, "name"),
            here.about.fact(kinds.OFFER_KIND, f"offer.{row['kind']}", str(row["offer_id"]))
            if isinstance(row["kind"], str)
            else None,
            here.cell(kinds.OFFER_STARTS, "offers", row, "starts_on"),
            here.cell(kinds.OFFER_ENDS, "offers", row, "ends_on"),
        )
        for _, row in known.head(_LISTED).iterrows()
    )
    if not rows:
        return Section("qbr.offers_heading")
    return Section(
        "qbr.offers_heading", (Statement("qbr.offers"),), TableSpec("qbr.offers_title", _OFFERS, rows)
    )
