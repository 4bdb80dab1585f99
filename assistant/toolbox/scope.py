"""Which partners a question is about: the asker's book unless they say otherwise, narrowed by filters."""

from __future__ import annotations

from typing import Final

from assistant.access import Access
from assistant.standing import Standing
from assistant.toolbox.argument_types import CompanyScope, Scope
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.selection import select

ASKED: Final = Kind("scope.asked", Unit.NAME, "what was asked for")
VALID: Final = Kind("scope.valid", Unit.NAME, "what there is")

_FILTERS: Final = ("region", "country", "sector", "technology", "type")


class NobodyFits(Exception):
    """A filter names something that no partner has; `findings` says what there is."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("a filter fits no partner")
        self.findings = findings


def in_scope(arguments: Scope, access: Access, standing: Standing) -> frozenset[str]:
    """Ids of the partners that a question is about; only whom the asker may see and somebody has heard of.

    Raises:
        NobodyFits: A filter names a value that no partner has.
    """
    heard_of = standing.portfolio.partners["heard_of"]
    ids = asked_of(arguments, access) & frozenset(heard_of.index[heard_of])
    filters = {name: value for name in _FILTERS if (value := getattr(arguments, name)) is not None}
    if filters:
        selection = select(standing.portfolio.partners.loc[sorted(access.visible)], filters)
        if selection.unknown:
            raise NobodyFits(_nobody(selection.unknown[1], selection.nearest, standing))
        ids &= selection.ids
    if arguments.tier is not None:
        tiers = standing.tiers["tier"]
        ids &= frozenset(tiers.index[tiers == arguments.tier])
    return ids - frozenset(arguments.excluding)


def own_scope(access: Access) -> frozenset[str]:
    """Whom the person looks after; everybody they may see when that is nobody (a lead, an admin)."""
    return access.charge or access.visible


def asked_of(arguments: Scope, access: Access) -> frozenset[str]:
    """Whose partners are meant, before any filter; only whom the asker may see."""
    if arguments.manager is not None:
        return access.book_of(arguments.manager)
    return access.visible if counts_everybody(arguments, access) else own_scope(access)


def counts_everybody(arguments: Scope, access: Access) -> bool:
    """Whether everybody's partners are meant: by the words, or by who asks about money and plans."""
    if isinstance(arguments, CompanyScope) and "scope" not in arguments.model_fields_set:
        return access.may_review or not access.charge
    return arguments.scope == "portfolio"


def _nobody(words: str, nearest: tuple[str, ...], standing: Standing) -> Findings:
    def named(kind: Kind, value: str) -> Fact:
        return Fact(kind, None, value, standing.as_of, subject=value)

    slots = {"asked": named(ASKED, words)}
    if nearest:
        slots["valid"] = named(VALID, ", ".join(nearest))
        return Findings((Statement("scope.nobody_near", slots),))
    return Findings((Statement("scope.nobody", slots),))
