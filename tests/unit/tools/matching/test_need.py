"""The asker's words and the spellings in the data that they mean."""

import pytest

from tests.unit.tools.segments.worlds import portfolio_on
from tests.unit.tools.spoken import unsayable
from tools.matching import Known, Need, Unknown, language_code, resolve, unknown_findings

KNOWN = Known(
    frozenset({"Healthcare", "health care", "Público", "Retail"}),
    frozenset({"Snowflake", "Microsoft Azure", "Azure AD", "SAP"}),
)


@pytest.mark.parametrize(
    ("words", "spellings"),
    [
        ({"sector": "HEALTHCARE "}, {"Healthcare", "health care"}),
        ({"sector": "health-care"}, {"Healthcare", "health care"}),
        ({"sector": "publico"}, {"Público"}),
        ({"sector": "helthcare"}, {"Healthcare", "health care"}),
        ({"technology": "azure"}, {"Microsoft Azure", "Azure AD"}),
        ({"technology": "sap"}, {"SAP"}),
    ],
)
def test_words_mean_spellings_in_the_data(words: dict[str, str], spellings: set[str]) -> None:
    need = resolve(KNOWN, **words)
    assert isinstance(need, Need)
    assert need.sectors | need.technologies == spellings


def test_an_unknown_word_is_answered_with_the_nearest() -> None:
    unknown = resolve(KNOWN, technology="Snowfalke DB")
    assert isinstance(unknown, Unknown)
    assert (unknown.column, unknown.nearest[0]) == ("technology", "Snowflake")
    assert unsayable(unknown_findings(portfolio_on([{"partner_id": "a"}]), unknown).statements) == []


@pytest.mark.parametrize("spelled", ["fr", "FR", "fr-CH", "French", "français"])
def test_a_language_is_known_however_it_is_spelled(spelled: str) -> None:
    assert language_code(spelled) == "fr"
