import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.toolbox.handles import Handles
from assistant.toolbox.projection import for_planner
from tools.facts import Fact, Findings, Kind, Quote, Statement, TableSpec, Unit

DAY = date(2026, 10, 31)
NAME = Kind("partner.name", Unit.NAME, "partner")
AMOUNT = Kind("deal.amount", Unit.MONEY, "amount")
DEAL = Kind("deal.id", Unit.ID, "deal")


@given(
    name=st.text(min_size=3), partner=st.text(min_size=3), deal=st.text(min_size=3), words=st.text(min_size=3)
)
def test_no_text_that_outsiders_wrote_reaches_the_planner(
    name: str, partner: str, deal: str, words: str
) -> None:
    marked = {
        key: f"⟦{key}{value}⟧" for key, value in {"n": name, "p": partner, "d": deal, "w": words}.items()
    }
    facts = [
        Fact(NAME, marked["p"], marked["n"], DAY),
        Fact(DEAL, marked["p"], marked["d"], DAY),
        Fact(
            AMOUNT,
            marked["p"],
            120.0,
            DAY,
            subject=marked["d"],
            currency="EUR",
            rows=(f"deals:{marked['d']}",),
        ),
    ]
    quote = Quote(marked["n"], marked["p"], 0, 3, marked["w"], marked["n"], DAY)
    findings = Findings(
        (Statement("attention.silent", {"partner": facts[0], "words": quote, "amount": facts[2]}),),
        table=TableSpec("attention.title", ("partner",), ((facts[1],),)),
        clarify=(marked["p"],),
    )
    shown = for_planner(findings, Handles())
    assert "⟦" not in shown
    assert "\\u27e6" not in shown
    assert json.loads(shown)["facts"] == [{"kind": "deal.amount", "value": 120.0, "of": "P1"}]


def test_a_long_result_says_how_much_was_left_out() -> None:
    facts = tuple((Fact(AMOUNT, f"p{number}", 1.0, DAY, currency="EUR"),) for number in range(100))
    shown = json.loads(for_planner(Findings(table=TableSpec("t", ("amount",), facts)), Handles()))
    assert len(shown["facts"]) + shown["more_facts"] == 100
    assert shown["facts"][99 - 40]["of"] == "P60"
