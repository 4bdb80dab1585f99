from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.nobody_named import asks_whom, is_ambiguous
from assistant.planner.plan import Declined
from assistant.planner.reading import read
from assistant.planner.thread import Call, Thread
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "p1", "Acme Ltd", (), "p1"),
        NameEntry(NameKind.PARTNER, "p2", "Acme GmbH", (), "p2"),
        NameEntry(NameKind.CONTACT, "c1", "Dana Keller", (), "p1"),
        NameEntry(NameKind.REGION, "DACH", "DACH"),
    ]
)
TODAY = date(2026, 9, 30)
EVERYDAY = frozenset({"denen", "they", "their"})


def asked(text: str, tool: str = "partner_profile", thread: Thread | None = None) -> Declined | None:
    return asks_whom(read(text, NAMES, TODAY, EVERYDAY), thread or Thread(), tool)


@pytest.mark.parametrize(
    "text",
    [
        "how are they doing?",
        "why did they drop",
        "compare them",
        "that partner",
        "congratulate them on the big win",
        "what about the other one",
        "how is their score",
        "und der andere?",
        "wie geht es denen",
        "vergleiche die beiden",
        "y ellos?",
        "et l'autre ?",
        "pourquoi ont-ils baissé ?",
    ],
)
def test_whom_a_message_points_at_is_asked_where_nothing_was_before(text: str) -> None:
    assert asked(text) is Declined.WHICH_PARTNER


@pytest.mark.parametrize(
    "text", ["do it", "can you check that", "kannst du das mal prüfen", "hazlo", "fais-le", "mach das bitte"]
)
def test_what_to_do_is_asked_where_nothing_was_before(text: str) -> None:
    assert asked(text, "greeting") is Declined.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "which partners are slipping and why did they drop",
        "who is stuck and what do they need",
        "Acme Ltd: how are they?",
        "what did Dana say they need",
        "how are they in DACH",
        "do we have numbers and how old are they",
        "call all of them today",
        "check data health",
        "what is due today",
        "Was liegt heute an",
        "percentile 75 sur les deux axes",
    ],
)
def test_a_message_that_says_whom_is_not_asked_about(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize("tool", ["delete_note", "out_of_scope", "data_health"])
def test_what_is_of_no_partner_is_not_asked_about(tool: str) -> None:
    assert asked("the other one too", tool) is None


def test_a_thread_tells_whom() -> None:
    before = Thread((Call("partner_profile", {"partner": "P1"}),), ("P1",))
    assert asked("how are they doing?", thread=before) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("acme budget", True), ("acme ltd budget", False), ("x", False)]
)
def test_a_name_of_several_is_ambiguous(text: str, expected: bool) -> None:
    assert is_ambiguous(read(text, NAMES, TODAY, EVERYDAY)) is expected
