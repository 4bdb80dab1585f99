"""Attention over a few rows written by hand, with the other sciences as they really are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio
from tools import journey as journeys
from tools import outlook as outlooks
from tools import program
from tools import tiers as grading
from tools.attention import AGGREGATES, Attention, AttentionItem, AttentionPolicy, Sources, attention
from tools.portfolio import Portfolio

POLICY = AttentionPolicy()
ALL = (
    *AGGREGATES,
    *outlooks.AGGREGATES,
    *program.AGGREGATES,
    *grading.AGGREGATES,
    *journeys.AGGREGATES,
)
Values = Mapping[str, Mapping[str, object]]
"""Columns of a frame to replace, by partner."""


def promises(*rows: tuple[str, str, date | None, str]) -> pd.DataFrame:
    """Partner, who owes it, due day and status; the note is named after the partner and its place."""
    columns = ["partner_id", "owed_by", "due_on", "status"]
    frame = pd.DataFrame(list(rows), columns=columns, dtype="object")
    notes = [f"{row[0]}-{number}" for number, row in enumerate(rows)]
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]).astype("datetime64[us]"), note_id=notes)


def settled(partners: Rows, as_of: date = DAY, **rows: Rows) -> Portfolio:
    """Partners who signed, were trained and onboarded long ago, unless their rows say otherwise."""
    known = {"signed_on": ago(900), "onboarded_on": ago(890), "first_contact_on": ago(950)}
    trained = [{"partner_id": row["partner_id"], "date": ago(880), "kind": "training"} for row in partners]
    rows["activities"] = [*trained, *rows.get("activities", ())]
    signed = [known | dict(row) for row in partners]
    filled = [name for name in rows if rows[name]]
    read = tuple(one for one in ALL if one.table in filled)
    made = portfolio(read, signed, as_of, **rows)
    others = _of_nobody().loc[["nobody"] * len(made.partners), [one.name for one in ALL if one not in read]]
    return replace(made, partners=made.partners.join(others.set_axis(made.partners.index)))


@cache
def _of_nobody() -> pd.DataFrame:
    """Every aggregate of a partner without any row: most tests fill one table of ten."""
    return portfolio(ALL, [{"partner_id": "nobody"}]).partners


def sources(
    made: Portfolio,
    owed: pd.DataFrame | None = None,
    outlook: Values | None = None,
    tiers: Values | None = None,
    level_risk: pd.DataFrame | None = None,
) -> Sources:
    """What the other sciences find; single values replaced where a test needs them."""
    return Sources(
        tiers=_with(grading.tiers([made], grading.TierPolicy()), tiers),
        journey=journeys.journey([made], journeys.JourneyPolicy()),
        outlook=_with(outlooks.outlook(made, outlooks.OutlookPolicy(), outlooks.packaged()), outlook),
        promises=promises() if owed is None else owed,
        level_risk=level_risk,
    )


def attend(
    partners: Rows,
    *,
    as_of: date = DAY,
    owed: pd.DataFrame | None = None,
    outlook: Values | None = None,
    tiers: Values | None = None,
    level_risk: pd.DataFrame | None = None,
    **rows: Rows,
) -> Attention:
    made = settled(partners, as_of, **rows)
    return attention(made, sources(made, owed, outlook, tiers, level_risk), POLICY)


def item(found: Attention, partner_id: str) -> AttentionItem:
    made = found.item(partner_id)
    assert made is not None, f"{partner_id} is not on the list of {found.of()}"
    return made


def everybody(found: Attention) -> Iterator[AttentionItem]:
    """Every item there is, also those to part ways with."""
    return (item(found, str(partner_id)) for partner_id in found.frame.index)


def keys(made: AttentionItem) -> list[str]:
    return [reason.key.removeprefix("attention.") for reason in made.reasons]


def slots(made: AttentionItem, key: str) -> dict[str, object]:
    reason = next(reason for reason in made.reasons if reason.key == f"attention.{key}")
    return {slot: fact.value for slot, fact in reason.slots.items() if slot != "partner"}  # type: ignore[union-attr]  # all are facts


def _with(frame: pd.DataFrame, values: Values | None) -> pd.DataFrame:
    changed = frame.copy()
    for partner_id, columns in (values or {}).items():
        for name, value in columns.items():
            changed.loc[partner_id, name] = value
    return changed
