"""What stands between the agent's loop and the model and tools: limits, retries, one way to call a tool.

The loop ends after the tools unless the planner called `then` beside them, or a call could not be understood
and may be repaired. The number of requests to the model never exceeds `MODEL_CALLS`, retries included.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from langchain.agents.middleware import AgentMiddleware, AgentState, hook_config
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command
from pydantic import ValidationError

from assistant.planner.embedded import EmbeddedPlanner
from assistant.planner.plan import CALLS_AT_ONCE, DECLINE, MODEL_CALLS, THEN, Declined, Failure
from assistant.toolbox.spec import ToolSession
from tools.names import NameIndex

RETRIES: Final = 2
FIRST_WAIT: Final = 0.5  # seconds; doubled each time
LONGEST_WAIT: Final = 8.0  # seconds, also for a provider's Retry-After


class PlanningFailed(Exception):
    """The model gave nothing usable; carried out of the loop as a `Failure`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass
class Run:
    """One question on its way through the agent: the context that middleware shares.

    Attributes:
        model_calls: Requests made so far.
        declined, candidates: What the planner said through `decline`.
    """

    session: ToolSession
    names: NameIndex
    wait: Callable[[float], None] = time.sleep
    model_calls: int = 0
    declined: Declined | None = None
    candidates: tuple[str, ...] = ()
    called: list[str] = field(default_factory=list)


class BoundedModel(AgentMiddleware[AgentState[Any], Run]):
    """Asks the model, again after a passing fault; refuses answers that would end the run with nothing."""

    def wrap_model_call(
        self,
        request: ModelRequest[Run],
        handler: Callable[[ModelRequest[Run]], ModelResponse[Any]],
    ) -> ModelResponse[Any]:
        """One planner step."""
        run = request.runtime.context
        if isinstance(request.model, EmbeddedPlanner):
            request = request.override(model=request.model.knowing(run.names))
        for attempt in range(RETRIES + 1):
            if run.model_calls >= MODEL_CALLS:
                raise PlanningFailed(Failure.LOOP)
            run.model_calls += 1
            try:
                response = handler(request)
            except Exception as error:
                seconds = _wait_before_retry(error, attempt)
                if seconds is None or attempt == RETRIES:
                    raise PlanningFailed(_failure_of(error)) from error
                run.wait(seconds)
            else:
                _require_usable(response, first=_is_first(request.messages))
                return response
        raise PlanningFailed(Failure.UNREACHABLE)


class OneStep(AgentMiddleware[AgentState[Any], Run]):
    """Ends the loop after the tools, and runs each call through the tool session."""

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: AgentState[Any], runtime: Runtime[Run]) -> dict[str, Any] | None:
        """End when tools have run and nothing asks for more."""
        del runtime
        results = _newest_results(state["messages"])
        if results and not any(_asks_for_more(result) for result in results):
            return {"jump_to": "end"}
        return None

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]],
    ) -> ToolMessage | Command[Any]:
        """Run one call; arguments that do not fit come back to the planner as an error it can repair."""
        del handler
        call, run = request.tool_call, cast("Run", request.runtime.context)
        name, args, call_id = call["name"], call["args"], str(call["id"])
        if name == DECLINE:
            return ToolMessage(_decline(run, args), tool_call_id=call_id, name=name)
        if name == THEN:
            return ToolMessage("{}", tool_call_id=call_id, name=name)
        content, status = _result(run, name, args)
        return ToolMessage(content, tool_call_id=call_id, name=name, status=status)


def _result(run: Run, name: str, args: dict[str, Any]) -> tuple[str, Any]:
    spec = next((spec for spec in run.session.specs if spec.name == name), None)
    if spec is None:
        known = ", ".join(spec.name for spec in run.session.specs)
        return f"There is no tool {name!r}; there are: {known}.", "error"
    try:
        spec.arguments.model_validate(args)
    except ValidationError as error:
        return _repair_hint(error), "error"
    try:
        content = run.session.call(name, args)
    except Exception as error:
        raise PlanningFailed(Failure.TOOLBOX) from error
    run.called.append(name)
    return content, "success"


def _repair_hint(error: ValidationError) -> str:
    """What is wrong with the arguments, without repeating their values."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}" for problem in problems
    )


def _decline(run: Run, args: dict[str, Any]) -> str:
    reason = args.get("reason")
    run.declined = Declined(reason) if reason in set(Declined) else Declined.OUT_OF_SCOPE
    given = args.get("candidates")
    known = {spec.name for spec in run.session.specs}
    names = [str(name) for name in given] if isinstance(given, list | tuple) else []
    told = run.declined in {Declined.NOT_YET, Declined.MEANING}
    run.candidates = tuple(name for name in names if name in known or (told and name.isidentifier()))[:3]
    return "{}"


def _newest_results(messages: Sequence[BaseMessage]) -> list[ToolMessage]:
    results: list[ToolMessage] = []
    for message in reversed(messages):
        if not isinstance(message, ToolMessage):
            break
        results.append(message)
    return results


def _asks_for_more(result: ToolMessage) -> bool:
    return result.name == THEN or result.status == "error"


def _is_first(messages: Sequence[BaseMessage]) -> bool:
    return isinstance(messages[-1], HumanMessage)


def _require_usable(response: ModelResponse[Any], *, first: bool) -> None:
    """Refuse what LangChain would take for a finished run: no calls, malformed calls, a refusal."""
    message = next((item for item in reversed(response.result) if isinstance(item, AIMessage)), None)
    if message is None:
        raise PlanningFailed(Failure.EMPTY)
    if message.invalid_tool_calls:
        raise PlanningFailed(Failure.MALFORMED)
    if len(message.tool_calls) > CALLS_AT_ONCE:
        raise PlanningFailed(Failure.TOO_MANY_CALLS)
    if (
        message.additional_kwargs.get("refusal")
        or message.response_metadata.get("finish_reason") == "content_filter"
    ):
        raise PlanningFailed(Failure.REFUSAL)
    if not message.tool_calls and first:
        raise PlanningFailed(Failure.EMPTY)


def _wait_before_retry(error: Exception, attempt: int) -> float | None:
    """Seconds to wait before asking again; None when asking again cannot help."""
    if _failure_of(error) not in {Failure.BUSY, Failure.UNREACHABLE}:
        return None
    told = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    seconds = float(told) if str(told).replace(".", "", 1).isdigit() else FIRST_WAIT * 2**attempt
    return min(seconds, LONGEST_WAIT)


def _failure_of(error: Exception) -> Failure:
    """The kind of fault, by status code or kind of exception; no provider's classes are needed."""
    status = getattr(error, "status_code", None)
    if status == 429:  # noqa: PLR2004  HTTP: too many requests
        return Failure.BUSY
    if isinstance(status, int):
        return Failure.UNREACHABLE if status >= 500 or status in {408, 409} else Failure.REJECTED  # noqa: PLR2004  HTTP codes
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"APIConnectionError", "APITimeoutError", "TimeoutError", "ConnectionError", "TransportError"}:
        return Failure.UNREACHABLE
    return Failure.MALFORMED
