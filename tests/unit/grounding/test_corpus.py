"""The verifier on labelled texts: every marked piece is stopped, every harmless text passes."""

import pytest

from tests.unit.grounding.labelled import Case, labelled_cases
from tools.grounding.verifier import verify

CASES = list(labelled_cases())
WRONG = [case for case in CASES if case.span]
HARMLESS = [case for case in CASES if not case.span]


def named(case: Case) -> str:
    return f"{case.subject}-{case.language}-{case.text}"


@pytest.mark.parametrize("case", WRONG, ids=named)
def test_the_marked_piece_is_stopped_and_rightly_named(case: Case) -> None:
    assert case.span is not None
    start, end = case.span
    found = [one for one in verify(case.text, case.grounds).problems if one.start < end and start < one.end]
    assert {one.kind for one in found} & case.kinds, f"{case.text[start:end]!r} was let through"


@pytest.mark.parametrize("case", HARMLESS, ids=named)
def test_a_harmless_text_passes(case: Case) -> None:
    assert not verify(case.text, case.grounds).problems


def test_the_corpus_is_large_and_half_of_it_is_harmless() -> None:
    assert len(CASES) >= 700
    assert 0.4 <= len(HARMLESS) / len(CASES) <= 0.6
    assert {case.language for case in CASES} == {"en", "de", "fr", "es"}
