"""What the verifier has against an edited draft stands under the field in which the words are."""

from __future__ import annotations

import pytest

from assistant.slack.draft_wishes import _by_field

TYPED = {"subject": "News for Globex", "body": "You are a dementor, and 'Toms' idea is 17."}


@pytest.mark.parametrize(
    ("problems", "fields"),
    [
        (["'dementor' is an internal word"], {"body"}),
        (["'Globex' is another partner's name"], {"subject"}),
        (["'Globex' is another partner's name", "'17' is in no fact"], {"subject", "body"}),
        (["'nowhere' is hidden in the letters"], {"body"}),
        ([], {"body"}),
    ],
)
def test_each_finding_stands_under_its_field(problems: list[str], fields: set[str]) -> None:
    found = _by_field(problems, TYPED)
    assert set(found) == fields
    assert all(any(problem in said for said in found.values()) for problem in problems)
