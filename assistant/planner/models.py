"""Which chat model plans and writes: the embedded one, or any that LangChain knows by name."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from assistant.errors import SettingsInvalid

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.planner.head import Head, QueryEncoder


class ModelSettings(Protocol):
    """The settings that choose a model."""

    @property
    def model(self) -> str:
        """`provider:name`; empty for the embedded one."""

    @property
    def model_url(self) -> str:
        """Base URL of an OpenAI-compatible server; empty for the provider's own."""

    @property
    def model_api(self) -> str:
        """`chat` or `responses`: which of OpenAI's two; empty lets the client choose by the model."""

    @property
    def model_timeout(self) -> float:
        """Seconds for one request."""


_OPENAI: Final = "openai"
_GOOGLE: Final = "google_genai"
_OLLAMA: Final = "ollama"
_EXTRAS: Final = {"anthropic": "anthropic", _GOOGLE: "google", _OLLAMA: "ollama"}
"""Provider as LangChain names it, and our extra that installs its client."""


def chat_model(settings: ModelSettings) -> BaseChatModel | None:
    """The configured chat model; None when none is, so that the embedded planner and writer work alone.

    Retries are off in the client: the agent's middleware retries and counts. A base URL without one of our
    providers as prefix means an OpenAI-compatible server; such servers often need no key, and their names of
    models may hold a colon (`qwen3:8b`).

    Raises:
        SettingsInvalid: if the name's provider is not installed or the client refuses the settings.
    """
    if not settings.model:
        return None
    from langchain.chat_models import init_chat_model

    name = _with_provider(settings)
    try:
        model: BaseChatModel = init_chat_model(name, **client_options(settings, name))
    except ImportError as error:
        raise SettingsInvalid([f"RAPPORT_MODEL={name!r}: {_not_installed(name, error)}"]) from error
    except Exception as error:
        problem = str(error).splitlines()[0]
        raise SettingsInvalid([f"RAPPORT_MODEL={name!r} cannot be used: {problem}"]) from error
    return model.model_copy(update=_corrections(model, settings.model_api))


def _with_provider(settings: ModelSettings) -> str:
    """The model's name as LangChain wants it."""
    ours = settings.model.partition(":")[0] in {_OPENAI, *_EXTRAS} and ":" in settings.model
    return settings.model if ours or not settings.model_url else f"{_OPENAI}:{settings.model}"


def client_options(settings: ModelSettings, name: str) -> dict[str, Any]:
    """What the client is told: where to ask, how long to wait, never to ask again by itself.

    Args:
        name: The model's name with its provider.
    """
    provider = name.partition(":")[0]
    options = {"temperature": 0, **_patience(provider, settings.model_timeout)}
    if settings.model_url:
        options["base_url"] = settings.model_url
        if provider == _OPENAI and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"  # the client insists on one; local servers ignore it
    return options


def _patience(provider: str, seconds: float) -> dict[str, Any]:
    """One request of at most so many seconds, in the words of each client."""
    if provider == _OLLAMA:
        return {"client_kwargs": {"timeout": seconds}}  # it overlooks `timeout`, and never retries
    return {"timeout": seconds, "max_retries": 1 if provider == _GOOGLE else 0}  # Google takes 0 for its five


def _corrections(model: BaseChatModel, api: str) -> dict[str, Any]:
    """What only the client knows: options that its model does not take, the API that it asks for calls."""
    found: dict[str, Any] = {}
    if (model.profile or {}).get("temperature") is False:
        found["temperature"] = None
    if is_openai(model):
        responses = api == "responses" if api else _prefers_responses(model)
        found["use_responses_api"] = responses
        if responses or not _own_server(model):
            found["store"] = False  # both APIs may keep what is asked unless told not to
    return found


def _prefers_responses(model: BaseChatModel) -> bool:
    """Whether the client would ask for calls through the Responses API: some models have them there alone."""
    asking_for_calls = {"tools": [{"type": "function"}]}
    return bool(model._use_responses_api(asking_for_calls))  # type: ignore[attr-defined]  # noqa: SLF001 -- the client's own rule


def _not_installed(name: str, error: ImportError) -> str:
    """Which command installs the provider's client."""
    provider = name.partition(":")[0]
    if extra := _EXTRAS.get(provider):
        return f"its client is not installed. In Rapport's folder, run: pip install '.[{extra}]'"
    return f"its client is not installed. {str(error).splitlines()[0]}"


def is_openai(model: BaseChatModel) -> bool:
    """Whether it speaks one of OpenAI's forms, at OpenAI or at a compatible server."""
    return _provider_of(model) == "openai-chat"


def speaks_responses(model: BaseChatModel) -> bool:
    """Whether it uses OpenAI's Responses API, which fills in every argument unless told not to."""
    return is_openai(model) and bool(getattr(model, "use_responses_api", None))


def must_call(model: BaseChatModel) -> bool:
    """Whether it is known to take the order to answer with calls alone; servers of one's own often do not."""
    return (model.profile or {}).get("tool_choice") is True and not _own_server(model)


def knows_tools(model: BaseChatModel) -> bool:
    """Whether it is known to call tools, so that an answer without calls is a slip."""
    return (model.profile or {}).get("tool_calling") is True and not _own_server(model)


def _own_server(model: BaseChatModel) -> bool:
    return is_openai(model) and bool(getattr(model, "openai_api_base", None))


def caching_of(model: BaseChatModel) -> list[Any]:
    """Middleware by which a provider is told what to cache; most find out by themselves."""
    if _provider_of(model) != "anthropic-chat":
        return []
    from langchain_anthropic.middleware import AnthropicPromptCachingMiddleware

    return [AnthropicPromptCachingMiddleware()]


def _provider_of(model: BaseChatModel) -> str:
    return model._llm_type  # noqa: SLF001 -- LangChain's own name for a kind of model


def embedded_model(encoder: QueryEncoder) -> BaseChatModel:
    """The planner that needs no key and no network, with the head that was fitted on our phrasings."""
    from assistant.planner.embedded import EmbeddedPlanner

    return EmbeddedPlanner(head=shipped_head(), encoder=encoder)


@cache
def shipped_head() -> Head:
    """The head that was fitted on our phrasings."""
    from assistant.planner.head import SHIPPED, load_head

    return load_head(Path(str(files("prompts").joinpath(SHIPPED))))
