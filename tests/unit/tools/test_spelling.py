"""How words are folded before they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.spelling import fold, is_typo, with_plain_legal_form


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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kestrel cluod", "kestrel cloud"),
        ("globx", "globex"),
        ("lobex", "globex"),
        ("muenchner rechenwerk", "munchner rechenwerk"),
        ("helix ware", "helixware"),
    ],
)
def test_a_letter_or_two_is_a_typo(typed: str, meant: str) -> None:
    assert is_typo(typed.split(), meant.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mayer consulting", "may consulting"),
        ("ray consulting", "may consulting"),
        ("southwind", "northwind"),
        ("westwind", "westlund"),
        ("umbrella labs", "umbra labs"),
        ("acme ltd or", "acme ltd"),
        ("hexaline 2", "hexaline"),
    ],
)
def test_another_word_is_no_typo(typed: str, meant: str) -> None:
    assert not is_typo(typed.split(), meant.split())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("acme limited", "acme ltd"),
        ("acme gmbg", "acme gmbh"),
        ("acme ldt", "acme ltd"),
        ("acme sail", "acme sail"),
        ("acme", "acme"),
        ("limited", "limited"),
    ],
)
def test_a_legal_form_is_written_plainly(typed: str, plain: str) -> None:
    assert with_plain_legal_form(tuple(typed.split())) == tuple(plain.split())
