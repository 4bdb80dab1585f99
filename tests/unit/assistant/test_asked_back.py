"""An answer to `which of them?`: by name, legal form, city, country, type or order; the question waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from assistant.planner.asked_back import AskedBack
from assistant.planner.memory import PastCall, Turn, thread_messages
from assistant.planner.reading import read
from assistant.planner.thread import Call, Thread, thread_of
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "id-1", "Acme Ltd", (), "id-1", ("Leeds", "United Kingdom", "reseller")),
        NameEntry(NameKind.PARTNER, "id-2", "Acme GmbH", (), "id-2", ("Hamburg", "Germany", "agency")),
        NameEntry(NameKind.PARTNER, "id-3", "Globex", (), "id-3", ("Lyon", "France", "si")),
        NameEntry(NameKind.CONTACT, "c-1", "Dana Whitfield", (), "id-1"),
        NameEntry(NameKind.CONTACT, "c-3", "Dana Okafor", (), "id-3"),
        NameEntry(NameKind.CITY, "Hamburg", "Hamburg"),
        NameEntry(NameKind.COUNTRY, "Germany", "Germany", ("Deutschland", "Alemania")),
    ]
)
WAITS = Thread(
    (Call("explain_change", {"partner": "P1", "since": "2026-06-01"}),),
    ("P2", "P3"),
    ("P2", "P3"),
    offered=("P2", "P3"),
    asked=("why did Acme drop since June",),
)
NOTE = Thread(
    (Call("log_note", {"partner": "P1", "text": "Dana wants the deck"}),),
    ("P2", "P3"),
    ("P2", "P3"),
    offered=("P2", "P3"),
    asked=("note: Dana wants the deck",),
)


def answered(thread: Thread, text: str) -> list[dict[str, Any]]:
    reading = read(text, NAMES, AS_OF, ordinary_words())
    return [call.args for call in AskedBack(reading, thread, NAMES).calls()]


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("Acme GmbH", "Acme GmbH"),
        ("the GmbH", "Acme GmbH"),
        ("die GmbH bitte", "Acme GmbH"),
        ("Ltd", "Acme Ltd"),
        ("limited", "Acme Ltd"),
        ("the one in Hamburg", "Acme GmbH"),
        ("celui de Hamburg", "Acme GmbH"),
        ("la de Alemania", "Acme GmbH"),
        ("the agency", "Acme GmbH"),
        ("der Wiederverkäufer", "Acme Ltd"),
        ("the second one", "P3"),
        ("the first", "P2"),
        ("el segundo", "P3"),
    ],
)
def test_who_is_meant_is_put_into_the_question_that_waited(text: str, partner: str) -> None:
    assert answered(WAITS, text) == [{"partner": partner, "since": "2026-06-01"}]


def test_both_are_asked_about_one_by_one() -> None:
    assert [args["partner"] for args in answered(WAITS, "both")] == ["P2", "P3"]


@pytest.mark.parametrize(
    "text", ["who needs me?", "how is Globex", "never mind", "Acme", "the Sarl", "and in DACH?"]
)
def test_what_picks_nobody_is_no_answer(text: str) -> None:
    assert answered(WAITS, text) == []


@pytest.mark.parametrize("text", ["Okafor", "Dana Okafor", "the one at Globex"])
def test_a_note_that_waited_keeps_its_words(text: str) -> None:
    assert answered(NOTE, text) == [{"partner": "Dana Okafor", "text": "Dana wants the deck"}]


def test_a_yes_picks_the_only_one_offered() -> None:
    one = Thread(
        (Call("call_brief", {"partner": "P1"}),), ("P2",), (), offered=("P2",), asked=("brief me on Acmee",)
    )
    assert answered(one, "yes, that one") == [{"partner": "P2"}]
    assert answered(WAITS, "yes") == []


def test_only_the_one_nobody_could_resolve_is_replaced() -> None:
    compare = Thread(
        (Call("compare_partners", {"partners": ["P1", "P9"]}),),
        ("P9", "P2", "P3"),
        offered=("P2", "P3"),
        asked=("compare Acme and Globex",),
    )
    assert answered(compare, "the Ltd") == [{"partners": ("Acme Ltd", "P9")}]


def test_whom_the_newest_answer_offered_is_remembered_by_handles_alone() -> None:
    turns = [
        Turn(
            "how is Acme?", (PastCall("partner_profile", {"partner": "P1"}),), (), ("P2", "P3"), ("P2", "P3")
        )
    ]
    messages: list[BaseMessage] = thread_messages(turns)
    assert thread_of(messages).offered == ("P2", "P3")


def test_places_count_in_the_order_in_which_partners_were_named() -> None:
    turns = [Turn("compare", (PastCall("compare_partners", {"partners": ["P1", "P2"]}),), (), ("P2", "P1"))]
    assert thread_of(thread_messages(turns)).listed == ("P1", "P2")
