"""The weekly digest of one person: only what changed, each partner with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Engine

from assistant.access import Access
from assistant.standing import Standing
from assistant.standings import Standings
from assistant.toolbox.matters import in_words
from assistant.toolbox.scope import own_scope
from knowledge.digests import settings_of
from knowledge.snoozes import snoozed_ids
from tools.about import About, Slots
from tools.attention import AttentionItem
from tools.attention.findings import ITEM_COLUMNS, item_row, item_statements
from tools.attention.kinds import REASON
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit
from tools.listing import NAMED, listing

_TOLD: Final = 3  # partners in prose; the table holds the others
WEEK: Final = timedelta(days=7)
CHANGED: Final = Kind("digest.changed", Unit.COUNT, "partners with something new")
STILL: Final = Kind("digest.still", Unit.COUNT, "partners as known")
CLEARED: Final = Kind("digest.cleared", Unit.COUNT, "partners settled")
SINCE: Final = Kind("digest.since", Unit.DATE, "since")


@dataclass(frozen=True)
class Digests:
    """Makes digests; when and to whom they go is the surface's business."""

    engine: Engine
    standings: Standings
    now: Callable[[], datetime]

    def findings(self, access: Access, as_of: date) -> Findings:
        """What changed in the person's book since a week before; muted and snoozed partners left out."""
        with self.engine.connect() as connection:
            settings = settings_of(connection, access.person)
            asleep = snoozed_ids(connection, access.person.email, access.person.today(self.now()))
        ids = own_scope(access) - frozenset(settings.muted_partner_ids) - asleep
        now, before = self.standings.at(as_of), self.standings.at(as_of - WEEK)
        listed = now.attention.of(ids)
        news = now.attention.new_since(before.attention, ids)
        fresh, here = frozenset(news), frozenset(listed)
        still = [one for one in listed if one not in fresh]
        cleared = [one for one in before.attention.of(ids) if one not in here]
        said = [_headline(now, len(news), before.as_of)]
        shown = now.attention.items(news[: settings.items])
        raised = [line for item in shown[:_TOLD] for line in item_statements(now.portfolio, item)]
        with self.engine.connect() as connection:
            said += in_words(connection, now, raised)
        said += [*_still(now, still), *_cleared(now, cleared)]
        return Findings(tuple(said), table=_table(now, shown), suggestions=_suggestions(now, shown))


def _headline(standing: Standing, changed: int, since: date) -> Statement:
    slots = {"since": Fact(SINCE, None, since, standing.as_of)}
    if not changed:
        return Statement("digest.quiet", slots)
    return Statement("digest.headline", {"changed": Fact(CHANGED, None, changed, standing.as_of), **slots})


def _still(standing: Standing, still: Sequence[str]) -> tuple[Statement, ...]:
    """Who is still open and why: late promises of ours first, then as attention has them."""
    late = standing.attention.holding(still, "promise_overdue")
    first = sorted(still, key=lambda partner_id: partner_id not in late)[:_TOLD]
    slots: Slots = {}
    for number, item in enumerate(standing.attention.items(first), 1):
        about = About(standing.portfolio, item.partner_id)
        slots[f"partner{number}"] = about.partner()
        slots[f"why{number}"] = about.fact(REASON, item.reasons[0].key.replace("attention.", "reason."))
    if len(still) > _TOLD:
        slots["still"] = Fact(STILL, None, len(still), standing.as_of)
        return (Statement("digest.still_more", slots),)
    return (Statement(f"digest.still_{len(still)}", slots),) if still else ()


def _cleared(standing: Standing, cleared: Sequence[str]) -> tuple[Statement, ...]:
    named = [About(standing.portfolio, partner_id).partner() for partner_id in cleared[: NAMED + 1]]
    return listing("digest.cleared", named, Fact(CLEARED, None, len(cleared), standing.as_of))


def _table(standing: Standing, shown: Sequence[AttentionItem]) -> TableSpec | None:
    rows = tuple(item_row(standing.portfolio, item) for item in shown)
    return TableSpec("digest.title", ITEM_COLUMNS, rows) if rows else None


def _suggestions(standing: Standing, shown: Sequence[AttentionItem]) -> tuple[Suggestion, ...]:
    partners = [About(standing.portfolio, item.partner_id).partner() for item in shown[:2]]
    return tuple(Suggestion("suggest.brief", {"partner": partner}) for partner in partners)
