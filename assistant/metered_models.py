"""A chat model whose requests are reported to a meter, and during which the answer's place is another's."""

from __future__ import annotations

import time
from typing import Any, Final
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from assistant.metering import Call, CallKind, Meter
from assistant.turnstile import Turnstile

_NAME_FIELDS: Final = ("model_name", "model")


def metered(
    model: BaseChatModel, kind: CallKind, meter: Meter | None, *, elsewhere: bool = False
) -> BaseChatModel:
    """The same model, reporting every request to `meter`, if there is one, as one of that kind.

    Args:
        model: Any.
        kind: What it is asked for.
        meter: None: nobody counts.
        elsewhere: It runs on another machine, so that ours is free meanwhile.
    """
    callbacks: list[BaseCallbackHandler] = [_StepsAside()] if elsewhere else []
    if meter is not None:
        callbacks.append(_Reporter(_name_of(model), kind, meter))
    return model.model_copy(update={"callbacks": callbacks}) if callbacks else model


class _StepsAside(BaseCallbackHandler):
    """Lets another answer be thought about while this one waits for a model."""

    run_inline = True  # in the thread and the context of the answer

    def on_chat_model_start(
        self, serialized: dict[str, Any], messages: list[list[BaseMessage]], *, run_id: UUID, **kwargs: object
    ) -> None:
        """The model is asked now."""
        del serialized, messages, run_id, kwargs
        Turnstile.step_aside()

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: object) -> None:
        """The model has answered."""
        del response, run_id, kwargs
        Turnstile.go_on()

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: object) -> None:
        """The model did not answer."""
        del error, run_id, kwargs
        Turnstile.go_on()


class _Reporter(BaseCallbackHandler):
    """Tells the meter about each request when it ends."""

    def __init__(self, model: str, kind: CallKind, meter: Meter) -> None:
        self._model = model
        self._kind = kind
        self._meter = meter
        self._began: dict[UUID, float] = {}

    def on_chat_model_start(
        self, serialized: dict[str, Any], messages: list[list[BaseMessage]], *, run_id: UUID, **kwargs: object
    ) -> None:
        """Start the clock."""
        del serialized, messages, kwargs
        self._began[run_id] = time.perf_counter()

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: object) -> None:
        """Report a request that was answered."""
        del kwargs
        usage = _usage_of(response)
        self._report(
            run_id,
            input_tokens=usage.get("input_tokens", 0),
            cached_tokens=usage.get("input_token_details", {}).get("cache_read") or 0,
            output_tokens=usage.get("output_tokens", 0),
        )

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: object) -> None:
        """Report a request that failed."""
        del error, kwargs
        self._report(run_id, failed=True)

    def _report(self, run_id: UUID, **told: Any) -> None:  # noqa: ANN401 -- fields of `Call`
        seconds = time.perf_counter() - self._began.pop(run_id, time.perf_counter())
        self._meter.add(Call(self._kind, self._model, seconds, **told))


def _usage_of(response: LLMResult) -> dict[str, Any]:
    """Tokens as the provider tells them; empty if it does not."""
    generation = next((one for batch in response.generations for one in batch), None)
    message = generation.message if isinstance(generation, ChatGeneration) else None
    return dict(message.usage_metadata or {}) if isinstance(message, AIMessage) else {}


def _name_of(model: BaseChatModel) -> str:
    named = (getattr(model, field, "") for field in _NAME_FIELDS)
    return next((name for name in named if name), model._llm_type)  # noqa: SLF001 -- LangChain's own name for a kind of model
