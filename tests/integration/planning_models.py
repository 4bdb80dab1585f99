"""A planner with a chat model over loopback HTTP, in each provider's wire format."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

import pytest
from langchain_core.language_models import BaseChatModel

from assistant.planner.agent import Planner
from assistant.planner.memory import Turn
from assistant.planner.models import chat_model
from assistant.planner.plan import Plan
from assistant.planner.preselected import Preselected
from assistant.toolbox.session import SPECS
from assistant.toolbox.spec import ToolSpec
from evals.model_server import KEY, ModelServer, Reply, Script, in_turn
from evals.model_server.anthropic_messages import AnthropicMessages
from evals.model_server.openai_chat import OpenAIChat
from evals.model_server.openai_responses import OpenAIResponses
from evals.model_server.serving import Wire
from tools.names import NameIndex

BRIEF = ("call_brief", {"partner": "acme"})


@dataclass(frozen=True)
class Chosen:
    """Model settings of a test."""

    model: str
    model_url: str = ""
    model_api: str = ""
    model_timeout: float = 10


@dataclass(frozen=True)
class Provider:
    """A wire format, and the settings by which Rapport speaks it."""

    wire: Wire
    model: str
    api: str = ""


PROVIDERS = {
    "chat": Provider(OpenAIChat(), "openai:any"),
    "responses": Provider(OpenAIResponses(), "openai:any", "responses"),
    "anthropic": Provider(AnthropicMessages(), "anthropic:any"),
}


@dataclass
class RecordingSession:
    """A toolbox that records calls and answers with a handle."""

    made: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    breaks: bool = False

    @property
    def specs(self) -> Sequence[ToolSpec]:
        return SPECS

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        if self.breaks:
            raise RuntimeError("secret detail")
        self.made.append((name, arguments))
        return '{"partners": ["P1"]}'


@dataclass
class Ordered:
    """Ranks those tools first, in that order."""

    first: tuple[str, ...] = ()
    forbidden: bool = False

    def judged(self, words: str, *, specs: Sequence[ToolSpec], **_: object) -> Preselected:
        del words
        if self.forbidden:
            return Preselected(forbidden=True)
        return Preselected(tuple(dict.fromkeys((*self.first, *(spec.name for spec in specs)))))


@dataclass
class Asked:
    """What came of one question."""

    plan: Plan
    made: list[tuple[str, dict[str, Any]]]
    requests: list[dict[str, Any]]


@dataclass
class Desk:
    """Asks one planner, as often as a test likes."""

    planner: Planner
    server: ModelServer
    likely: Ordered

    def ask(
        self,
        text: str = "brief me on acme",
        thread: Sequence[Turn] = (),
        *,
        breaks: bool = False,
        day: date = date(2026, 9, 30),
    ) -> Asked:
        toolbox, before = RecordingSession(breaks=breaks), len(self.server.requests)
        plan = self.planner.plan(text, toolbox, as_of=day, names=NameIndex(()), thread=thread)
        assert self.server.refused == []
        return Asked(plan, toolbox.made, self.server.requests[before:])


@dataclass
class Desks:
    """Servers and clients, one of each provider for all tests of a file: a client takes long to make."""

    _running: ExitStack = field(default_factory=ExitStack)
    _made: dict[int, tuple[ModelServer, BaseChatModel]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        patch = self._running.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("OPENAI_API_KEY", KEY)
        patch.setenv("ANTHROPIC_API_KEY", KEY)
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def open(
        self,
        provider: Provider,
        script: Script,
        *first: str,
        timeout: float = 0,
        server: ModelServer | None = None,
    ) -> Desk:
        """A new planner.

        Args:
            first: The likeliest tools after the brief.
            server: Where the client asks by itself, without a base URL.
        """
        if server:
            model = _client(Chosen(provider.model))
        elif timeout:
            server, model = self._made_for(provider, timeout)
        else:
            if id(provider) not in self._made:
                self._made[id(provider)] = self._made_for(provider, 10)
            server, model = self._made[id(provider)]
        server.script = script
        server.requests.clear()
        server.refused.clear()
        likely = Ordered(("call_brief", *first))
        return Desk(Planner(model, likely, wait=lambda _: None), server, likely)

    def _made_for(self, provider: Provider, timeout: float) -> tuple[ModelServer, BaseChatModel]:
        server = self._running.enter_context(ModelServer(in_turn(Reply()), provider.wire))
        return server, _client(Chosen(provider.model, server.url, provider.api, timeout))


def _client(chosen: Chosen) -> BaseChatModel:
    model = chat_model(chosen)
    assert model is not None
    return model


def text_of(request: dict[str, Any]) -> str:
    """Everything of a request that is not system prompt or tools."""
    turns = request.get("messages") or request["input"]
    return str([turn for turn in turns if turn.get("role") not in {"system", "developer"}])


def system_of(request: dict[str, Any]) -> object:
    """The system prompt as it is sent."""
    turns = request.get("messages") or request["input"]
    return request.get("system") or [turn for turn in turns if turn.get("role") in {"system", "developer"}]


def named_tools(request: dict[str, Any]) -> list[str]:
    """Names of the tools that are shown."""
    return [tool.get("name") or tool["function"]["name"] for tool in request["tools"]]
