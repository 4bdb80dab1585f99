"""What every value of a column must be, checked for all values at once by pandera."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from knowledge.nearest import did_you_mean

if TYPE_CHECKING:
    from pandera.pandas import SeriesSchema

Holds: TypeAlias = Callable[["pd.Series[Any]"], "pd.Series[bool]"]
"""True where the value is as it must be."""

_HINTED = 200  # different wrong values that are compared with valid ones; more are not typing errors


@dataclass(frozen=True)
class Rule:
    """One thing that every value of a column must be.

    Attributes:
        expected: What would be valid, for whoever wrote the value.
        holds: Whether it is so, for all values at once.
        near: Valid values of which a refusal names the nearest ones.
    """

    expected: str
    holds: Holds
    near: tuple[str, ...] = ()


def broken(rules: tuple[Rule, ...], values: Sequence[object]) -> dict[int, str]:
    """Position to what would be valid, for every value that breaks a rule; the first broken rule counts."""
    from pandera.errors import SchemaErrors

    if not (rules and values):
        return {}
    try:
        _schema(rules).validate(pd.Series(values, dtype=object), lazy=True)
    except SchemaErrors as errors:
        return _sentences(rules, values, errors.failure_cases)
    return {}


@lru_cache(maxsize=1_000)
def _schema(rules: tuple[Rule, ...]) -> SeriesSchema:
    from pandera.pandas import Check, SeriesSchema

    return SeriesSchema(checks=[Check(rule.holds, name=rule.expected) for rule in rules])


def _sentences(rules: tuple[Rule, ...], values: Sequence[object], failures: pd.DataFrame) -> dict[int, str]:
    hinted = failures["index"].nunique() <= _HINTED
    sentences: dict[int, str] = {}
    for number, position in sorted(zip(failures["check_number"], failures["index"], strict=True)):
        rule = rules[number]
        hint = did_you_mean(str(values[position]), rule.near) if hinted and rule.near else ""
        sentences.setdefault(int(position), rule.expected + hint)
    return sentences
