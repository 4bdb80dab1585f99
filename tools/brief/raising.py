"""What to raise with a partner of whom nothing is urgent: thanks, a question, an offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import kinds as common
from tools import schema
from tools.about import About, is_missing
from tools.brief import kinds
from tools.facts import Fact, Kind, Statement
from tools.opening import row_keys
from tools.proposition.offering import field_on_file, fitting_offers

_LATELY: Final = 90  # days in which a win is worth a word


def calm_topics(about: About, rows: Mapping[str, pd.DataFrame], offers: pd.DataFrame) -> Iterator[Statement]:
    """A win of the last 90 days, the largest open deal, and the next offer that fits; each if there is one.

    Args:
        about: The partner.
        rows: Its rows as known that day.
        offers: The offers table.
    """
    deals = rows["deals"]
    recent = deals["closed_on"] > pd.Timestamp(about.portfolio.as_of) - pd.Timedelta(days=_LATELY)
    won = _largest(deals[deals["stage"].eq("won") & recent])
    if won is not None:
        closed = _cell(about, common.DEAL_CLOSED, won, "closed_on")
        yield Statement("brief.thank", {"customer": _customer(about, won), "closed": closed})
    still = _largest(deals[deals["stage"].eq("open")])
    if still is not None:
        yield Statement("brief.ask_deal", {"customer": _customer(about, still)})
    field = field_on_file(about.portfolio, about.partner_id)
    for _, offer in fitting_offers(offers, field, about.portfolio.as_of).head(1).iterrows():
        key = f"offer:{offer['offer_id']}"
        slots = {"offer": replace(about.fact(kinds.OFFER, offer["name"], key), rows=(key,))}
        if not is_missing(offer["starts_on"]):
            slots["starts"] = replace(about.fact(kinds.OFFER_STARTS, offer["starts_on"], key), rows=(key,))
        yield Statement("brief.tell_offer" if "starts" in slots else "brief.tell_offer_undated", slots)


def _largest(deals: pd.DataFrame) -> pd.Series | None:
    """The deal with a customer on file that is worth most; None if there is none."""
    named = deals[deals["customer"].fillna("").ne("")]
    ordered = named.sort_values(["amount_base", "deal_id"], ascending=[False, True], na_position="last")
    return None if ordered.empty else ordered.iloc[0]


def _customer(about: About, deal: pd.Series) -> Fact:
    return _cell(about, common.DEAL_CUSTOMER, deal, "customer")


def _cell(about: About, kind: Kind, deal: pd.Series, column: str) -> Fact:
    key = row_keys(deal.to_frame().T, schema.DEALS)
    return replace(about.fact(kind, deal[column], key[0]), rows=key)
