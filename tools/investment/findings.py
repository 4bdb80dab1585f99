"""What is said about where to invest: who, what it went together with, how sure, who is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pandas as pd

from tools.about import About, Among, Row, Slots, is_missing, row_of
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.investment import kinds
from tools.investment.allocating import Placed
from tools.investment.candidates import LeftOut
from tools.investment.plan import Plan
from tools.investment.policy import InvestmentPolicy
from tools.investment.telling import between, sure
from tools.investment.telling import told as told_of
from tools.investment.terms import Terms
from tools.listing import NAMED, listing
from tools.portfolio import Portfolio

_NAMED: Final = (LeftOut.TICKET, LeftOut.OPTED_OUT, LeftOut.PARTING, LeftOut.PAUSED)
_COUNTED: Final = (LeftOut.NOT_SIGNED, LeftOut.ENDED)
_COLUMNS: Final = (
    "partner", "for", "amount", "more margin", "low", "high", "headroom", "momentum", "like cases",
    "like partners",
)  # fmt: skip
_FOR: Final = _COLUMNS.index("for")


@dataclass(frozen=True, eq=False)
class Told:
    """What the answer is told from.

    Attributes:
        left_out: Reason by partner id among those asked about, "" for who is not left out.
        counts: Whether the asker may know how many cases of others there are.
    """

    portfolio: Portfolio
    policy: InvestmentPolicy
    terms: Terms
    left_out: pd.Series
    limit: int
    counts: bool

    @cached_property
    def everyone(self) -> Among:
        """Facts about all whom the question is about."""
        return Among.of(self.portfolio, self.left_out.index, "investment")

    def among(self, plan: Plan) -> Among:
        """Facts about them for one thing to spend."""
        subject = f"{self.everyone.subject} {plan.asked.what} {plan.asked.amount:g}"
        return replace(self.everyone, subject=subject)


def investment_findings(plans: Sequence[Plan], told: Told) -> Findings:
    """Each plan's answer, then who is left out; a table of who gets what."""
    said = [line for plan in plans for line in _answer(plan, told)]
    rows = [row for plan in plans for row in _rows(plan, told)]
    first = next((row[0] for row in rows if row[0] is not None), None)
    return Findings(
        (*said, *_left_out(told)),
        _table(rows),
        (Suggestion("suggest.brief", {"partner": first}),) if first else (),
    )


def _table(rows: Sequence[tuple[Fact | None, ...]]) -> TableSpec | None:
    """Columns in which something stands; what all rows share is not repeated."""
    if not rows:
        return None
    cells = [*zip(*rows, strict=True)]
    several = len({cell.value for cell in cells[_FOR] if cell}) > 1
    kept = [at for at, column in enumerate(cells) if any(column) and (at != _FOR or several)]
    shown = tuple(tuple(row[at] for at in kept) for row in rows)
    return TableSpec("investment.title", tuple(_COLUMNS[at] for at in kept), shown)


def _answer(plan: Plan, told: Told) -> list[Statement]:
    if plan.placed is not None and len(plan.placed.partners):
        return _placed(plan, plan.placed, told)
    if plan.ranked.empty:
        return [Statement("investment.nobody", {"what": _what(plan, told)})]
    return [*_why_unclear(plan, told), *_ranked(plan, told)]


def _placed(plan: Plan, placed: Placed, told: Told) -> list[Statement]:
    """Who gets it, and what like partners won with as much."""
    among = told.among(plan)
    partners, unit = placed.partners, "hours" if plan.asked.in_hours else "money"
    named = [About(told.portfolio, str(one)).partner() for one in partners.index]
    said = [*listing(f"investment.{unit}", named, _counted(plan, told, len(named)), _amount(plan, told))]
    total, low, high = (float(partners[end].sum()) for end in ("expected", "low", "high"))
    slots = {
        "total": told_of(among, kinds.TOTAL, total),
        "low": told_of(among, kinds.TOTAL_LOW, low),
        "high": told_of(among, kinds.TOTAL_HIGH, high),
        "sure": sure(among, told.policy),
    }
    said.append(Statement("investment.expected", slots, follows=True))
    said += _against_cost(plan, placed, told)
    if partners["group"].duplicated().any():
        said.append(Statement("investment.shared"))
    if placed.left:
        left = told_of(among, kinds.LEFT_HOURS if plan.asked.in_hours else kinds.LEFT, placed.left)
        said.append(Statement(f"investment.left_{unit}", {"left": left}))
    return said


def _against_cost(plan: Plan, placed: Placed, told: Told) -> list[Statement]:
    """That it may not pay, or that it pays better than so few cases can tell."""
    cost = (plan.asked.amount - placed.left) * (told.terms.rate if plan.asked.in_hours else 1.0)
    total, low = (float(placed.partners[end].sum()) for end in ("expected", "low"))
    if low < cost:
        key = "investment.below" if total < cost else "investment.may_not_pay"
        return [Statement(key, follows=True)]
    if not cost or total <= told.policy.doubted_above * cost:
        return []
    times = told_of(told.among(plan), kinds.TIMES, total / cost)
    return [Statement("investment.doubted", {"times": times}, follows=True)]


def _why_unclear(plan: Plan, told: Told) -> list[Statement]:
    """That the history cannot tell, by how much, and what would."""
    among, response, what = told.among(plan), plan.response, _what(plan, told)
    if not response.overall["cases"]:
        return [Statement("investment.never", {"what": what})]
    unit, kind = ("hours", kinds.USUAL_HOURS) if plan.asked.in_hours else ("money", kinds.USUAL)
    usual = Statement(
        f"investment.usual_{unit}", {"usual": told_of(among, kind, response.scale)}, follows=True
    )
    trial = told_of(among, kinds.TRIAL, told.policy.trial_partners)
    test = Statement("investment.test", {"trial": trial}, follows=True)
    if not response.enough:
        return [Statement("investment.few", {"what": what}), usual, test]
    low, high = (response.overall[end] * response.usual * told.terms.margin for end in ("low", "high"))
    return [
        Statement("investment.not_here" if response.clear else "investment.unclear", {"what": what}),
        usual,
        between(among, "investment.range", low, high, "usual", {"sure": sure(among, told.policy)}),
        test,
    ]


def _ranked(plan: Plan, told: Told) -> tuple[Statement, ...]:
    """Who has room and is not losing, said to be no evidence."""
    if not plan.ranks:
        return (Statement("investment.unranked"),)
    first = plan.ranked.index[: min(told.limit, 3)]
    named = [About(told.portfolio, str(one)).partner() for one in first]
    return listing("investment.ranked", named, _counted(plan, told, len(named)))


def _rows(plan: Plan, told: Told) -> list[tuple[Fact | None, ...]]:
    """Who gets what; or who has room, where the history cannot tell."""
    frame = plan.ranked if plan.ranks else plan.ranked.head(0)
    if plan.placed is not None:
        frame = plan.placed.partners.join(plan.ranked[["headroom", "momentum"]])
    shown = frame.head(told.limit)
    return [_row(About(told.portfolio, str(one)), row_of(shown, str(one)), plan, told) for one in shown.index]


def _row(about: About, row: Row, plan: Plan, told: Told) -> tuple[Fact | None, ...]:
    given = kinds.GIVEN_HOURS if plan.asked.in_hours else kinds.GIVEN
    subject = f"{plan.asked.what} {plan.asked.amount:g}"
    cells = (
        (kinds.opening(given, plan.asked.columns), "amount"),
        (kinds.EXPECTED, "expected"),
        (kinds.LOW, "low"),
        (kinds.HIGH, "high"),
        (kinds.HEADROOM, "headroom"),
        (kinds.MOMENTUM, "momentum"),
    )
    return (
        about.partner(),
        _what(plan, told),
        *(_cell(about, kind, row.get(name), subject) for kind, name in cells),
        *_evidence(int(row["group"]), plan, told),
    )


def _evidence(group: int, plan: Plan, told: Told) -> tuple[Fact | None, ...]:
    """On how many cases and partners the estimate of that group rests."""
    if plan.placed is None or not told.counts:
        return (None, None)
    row, among = plan.response.groups.loc[group], told.among(plan)
    return tuple(
        told_of(among, kind, row[name], f"{plan.asked.what} {group}")
        for kind, name in ((kinds.CASES, "cases"), (kinds.PARTNERS, "partners"))
    )


def _cell(about: About, kind: Kind, value: object, subject: str) -> Fact | None:
    return None if is_missing(value) else about.fact(kind, value, subject)


def _left_out(told: Told) -> list[Statement]:
    """Who is left out, by reason; many of no news are counted."""
    among, said = told.everyone, []
    for reason in (*_NAMED, *_COUNTED):
        ids = told.left_out.index[told.left_out.eq(reason)]
        if not len(ids):
            continue
        slots: Slots = {"reason": told_of(among, kinds.REASON, f"left_out.{reason}", str(reason))}
        count = told_of(among, kinds.COUNT, len(ids), str(reason))
        if reason in _COUNTED:
            said.append(Statement("investment.left_out", {**slots, "count": count}))
            continue
        named = [About(told.portfolio, str(one)).partner() for one in ids[: NAMED + 1]]
        said += listing("investment.left_out", named, count, slots)
    return said


def _amount(plan: Plan, told: Told) -> Slots:
    kind = kinds.HOURS if plan.asked.in_hours else kinds.AMOUNT
    return {"amount": told_of(told.among(plan), kind, plan.asked.amount), "what": _what(plan, told)}


def _counted(plan: Plan, told: Told, count: int) -> Fact:
    return told_of(told.among(plan), kinds.COUNT, count, "placed")


def _what(plan: Plan, told: Told) -> Fact:
    return told_of(told.among(plan), kinds.WHAT, f"what.{plan.asked.what}")
