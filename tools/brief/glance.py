"""How a partner stands, as a table of a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import pandas as pd

from tools import kinds as common
from tools import schema
from tools.about import About, is_missing
from tools.brief import kinds
from tools.brief.since import last_talk
from tools.facts import Fact, Kind, TableSpec
from tools.opening import row_keys

_COLUMNS: Final = ("about", "today", "more")
_Line: TypeAlias = tuple[Fact | None, ...]


@dataclass(frozen=True)
class Known:
    """What other sciences say of a partner; None where there is nothing.

    Attributes:
        tier, phase: As labels.
        unpaid, held: Commission still to be paid, and how much of it is on hold; base currency.
        people: Whom one may meet: name, role, language.
        tone: How they are addressed, as a label.
    """

    tier: Fact | None = None
    phase: Fact | None = None
    unpaid: Fact | None = None
    held: Fact | None = None
    people: tuple[_Line, ...] = ()
    tone: Fact | None = None


def glance(about: About, rows: Mapping[str, pd.DataFrame], known: Known) -> TableSpec:
    """Lines with something to tell: standing, money, the last talk, people; money in base currency.

    Args:
        about: The partner, of a portfolio with the aggregates of scorecard and outlook.
        rows: Its rows as known that day.
        known: What other sciences say.
    """
    lines = (
        (_line(about, "standing"), known.tier, known.phase),
        (
            _line(about, "level"),
            _own(about, kinds.LEVEL, "program_level"),
            _own(about, common.PARTNER_SINCE, "signed_on"),
        ),
        (_line(about, "won"), *_won(about)),
        (_line(about, "open"), *_open(about, rows["deals"])),
        (_line(about, "commission"), known.unpaid, known.held),
        (_line(about, "talk"), *_talk(about, rows)),
        (_line(about, "tone"), known.tone, None),
    )
    told = tuple(line for line in lines if any(line[1:]))
    return TableSpec("brief.glance", _COLUMNS, (*told, *known.people))


def _line(about: About, name: str) -> Fact:
    return about.fact(kinds.LINE, f"brief.line_{name}", name)


def _own(about: About, kind: Kind, column: str) -> Fact | None:
    value = about.portfolio.partners[column][about.partner_id]
    return None if is_missing(value) or value == "" else about.fact(kind, value)


def _won(about: About) -> Iterator[Fact | None]:
    """Won revenue of 12 months and the last win; nothing where nothing was ever won."""
    row = about.portfolio.partners.loc[about.partner_id]
    if is_missing(row["outlook_last_won"]):
        return iter((None, None))
    revenue = about.fact(common.WON_REVENUE_12M, row["outlook_revenue_365d"])
    return iter((revenue, about.fact(common.LAST_WON, row["outlook_last_won"])))


def _open(about: About, deals: pd.DataFrame) -> Iterator[Fact | None]:
    still = deals[deals["stage"].eq("open")]
    if still.empty:
        return iter((None, None))
    behind = row_keys(still, schema.DEALS)
    count = replace(about.fact(common.DEALS_OPEN, len(still)), rows=behind)
    if still["amount_base"].isna().all():
        return iter((count, None))
    return iter((count, replace(about.fact(kinds.OPEN_AMOUNT, still["amount_base"].sum()), rows=behind)))


def _talk(about: About, rows: Mapping[str, pd.DataFrame]) -> Iterator[Fact | None]:
    """The day of the last talk, and with whom it was, else what it was."""
    talk = last_talk(rows)
    if talk is None:
        return iter((None, None))
    key = row_keys(talk.to_frame().T, schema.ACTIVITIES)
    day = replace(about.fact(kinds.TALK, talk["date"]), rows=key)
    person = talk["person"]
    if isinstance(person, str) and person:
        return iter((day, replace(about.fact(kinds.TALKED_WITH, person), rows=key)))
    return iter((day, replace(about.fact(kinds.TALK_KIND, f"talk.{talk['kind']}"), rows=key)))
