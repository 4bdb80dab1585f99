"""The page of formulas."""

from pathlib import Path

import pytest

from tools.formulas import formulas_page
from tools.formulas.docstrings import formula_of
from tools.scorecard import MEASURES

PAGE = Path(__file__).parents[3] / "tools" / "FORMULAS.md"


def documented() -> None:
    """Share of things, 0-1.

    share = some / all,
    higher is better (Somebody, 1958).

    Args:
        nothing: For engineers.

    Returns:
        Indexed by partner id: `share`.
    """


def test_the_page_says_what_the_code_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == formulas_page(), "run: python -m tools.formulas"


def test_every_measure_has_its_formula_unit_direction_and_weight() -> None:
    page = formulas_page()
    for measure in MEASURES:
        assert f"### {measure.name.replace('_', ' ')}" in page
        assert f"*{measure.category}, {measure.unit}, {measure.direction}, weight {measure.weight:g};" in page


def test_a_docstring_becomes_its_explanation_and_its_result() -> None:
    assert formula_of(documented) == (
        "Share of things, 0-1.\n\nshare = some / all, higher is better (Somebody, 1958).\n\n"
        "*Result.* Indexed by partner id: `share`."
    )


def test_a_formula_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="has no docstring"):
        formula_of(lambda: None)
