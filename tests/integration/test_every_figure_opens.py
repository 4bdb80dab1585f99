"""Every number about a partner opens down to rows, whichever tool says it."""

from pathlib import Path

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from tools.facts import Unit

TOM = "tom.ashworth@vendor.example"
WORDS = frozenset({Unit.NAME, Unit.LABEL, Unit.ID})
QUESTIONS = (
    "Which partners need attention?",
    "Which partners are rising?",
    "How is Nebelhorn doing?",
    "Why did Nebelhorn drop?",
    "What would make Val-de-Meuse a key partner?",
    "Does Nebelhorn still meet gold?",
    "Which certifications expire soon?",
    "Who is stuck in activation and what is missing?",
    "Where is Kestrel in its journey?",
    "Who knows retail and data platform?",
    "Who knows retail and data platform, a person please",
    "Which sector and technology pairs have a single partner?",
    "Compare Kestrel and Nebelhorn for a data platform deal",
    "Who moved tier since last quarter and what did we do there?",
)
COMPUTED = frozenset(
    {
        "scorecard.partners",  # how many were ranked
        "change.since",  # the day asked about
        "change.own_points", "change.peer_points", "change.data_points",  # two scorecards, whose values open
        "tier.leads_threshold", "tier.relevance_threshold",  # the policy, or all partners
        "program.required_certifications", "program.required_revenue", "program.required_wins",  # the levels
        "program.requirements", "program.requirements_short",  # how many of them
        "program.holds_until",  # the same rows, counted until they run out
        "journey.days_in_phase", "journey.stuck_after",  # from the day it began, which opens; from peers
        "find.score", "compare.fit", "compare.score",  # formulas over what stands beside them
    }
)  # fmt: skip
"""Kinds of numbers that no single rows make, each with what does."""


def _closed(rapport: Rapport, question: str) -> set[str]:
    """Kinds of numbers about a partner in the answer that open to nothing, though they are not nothing."""
    facts = rapport.opened(rapport.ask(question, rapport.person(TOM))).facts or ()
    numbers = (fact for fact in facts if fact.partner_id and fact.unit not in WORDS)
    return {fact.kind for fact in numbers if fact.value != 0 and not fact.rows}


def test_every_number_about_a_partner_opens(sample_home: Path) -> None:
    with open_rapport(Settings(home=sample_home)) as rapport:
        closed = {question: _closed(rapport, question) - COMPUTED for question in QUESTIONS}
    assert {question: kinds for question, kinds in closed.items() if kinds} == {}
