"""`partner_economics`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.gaps import admitting_gaps, covered
from assistant.toolbox.money_arguments import PartnerEconomics
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools import economics
from tools.aggregates import Aggregate
from tools.attention import Lane
from tools.billing import Span
from tools.economics import Economics, Spared
from tools.facts import Fact, Findings, Quote, Statement
from tools.names import NameIndex, NameKind
from tools.opening import opened

_ONE: Final[Mapping[str, Callable[[Economics, str], Findings]]] = {
    "margin": economics.margin_of,
    "roi": economics.roi_of,
    "cost_to_serve": economics.served,
    "acquisition_cost": economics.acquired,
    "payback": economics.paid_back,
    "revenue": economics.margin_of,
    "lifetime_value": economics.lifetime_of,
}
_SPARED_PHASES: Final = ("interest", "recruitment", "activation")
_SPENT: Final = ("margin", "roi", "cost_to_serve")
"""Measures that one kind of cost can narrow."""
_TIMELESS: Final = ("acquisition_cost", "payback", "lifetime_value", "parting")
"""Measures that no period narrows."""


@admitting_gaps
def partner_economics(arguments: PartnerEconomics, turn: Turn, office: Office) -> Findings:
    """What partners cost and bring: one, many or groups; concentration; whom to part ways with."""
    standing = office.standings.at(turn.as_of)
    timeless = arguments.measure in _TIMELESS
    period = Span.of(arguments.period) if arguments.period and not timeless else None
    if period and period.first > turn.as_of:
        return Findings((Statement("economics.period_ahead"),))
    among_all = arguments.measure == "concentration" or not arguments.partner
    ids = in_scope(arguments, turn.access, standing) if among_all else frozenset({str(arguments.partner)})
    aggregates = economics.period_window(turn.as_of, period.first, period.last) if period else ()
    told = _told(arguments, turn, standing, ids, aggregates)
    found = _answer(arguments, told, standing, turn.names)
    if arguments.period and timeless:
        found = replace(found, statements=(*found.statements, _unnarrowed(arguments)))
    found = economics.grounded(found)
    found = replace(found, statements=(*covered(standing, office), *found.statements))
    return _opened(found, aggregates, turn, office) if aggregates else found


def _unnarrowed(arguments: PartnerEconomics) -> Statement:
    """That a period was named where none applies."""
    kind = "year" if arguments.measure == "parting" else "ever"
    return Statement(f"economics.no_period_{kind}", follows=True)


def _told(
    arguments: PartnerEconomics,
    turn: Turn,
    standing: Standing,
    ids: frozenset[str],
    aggregates: tuple[Aggregate, ...],
) -> Economics:
    """The accounts of the last 12 months, or of the period."""
    portfolio, accounts = standing.planned, standing.accounts
    if aggregates:
        more = standing.stored.figures(aggregates).partners[[item.name for item in aggregates]]
        portfolio = replace(portfolio, partners=portfolio.partners.join(more))
        accounts = economics.accounts(portfolio, standing.policy.economics, economics.PERIOD)
    return Economics(
        portfolio=portfolio,
        accounts=accounts,
        acquire=lambda: standing.acquisitions,
        live=lambda: standing.lifetimes,
        policy=standing.policy.economics,
        ids=ids,
        peers=_peers(arguments, turn, standing),
        period=Span.of(arguments.period).words if arguments.period and aggregates else "",
        asked=arguments.model_dump_json(exclude_defaults=True, exclude={"limit", "partly"}),
    )


def _peers(arguments: PartnerEconomics, turn: Turn, standing: Standing) -> frozenset[str]:
    """Whom averages may be taken of: who is visible, of the same tier if one is asked about."""
    if arguments.tier is None or arguments.partner is not None:
        return turn.access.visible
    tiers = standing.tiers["tier"]
    return turn.access.visible & frozenset(tiers.index[tiers == arguments.tier])


def _answer(arguments: PartnerEconomics, told: Economics, standing: Standing, names: NameIndex) -> Findings:
    if arguments.measure == "parting":
        return _parting(arguments, told, standing)
    if arguments.measure == "concentration":
        return economics.concentration(told, arguments.partner)
    cost = arguments.cost if arguments.measure in _SPENT else None
    if arguments.partner is not None:
        if cost is not None:
            return economics.spent_on(told, arguments.partner, cost)
        return _ONE[arguments.measure](told, arguments.partner)
    if arguments.by is not None:
        labels = _labels(arguments.by, standing, names)
        return economics.by_group(told, arguments.measure, cost, arguments.by, labels, arguments.order)
    return economics.ranked(told, arguments.measure, cost, arguments.order, arguments.limit)


def _labels(by: str, standing: Standing, names: NameIndex) -> pd.Series | None:
    """Groups that are worked out rather than given, and managers by name."""
    if by == "manager":
        called = {one.id: one.name for one in names.entries if one.kind is NameKind.MANAGER}
        emails = standing.portfolio.partners["manager_email"]
        return emails.map(called).fillna(emails)
    if by == "tier":
        return standing.tiers["tier"]
    if by == "phase":
        return standing.journey["phase"].where(~standing.journey["ended"])
    return None


def _parting(arguments: PartnerEconomics, told: Economics, standing: Standing) -> Findings:
    """Who is one to part with, or whether one partner is worth keeping."""
    judged = economics.parting(
        standing.planned,
        standing.accounts,
        standing.lifetimes,
        standing.policy.economics,
        _spared(standing),
    )
    if arguments.partner is not None:
        return economics.worth_keeping(told, arguments.partner, str(judged["reason"][arguments.partner]))
    return economics.candidates(told, judged, arguments.limit)


def _spared(standing: Standing) -> pd.Series:
    """Key partners, those on their way in, those to whom we owe something, and those who rise."""
    partners, promises = standing.planned.partners, standing.promises
    owed = promises[promises["owed_by"].eq("us") & promises["status"].eq("open")]["partner_id"]
    rising = standing.attention.of(frozenset(partners.index), Lane.RISING)
    rules = {
        Spared.KEY: standing.tiers["tier"].reindex(partners.index).eq("key_partner"),
        Spared.ON_THE_WAY: standing.journey["phase"].reindex(partners.index).isin(_SPARED_PHASES),
        Spared.TICKET: partners["attention_tickets"].gt(0),
        Spared.OWED: partners.index.isin(owed),
        Spared.RISING: partners.index.isin([*rising]),
    }
    found = np.select(
        [np.asarray(rule, dtype=bool) for rule in rules.values()], [str(one) for one in rules], ""
    )
    return pd.Series(found, partners.index)


def _opened(found: Findings, aggregates: tuple[Aggregate, ...], turn: Turn, office: Office) -> Findings:
    """The figures of a period with the rows behind them, which nothing else knows how to find."""
    named = {fact.partner_id for fact in found.facts() if fact.partner_id and fact.kind.behind}
    with office.engine.connect() as connection:
        tables = partner_rows(connection, named, turn.as_of)
    rows = opened(found.facts(), {item.name: item for item in aggregates}, tables)

    def known(item: Fact | Quote) -> Fact | Quote:
        return replace(item, rows=rows.get(item.id, ())) if isinstance(item, Fact) else item

    said = tuple(
        replace(line, slots={name: known(item) for name, item in line.slots.items()})
        for line in found.statements
    )
    if (table := found.table) is not None:
        cells = tuple(
            tuple(cell and replace(cell, rows=rows.get(cell.id, ())) for cell in row) for row in table.rows
        )
        table = replace(table, rows=cells)
    return replace(found, statements=said, table=table)
