from __future__ import annotations

from typing import Any

import pytest

from evals.model_server import RequestRefused
from evals.model_server.openai_chat import check_request

USER = {"role": "user", "content": "hello"}
CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "{}"}


def tool(**parameters: object) -> dict[str, Any]:
    return {"type": "function", "function": {"name": "f", "parameters": {"type": "object", **parameters}}}


def test_a_proper_conversation_is_accepted() -> None:
    system = {"role": "system", "content": "plan"}
    check_request({"model": "m", "messages": [system, USER, CALLING, RESULT], "tools": [tool(properties={})]})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"messages": [USER]}, "model"),
        ({"model": "m", "messages": []}, "at least one"),
        ({"model": "m", "messages": [USER, {"role": "system", "content": "x"}, USER]}, "stands first"),
        ({"model": "m", "messages": [USER, RESULT]}, "a result of no call"),
        ({"model": "m", "messages": [USER, CALLING, USER]}, "without a result"),
        ({"model": "m", "messages": [USER, CALLING]}, "without a result"),
        ({"model": "m", "messages": [USER, {"role": "assistant", "content": "x"}]}, "last message"),
        ({"model": "m", "messages": [USER, {"role": "assistant", "content": ""}, USER]}, "content or calls"),
        ({"model": "m", "messages": [{"role": "robot", "content": "x"}]}, "unknown role"),
        ({"model": "m", "messages": [USER], "tools": []}, "must not be empty"),
        ({"model": "m", "messages": [USER], "tools": [tool(), tool()]}, "one name"),
        ({"model": "m", "messages": [USER], "tools": [tool(required=["x"])]}, "not described"),
        (
            {"model": "m", "messages": [USER], "tools": [tool(properties={"x": {"type": "array"}})]},
            "needs items",
        ),
        (
            {"model": "m", "messages": [USER], "tools": [tool(properties={"x": {"type": "date"}})]},
            "unknown type",
        ),
    ],
)
def test_what_the_real_server_would_refuse_is_refused(body: dict[str, Any], reason: str) -> None:
    with pytest.raises(RequestRefused, match=reason):
        check_request(body)
