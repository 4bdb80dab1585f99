"""What an answer leaves out is said: a filter that fits nobody, a condition that no argument carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from assistant.standing import Standing
from assistant.toolbox.argument_types import CompanyScope, Scope
from assistant.toolbox.scope import NobodyFits, counts_everybody
from assistant.toolbox.turn import Office, Turn
from knowledge.freshness import through_of
from tools.coverage import coverage_statements
from tools.facts import Findings, Statement

A = TypeVar("A", bound=Scope)


def admitting_gaps(
    tool: Callable[[A, Turn, Office], Findings],
) -> Callable[[A, Turn, Office], Findings]:
    """A filter that fits nobody is answered with what there is; one that nothing carries is admitted."""

    @wraps(tool)
    def run(arguments: A, turn: Turn, office: Office) -> Findings:
        try:
            found = tool(arguments, turn, office)
        except NobodyFits as nobody:
            return nobody.findings
        found = _with_whose(found, arguments, turn)
        if not arguments.partly:
            return found
        return replace(found, statements=(Statement("scope.partly"), *found.statements))

    return run


def _with_whose(found: Findings, arguments: Scope, turn: Turn) -> Findings:
    """Money and plans say, after the answer itself, whose partners they count."""
    if not isinstance(arguments, CompanyScope) or not arguments.whole or not found.statements:
        return found
    everybody = counts_everybody(arguments, turn.access) and not turn.access.hides_books
    whose = Statement("scope.everybody" if everybody else "scope.own", follows=True)
    first, *more = found.statements
    return replace(found, statements=(first, whose, *more))


def covered(standing: Standing, office: Office) -> tuple[Statement, ...]:
    """That the day lies outside of what the data covers; nothing otherwise."""
    with office.engine.connect() as connection:
        return coverage_statements(standing.portfolio, through_of(connection))
