from dataclasses import replace
from datetime import date

import pytest

from assistant.contract import Answer, ShownFact
from evals.drafts.tone import Sent, tone_of
from evals.shown import unshown, words_of_prose
from tools.grounding.names import NameIndex

GOOD = Sent(
    subject="Seit Veldhoeve Energie",
    body="Guten Tag Ilse Bakker,\n\nseit Mai ist es still. Wo fangen wir an?\n\nViele Grüße\nNora",
    language="de",
    formal=True,
    reader="Ilse Bakker",
    sender="Nora Lind",
    about=("Veldhoeve Energie",),
)


def test_a_message_that_a_person_would_write_passes_every_check() -> None:
    assert all(tone_of(GOOD).values())


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        (replace(GOOD, body=GOOD.body + " Wort" * 120), "at most 120 words"),
        (replace(GOOD, body=GOOD.body.replace("Wo", "Passt Montag? Wo")), "one ask"),
        (replace(GOOD, body=GOOD.body.replace("still.", "still. Zögern Sie nicht.")), "no filler"),
        (replace(GOOD, body=GOOD.body.replace("still.", "still für unsere Partner.")), "no group words"),
        (replace(GOOD, body=GOOD.body.replace("Guten Tag", "Hi")), "greeting in their language and form"),
        (
            replace(GOOD, body=GOOD.body.replace("Viele Grüße", "Bis bald")),
            "sign-off in their language and form",
        ),
        (replace(GOOD, body=GOOD.body.replace("still.", "still bei dir.")), "one form of address"),
        (replace(GOOD, subject="Kurze Frage"), "subject that is about them"),
    ],
)
def test_each_fault_is_found_by_its_check(wrong: Sent, check: str) -> None:
    assert not tone_of(wrong)[check]


def test_a_number_or_name_without_a_fact_is_found_and_quotations_are_their_authors() -> None:
    day = date(2026, 9, 30)
    fact = ShownFact(id="f1", kind="deals.won", value=5, unit="count", as_of=day)
    names = NameIndex.build(["Kestrel"])
    said = Answer(
        calls=[], text="They won 5 deals in the last 90 days. “We want 70” (Ann, 3 May)", facts=[fact]
    )
    assert unshown(said, names, day) == ()
    assert words_of_prose(said) == 15
    wrong = said.model_copy(update={"text": "Kestrel won 7 deals."})
    assert unshown(wrong, names, day) == ("Kestrel", "7")
