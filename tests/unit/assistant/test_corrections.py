"""What a message says against the answer before it, and how the question is asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.correcting import correction_in, only_complains
from assistant.planner.corrections import Reasking, meant_instead
from assistant.planner.reading import read
from assistant.planner.thread import Call, Thread
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
PARTNERS = ("Acme Ltd", "Acme GmbH", "Acme Cloud Services", "Umbra Labs", "Umbra Networks", "Globex")
NAMES = NameIndex([NameEntry(NameKind.PARTNER, f"id-{at}", name) for at, name in enumerate(PARTNERS)])
FIELDS = {name: frozenset(schema.model_fields) for name, schema in ARGUMENTS.items()}
PROFILE = Thread((Call("partner_profile", {"partner": "P1"}),), ("P1",), asked=("how is Acme GmbH",))
CHANGE = Thread(
    (Call("explain_change", {"partner": "P1", "since": "2026-06-01"}),),
    ("P1",),
    asked=("why did Umbra Labs drop",),
)
LIST = Thread((Call("partners_needing_attention", {"region": "DACH"}),), ("P1", "P2"), ("P1", "P2"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, I meant Acme Ltd", "Acme Ltd"),
        ("not that one, the GmbH", "the GmbH"),
        ("Nein, ich meinte Umbra Labs", "Umbra Labs"),
        ("Umbra Labs meinte ich", "Umbra Labs"),
        ("no, el otro", "el otro"),
        ("no, me refería a Globex", "Globex"),
        ("non, je parlais de Globex", "Globex"),
        ("I meant last quarter", "last quarter"),
        ("wrong partner, it's Globex", "Globex"),
        ("falscher Partner, es ist Globex", "Globex"),
        ("no, as a mail", "as a mail"),
        ("no, I want to know why", "why"),
        ("sorry, I meant Acme Ltd, not the GmbH", "Acme Ltd"),
        ("not Acme GmbH, Acme Ltd", "Acme Ltd"),
    ],
)
def test_what_was_meant_is_taken_out_of_a_correction(text: str, meant: str) -> None:
    correction = correction_in(text)
    assert correction is not None
    assert correction.meant == meant


@pytest.mark.parametrize(
    "text", ["no", "No.", "that's wrong", "Das stimmt nicht", "eso está mal", "c'est pas ça"]
)
def test_a_complaint_does_not_say_what_was_meant(text: str) -> None:
    assert only_complains(text)


@pytest.mark.parametrize(
    "text",
    [
        "no thanks",
        "no, that's all",
        "no usage data for whom?",
        "No partner in DACH is certified, right?",
        "not bad, and in DACH?",
        "I meant to ask who is certified in SAP",
        "esa nota es de Globex",
        "nobody in SAP?",
    ],
)
def test_not_every_no_is_a_correction(text: str) -> None:
    assert correction_in(text) is None


@pytest.mark.parametrize(
    ("thread", "text", "tool", "args"),
    [
        (PROFILE, "no, I meant Acme Ltd", "partner_profile", {"partner": "Acme Ltd"}),
        (PROFILE, "not that one, the Ltd", "partner_profile", {"partner": "Acme Ltd"}),
        (PROFILE, "no, the cloud services one", "partner_profile", {"partner": "Acme Cloud Services"}),
        (PROFILE, "no, I meant Blubber", "partner_profile", {"partner": "Blubber"}),
        (PROFILE, "no, as a mail", "draft_message", {"partners": ("P1",)}),
        (PROFILE, "nein, ich will wissen warum", "explain_change", {"partner": "P1"}),
        (CHANGE, "no, el otro", "explain_change", {"partner": "Umbra Networks", "since": "2026-06-01"}),
        (CHANGE, "I meant since March", "explain_change", {"partner": "P1", "since": date(2026, 3, 1)}),
        (LIST, "no, in Iberia", "partners_needing_attention", {"region": "Iberia"}),
        (LIST, "no, as a mail", "draft_message", {"partners": ("P1", "P2")}),
    ],
)
def test_the_question_is_asked_again_with_what_was_corrected(
    thread: Thread, text: str, tool: str, args: dict[str, Any]
) -> None:
    assert asked_again(thread, text) == (Call(tool, args),)


def test_what_follows_on_no_alone_is_what_was_meant() -> None:
    thread = Thread(PROFILE.calls, ("P1",), (), "no", ("no", *PROFILE.asked))
    assert asked_again(thread, "Acme Ltd") == (Call("partner_profile", {"partner": "Acme Ltd"}),)


def test_which_other_one_is_not_guessed_among_three() -> None:
    assert asked_again(PROFILE, "no, the other one") == ()


def test_nothing_is_corrected_before_anything_was_answered() -> None:
    assert meant_instead("no, I meant Acme Ltd", Thread()) is None


def asked_again(thread: Thread, text: str) -> tuple[Call, ...]:
    said = meant_instead(text, thread)
    assert said is not None
    meant = read(said.words, NAMES, AS_OF, ordinary_words())
    return Reasking(meant, said.thread, NAMES, FIELDS).calls()
