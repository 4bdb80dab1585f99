"""The vendor's partner managers: the first ones by hand, further ones drawn."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.sample.draws import Draws
from knowledge.sample.material import ManagerEntry, Material
from knowledge.sample.names import OUR_DOMAIN, address, draw_person
from knowledge.sample.rows import Manager


def manager_rows(material: Material, count: int, seed: int) -> list[Manager]:
    """`count` managers in file order; the first is a good default for somebody who looks around."""
    entries = list(material.managers[:count])
    while len(entries) < count:
        entries.append(_draw_entry(material, entries, Draws(seed, "manager", len(entries))))
    return [
        Manager(
            email=address(entry.name, OUR_DOMAIN),
            name=entry.name,
            slack_user_id=entry.slack_user_id,
            role=entry.role,
            region=entry.region,
            hours_per_week=entry.hours,
            timezone=entry.timezone,
            locale=entry.locale,
        )
        for entry in entries
    ]


def _draw_entry(material: Material, entries: Sequence[ManagerEntry], draws: Draws) -> ManagerEntry:
    """A further manager with a name that nobody has yet, otherwise like one of those by hand."""
    like = material.managers[len(entries) % len(material.managers)]
    taken = {entry.name for entry in entries}
    while True:
        name = draw_person(draws, draws.pick(tuple(material.people.values())), "").name
        if name not in taken:
            user = f"U07{len(entries) + 1:07d}"
            return like.model_copy(update={"name": name, "role": "manager", "slack_user_id": user})
