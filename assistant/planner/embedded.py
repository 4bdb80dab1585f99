"""The planner that needs no key and no network: a LangChain chat model that answers with tool calls only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, cast

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.tool import ToolCall, tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json, to_jsonable_python

from assistant.planner.deciding import Decider
from assistant.planner.decision import Decision, Toolset
from assistant.planner.head import EncodedOnce, Head
from assistant.planner.judging import Judge
from assistant.planner.plan import DECLINE, THEN
from assistant.planner.reading import read
from assistant.planner.thread import thread_of
from prompts.words import ordinary_words
from tools.names import NameIndex

_TODAY: Final = re.compile(r"Today is (\d{4}-\d{2}-\d{2})")


class EmbeddedPlanner(BaseChatModel):
    """Maps the newest question of a chat to tool calls; the day comes from the system prompt.

    Attributes:
        names: What the asker may name; replaced per question by `knowing`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    # LangChain writes the repr of a model down at every call: those of weights and names take long.
    head: Head = Field(repr=False)
    encoder: Any = Field(repr=False)  # a QueryEncoder; pydantic cannot check a protocol
    names: NameIndex = Field(NameIndex(()), repr=False)

    @property
    def _llm_type(self) -> str:
        return "rapport-embedded"

    def knowing(self, names: NameIndex) -> EmbeddedPlanner:
        """The same planner for somebody who may name these."""
        return self.model_copy(update={"names": names})

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        **kwargs: Any,  # noqa: ANN401 -- the signature of the base class
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """The planner with these tools; `tool_choice` and the like change nothing here."""
        del kwargs
        return cast("Runnable[LanguageModelInput, AIMessage]", self.bind(toolset=_toolset(tools)))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 -- the signature of the base class
    ) -> ChatResult:
        del stop, run_manager
        calls = self._tool_calls(messages, kwargs.get("toolset") or Toolset({}, {}))
        return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=calls))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 -- the signature of the base class
    ) -> Iterator[ChatGenerationChunk]:
        del stop, run_manager
        calls = self._tool_calls(messages, kwargs.get("toolset") or Toolset({}, {}))
        for place, call in enumerate(calls):
            chunk = tool_call_chunk(
                name=call["name"], args=to_json(call["args"]).decode(), id=call["id"], index=place
            )
            yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[chunk]))

    def _tool_calls(self, messages: list[BaseMessage], tools: Toolset) -> list[ToolCall]:
        asked = max(at for at, message in enumerate(messages) if isinstance(message, HumanMessage))
        encoder, thread = EncodedOnce(self.encoder), thread_of(messages[:asked])
        decider = Decider(Judge(self.head, encoder, self.names, tools), thread)
        ordinary = self.head.ordinary | ordinary_words()
        reading = read(str(messages[asked].content), self.names, _today(messages), ordinary)
        made = _as_calls(decider.decide(reading))
        return [ToolCall(name=name, args=args, id=f"call_{at}") for at, (name, args) in enumerate(made)]


def _today(messages: Sequence[BaseMessage]) -> date:
    for message in messages:
        if isinstance(message, SystemMessage) and (match := _TODAY.search(str(message.content))):
            return date.fromisoformat(match[1])
    raise ValueError("the system prompt of the embedded planner must say: Today is YYYY-MM-DD")


def _as_calls(decision: Decision) -> list[tuple[str, dict[str, Any]]]:
    if decision.declined:
        args: dict[str, Any] = {"reason": decision.declined.value}
        return [(DECLINE, {**args, "candidates": list(decision.candidates)} if decision.candidates else args)]
    return [(call.tool, to_jsonable_python(call.args)) for call in decision.calls]


def _toolset(tools: Sequence[Any]) -> Toolset:
    described = dict(_fields(tool) for tool in tools)
    kept = {name: fields for name, fields in described.items() if name not in {DECLINE, THEN}}
    return Toolset(
        {name: frozenset(fields) for name, fields in kept.items()},
        {
            name: frozenset(field for field, needed in fields.items() if needed)
            for name, fields in kept.items()
        },
    )


def _fields(tool: Any) -> tuple[str, dict[str, bool]]:  # noqa: ANN401 -- whatever LangChain takes for a tool
    """A tool's name and, by argument, whether it must be given."""
    schema = tool.args_schema if isinstance(tool, BaseTool) else None
    if isinstance(tool, BaseTool) and isinstance(schema, type) and issubclass(schema, BaseModel):
        return tool.name, {name: field.is_required() for name, field in schema.model_fields.items()}
    function = convert_to_openai_tool(tool)["function"]
    parameters = function.get("parameters", {})
    required = set(parameters.get("required", ()))
    return function["name"], {name: name in required for name in parameters.get("properties", {})}
