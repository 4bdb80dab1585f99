"""Facts of tiers and reviews on the sample: one id stands for one value, whatever was asked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox.arguments import ReviewDecision, TierMovements, TierWhatIf
from assistant.toolbox.reviewing import review_decision
from assistant.toolbox.tiers import tier_movements, tier_what_if
from assistant.toolbox.turn import Turn
from tests.unit.tools.spoken import unsayable
from tools.facts import Fact, Findings

LEAD, MANAGER = "tom.ashworth@vendor.example", "priya.nair@vendor.example"
DAY = date(2026, 10, 31)
ASSUMED: tuple[dict[str, object], ...] = (
    {"leads_times": 2},
    {"leads_threshold": 4, "relevance_threshold": 20, "basis": "absolute"},
)
ALONE: tuple[dict[str, object], ...] = (
    {},
    *({"target": tier} for tier in ("key_partner", "unpolished_diamond", "dementor")),
    *({"more_leads": more} for more in (-9, 5, 9)),
    {"leads_times": 2, "target": "key_partner"},
)


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home)) as opened:
        yield opened


def turn(rapport: Rapport, email: str) -> Turn:
    access = rapport.roster.access(rapport.person(email))
    return Turn("q", "show", DAY, DAY, "t", access, rapport.roster.names(access))


def answers(rapport: Rapport) -> Iterator[Findings]:
    """What-ifs, movements and reviews of a book and of everybody, and of one partner."""
    office = rapport.asking.office
    for email, scope in ((LEAD, "portfolio"), (MANAGER, "book")):
        asker = turn(rapport, email)
        for assumed in ASSUMED:
            yield tier_what_if(TierWhatIf.model_validate({"scope": scope, **assumed}), asker, office)
        for moved in ({}, {"direction": "up"}, {"since": date(2026, 3, 31)}):
            yield tier_movements(TierMovements.model_validate({"scope": scope, **moved}), asker, office)
        yield review_decision(ReviewDecision.model_validate({"scope": scope}), asker, office)
    asker, partner = turn(rapport, MANAGER), min(turn(rapport, MANAGER).access.book)
    for one in (*ASSUMED, *ALONE):
        yield tier_what_if(TierWhatIf.model_validate({"partner": partner, **one}), asker, office)
    yield tier_movements(TierMovements(partner=partner), asker, office)


def shown(found: Findings) -> list[Fact]:
    """Every fact as shown, also where two of one answer share an id."""
    cells = [cell for row in (found.table.rows if found.table else ()) for cell in row if cell]
    return [*(fact for line in found.statements for fact in line.facts()), *cells]


def test_one_id_stands_for_one_value_whatever_was_asked(rapport: Rapport) -> None:
    seen: dict[str, Fact] = {}
    clashes: set[tuple[str, str, str, str]] = set()
    for found in answers(rapport):
        assert unsayable(found.statements) == []
        for fact in shown(found):
            known = seen.setdefault(fact.id, fact)
            if known.value != fact.value:
                clashes.add((fact.kind.name, fact.subject, str(known.value), str(fact.value)))
    assert len(seen) > 200
    assert clashes == set()
