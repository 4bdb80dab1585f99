"""The planner: one LangChain agent for every model, the embedded one included."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from assistant.planner.asking import own_words
from assistant.planner.forbidden import is_forbidden
from assistant.planner.habit import Habit
from assistant.planner.memory import Turn, thread_messages
from assistant.planner.plan import MODEL_CALLS, Declined, Failure, Plan
from assistant.planner.preselected import Preselected
from assistant.planner.run import Run
from assistant.planner.talking_back import TALKING_BACK
from assistant.toolbox.spec import ToolSession, ToolSpec
from prompts.templates import load_template
from tools.names import NameIndex

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig
    from langchain_core.tools import BaseTool

    from assistant.planner.preselecting import Preselector

# Each model call takes a handful of graph steps. Calls of one message run one after another, in the order in
# which the model made them: the session keeps that order, and its connection is not for two threads.
_LIMITS: Final[RunnableConfig] = {"recursion_limit": 8 * MODEL_CALLS, "max_concurrency": 1}


class Planner:
    """Plans questions with one model.

    Args:
        model: Any LangChain chat model; best with tool calling.
        preselector: Refuses before a chat model is asked, and chooses the tools that it is shown; the
            embedded planner does both by itself.
        wait: Sleeps between retries; seconds.
    """

    def __init__(
        self,
        model: BaseChatModel,
        preselector: Preselector | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model = model
        self._preselector = preselector
        self._wait = wait
        self._habit = Habit()
        self._system = load_template("planner/system", frozenset()).text.strip()
        self._agents: dict[tuple[str, ...], Any] = {}

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
        earlier = thread_messages(thread)
        judged = self._judged(words, session, names, as_of, earlier)
        if judged.forbidden:
            return Plan(Declined.FORBIDDEN)
        run = Run(
            session,
            names,
            as_of,
            self._habit,
            ranked=judged.tools,
            said=" ".join([*(turn.text for turn in thread[-1:]), words]),
            kept=frozenset(name for turn in thread[-1:] for call in turn.calls for name in call.args),
            wait=self._wait,
        )
        return self._run([*earlier, HumanMessage(words)], run)

    def _judged(
        self, words: str, session: ToolSession, names: NameIndex, as_of: date, earlier: Sequence[BaseMessage]
    ) -> Preselected:
        """What is known before a chat model is asked; the embedded planner judges for itself."""
        if self._preselector is None:
            return Preselected(tuple(spec.name for spec in session.specs))
        return self._preselector.judged(words, specs=session.specs, names=names, as_of=as_of, earlier=earlier)

    def _run(self, messages: Sequence[BaseMessage], run: Run) -> Plan:
        from langgraph.errors import GraphRecursionError

        from assistant.planner.faults import PlanningFailed

        failure = None
        try:
            self._agent(run.session).invoke({"messages": messages}, _LIMITS, context=run)
        except PlanningFailed as failed:
            failure = failed.failure
        except GraphRecursionError:
            failure = Failure.LOOP
        if run.results and run.declined:
            run.declined = None
        return Plan(run.declined, run.model_calls, failure, run.candidates)

    def _agent(self, session: ToolSession) -> Any:  # noqa: ANN401 -- a compiled graph
        """The agent for these tools, compiled once."""
        key = tuple(spec.name for spec in session.specs)
        if key not in self._agents:
            self._agents[key] = self._compile(session.specs)
        return self._agents[key]

    def _compile(self, specs: Sequence[ToolSpec]) -> Any:  # noqa: ANN401 -- a compiled graph
        from langchain.agents import create_agent

        from assistant.planner.middleware import BoundedModel, OneStep
        from assistant.planner.models import caching_of

        return create_agent(
            self._model,
            tools=[*(_tool(spec.name, spec.description, spec.arguments) for spec in specs), *_talking_back()],
            system_prompt=self._system,
            middleware=[BoundedModel(), OneStep(), *caching_of(self._model)],
            context_schema=Run,
        )


def _talking_back() -> list[BaseTool]:
    return [_tool(name, str(kind.__doc__), kind) for name, kind in TALKING_BACK.items()]


def _tool(name: str, description: str, arguments: type[BaseModel]) -> BaseTool:
    """A tool for the model to see; its calls are run by the middleware, in the asker's session."""
    from langchain_core.tools import StructuredTool

    return StructuredTool.from_function(
        _not_run_here, name=name, description=description, args_schema=arguments
    )


def _not_run_here(**arguments: object) -> str:
    raise RuntimeError(f"a tool was run outside a session, with {sorted(arguments)}")
