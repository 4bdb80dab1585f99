from datetime import date

import pytest

from assistant.writing.composing import WORD_LIMIT, compose
from assistant.writing.rendering import Tongue, UnknownSlotError, render
from prompts.phrases import Phrases, phrases
from prompts.slots import parse
from tools.facts import Fact, Findings, Kind, Statement, TableSpec, Unit

DEALS = Fact(Kind("deals", Unit.COUNT, "deals"), "P1", 3, date(2026, 10, 31))
SPOKEN = Phrases(
    "en",
    {
        "test.first": parse("First {deals:deal|deals}."),
        "test.second": parse("Second."),
        "test.long": parse("word " * 60),
        "test.longer": parse("wordy " * 60),
    }
    | {key: text for key, text in phrases().texts.items() if key.startswith("answer.")},
    {},
)
NAMES = {"P1": "Acme", "P2": "Globex", "P3": "Initech"}


def said(*findings: Findings) -> str:
    composed = compose(findings, SPOKEN, NAMES)
    return render(composed.text, composed.sources, Tongue("en_GB", SPOKEN.label)).text


def test_statements_are_said_in_order_a_line_each() -> None:
    first = Statement("test.first", {"deals": DEALS})
    assert said(Findings((first, Statement("test.second")))) == "First 3 deals.\nSecond."


def test_the_same_statement_is_said_once() -> None:
    first = Findings((Statement("test.first", {"deals": DEALS}),))
    assert said(first, first) == "First 3 deals."


def test_what_does_not_fit_is_left_out_and_the_first_always_stands() -> None:
    long = Findings((Statement("test.long"), Statement("test.second"), Statement("test.longer")))
    assert len(said(long).split()) <= WORD_LIMIT
    assert said(Findings((Statement("test.long"),))).split()


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (Findings(clarify=("P1", "P2")), "Do you mean Acme or Globex?"),
        (Findings(clarify=("P1", "P2", "P3")), "Do you mean Acme, Globex or Initech?"),
        (
            Findings(unknown=()),
            (
                "I know no partner or contact of that name. Check the spelling, or try one word of it alone. "
                '"List my partners" shows who is on file.'
            ),
        ),
        (Findings(unknown=("P1",)), "I know no partner or contact of that name. The nearest is Acme."),
        (Findings(), "I found nothing for that."),
    ],
)
def test_what_was_not_found_is_said(findings: Findings, expected: str) -> None:
    assert said(findings) == expected


def test_a_refusal_says_what_to_do() -> None:
    assert "outside what I do" in said(Findings(refuse="out_of_scope"))


def test_a_table_alone_is_introduced_by_its_title() -> None:
    table = TableSpec("test.second", ("Deals",), ((DEALS,),))
    assert said(Findings(table=table)) == "Second."


def test_a_statement_that_lacks_a_slot_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownSlotError, match=r"test\.first.*deals"):
        said(Findings((Statement("test.first"),)))
