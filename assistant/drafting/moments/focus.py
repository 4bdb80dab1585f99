"""The sector and the technology in which a partner does most with us."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal, TypeAlias

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import OnRecord
from tools.facts import Fact, Kind, Quote
from tools.segments import field_key

_Field: TypeAlias = Literal["sector", "technology"]


def focus(record: OnRecord, about: About) -> Iterator[Moment]:
    """Where they won and delivered most; nothing where they have done nothing with us yet."""
    found = (
        ("focus_sector", _most("sector", kinds.FOCUS_SECTOR, record, about)),
        ("focus_technology", _most("technology", kinds.FOCUS_TECHNOLOGY, record, about)),
    )
    slots: dict[str, Fact | Quote] = {slot: fact for slot, fact in found if fact is not None}
    if slots:
        yield Moment(Occasion.FOCUS, slots)


def _most(field: _Field, kind: Kind, record: OnRecord, about: About) -> Fact | None:
    done = list(_done(field, record))
    if not done:
        return None
    rows: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name, row in done:
        rows[field_key(name)].append(row)
        spelled[field_key(name)][name] += 1
    best = min(rows, key=lambda key: (-len(rows[key]), key))
    name = min(spelled[best], key=lambda one: (-spelled[best][one], one))
    return about.fact(kind, name, *rows[best])


def _done(field: _Field, record: OnRecord) -> Iterator[tuple[str, str]]:
    """The field of every deal won and project delivered, with its row."""
    won = [(deal, f"deals:{deal.deal_id}") for deal in record.deals if deal.stage == "won"]
    delivered = [(one, f"projects:{one.project_id}") for one in record.projects if one.delivered_on]
    for rows in (won, delivered):
        for one, row in rows:
            name = one.sector if field == "sector" else one.technology
            if name.strip():
                yield name.strip(), row
