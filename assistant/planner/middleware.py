"""What stands between the agent's loop and the model and tools: limits, retries, one way to call a tool.

The loop ends after the tools unless the planner called `then` or `more_tools`, or a call could not be
understood and may be repaired. The number of requests to the model never exceeds `MODEL_CALLS`, retries
included.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, cast

from langchain.agents.middleware import AgentMiddleware, AgentState, hook_config
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import BaseMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command
from pydantic import ValidationError

from assistant.planner.asking_for_calls import Step, asked, day_prompt
from assistant.planner.embedded import EmbeddedPlanner
from assistant.planner.faults import PlanningFailed
from assistant.planner.plan import DECLINE, MORE_TOOLS, THEN, Declined, Failure
from assistant.planner.run import Run
from assistant.planner.terms import terms_in


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
            model = request.model.knowing(run.names)
            message = asked(run, request.override(model=model, system_message=day_prompt(run)), handler)
        else:
            message = Step(run, request, handler).calls()
        return ModelResponse(result=[message])


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
        name, args, call_id = call["name"], _said(call["args"]), str(call["id"])
        if name in {DECLINE, THEN, MORE_TOOLS}:
            if name == DECLINE:
                _decline(run, args)
            if name == MORE_TOOLS:
                run.ask_for(_names(args.get("tools")))
            return ToolMessage("{}", tool_call_id=call_id, name=name)
        content, status = _result(run, name, args)
        return ToolMessage(content, tool_call_id=call_id, name=name, status=status)


def _said(args: dict[str, Any]) -> dict[str, Any]:
    """Arguments without those that a model fills with nothing."""
    return {name: value for name, value in args.items() if value is not None and value != ""}


def _result(run: Run, name: str, args: dict[str, Any]) -> tuple[str, Any]:
    spec = run.spec(name)
    if spec is None:
        known = ", ".join(spec.name for spec in run.session.specs)
        return f"There is no tool {name!r}; there are: {known}.", "error"
    try:
        spec.arguments.model_validate(args)
    except ValidationError as error:
        run.ask_for([name])
        return _repair_hint(error), "error"
    call = json.dumps([name, args], sort_keys=True)
    if call not in run.results:  # who calls again what was called gets the same, and the answer has it once
        try:
            run.results[call] = run.session.call(name, args)
        except Exception as error:
            raise PlanningFailed(Failure.TOOLBOX) from error
    return run.results[call], "success"


def _repair_hint(error: ValidationError) -> str:
    """What is wrong with the arguments, without repeating their values."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}" for problem in problems
    )


def _decline(run: Run, args: dict[str, Any]) -> None:
    reason, names = str(args.get("reason")), _names(args.get("candidates"))
    run.declined = Declined(reason) if reason in set(Declined) else Declined.OUT_OF_SCOPE
    if run.declined is Declined.MEANING:
        run.candidates = terms_in(" ".join(names) or run.said)[:3]
        run.declined = Declined.MEANING if run.candidates else Declined.OUT_OF_SCOPE
        return
    told = run.declined is Declined.NOT_YET
    run.candidates = tuple(name for name in names if run.spec(name) or (told and name.isidentifier()))[:3]


def _names(given: object) -> list[str]:
    return [str(name) for name in given] if isinstance(given, list | tuple) else []


def _newest_results(messages: Sequence[BaseMessage]) -> list[ToolMessage]:
    results: list[ToolMessage] = []
    for message in reversed(messages):
        if not isinstance(message, ToolMessage):
            break
        results.append(message)
    return results


def _asks_for_more(result: ToolMessage) -> bool:
    return result.name in {THEN, MORE_TOOLS} or result.status == "error"
