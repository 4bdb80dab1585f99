"""The planner: one LangChain agent for every model, the embedded one included."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.planner.asking import own_words
from assistant.planner.forbidden import is_forbidden
from assistant.planner.memory import Turn, thread_messages
from assistant.planner.plan import DECLINE, MODEL_CALLS, THEN, Declined, Failure, Plan
from assistant.toolbox.spec import ToolSession, ToolSpec
from prompts.templates import Template, load_template
from tools.names import NameIndex

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig
    from langchain_core.tools import BaseTool

# Each model call takes a handful of graph steps. Calls of one message run one after another, in the order in
# which the model made them: the session keeps that order, and its connection is not for two threads.
_LIMITS: Final[RunnableConfig] = {"recursion_limit": 8 * MODEL_CALLS, "max_concurrency": 1}


class Decline(BaseModel):
    """No tool fits; say why. Call nothing else with it."""

    model_config = ConfigDict(extra="forbid")

    reason: Literal[
        "out_of_scope",
        "unclear",
        "which_partner",
        "forbidden",
        "not_yet",
        "greeting",
        "approve_below",
        "meaning",
        "past_hits",
        "out_of_range",
        "no_recipient",
    ]
    candidates: tuple[str, ...] = Field(
        (), max_length=3, description="tools that may be meant; for `meaning` the word, as `key_partner`"
    )


class Then(BaseModel):
    """Call beside another tool when its result decides what to call next."""

    model_config = ConfigDict(extra="forbid")


class Planner:
    """Plans questions with one model.

    Args:
        model: Any LangChain chat model with tool calling.
        wait: Sleeps between retries; seconds.
    """

    def __init__(self, model: BaseChatModel, wait: Callable[[float], None] = time.sleep) -> None:
        self._model = model
        self._wait = wait
        self._system: Template = load_template("planner/system", frozenset(("today",)))
        self._agents: dict[tuple[tuple[str, ...], date], Any] = {}

    def plan(
        self, text: str, session: ToolSession, *, as_of: date, names: NameIndex, thread: Sequence[Turn] = ()
    ) -> Plan:
        """Call the tools that answer `text`; the session keeps what they found. No fault of a model raises.

        Args:
            text: The message as it came in; quotes, forwards and code are cut here.
            session: The toolbox for this asker.
            as_of: The day that relative dates count from.
            names: What the asker may name.
            thread: Earlier questions of the same asker in this thread, oldest first.
        """
        from langchain_core.messages import HumanMessage

        words = own_words(text)
        if not words:
            return Plan(Declined.UNCLEAR)
        if is_forbidden(words):
            return Plan(Declined.FORBIDDEN)
        return self._run([*thread_messages(thread), HumanMessage(words)], session, as_of, names)

    def _run(self, messages: Sequence[Any], session: ToolSession, as_of: date, names: NameIndex) -> Plan:
        from langgraph.errors import GraphRecursionError

        from assistant.planner.middleware import PlanningFailed, Run

        run = Run(session, names, self._wait)
        failure = None
        try:
            self._agent(session, as_of).invoke({"messages": messages}, _LIMITS, context=run)
        except PlanningFailed as failed:
            failure = failed.failure
        except GraphRecursionError:
            failure = Failure.LOOP
        if run.called and run.declined:
            run.declined = None
        return Plan(run.declined, run.model_calls, failure, run.candidates)

    def _agent(self, session: ToolSession, as_of: date) -> Any:  # noqa: ANN401 -- a compiled graph
        """The agent for these tools on this day, compiled once."""
        key = (tuple(spec.name for spec in session.specs), as_of)
        if key not in self._agents:
            if len(self._agents) >= _AGENTS_KEPT:
                self._agents.clear()
            self._agents[key] = self._compile(session.specs, as_of)
        return self._agents[key]

    def _compile(self, specs: Sequence[ToolSpec], as_of: date) -> Any:  # noqa: ANN401 -- a compiled graph
        from langchain.agents import create_agent

        from assistant.planner.middleware import BoundedModel, OneStep, Run

        return create_agent(
            self._model,
            tools=[*(_tool(spec.name, spec.description, spec.arguments) for spec in specs), *_pseudo_tools()],
            system_prompt=self._system.render(today=as_of.isoformat()),
            middleware=[BoundedModel(), OneStep()],
            context_schema=Run,
        )


_AGENTS_KEPT: Final = 8


def _pseudo_tools() -> list[BaseTool]:
    return [_tool(name, str(kind.__doc__), kind) for name, kind in ((DECLINE, Decline), (THEN, Then))]


def _tool(name: str, description: str, arguments: type[BaseModel]) -> BaseTool:
    """A tool for the model to see; its calls are run by the middleware, in the asker's session."""
    from langchain_core.tools import StructuredTool

    return StructuredTool.from_function(
        _not_run_here, name=name, description=description, args_schema=arguments
    )


def _not_run_here(**arguments: object) -> str:
    raise RuntimeError(f"a tool was run outside a session, with {sorted(arguments)}")
