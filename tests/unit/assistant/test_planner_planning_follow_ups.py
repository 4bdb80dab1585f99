"""Half sentences after answers about plans, money, plays and introductions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.follow_ups import follow_up
from assistant.planner.reading import read
from assistant.planner.thread import Call, Thread
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P7", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P8", "Hexaline", (), None),
        NameEntry(NameKind.REGION, "DACH", "DACH", (), None),
    ]
)
FIELDS = {name: frozenset(kind.model_fields) for name, kind in ARGUMENTS.items()}
LISTED = ("P1", "P2", "P3")


def after(tool: str, args: dict[str, Any], text: str) -> tuple[str, dict[str, Any]] | None:
    call = follow_up(
        read(text, NAMES, AS_OF, ordinary_words()), Thread((Call(tool, args),), LISTED, LISTED), FIELDS
    )
    return (call.tool, call.args) if call else None


@pytest.mark.parametrize(
    ("tool", "args", "text", "expected"),
    [
        (
            "commission_statement",
            {"partner": "P7", "period": "2026-06"},
            "why?",
            {"partner": "P7", "period": "2026-06", "show": "why"},
        ),
        ("commission_statement", {"show": "on_hold"}, "warum?", {"partner": "P1", "show": "on_hold"}),
        (
            "commission_statement",
            {"partner": "P7", "period": "2026-06"},
            "and for July?",
            {"partner": "P7", "period": "2026-07"},
        ),
        (
            "commission_statement",
            {"partner": "P7"},
            "and last quarter?",
            {"partner": "P7", "period": "2026-Q2"},
        ),
        (
            "partner_economics",
            {"measure": "roi", "limit": 5},
            "why the second one?",
            {"measure": "roi", "partner": "P2"},
        ),
        ("partner_economics", {"measure": "roi"}, "by type instead", {"measure": "roi", "by": "type"}),
        ("capacity_plan", {"show": "potential"}, "and in DACH?", {"show": "potential", "region": "DACH"}),
        ("capacity_plan", {"show": "potential"}, "shorter list", {"show": "potential", "limit": 3}),
        (
            "capacity_plan",
            {"show": "potential", "limit": 1},
            "kürzer bitte",
            {"show": "potential", "limit": 1},
        ),
        (
            "capacity_plan",
            {"show": "load"},
            "and with double service",
            {"show": "load", "service_times": 2.0},
        ),
        ("capacity_plan", {"show": "load"}, "in total for the team?", {"show": "load", "scope": "portfolio"}),
        (
            "capacity_plan",
            {"show": "load", "rebalance": True},
            "without moving Hexaline",
            {"show": "load", "rebalance": True, "excluding": ("Hexaline",)},
        ),
        (
            "capacity_plan",
            {"show": "investment", "amount": 10000.0, "spend": "money"},
            "20k",
            {"show": "investment", "amount": 20000.0, "spend": "money"},
        ),
        (
            "capacity_plan",
            {"show": "territory", "region": "DACH", "period": "2026-Q2", "by": "sector"},
            "who should we recruit for it",
            {"show": "territory", "region": "DACH", "period": "2026-Q2"},
        ),
        ("partner_economics", {"measure": "roi"}, "how sure is that", {"measure": "roi"}),
        ("commission_statement", {"show": "unpaid"}, "total?", {"show": "unpaid"}),
        ("commission_statement", {"show": "unpaid"}, "over 2000", {"show": "unpaid", "partly": True}),
        ("commission_statement", {"show": "unpaid"}, "pro Monat", {"show": "unpaid", "partly": True}),
        ("commission_statement", {"show": "unpaid"}, "only what's on hold", {"show": "on_hold"}),
        (
            "commission_statement",
            {"partner": "P7", "show": "why", "before": "2026-09"},
            "and in August?",
            {"partner": "P7", "show": "why", "period": "2026-08", "before": "2026-07"},
        ),
        (
            "commission_statement",
            {"partner": "P7", "show": "why", "period": "2026-08", "before": "2026-07"},
            "and vs June?",
            {"partner": "P7", "show": "why", "period": "2026-08", "before": "2026-06"},
        ),
        (
            "commission_statement",
            {"partner": "P7", "period": "2026-08"},
            "why less than last month",
            {"partner": "P7", "show": "why", "period": "2026-08", "before": "2026-07"},
        ),
        (
            "business_proposition",
            {"show": "pitch", "region": "DACH", "type": "si"},
            "and a German reseller?",
            {"show": "pitch", "country": "Germany", "type": "reseller"},
        ),
        ("playbook", {"partner": "P7"}, "the second one, how do I do it", {"partner": "P7", "partly": True}),
        ("business_proposition", {"partner": "P7"}, "what about Hexaline?", {"partner": "Hexaline"}),
        ("call_brief", {"partner": "P7"}, "with the QBR pack", {"partner": "P7", "pack": True}),
    ],
)
def test_a_half_sentence_asks_on(
    tool: str, args: dict[str, Any], text: str, expected: dict[str, Any]
) -> None:
    assert after(tool, args, text) == (tool, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they agreed", {"action": "agreed"}),
        ("Hexaline said yes", {"action": "agreed", "side": "Hexaline"}),
        ("Quintara will nicht", {"action": "declined", "side": "Quintara"}),
        ("has either side agreed?", {"action": "status"}),
        ("it's done, they met", {"action": "made"}),
        ("outcome: a joint deal", {"action": "outcome", "outcome": "a joint deal"}),
        ("nothing came of it", {"action": "outcome", "outcome": "nothing came of it"}),
        ("forget it", {"action": "status", "partly": True}),
    ],
)
def test_what_became_of_the_introduction_just_spoken_of(text: str, expected: dict[str, Any]) -> None:
    sides = {"partner": "P7", "other": "P8"}
    assert after("suggest_introduction", {"action": "propose", **sides}, text) == (
        "suggest_introduction",
        {**sides, **expected},
    )


def test_one_of_those_suggested_is_introduced() -> None:
    call = after("suggest_introduction", {"partner": "P7"}, "introduce them to the second one")
    assert call == ("suggest_introduction", {"action": "propose", "partner": "P7", "other": "P2"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("done", {"partner": "P7"}),
        ("did it yesterday", {"partner": "P7", "on": date(2026, 9, 29)}),
        ("c'est fait", {"partner": "P7"}),
    ],
)
def test_the_play_just_suggested_was_done(text: str, expected: dict[str, Any]) -> None:
    assert after("playbook", {"partner": "P7"}, text) == ("record_play", expected)


@pytest.mark.parametrize("text", ["did it work?", "hat das geholfen?", "has it worked"])
def test_whether_the_play_worked_asks_for_what_followed(text: str) -> None:
    shown = {"action": "show", "partner": "P7"}
    assert after("playbook", {"partner": "P7"}, text) == ("record_play", shown)


@pytest.mark.parametrize(
    "text", ["in DACH, who needs attention", "brief me on Hexaline", "for Hexaline write a mail", "with what"]
)
def test_a_question_of_its_own_is_no_half_sentence(text: str) -> None:
    assert after("capacity_plan", {"show": "load"}, text) is None


def test_a_note_of_thanks_records_no_play() -> None:
    assert after("playbook", {"partner": "P7"}, "nice, thanks") is None
