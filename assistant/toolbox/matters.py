"""What stands behind a matter in words that people wrote: a promise, why commissions are on hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from assistant.standing import Standing
from knowledge.notes import get_note, quote
from knowledge.rows import partner_rows
from tools import schema
from tools.about import About, Slots
from tools.attention.due_kinds import HOLD_REASON
from tools.facts import Fact, Quote, Statement
from tools.opening import row_keys

_PROMISED: Final = "attention.promise_"
_HELD: Final = "attention.commission_held"
_YEAR: Final = pd.Timedelta(days=365)
_REASONS: Final = 2


def in_words(connection: Connection, standing: Standing, said: Iterable[Statement]) -> Iterator[Statement]:
    """The statements; after a promise its words, after commissions on hold the reasons on file."""
    partner_id = ""
    for statement in said:
        named = statement.slots.get("partner")
        partner_id = (named.partner_id or "") if isinstance(named, Fact) else partner_id
        yield statement
        if statement.key.startswith(_PROMISED):
            yield from _words(connection, standing, statement)
        if statement.key.startswith(_HELD):
            yield _reasons(connection, About(standing.portfolio, partner_id))


def promise_quote(connection: Connection, promise: pd.Series) -> Quote | None:
    """The words of a promise (a row of `Standing.promises`); None if its note is gone."""
    note = get_note(connection, str(promise["note_id"]))
    return quote(connection, note, int(promise["start"]), int(promise["end"])) if note else None


def _words(connection: Connection, standing: Standing, statement: Statement) -> Iterator[Statement]:
    """The promise that is due first in the note that the statement opens to."""
    notes = {key.partition(":")[2] for fact in statement.facts() for key in fact.rows}
    owed_by = "them" if "theirs" in statement.key else "us"
    frame = standing.promises
    mine = frame[frame["note_id"].isin(notes) & frame["status"].eq("open") & frame["owed_by"].eq(owed_by)]
    for _, promise in mine.sort_values("due_on").head(1).iterrows():
        if words := promise_quote(connection, promise):
            yield Statement("attention.words", {"words": words}, follows=True)


def _reasons(connection: Connection, about: About) -> Statement:
    """Why commissions are on hold, the most frequent reasons first."""
    day = pd.Timestamp(about.portfolio.as_of)
    held = partner_rows(connection, [about.partner_id], about.portfolio.as_of)["commissions"]
    held = held[held["status"].eq("on_hold") & held["paid_on"].isna()]
    held = held[(held["period_ends_on"] > day - _YEAR) & (held["period_ends_on"] <= day)]
    held = held[held["hold_reason"].fillna("").str.strip().ne("")]
    slots: Slots = {}
    for name, reason in zip(("reason", "other"), held["hold_reason"].value_counts().index, strict=False):
        rows = row_keys(held[held["hold_reason"].eq(reason)], schema.COMMISSIONS)
        slots[name] = replace(about.fact(HOLD_REASON, reason, str(reason)), rows=rows)
    if not slots:
        return Statement("attention.hold_unknown", follows=True)
    return Statement(f"attention.hold_reason{'_2' if len(slots) == _REASONS else ''}", slots, follows=True)
