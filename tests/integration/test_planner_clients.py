"""The clients of providers as Rapport sets them up: which API, how patient, what they are made to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.errors import SettingsInvalid
from assistant.planner.models import chat_model, client_options, must_call
from assistant.planner.plan import Plan
from evals.model_server import KEY, ModelServer, Reply, in_turn
from evals.model_server.openai_chat import OpenAIChat
from evals.model_server.openai_responses import OpenAIResponses
from evals.model_server.serving import Wire
from tests.integration.planning_models import BRIEF, Chosen, Desks, Provider

NOWHERE = "http://127.0.0.1:9/v1"


def test_answers_stream_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ModelServer(in_turn(Reply(text="three small words"), Reply(calls=(BRIEF,)))) as server:
        model = chat_model(Chosen("openai:any", server.url))
        assert model is not None
        words = [str(chunk.content) for chunk in model.stream("hello") if chunk.content]
        whole = None
        for chunk in model.stream("hello"):
            whole = chunk if whole is None else whole + chunk
    assert words == ["three", "small", "words"]
    assert whole is not None
    assert [(call["name"], call["args"]) for call in whole.tool_calls] == [BRIEF]


def test_a_server_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert chat_model(Chosen("local", NOWHERE)) is not None


def test_without_a_model_name_there_is_no_chat_model() -> None:
    assert chat_model(Chosen("")) is None


@pytest.mark.parametrize(("provider", "extra"), [("google_genai:any", "google"), ("ollama:any", "ollama")])
def test_a_provider_whose_client_is_missing_says_what_to_install(provider: str, extra: str) -> None:
    with pytest.raises(SettingsInvalid, match=rf"run: pip install '\.\[{extra}\]'"):
        chat_model(Chosen(provider))


@pytest.mark.parametrize(
    ("chosen", "forced"),
    [
        (Chosen("openai:gpt-4o"), True),
        (Chosen("anthropic:claude-fable-5-1"), False),
        (Chosen("openai:gpt-4o", NOWHERE), False),
    ],
    ids=["openai", "anthropic", "own server"],
)
def test_a_model_is_made_to_call_where_it_is_known_to_take_that(
    chosen: Chosen, forced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    model = chat_model(chosen)
    assert model is not None
    assert must_call(model) is forced


@pytest.mark.parametrize(
    ("wire", "name"), [(OpenAIChat(), "gpt-4o"), (OpenAIResponses(), "gpt-6-sol")], ids=["chat", "responses"]
)
def test_at_openai_itself_nothing_is_kept_and_calls_are_demanded_until_one_was_made(
    wire: Wire, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    depends = in_turn(Reply(calls=(BRIEF, ("then", {}))), Reply(text="That is all."))
    with ModelServer(depends, wire) as server, Desks() as desks:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)  # it stands in for OpenAI's own
        asked = desks.open(Provider(wire, name), depends, server=server).ask()
    assert asked.made == [BRIEF]
    assert [request["store"] for request in asked.requests] == [False, False]
    assert [request.get("tool_choice") for request in asked.requests] == ["required", None]


def test_a_model_that_is_known_to_call_tools_keeps_them_whatever_it_says_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called = json.dumps({"calls": [{"tool": BRIEF[0], "arguments": BRIEF[1]}]})
    talkative = in_turn(Reply(text="Sure! Acme is great."), Reply(text=called), Reply(calls=(BRIEF,)))
    with ModelServer(talkative) as server, Desks() as desks:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        desk = desks.open(Provider(OpenAIChat(), "gpt-4o"), talkative, server=server)
        assert desk.ask().made == [BRIEF]
        assert desk.ask().plan == Plan(model_calls=1)


@pytest.mark.parametrize("name", ["qwen3:8b", "openai:qwen3:8b", "qwen3"])
def test_a_model_of_ones_own_server_may_have_a_colon_in_its_name(name: str) -> None:
    model = chat_model(Chosen(name, NOWHERE))
    assert model is not None
    assert getattr(model, "model_name", "") == name.removeprefix("openai:")


@pytest.mark.parametrize(
    ("name", "patience"),
    [
        ("openai:any", {"timeout": 7, "max_retries": 0}),
        ("anthropic:any", {"timeout": 7, "max_retries": 0}),
        ("google_genai:any", {"timeout": 7, "max_retries": 1}),
        ("ollama:any", {"client_kwargs": {"timeout": 7}}),
    ],
)
def test_every_client_waits_as_long_as_is_set_and_asks_once(name: str, patience: dict[str, Any]) -> None:
    assert client_options(Chosen(name, model_timeout=7), name) == {"temperature": 0, **patience}
