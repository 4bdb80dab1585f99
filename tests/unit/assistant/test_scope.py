from datetime import date

import pandas as pd
import pytest

from assistant.access import Access
from assistant.standing import Standing
from assistant.toolbox.argument_types import Scope
from assistant.toolbox.scope import NobodyFits, in_scope
from knowledge.people import Person, Role
from tools.policy import Policy
from tools.portfolio import Portfolio

DAY = date(2026, 10, 31)
MIA = Person("mia@vendor.example", "Mia Berg", role=Role.MANAGER)
TOM = Person("tom@vendor.example", "Tom Ash", role=Role.LEAD)
BOOKS = {"p1": MIA.email, "p2": MIA.email, "p3": "ines@vendor.example", "p4": ""}


class NothingStored:
    def month_ends(self) -> tuple[Portfolio, ...]:
        return ()

    def promises(self) -> pd.DataFrame:
        return pd.DataFrame()

    def cells(self, *_: object) -> pd.DataFrame:
        return pd.DataFrame()


def standing() -> Standing:
    frame = pd.DataFrame(
        {
            "region": ["DACH", "DACH", "Iberia", None],
            "country": ["DE", "AT", "ES", None],
            "type": ["si", "msp", "si", None],
            "sectors": [["Retail"], ["Energy"], ["Space"], []],
            "technologies": [["SAP"], [], ["Quantum"], []],
            "heard_of": True,
        },
        index=pd.Index(["p1", "p2", "p3", "p4"], name="partner_id"),
    )
    return Standing(DAY, Policy(), Portfolio(DAY, "EUR", frame), NothingStored())


def asked(person: Person, *, hidden: bool = False, **said: object) -> frozenset[str]:
    return in_scope(Scope.model_validate(said), Access(person, BOOKS, hidden), standing())


def test_without_a_word_it_is_the_askers_book_and_everybody_for_who_owns_none() -> None:
    assert asked(MIA) == {"p1", "p2"}
    assert asked(TOM) == {"p1", "p2", "p3", "p4"}


def test_the_portfolio_is_everybody_that_the_asker_may_know_of() -> None:
    assert asked(MIA, scope="portfolio") == {"p1", "p2", "p3", "p4"}
    assert asked(MIA, hidden=True, scope="portfolio") == {"p1", "p2"}
    assert asked(TOM, hidden=True, scope="portfolio") == {"p1", "p2", "p3", "p4"}


def test_a_colleagues_book_shows_only_where_books_are_open() -> None:
    assert asked(MIA, manager="ines@vendor.example") == {"p3"}
    assert asked(MIA, hidden=True, manager="ines@vendor.example") == set()


def test_filters_narrow_and_exclusions_leave_out() -> None:
    assert asked(MIA, region="dach", sector="retail") == {"p1"}
    assert asked(MIA, scope="portfolio", type="si", excluding=("p3",)) == {"p1"}


def test_a_value_that_nobody_has_is_answered_with_the_nearest() -> None:
    with pytest.raises(NobodyFits) as told:
        asked(MIA, scope="portfolio", sector="Spice")
    statement = told.value.findings.statements[0]
    assert statement.key == "scope.nobody_near"
    assert "Space" in str([fact.value for fact in statement.facts()])


@pytest.mark.parametrize("said", [{"sector": "Space"}, {"technology": "Quantum"}, {"region": "Iberia"}])
def test_a_value_of_a_hidden_book_is_as_unknown_as_any_other(said: dict[str, str]) -> None:
    with pytest.raises(NobodyFits) as told:
        asked(MIA, hidden=True, scope="portfolio", **said)
    nearest = [fact.value for fact in told.value.findings.facts() if fact.kind.name == "scope.valid"]
    assert not any(value in str(nearest) for value in said.values())
