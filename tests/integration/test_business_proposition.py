"""What working with us is worth, on the sample: answered, opened, and safe under hidden books."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.propositions import business_proposition
from assistant.toolbox.turn import Turn
from tools.facts import Findings, Unit

DAY = date(2026, 10, 31)
PRIYA, LEAD = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
WORDS = frozenset({Unit.NAME, Unit.LABEL, Unit.ID, Unit.TEXT})
ASKED: tuple[dict[str, object], ...] = (
    {"show": "pitch", "type": "si", "region": "Nordics"},
    {"show": "pitch", "type": "msp", "region": "Atlantis"},
    {"show": "earnings"},
    {"show": "earnings", "level": "gold"},
    {"show": "earnings", "type": "reseller"},
    {"sector": "Retail"},
    {"type": "si", "sector": "Healthcare"},
    {},
)


@pytest.fixture(scope="module")
def rapport(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    folder = tmp_path_factory.mktemp("proposition")
    shutil.copy(sample_template, folder / "rapport.db")
    with open_rapport(Settings(home=folder)) as opened:
        yield opened


def told(rapport: Rapport, arguments: Mapping[str, object], who: str = LEAD) -> Findings:
    access = rapport.roster.access(rapport.person(who))
    turn = Turn("q", "", DAY, DAY, "t", access, rapport.roster.names(access))
    wanted = ARGUMENTS["business_proposition"].model_validate(arguments)
    return business_proposition(wanted, turn, rapport.asking.office)  # type: ignore[arg-type]  # as its name says


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what is our pitch to a new Nordic SI", "system integrators"),
        ("what does a gold partner earn with us", "Gold"),
        ("what's in it for Nebelhorn", "Nebelhorn"),
        ("why should Nebelhorn bother with us", "Nebelhorn"),
        ("what's our value prop in Retail", "Retail"),
    ],
)
def test_the_question_is_answered(rapport: Rapport, question: str, first: str) -> None:
    answer = rapport.ask(question, rapport.person(LEAD))
    assert first in answer.text.splitlines()[0]
    assert any(fact.kind.startswith("proposition.") for fact in answer.facts or ())


def test_a_partners_earnings_are_the_sums_of_its_rows(rapport: Rapport) -> None:
    standing = rapport.asking.office.standings.at(DAY)
    partner = str(standing.propositions.frame["total"].idxmax())
    found = told(rapport, {"partner": partner})
    values = {fact.kind.name: fact.value for fact in found.facts()}
    row = standing.planned.partners.loc[partner]
    hand = row["eco_commissions_365d"] + 0.2 * row["prop_resale_365d"] + row["prop_services_365d"]
    assert values["proposition.earned_365d"] == pytest.approx(hand)


def test_every_number_about_a_partner_opens_down_to_rows(rapport: Rapport) -> None:
    answer = rapport.opened(rapport.ask("what's in it for Nebelhorn", rapport.person(LEAD)))
    numbers = [
        fact
        for fact in answer.facts or ()
        if fact.partner_id and fact.unit not in WORDS and fact.kind.startswith("proposition.")
    ]
    assert numbers
    assert [fact.kind for fact in numbers if fact.value and not fact.rows] == []


def test_hidden_books_are_neither_named_nor_counted_below_five(sample_template: Path, tmp_path: Path) -> None:
    shutil.copy(sample_template, tmp_path / "rapport.db")
    with open_rapport(Settings(home=tmp_path, visibility="book")) as rapport:
        book = rapport.roster.access(rapport.person(PRIYA)).book
        own: list[dict[str, object]] = [{"partner": one} for one in sorted(book)[:2]]
        for asked in (*ASKED, *own):
            found = told(rapport, asked, PRIYA)
            assert {fact.partner_id for fact in found.facts() if fact.partner_id} <= book
            assert not any(fact.kind.name == "proposition.gaps" for fact in found.facts())
            if asked.get("show") == "earnings":
                counts = [fact.value for fact in found.facts() if fact.kind.name == "proposition.partners"]
                assert all(isinstance(one, int) and one >= 5 for one in counts)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_every_answer_says_something_to_managers_of_any_scope(
    rapport: Rapport, asked: dict[str, object]
) -> None:
    assert told(rapport, asked).statements
    assert told(rapport, asked, PRIYA).statements
