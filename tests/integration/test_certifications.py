"""`certifications` as it is asked for."""

from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.settings import Settings

LEAD = "tom.ashworth@vendor.example"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("which certifications do Emerald level partners hold?", "program.asked_for"),
        ("who is about to lose their level across the whole portfolio?", "certifications.until"),
    ],
)
def test_a_level_is_never_dropped_silently(sample_home: Path, question: str, key: str) -> None:
    with open_rapport(Settings(home=sample_home)) as rapport:
        answer = rapport.ask(question, rapport.person(LEAD))
    assert key in {fact.kind for fact in answer.facts or ()}
