"""How words are folded before they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.spelling import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ångström Straße", "angstrom strasse"),
        ("ØRSTED", "orsted"),
        ("Dvořák & Co", "dvorak & co"),
        ("شركة", "شركة"),
        ("PLAIN ascii", "plain ascii"),
    ],
)
def test_case_and_accents_are_left_out(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.characters(max_codepoint=127)), st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_alike_beside_an_accent(before: str, after: str) -> None:
    assert fold(f"{before}é{after}") == f"{fold(before)}e{fold(after)}"
