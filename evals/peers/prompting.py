"""The peers' prompts: rules that both share, Markdown with named variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from evals.frozen import AS_OF
from prompts.templates import Template

if TYPE_CHECKING:
    from langchain_core.messages import AnyMessage

_NO_ANSWER: Final = "(no answer)"  # providers refuse an empty turn


@dataclass(frozen=True)
class Exchange:
    """A question of the same thread, and what the peer said to it."""

    question: str
    answer: str


def prompt(name: str, asker: str, **values: str) -> str:
    """System prompt of a peer; what changes with the question stands last, so that the rest can be cached.

    Raises:
        TemplateInvalid: A value is missing or has no place.
    """
    template = Template(f"evals/peers/{name}", _text(name))
    return template.render(rules=_text("rules"), today=f"{AS_OF:%A} {AS_OF}", asker=asker, **values)


def turns(thread: Sequence[Exchange], question: str) -> list[AnyMessage]:
    """The thread as a model reads it, ending with the question."""
    from langchain_core.messages import AIMessage, HumanMessage

    said: list[AnyMessage] = []
    for one in thread:
        said += [HumanMessage(one.question), AIMessage(one.answer or _NO_ANSWER)]
    return [*said, HumanMessage(question)]


def _text(name: str) -> str:
    return files("evals.peers").joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
