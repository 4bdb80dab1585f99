"""What changed among some partners since the last digest: its facts, before they are words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from assistant.standing import Standing
from tools.about import About, Slots
from tools.attention import Attention, AttentionItem, Lane
from tools.attention.findings import ITEM_COLUMNS, item_row, item_statements
from tools.attention.items import PRESSING
from tools.attention.kinds import REASON
from tools.facts import Fact, Kind, Statement, Suggestion, TableSpec, Unit
from tools.listing import NAMED, listing

WEEK: Final = timedelta(days=7)
LONGEST: Final = timedelta(days=28)
"""After a longer pause a digest tells of this much: who wants all of it asks."""
CHANGED: Final = Kind("digest.changed", Unit.COUNT, "partners with something new")
STILL: Final = Kind("digest.still", Unit.COUNT, "partners as known")
CLEARED: Final = Kind("digest.cleared", Unit.COUNT, "partners settled")
SINCE: Final = Kind("digest.since", Unit.DATE, "since")
_TOLD: Final = 3  # partners in prose; the table holds the others


@dataclass(frozen=True, eq=False)
class Week:
    """The news among some partners.

    Attributes:
        now, before: The standing that is told, and the one that the digest before told.
        news: Partners with something new, in the order of attention.
        still: Those who need somebody as they did before.
        cleared: Those who needed somebody before and do not now.
        most: Items shown at most.
    """

    now: Standing
    before: Standing
    news: tuple[str, ...]
    still: tuple[str, ...]
    cleared: tuple[str, ...]
    most: int

    @classmethod
    def of(
        cls, now: Standing, before: Standing, ids: Collection[str], most: int, lanes: Collection[str] = ()
    ) -> Week:
        """The news among `ids`; only of these lanes, unless none is named."""
        here = _listed(now.attention, ids, lanes)
        fresh = frozenset(now.attention.new_since(before.attention, ids))
        was = _listed(before.attention, ids, lanes)
        return cls(
            now,
            before,
            tuple(one for one in here if one in fresh),
            tuple(one for one in here if one not in fresh),
            tuple(one for one in was if one not in frozenset(here)),
            most,
        )

    @property
    def items(self) -> tuple[AttentionItem, ...]:
        """The news that are shown."""
        return self.now.attention.items(self.news[: self.most])

    def headline(self, whose: str = "") -> Statement:
        """How much is new since when; that nothing is. `whose` is `team` where a team reads it."""
        ending = f"_{whose}" if whose else ""
        slots: Slots = {"since": Fact(SINCE, None, self.before.as_of, self.now.as_of)}
        if not self.news:
            return Statement(f"digest.quiet{ending}", slots)
        changed = Fact(CHANGED, None, len(self.news), self.now.as_of)
        return Statement(f"digest.headline{ending}", {"changed": changed, **slots})

    def reasons(self) -> list[Statement]:
        """The first of the news in words."""
        told = self.items[:_TOLD]
        return [line for item in told for line in item_statements(self.now.portfolio, item)]

    def still_open(self) -> tuple[Statement, ...]:
        """Who is still open and why: late promises of ours first, then as attention has them."""
        late = self.now.attention.holding(self.still, "promise_overdue")
        first = sorted(self.still, key=lambda partner_id: partner_id not in late)[:_TOLD]
        slots: Slots = {}
        for number, item in enumerate(self.now.attention.items(first), 1):
            about = About(self.now.portfolio, item.partner_id)
            slots[f"partner{number}"] = about.partner()
            slots[f"why{number}"] = about.fact(REASON, item.reasons[0].key.replace("attention.", "reason."))
        if len(self.still) > _TOLD:
            slots["still"] = Fact(STILL, None, len(self.still), self.now.as_of)
            return (Statement("digest.still_more", slots),)
        return (Statement(f"digest.still_{len(self.still)}", slots),) if self.still else ()

    def settled(self) -> tuple[Statement, ...]:
        """Who is settled since then."""
        named = [About(self.now.portfolio, one).partner() for one in self.cleared[: NAMED + 1]]
        return listing("digest.cleared", named, Fact(CLEARED, None, len(self.cleared), self.now.as_of))

    def table(self) -> TableSpec | None:
        """The news that are shown as rows."""
        rows = tuple(item_row(self.now.portfolio, item) for item in self.items)
        return TableSpec("digest.title", ITEM_COLUMNS, rows) if rows else None

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Prepare a call with the first ones."""
        partners = [About(self.now.portfolio, item.partner_id).partner() for item in self.items[:2]]
        return tuple(Suggestion("suggest.brief", {"partner": partner}) for partner in partners)


def _listed(attention: Attention, ids: Collection[str], lanes: Collection[str]) -> Sequence[str]:
    """Who needs somebody, in order; in these lanes, where any of them is one."""
    listed = attention.of(ids)
    wanted = [lane for lane in PRESSING if lane.value in lanes]
    if not wanted or set(wanted) == set(PRESSING):
        return listed
    inside = {one for lane in wanted for one in attention.of(listed, Lane(lane))}
    return tuple(one for one in listed if one in inside)
