"""Checks that all providers make of a tool's name and schema."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from evals.model_server.reply import Json, RequestRefused

_TYPES: Final = frozenset(("object", "array", "string", "integer", "number", "boolean", "null"))
_LONGEST_NAME: Final = 64
_ORDERS: Final = ("none", "auto", "required")


def check_tool(name: str, parameters: Json, *, strict: bool = False) -> None:
    """Refuse a tool that cannot be called.

    Args:
        strict: The provider is asked to hold the model to the schema: all must be required, nothing more.
    """
    if not name.replace("_", "").replace("-", "").isalnum() or len(name) > _LONGEST_NAME:
        raise RequestRefused(f"not a function name: {name!r}")
    if parameters.get("type") != "object":
        raise RequestRefused(f"{name}: parameters must be an object")
    if strict and (
        parameters.get("additionalProperties") is not False
        or set(parameters.get("required", ())) != set(parameters.get("properties", {}))
    ):
        raise RequestRefused(f"{name}: a strict schema requires all and allows no more")
    _check_schema(name, parameters)


def check_names(names: Collection[str], *, given: bool) -> None:
    """Refuse names that stand twice, and a list of tools that is empty."""
    if len(names) != len(set(names)):
        raise RequestRefused("two tools have one name")
    if given and not names:
        raise RequestRefused("tools must not be empty")


def check_tool_choice(body: Json) -> None:
    """Refuse an order to call that OpenAI does not know, or one without tools."""
    if "tool_choice" not in body:
        return
    if "tools" not in body:
        raise RequestRefused("tool_choice without tools")
    if body["tool_choice"] not in _ORDERS:
        raise RequestRefused(f"unknown tool_choice: {body['tool_choice']!r}")


def check_fields(body: Json, known: Collection[str]) -> None:
    """Refuse fields that the provider does not know, and a request without a model."""
    if unknown := sorted(set(body) - set(known)):
        raise RequestRefused(f"unknown fields: {unknown}")
    if not isinstance(body.get("model"), str) or not body["model"]:
        raise RequestRefused("model must be a name")


def _check_schema(name: str, schema: Json) -> None:
    kind = schema.get("type")
    if isinstance(kind, str) and kind not in _TYPES:
        raise RequestRefused(f"{name}: unknown type {kind!r}")
    if kind == "array" and "items" not in schema and "prefixItems" not in schema:
        raise RequestRefused(f"{name}: an array needs items")
    missing = set(schema.get("required", ())) - set(schema.get("properties", {}))
    if missing:
        raise RequestRefused(f"{name}: required but not described: {sorted(missing)}")
    for part in (*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items")):
        if isinstance(part, dict):
            _check_schema(name, part)
