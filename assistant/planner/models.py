"""Which chat model plans and writes: the embedded one, or any that LangChain knows by name."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import SettingsInvalid

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.planner.head import QueryEncoder


class ModelSettings(Protocol):
    """The settings that choose a model."""

    @property
    def model(self) -> str:
        """`provider:name`; empty for the embedded one."""

    @property
    def model_url(self) -> str:
        """Base URL of an OpenAI-compatible server; empty for the provider's own."""

    @property
    def model_timeout(self) -> float:
        """Seconds for one request."""


def chat_model(settings: ModelSettings) -> BaseChatModel | None:
    """The configured chat model; None when none is, so that the embedded planner and writer work alone.

    Retries are off in the client: the agent's middleware retries and counts. A base URL without a provider's
    prefix means an OpenAI-compatible server; such servers often need no key.

    Raises:
        SettingsInvalid: if the name's provider is not installed or the client refuses the settings.
    """
    if not settings.model:
        return None
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"timeout": settings.model_timeout, "max_retries": 0, "temperature": 0}
    name = settings.model
    if settings.model_url:
        options["base_url"] = settings.model_url
        if not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"  # the client insists on one; local servers ignore it
        name = name if ":" in name else f"openai:{name}"
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except Exception as error:
        problem = str(error).splitlines()[0]
        raise SettingsInvalid([f"RAPPORT_MODEL={name!r} cannot be used: {problem}"]) from error
    return model


def embedded_model(encoder: QueryEncoder) -> BaseChatModel:
    """The planner that needs no key and no network, with the head that was fitted on our phrasings."""
    from assistant.planner.embedded import EmbeddedPlanner
    from assistant.planner.head import SHIPPED, load_head

    return EmbeddedPlanner(head=load_head(Path(str(files("prompts").joinpath(SHIPPED)))), encoder=encoder)
