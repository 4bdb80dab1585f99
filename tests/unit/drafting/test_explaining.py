from dataclasses import replace

import pytest

from assistant.drafting.explaining import explained
from tests.unit.grounding.labelled import labelled_cases
from tools.grounding.problems import ProblemKind

GROUNDS = replace(next(iter(labelled_cases())).grounds, language="en")


@pytest.mark.parametrize(
    ("text", "kind", "instead"),
    [
        ("You won 4 deals.", ProblemKind.NUMBER, "nearest fact: deals won, 12 months: 3"),
        ("You earned €12,500.", ProblemKind.NUMBER, "nearest fact: revenue, 12 months: 12,400 EUR"),
        ("Well done on 5 October.", ProblemKind.DATE, "nearest fact: closed: 3 Oct 2026"),
        ("We met with Stadtwerke Auenthal.", ProblemKind.NAME, "do you mean 'Stadtwerke Auental'?"),
        ("Your revenue grew by 18%.", ProblemKind.DIRECTION, "turn the word round"),
    ],
)
def test_each_problem_says_what_would_be_right(text: str, kind: ProblemKind, instead: str) -> None:
    wrong = explained(f"Hello\n\n{text}", GROUNDS).wrong[0]
    assert (wrong.kind, wrong.instead, wrong.line) == (kind, instead, 3)


def test_what_stands_is_told_with_the_fact_behind_it() -> None:
    found = explained("Three wins, the last with Stadtwerke Auental on 3 October.", GROUNDS)
    assert not found.wrong
    assert [(one.piece, one.fact) for one in found.backed] == [
        ("Three", "deals won, 12 months: 3"),
        ("Stadtwerke Auental", "customer: Stadtwerke Auental"),
        ("3 October", "closed: 3 Oct 2026"),
    ]


def test_who_may_not_know_of_other_partners_learns_nothing_of_them() -> None:
    text = "Globex said so."
    assert explained(text, GROUNDS).wrong[0].kind is ProblemKind.FOREIGN_NAME
    hidden = explained(text, GROUNDS, hides_others=True).wrong[0]
    assert hidden.kind is ProblemKind.NAME
    assert "partner's facts" in hidden.why
    assert not hidden.leak
