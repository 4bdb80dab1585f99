"""The agent with read-only SQL that a user would build with LangChain over the same files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistant.metered_models import metered
from assistant.metering import CallKind, Meter
from assistant.planner.faults import wait_before_retry
from evals.frozen import tables
from evals.peers.answering import PeerReplies
from evals.peers.prompting import Exchange, prompt, turns
from evals.peers.warehouse import QueryRefused, Warehouse, open_warehouse, schema_notes

if TYPE_CHECKING:
    from langchain.agents.middleware import AgentMiddleware
    from langchain_core.language_models import BaseChatModel

MODEL_CALLS: Final = 12  # twice what Rapport allows itself: a query that failed is mended


@dataclass(frozen=True)
class SqlAgent:
    """Finds out with SQL, then answers."""

    model: BaseChatModel
    warehouse: Warehouse

    def answer(self, question: str, asker: str, thread: Sequence[Exchange]) -> str:
        """The agent's last words.

        Raises:
            Exception: The provider failed, or the agent did not end.
        """
        from langchain.agents import create_agent

        agent = create_agent(
            self.model,
            _tools(self.warehouse),
            system_prompt=prompt("sql_agent", asker, schema=schema_notes()),
            middleware=_limits(),
        )
        state = agent.invoke({"messages": [*turns(thread, question)]})
        return str(state["messages"][-1].text)


def sql_agent(model: BaseChatModel, name: str) -> PeerReplies:
    """The agent over the frozen world, with that model."""
    meter = Meter()
    peer = SqlAgent(metered(model, CallKind.PLANNER, meter), open_warehouse(tables()))
    return PeerReplies(f"sql agent, {name}", peer, meter)


def _limits() -> list[AgentMiddleware[Any, Any]]:
    from langchain.agents.middleware import ModelCallLimitMiddleware, ModelRetryMiddleware

    return [
        ModelCallLimitMiddleware(run_limit=MODEL_CALLS, exit_behavior="error"),
        ModelRetryMiddleware(
            retry_on=lambda error: wait_before_retry(error, 0) is not None, on_failure="error"
        ),
    ]


def _tools(warehouse: Warehouse) -> list[Callable[..., str]]:
    """What the agent may call; the docstrings are what it reads."""

    def list_tables() -> str:
        """Every table, what a row is, how many rows."""
        return warehouse.tables()

    def describe(table: str) -> str:
        """Columns, types and first rows of a table."""
        return _or_why_not(warehouse.describe, table)

    def run_sql(query: str) -> str:
        """Rows of one SELECT in DuckDB's SQL, at most 50 of them."""
        return _or_why_not(warehouse.query, query)

    return [list_tables, describe, run_sql]


def _or_why_not(look: Callable[[str], str], words: str) -> str:
    try:
        return look(words)
    except QueryRefused as refused:
        return f"Error: {refused}"
