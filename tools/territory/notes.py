"""What to know of the figures and of the targets that they are set against."""

from __future__ import annotations

from collections.abc import Iterator

from tools.facts import Statement
from tools.territory import kinds
from tools.territory.plan import Plan
from tools.territory.targets import Source


def notes(plan: Plan) -> Iterator[Statement]:
    """What is counted elsewhere, how thin the history is, how the targets came about."""
    if plan.elsewhere > 0:
        elsewhere = plan.fact(kinds.ELSEWHERE, plan.elsewhere)
        yield Statement(f"territory.elsewhere{'_past' if plan.past else ''}", {"elsewhere": elsewhere})
    if not plan.past and plan.closed < plan.policy.thin_deals:
        yield Statement("territory.thin", {"closed": plan.fact(kinds.CLOSED, plan.closed)})
    if plan.chosen.left_out:
        yield Statement("territory.left_out", {"left_out": plan.fact(kinds.LEFT_OUT, plan.chosen.left_out)})
    source = plan.chosen.cells["source"]
    if partial := int(source.eq(Source.PARTIAL).sum()):
        yield Statement("territory.partial", {"partial": plan.fact(kinds.PARTIAL, partial)})
    if shared := int(source.eq(Source.SHARED).sum()):
        yield Statement("territory.shared", {"adapted": plan.fact(kinds.ADAPTED, shared)})


def assumed(plan: Plan) -> Iterator[Statement]:
    """What the answer itself rests on: a what-if, another target than was asked for."""
    if plan.times != 1:
        yield Statement("territory.times", {"times": plan.number(kinds.TIMES, plan.times)}, follows=True)
    if plan.chosen.wider:
        yield Statement("territory.wider", follows=True)
