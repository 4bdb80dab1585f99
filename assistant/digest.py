"""The weekly digest of one person: only what changed, each partner with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Engine

from assistant.access import Access
from assistant.standing import Standing, Standings
from assistant.toolbox.scope import own_scope
from knowledge.digests import settings_of
from tools.about import About, Slots
from tools.attention import AttentionItem, Lane, new_since
from tools.attention.findings import ITEM_COLUMNS, item_row, item_statements
from tools.attention.kinds import REASON
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit
from tools.listing import listing

_LATE: Final = "attention.promise_overdue"
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

    def findings(self, access: Access, as_of: date) -> Findings:
        """What changed in the person's book since a week before `as_of`, muted partners left out."""
        with self.engine.connect() as connection:
            settings = settings_of(connection, access.person)
        ids = own_scope(access) - frozenset(settings.muted_partner_ids)
        now, before = self.standings.at(as_of), self.standings.at(as_of - WEEK)
        items, earlier = _of(now, ids), _of(before, ids)
        news = new_since(items, earlier, now.policy.attention)
        fresh, here = ({item.partner_id for item in some} for some in (news, items))
        still = [item for item in items if item.partner_id not in fresh]
        cleared = [item.partner_id for item in earlier if item.partner_id not in here]
        said = [_headline(now, len(news), before.as_of)]
        shown = news[: settings.items]
        said += [line for item in shown[:_TOLD] for line in item_statements(now.portfolio, item)]
        said += [*_still(now, still), *_cleared(now, cleared)]
        return Findings(tuple(said), table=_table(now, shown), suggestions=_suggestions(now, shown))


def _of(standing: Standing, ids: frozenset[str]) -> tuple[AttentionItem, ...]:
    return tuple(
        item for item in standing.attention if item.partner_id in ids and item.lane is not Lane.PART_WAYS
    )


def _headline(standing: Standing, changed: int, since: date) -> Statement:
    slots = {"since": Fact(SINCE, None, since, standing.as_of)}
    if not changed:
        return Statement("digest.quiet", slots)
    return Statement("digest.headline", {"changed": Fact(CHANGED, None, changed, standing.as_of), **slots})


def _still(standing: Standing, still: Sequence[AttentionItem]) -> tuple[Statement, ...]:
    """Who is still open and why: late promises of ours first, then as attention has them."""
    late = sorted(still, key=lambda item: _why(item) != _LATE)
    slots: Slots = {}
    for number, item in enumerate(late[:_TOLD], 1):
        about = About(standing.portfolio, item.partner_id)
        slots[f"partner{number}"] = about.partner()
        slots[f"why{number}"] = about.fact(REASON, _why(item).replace("attention.", "reason."))
    if len(still) > _TOLD:
        slots["still"] = Fact(STILL, None, len(still), standing.as_of)
        return (Statement("digest.still_more", slots),)
    return (Statement(f"digest.still_{len(still)}", slots),) if still else ()


def _why(item: AttentionItem) -> str:
    """A late promise of ours if there is one, else the main reason."""
    keys = [reason.key for reason in item.reasons]
    return _LATE if _LATE in keys else keys[0]


def _cleared(standing: Standing, cleared: Sequence[str]) -> tuple[Statement, ...]:
    named = [About(standing.portfolio, partner_id).partner() for partner_id in cleared]
    return listing("digest.cleared", named, Fact(CLEARED, None, len(cleared), standing.as_of))


def _table(standing: Standing, shown: Sequence[AttentionItem]) -> TableSpec | None:
    rows = tuple(item_row(standing.portfolio, item) for item in shown)
    return TableSpec("digest.title", ITEM_COLUMNS, rows) if rows else None


def _suggestions(standing: Standing, shown: Sequence[AttentionItem]) -> tuple[Suggestion, ...]:
    partners = [About(standing.portfolio, item.partner_id).partner() for item in shown[:2]]
    return tuple(Suggestion("suggest.brief", {"partner": partner}) for partner in partners)
