"""A local server that calls itself compatible: it knows chat in turns, and no tools."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from evals.model_server.openai_chat import OpenAIChat, check_request
from evals.model_server.reply import Json, Reply, RequestRefused, Script

_ROLES: Final = frozenset(("system", "user", "assistant"))


class WeakLocal(OpenAIChat):
    """Chat Completions of a server whose prompt template takes turns and text alone."""

    def check(self, headers: Mapping[str, str], body: Json) -> None:
        """Refuse calls and results in the chat, and turns that do not alternate; a key is not looked at."""
        del headers
        check_request(body)
        if "store" in body:
            raise RequestRefused("only OpenAI itself knows store")
        if body.get("tools"):
            return  # its script says what becomes of tools: refused, or not even seen
        roles = [message["role"] for message in body["messages"]]
        if set(roles) - _ROLES or any("tool_calls" in message for message in body["messages"]):
            raise RequestRefused("the template knows system, user and assistant")
        if any(one == other for one, other in pairwise(roles)):
            raise RequestRefused("the template wants user and assistant to take turns")


def refusing(*fields: str, status: int = 400, error: str = "not supported", otherwise: Script) -> Script:
    """A server that refuses requests with any of those fields."""

    def answer(body: Json) -> Reply:
        return Reply(status=status, error=error) if any(body.get(one) for one in fields) else otherwise(body)

    return answer


def unseeing(prose: str, otherwise: Script) -> Script:
    """A server that overlooks tools: it answers in prose until it is asked without them."""
    return lambda body: Reply(text=prose) if body.get("tools") else otherwise(body)
