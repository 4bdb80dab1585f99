"""Arguments of the tools for planning and money, on 30 September 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.conditions import unmet
from assistant.planner.planning_conditions import PLANNING_TOOLS
from assistant.planner.reading import Reading, read
from assistant.planner.slots import slots_for
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P2", "Hexaline", (), None),
        NameEntry(NameKind.CONTACT, "C1", "Annika Berg", (), "P1"),
        NameEntry(NameKind.MANAGER, "M1", "Nora Lind", (), None),
        NameEntry(NameKind.MANAGER, "M2", "Theo Grant", (), None),
        NameEntry(NameKind.MANAGER, "M3", "Emil Sander", (), None),
        NameEntry(NameKind.CUSTOMER, "Metro Verde", "Metro Verde", (), None),
        NameEntry(NameKind.REGION, "DACH", "DACH", (), None),
        NameEntry(NameKind.REGION, "Nordics", "Nordics", (), None),
    ]
)
WORDS = (
    *(
        "target",
        "20",
        "%",
        "higher",
        "10k",
        "hours",
        "a",
        "week",
        "Nora",
        "leaves",
        "DACH",
        "Q4",
        "May",
        "than",
    ),
    *(
        "invoice",
        "1042",
        "by",
        "region",
        "two",
        "more",
        "managers",
        "mdf",
        "Quintara",
        "Hexaline",
        "gold",
        "play",
    ),
    *("agreed", "done", "yesterday", "last", "month", "why", "Annika", "5"),
)


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words() | {"juni", "enablement", "dementoren", "partner"})


def said(tool: str, text: str) -> dict[str, Any]:
    return slots_for(tool, reading(text), frozenset(ARGUMENTS[tool].model_fields))


@pytest.mark.parametrize("tool", sorted(PLANNING_TOOLS | {"call_brief"}))
@given(words=st.lists(st.sampled_from(WORDS), max_size=9))
def test_whatever_is_said_is_an_argument_that_the_tool_takes(tool: str, words: list[str]) -> None:
    slots = said(tool, " ".join(words))
    kind = ARGUMENTS[tool]
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    kind.model_validate({**dict.fromkeys(needed, "Quintara"), **slots})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am I overloaded", {"show": "load"}),
        ("who has spare capacity", {"show": "load", "scope": "portfolio"}),
        ("Nora's load, please rebalance", {"manager": "Nora", "rebalance": True, "show": "load"}),
        (
            "split Nora's book between Theo and Emil",
            {"manager": "Nora", "rebalance": True, "between": ("Theo", "Emil"), "show": "load"},
        ),
        (
            "rebalance between me and Theo",
            {"rebalance": True, "partly": True, "show": "load", "scope": "portfolio"},
        ),
        ("Nora leaves", {"leaving": "Nora", "show": "load", "scope": "portfolio"}),
        ("two managers fewer", {"more_managers": -2, "show": "load", "scope": "portfolio"}),
        ("ein Manager weniger", {"more_managers": -1, "show": "load", "scope": "portfolio"}),
        ("un gestor menos", {"more_managers": -1, "show": "load", "scope": "portfolio"}),
        ("deux responsables de moins", {"more_managers": -2, "show": "load", "scope": "portfolio"}),
        (
            "double service time and hire one more",
            {"more_managers": 1, "service_times": 2.0, "show": "load", "scope": "portfolio"},
        ),
        (
            "zwei Manager mehr und Servicezeiten doppelt",
            {"more_managers": 2, "service_times": 2.0, "show": "load", "scope": "portfolio"},
        ),
        ("if I had 50 hours", {"show": "load", "hours_per_week": 50.0}),
        ("who is worth 3 more hours a week", {"show": "investment", "spend": "hours", "amount": 3.0}),
        (
            "split my 25.000 € MDF",
            {"show": "investment", "cost": "mdf", "spend": "money", "amount": 25000.0},
        ),
        ("did we hit the target in Q4", {"show": "territory", "period": "2025-Q4"}),
        ("what if Zelda leaves", {"leaving": "Zelda", "show": "load", "scope": "portfolio"}),
        ("what if she leaves", {}),
        ("if we lost one manager", {"more_managers": -1, "show": "load", "scope": "portfolio"}),
        ("zwei Leute mehr", {"more_managers": 2, "show": "load", "scope": "portfolio"}),
        ("targets halved", {"targets_times": 0.5, "show": "territory"}),
        ("only 30 hours a week", {"show": "load", "hours_per_week": 30.0}),
        ("best use of 3 spare hours", {"show": "investment", "spend": "hours", "amount": 3.0}),
        (
            "€5,000 for training, where",
            {"show": "investment", "cost": "enablement", "spend": "money", "amount": 5000.0},
        ),
        ("plan for next year", {"show": "territory", "period": "2027"}),
        ("headroom in May", {"show": "potential", "partly": True}),
        ("diamonds vs dementors: what does each tier bring", {"by": "tier", "show": "program"}),
        ("top 5 by upside", {"show": "potential", "limit": 5}),
    ],
)
def test_what_is_asked_of_a_plan(text: str, expected: dict[str, Any]) -> None:
    assert said("capacity_plan", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("most expensive to serve", {"measure": "cost_to_serve", "order": "highest"}),
        ("who costs more than they bring, worst first", {"measure": "margin", "order": "lowest"}),
        ("ROI of marketing money by region", {"by": "region", "measure": "roi", "cost": "mdf"}),
        ("most funding for the least revenue", {"measure": "roi", "cost": "mdf", "order": "lowest"}),
        ("who should I drop", {"measure": "parting"}),
        ("acquisition cost SI vs agency", {"by": "type", "measure": "acquisition_cost"}),
        ("margin in Q1 and Q2", {"measure": "margin", "period": "2026-Q1", "partly": True}),
        ("Lohnt sich Quintara finanziell?", {"partner": "Quintara"}),
    ],
)
def test_what_is_asked_about_costs_and_returns(text: str, expected: dict[str, Any]) -> None:
    assert said("partner_economics", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is invoice 1042 paid", {"invoice": "1042"}),
        ("Rechnung Nr. 1187", {"invoice": "1187"}),
        ("has pay-2606-1042 gone out", {"invoice": "pay-2606-1042"}),
        ("payouts 2024-Q4", {"period": "2024-Q4"}),
        ("what do we owe Quintara", {"partner": "Quintara", "show": "unpaid"}),
        ("what do we owe Quintara for June", {"partner": "Quintara", "period": "2026-06"}),
        ("why is Quintara's payout on hold", {"partner": "Quintara", "show": "on_hold"}),
        ("why hasn't Quintara been paid", {"partner": "Quintara", "show": "unpaid"}),
        (
            "commission lower this month than in May",
            {"show": "why", "period": "2026-09", "before": "2026-05"},
        ),
        ("commission 2025 vs 2026", {"show": "why", "period": "2026", "before": "2025"}),
        ("June vs May", {"show": "why", "period": "2026-06", "before": "2026-05"}),
        ("quelles commissions sont en attente et pourquoi", {"show": "unpaid"}),
        ("what is on hold and why", {"show": "on_hold"}),
        ("does the ledger add up", {"show": "check"}),
        ("difference between June and May", {"show": "why", "period": "2026-06", "before": "2026-05"}),
        ("commission of the Metro Verde deal", {"customer": "Metro Verde"}),
        ("commissions due next month", {"dated": "due", "period": "2026-10"}),
    ],
)
def test_what_is_asked_about_commissions(text: str, expected: dict[str, Any]) -> None:
    assert said("commission_statement", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("our pitch to a new Nordic SI", {"region": "Nordics", "type": "si", "show": "pitch"}),
        ("pitch to Quintara", {"partner": "Quintara"}),
        ("pitch für einen neuen französischen SI", {"type": "si", "country": "France", "show": "pitch"}),
        ("our pitch to a new SI, in German", {"type": "si", "show": "pitch"}),
        ("what does a gold partner earn", {"level": "gold", "show": "earnings"}),
        ("what does Quintara earn with us", {"partner": "Quintara"}),
        ("silver vs gold earnings", {"show": "earnings"}),
        ("Que gagne un partenaire argent ?", {"level": "silver", "show": "earnings"}),
    ],
)
def test_what_is_asked_of_a_proposition(text: str, expected: dict[str, Any]) -> None:
    assert said("business_proposition", text) == expected


@pytest.mark.parametrize(
    ("tool", "text", "stated"),
    [
        ("partner_economics", "cost of Quintara in the last 90 days", True),
        ("partner_economics", "cost of Quintara last quarter", False),
        ("partner_economics", "cost of Quintara in H1", True),
        ("partner_economics", "margin of gold partners", True),
        ("partner_economics", "margin of partners in activation", True),
        ("capacity_plan", "potential over 50k", True),
        ("capacity_plan", "what if an hour costs 100 €", True),
        ("capacity_plan", "potential in Azure and SAP", True),
        ("partner_economics", "margin of Quintara if gross margin was 50%", True),
        ("partner_economics", "Marge, wenn die Bruttomarge 40 % wäre", True),
        ("commission_statement", "unpaid in USD", True),
        ("commission_statement", "Quintara's commissions by customer", True),
        ("commission_statement", "on hold because the tax form expired", True),
        ("commission_statement", "who waits longer than 60 days", True),
        ("commission_statement", "average payment delay", True),
        ("commission_statement", "commissions on resale deals", True),
        ("commission_statement", "ohne Rechnung", True),
        ("record_play", "show plays in June", True),
        ("record_play", "show plays since June", False),
        ("capacity_plan", "rebalance between me and Nora", False),
        ("commission_statement", "anything overdue?", False),
        ("commission_statement", "payouts in the first half", True),
        ("commission_statement", "why is it lower than last month", False),
        ("playbook", "what works with agencies", True),
        ("playbook", "what works with diamonds", False),
        ("suggest_introduction", "pairs outside DACH", True),
        ("suggest_introduction", "did anything come of the intro between Quintara and Hexaline", False),
    ],
)
def test_a_condition_that_no_argument_carries_is_noticed(tool: str, text: str, stated: bool) -> None:
    assert unmet(tool, said(tool, text), reading(text)) is stated
