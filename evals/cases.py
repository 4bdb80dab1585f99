"""Written questions about the frozen world with what an answer must do (`evals/<suite>/cases/*.yaml`).

Half of each suite is only for measuring, split off by a fixed hash of the question: it is never read to
improve anything, so its wrong cases are counted and not printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

CaseKey = tuple[str, ...]
"""What makes two cases the same question: what was asked before it, its words, who asks."""

MadeCall = Mapping[str, Mapping[str, Any]]
"""One expected call, `{tool: {argument: value}}`, with exactly the arguments that the question states."""


_FAST: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Outcome(StrEnum):
    """What an answer does instead of calling a tool, or because a name could not be resolved."""

    CLARIFY = "clarify"  # asks which of several partners is meant
    UNKNOWN = "unknown"  # says that nobody is called so, with the nearest names
    ASK = "ask"  # one short question back: several tools fit, or the partner is missing
    OUT_OF_SCOPE = "out_of_scope"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"  # by somebody who may not, to somebody who opted out, a number that cannot be, …
    NOT_YET = "not_yet"
    TALK = "talk"  # a greeting, thanks, the meaning of a word: nothing is looked up, nothing refused


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedFact(_Part):
    """A fact that the answer must show.

    Attributes:
        partner: Whom it is about; None for a fact about no single partner.
        value: A number (0.5 % of tolerance), an ISO date, or words that are part of the value.
    """

    partner: str | None = None
    value: float | date | str


class Case(_Part):
    """One question.

    Attributes:
        ask: As somebody typed it.
        language: en, de, es or fr.
        kind: What is hard about it: typo, slang, name, time, amount, negation, compound, …
        asker: E-mail address of who asks.
        after: Earlier questions of the same thread, really asked before this one.
        calls: Expected calls in any order; partners, contacts and managers as ids or full names. A value
            given as `{any: [a, b]}` may be either.
        otherwise: Other readings that are as right, each like `calls`.
        outcome: Expected instead of calls.
        candidates: For clarify and unknown: partner ids, all of which must be offered.
        facts: All of which must be shown.
        partners: Partner ids, all of which must be shown.
        says: Words that the text, the table or a draft must hold, whatever the case of their letters.
        never: Words that neither these nor the suggestions may hold.
    """

    ask: str = Field(min_length=1)
    language: str = Field("en", pattern="^(en|de|es|fr)$")
    kind: str = "plain"
    asker: str = "nora.lind@vendor.example"
    after: tuple[str, ...] = ()
    calls: tuple[MadeCall, ...] = ()
    otherwise: tuple[tuple[MadeCall, ...], ...] = Field((), alias="or")
    outcome: Outcome | None = None
    candidates: tuple[str, ...] = ()
    facts: tuple[ExpectedFact, ...] = ()
    partners: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _expects_one_thing(self) -> Self:
        if bool(self.calls) == bool(self.outcome):
            raise ValueError(f"{self.ask!r}: give either calls or an outcome")
        return self

    @property
    def measuring(self) -> bool:
        """Whether the case belongs to the half that is only for measuring."""
        text = "\n".join((*self.after, self.ask))
        return hashlib.blake2b(text.encode(), digest_size=1).digest()[0] % 2 == 1

    @property
    def tools(self) -> tuple[str, ...]:
        """Names of the expected tools, sorted; empty where an outcome is expected."""
        return names_of(self.calls)


def key_of(case: Case) -> CaseKey:
    """What makes two cases the same question."""
    return (*case.after, case.ask, case.asker)


def names_of(calls: tuple[MadeCall, ...]) -> tuple[str, ...]:
    """Tool names of expected calls, sorted."""
    return tuple(sorted(tool for call in calls for tool in call))


@cache
def load_cases(suite: str) -> tuple[Case, ...]:
    """Every case of a suite, in the order of its files.

    Raises:
        ValueError: A case does not fit, or is written twice; the text names file and question.
    """
    folder = files("evals").joinpath(suite, "cases")
    found: dict[CaseKey, Case] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8")
        for written in yaml.load(text, Loader=_FAST)["cases"]:  # noqa: S506 -- both are safe loaders
            try:
                case = Case.model_validate(written)
            except ValueError as error:
                raise ValueError(f"{suite}/cases/{file.name}: {error}") from error
            key = key_of(case)
            if key in found:
                raise ValueError(f"{suite}/cases/{file.name}: {case.ask!r} is there twice")
            found[key] = case
    return tuple(found.values())
