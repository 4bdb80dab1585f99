"""What the science tells in a Home: who needs the person, what was promised, what waits for a decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd
from sqlalchemy import Engine

from assistant.access import Access
from assistant.home.paging import paged
from assistant.home.shown import DataState, Home, OpenPromise, Paged, Part
from assistant.shown_items import ItemWords, ShownItem
from assistant.standing import Standing
from assistant.toolbox.matters import promise_quote
from assistant.toolbox.proposing import proposed
from assistant.writing.rendering import Tongue, day, quotable
from knowledge.follow_ups import promise_id, promises_followed
from knowledge.freshness import freshness, holds_only_sample
from knowledge.snoozes import snoozed_ids
from prompts.phrases import Phrases
from tools.health import DataEnd, stale_tables

_GONE: Final = "the note is gone"


@dataclass(frozen=True)
class Reader:
    """Reads for one person at one standing.

    Attributes:
        today: What day it is for the person; the data may end before.
    """

    engine: Engine
    standing: Standing
    access: Access
    phrases: Phrases
    tongue: Tongue
    today: date

    def filled(self, home: Home, ids: frozenset[str]) -> Home:
        """The Home with what was still to be read."""
        pages = home.state.pages
        with self.engine.connect() as connection:
            asleep = snoozed_ids(connection, self.access.person.email, self.today)
        listed = self.standing.attention.of(ids)
        awake = [one for one in listed if one not in asleep]
        return replace(
            home,
            needs_you=paged(awake, pages.get(Part.ATTENTION, 0), self._needing),
            snoozed=len(listed) - len(awake),
            promises=self._promises(ids, pages.get(Part.PROMISES, 0)),
            waiting_decisions=len(proposed(self.standing, ids).waiting) if home.leads else None,
            data=self._data(),
        )

    def _needing(self, shown: Sequence[str]) -> list[ShownItem]:
        items = self.standing.attention.items(shown)
        return [self._words.shown(item, yours=self.access.may_write(item.partner_id)) for item in items]

    def _promises(self, ids: Collection[str], page: int) -> Paged[OpenPromise]:
        """Ours before theirs, what is late or due first before."""
        frame = self.standing.promises
        mine = frame[frame["status"].eq("open") & frame["partner_id"].isin(list(ids))]
        ordered = mine.assign(theirs=mine["owed_by"].eq("them")).sort_values(
            ["theirs", "due_on", "partner_id", "note_id", "start"], na_position="last"
        )
        return paged(range(len(ordered)), page, lambda shown: self._promised(ordered.iloc[list(shown)]))

    def _promised(self, rows: pd.DataFrame) -> list[OpenPromise]:
        found = []
        with self.engine.connect() as connection:
            followed = promises_followed(connection, self.access.person.email)
        for _, row in rows.iterrows():
            with self.engine.connect() as connection:
                words = promise_quote(connection, row)
            promise = promise_id(str(row["note_id"]), int(row["start"]), int(row["end"]))
            due = None if pd.isna(row["due_on"]) else row["due_on"].date()
            found.append(
                OpenPromise(
                    partner_id=str(row["partner_id"]),
                    partner=self._words.name(str(row["partner_id"])),
                    ours=row["owed_by"] == "us",
                    words=quotable(words.text) if words else _GONE,
                    due=day(due, self.tongue) if due else "",
                    late=due is not None and due < self.today,
                    promise_id=promise,
                    followed=promise in followed,
                )
            )
        return found

    def _data(self) -> DataState:
        """Of the partners that the person may know of."""
        only = self.access.visible if self.access.hides_books else None
        with self.engine.connect() as connection:
            counted = self.standing.counted if only is None else None
            known = freshness(connection, only, self.standing.as_of, counted)
            sample = holds_only_sample(connection)
        through = known.through or self.standing.as_of
        stale = stale_tables(known.tables, through, self.standing.policy.health)
        named = (f"{one.name} ({day(one.newest, self.tongue)})" for one in stale if one.newest)
        no_history = self.standing.attention.without_history
        behind = DataEnd(through, self.today, sample=sample).days_behind(self.standing.policy.health)
        return DataState(self.standing.as_of, tuple(named), sample, no_history, behind)

    @property
    def _words(self) -> ItemWords:
        return ItemWords(self.standing.portfolio, self.phrases, self.tongue)
