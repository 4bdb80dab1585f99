"""Which tools and arguments a chat model is shown, so that prompt and tools stay under 6,000 bytes.

A question that gives no sign of an argument can do without it: those are left out first, of the least likely
tool before the others, and only as far as the bytes demand. What the likeliest tool takes goes last. The full
schema checks every call as before, so that an argument which was not shown may still be set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.planner.offering import SHARED, Argument, OfferedTool, wire_bytes
from prompts.tool_hints import argument_signs
from tools.spelling import fold

MOST_BYTES: Final = 5_900  # under 6,000 with what a provider's form adds: cache marks, flags
_TELLING: Final = frozenset(("partner", "partners", "show", "action", "measure", "purpose"))
"""Arguments without which a tool says too little; they are never left out."""


def fitting(
    system: str,
    tools: Sequence[OfferedTool],
    fixed: Sequence[OfferedTool],
    said: str,
    kept: frozenset[str] = frozenset(),
) -> tuple[OfferedTool, ...]:
    """The tools with as many arguments as fit.

    Args:
        system: The system prompt.
        tools: Likeliest first.
        fixed: Tools that are shown besides and stay as they are.
        said: The question and what was asked before it in the thread.
        kept: Arguments of the calls before it, which half a question goes on from.
    """
    shown = list(tools)
    over = wire_bytes(system, [*shown, *fixed]) - MOST_BYTES
    for at, argument in list(_by_worth(shown, fold(said), kept)):
        if over <= 0:
            break
        smaller = shown[at].without(argument)
        over -= wire_bytes("", [shown[at]]) - wire_bytes("", [smaller])
        shown[at] = smaller
    while over > 0 and len(shown) > 1:
        over -= wire_bytes("", [shown.pop()])
    return tuple(shown)


def _by_worth(
    tools: Sequence[OfferedTool], said: str, kept: frozenset[str]
) -> Iterator[tuple[int, Argument]]:
    """Arguments that could be left out, least missed first, with the place of their tool."""
    signs = argument_signs()
    signed = kept | {name for name, words in signs.items() if words.search(said)}
    unsigned, shared = signs.keys() - signed, SHARED - signs.keys() - kept
    named = {argument.name for tool in tools for argument in tool.arguments}
    own = named - SHARED - signs.keys() - signed
    first, second, later = (0,), (1,), range(len(tools) - 1, 1, -1)
    for places, names in (
        ((*later, *second), unsigned),
        (later, shared),
        (first, unsigned),
        (later, own),
        (second, shared),
        (later, signed),
        (second, own | signed),
        (first, shared),
        (first, own | signed),
    ):
        yield from _of(tools, places, frozenset(names - _TELLING))


def _of(
    tools: Sequence[OfferedTool], places: Sequence[int], names: frozenset[str]
) -> Iterator[tuple[int, Argument]]:
    """Arguments with such names of the tools at those places, the last one of each first."""
    for at in places:
        for argument in reversed(tools[at].arguments if at < len(tools) else ()):
            if not argument.needed and argument.name in names:
                yield at, argument
