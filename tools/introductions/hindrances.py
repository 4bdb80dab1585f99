"""What speaks against introducing a partner to anybody now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pandas as pd

from tools.about import About, Slots
from tools.aggregates import Aggregate, Function, among
from tools.conditions import HERE
from tools.facts import Statement
from tools.introductions import kinds
from tools.introductions.sides import named
from tools.portfolio import Portfolio
from tools.segments import are_among

AGGREGATES: Final = (
    Aggregate("intro_opted_out", "contacts", Function.COUNT, where=(*HERE, *among("opted_out", "true"))),
)
"""Contacts who are still there and never to be written to."""


def hindrances(portfolio: Portfolio, parting: Collection[str]) -> pd.DataFrame:
    """Why a partner should meet nobody now; one column of flags per reason, by partner id.

    `not_active`: any status but active, or nobody has heard of it yet. `parting`: on the list of partners to
    part ways with. `ticket`: a ticket of severity 1 or 2 is open. `nobody`: no contact who is still there and
    may be written to.

    Args:
        portfolio: At the day in question, with `AGGREGATES` and those of attention.
        parting: Ids of partners to part ways with.
    """
    partners = portfolio.partners
    reachable = partners["attention_contacts_here"] - partners["intro_opted_out"]
    return pd.DataFrame(
        {
            "not_active": partners["status"].ne("active") | ~partners["heard_of"].astype(bool),
            "parting": are_among(partners.index, parting),
            "ticket": partners["attention_tickets"] > 0,
            "nobody": ~(reachable > 0),
        },
        index=partners.index,
    )


def unhindered(blocked: pd.DataFrame) -> frozenset[str]:
    """The partners whom nothing keeps from meeting somebody.

    Args:
        blocked: What `hindrances` returned.
    """
    free = ~blocked.to_numpy(dtype=bool).any(axis=1)
    return frozenset(blocked.index.to_numpy(dtype=object)[free])


def hindrance_statements(about: About, blocked: pd.DataFrame) -> Iterator[Statement]:
    """Why this partner should meet nobody now; nothing if it may.

    Args:
        about: The partner.
        blocked: What `hindrances` returned.
    """
    row = blocked.loc[about.partner_id]
    for reason in blocked.columns:
        if row[reason]:
            slots: Slots = {"partner": named(about)}
            if reason == "ticket":
                count = about.portfolio.partners["attention_tickets"][about.partner_id]
                slots["tickets"] = about.fact(kinds.TICKETS, count)
            yield Statement(f"introductions.against_{reason}", slots)
