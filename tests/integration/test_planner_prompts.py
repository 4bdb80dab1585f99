"""What is sent to a provider with each question: how many bytes, and in an order that it can cache."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.toolbox.session import SPECS
from evals.model_server import Reply, in_turn, prompt_bytes
from evals.model_server.anthropic_messages import cache_marks
from evals.model_server.weak_local import WeakLocal, refusing
from tests.integration.planning_models import (
    BRIEF,
    PROVIDERS,
    Desks,
    Provider,
    named_tools,
    system_of,
    text_of,
)

BRIEFED = in_turn(Reply(calls=(BRIEF,)))
LARGEST = (
    "capacity_plan",
    "suggest_introduction",
    "tier_what_if",
    "partner_economics",
    "commission_statement",
    "review_decision",
)


@pytest.fixture(scope="module")
def desks() -> Iterator[Desks]:
    with Desks() as opened:
        yield opened


@pytest.mark.parametrize("provider", PROVIDERS)
def test_prompt_and_tools_stay_under_6000_bytes_on_the_wire(desks: Desks, provider: str) -> None:
    chance = random.Random(provider)
    names = [spec.name for spec in SPECS]
    desk = desks.open(PROVIDERS[provider], BRIEFED)
    for first in (LARGEST, *(tuple(chance.sample(names, 6)) for _ in range(2))):
        desk.likely.first = first
        request = desk.ask("except Acme, who brings 3 deals since May?").requests[0]
        assert len(named_tools(request)) == 9
        assert prompt_bytes(request) < 6_000


def test_tools_told_in_words_stay_under_6000_bytes_as_well(desks: Desks) -> None:
    script = refusing("tools", otherwise=in_turn(Reply(text="no")))
    desk = desks.open(Provider(WeakLocal(), "openai:any"), script)
    desk.likely.first = LARGEST
    request = desk.ask("except Acme, who brings 3 deals since May?").requests[1]
    assert all(f"- {name}(" in request["messages"][0]["content"] for name in LARGEST)
    assert prompt_bytes(request) < 6_000


@pytest.mark.parametrize("provider", PROVIDERS)
def test_two_questions_of_two_days_begin_with_the_same_bytes(desks: Desks, provider: str) -> None:
    desk = desks.open(PROVIDERS[provider], BRIEFED)
    one = desk.ask("brief me on acme", day=date(2026, 9, 30)).requests[0]
    other = desk.ask("why did globex drop?", day=date(2026, 10, 1)).requests[0]
    assert system_of(one) == system_of(other)
    assert named_tools(one) == named_tools(other)
    assert "Today is" not in str(system_of(one))
    assert "Thursday 2026-10-01" in text_of(other)


def test_tools_stand_in_one_order_whatever_is_likeliest(desks: Desks) -> None:
    desk = desks.open(PROVIDERS["chat"], BRIEFED)
    sent = []
    for first in (LARGEST, LARGEST[::-1]):
        desk.likely.first = first
        sent.append(named_tools(desk.ask().requests[0]))
    assert sent[0] == sent[1]
    assert sent[0][:2] == ["decline", "then"]


def test_anthropic_is_told_to_cache_the_rules_and_the_chat(desks: Desks) -> None:
    request = desks.open(PROVIDERS["anthropic"], BRIEFED).ask().requests[0]
    assert request["system"][-1]["cache_control"]["type"] == "ephemeral"
    assert 1 <= cache_marks(request) <= 4
