"""The need behind a question's sector, technology and language, and whom it is asked of."""

from __future__ import annotations

from assistant.standing import Standing
from assistant.toolbox.argument_types import Scope
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Turn
from tools.matching import Known, Need, Unknown, resolve
from tools.names import NameKind


def need_of(arguments: Scope, turn: Turn, standing: Standing, language: str | None = None) -> Need | Unknown:
    """What is looked for, in the spellings that the asker may know of."""
    known = Known.of(
        standing.portfolio.partners.loc[sorted(turn.access.visible)],
        _spelled(turn, NameKind.SECTOR),
        _spelled(turn, NameKind.TECHNOLOGY),
    )
    return resolve(known, sector=arguments.sector, technology=arguments.technology, language=language)


def asked_of(arguments: Scope, turn: Turn, standing: Standing) -> frozenset[str]:
    """Ids of the partners that every other filter leaves: sector and technology are left to the evidence."""
    elsewhere = arguments.model_copy(update={"sector": None, "technology": None})
    return in_scope(elsewhere, turn.access, standing)


def _spelled(turn: Turn, kind: NameKind) -> frozenset[str]:
    return frozenset(entry.id for entry in turn.names.entries if entry.kind is kind)
