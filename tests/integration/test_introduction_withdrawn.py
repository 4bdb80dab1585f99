"""A consent is taken back in words, and the introduction that was drafted by then does not leave."""

from __future__ import annotations

import pytest

from assistant.errors import NotAllowed
from assistant.rapport import Rapport
from knowledge.people import Person
from tools.drafts import Draft, DraftState, digest

ONE, OTHER = "Nebelhorn Systemhaus", "Moosbach Systeme"


@pytest.fixture
def me(rapport: Rapport) -> Person:
    return rapport.person("")


def drafted(rapport: Rapport, me: Person, thread: str) -> Draft:
    words = f"Draft an introduction mail to {OTHER} introducing {ONE}"
    (shown,) = rapport.ask(words, me, thread=thread).drafts or ()
    assert ONE in shown.body
    return rapport.draft(shown.id)


@pytest.mark.long
def test_an_introduction_drafted_before_a_no_is_not_approved_and_not_sent(
    rapport: Rapport, me: Person
) -> None:
    rapport.ask(f"Introduce {ONE} to {OTHER}", me)
    for side, other in ((ONE, OTHER), (OTHER, ONE)):
        said = rapport.ask(f"{side} agreed to be introduced to {other}", me)
        assert f"Noted: {side} agreed." in said.text
    waiting, approved = drafted(rapport, me, "a"), drafted(rapport, me, "b")
    rapport.approve(approved.draft_id, digest(approved), me)
    said = rapport.ask(f"{ONE} declined the introduction to {OTHER}", me)
    assert f"Noted: {ONE} declined." in said.text
    with pytest.raises(NotAllowed, match="agree to be introduced any more"):
        rapport.approve(waiting.draft_id, digest(waiting), me)
    back = rapport.decisions.send_now(approved.draft_id)
    assert (back.state, back.approved_by) == (DraftState.EDITED, None)
    assert "agree to be introduced any more" in str(back.outcome)
