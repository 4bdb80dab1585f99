from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.fitting_in import MOST_BYTES, fitting
from assistant.planner.offering import OfferedTool, offered, wire_bytes
from assistant.planner.talking_back import shown_besides
from assistant.toolbox.session import SPECS
from evals.model_server.schemas import check_tool
from prompts.templates import load_template
from prompts.tool_hints import argument_signs, tool_hints

SYSTEM = load_template("planner/system", frozenset()).text.strip()
TOOLS = {spec.name: offered(spec) for spec in SPECS}
BY_SIZE = sorted(TOOLS, key=lambda name: -wire_bytes("", [TOOLS[name]]))
WORDS = ("", "all", "Anna's", "since May", "except Acme", "3", "my book", "Acme", "which of them?")


def shown(names: list[str], said: str) -> tuple[tuple[OfferedTool, ...], int]:
    """What is shown of those tools, and the bytes of everything."""
    besides = shown_besides([name for name in TOOLS if name not in names])
    tools = fitting(SYSTEM, [TOOLS[name] for name in names], besides, said)
    return tools, wire_bytes(SYSTEM, [*tools, *besides])


def arguments(tool: OfferedTool) -> list[str]:
    return [argument.name for argument in tool.arguments]


@given(st.permutations(BY_SIZE), st.lists(st.sampled_from(WORDS)))
def test_any_six_tools_fit_whatever_is_said(order: list[str], words: list[str]) -> None:
    tools, size = shown(order[:6], " ".join(words))
    assert [tool.name for tool in tools] == order[:6]
    assert size <= MOST_BYTES < 6_000


@given(st.permutations(BY_SIZE[:6]))
def test_the_six_largest_fit_even_if_every_argument_may_be_meant(order: list[str]) -> None:
    tools, size = shown(order, " ".join(WORDS))
    assert [tool.name for tool in tools] == order
    assert size <= MOST_BYTES


@given(st.permutations(BY_SIZE), st.lists(st.sampled_from(WORDS)))
def test_what_a_tool_needs_is_always_shown(order: list[str], words: list[str]) -> None:
    for tool in shown(order[:6], " ".join(words))[0]:
        needed = {argument.name for argument in TOOLS[tool.name].arguments if argument.needed}
        assert needed <= set(arguments(tool))


def test_nothing_is_left_out_when_all_fits() -> None:
    tools, _ = shown(BY_SIZE[-6:], "")
    assert list(tools) == [TOOLS[name] for name in BY_SIZE[-6:]]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("where should the next 10k go", "amount"),
        ("wohin mit zwanzig Stunden mehr", "amount"),
        ("territory for last quarter", "period"),
        ("¿a quién reparto los partners de Ana si se va?", "leaving"),
        ("if service took twice as long", "service_times"),
        ("si el servicio cuesta la mitad", "service_times"),
        ("sauf Acme, quel potentiel ?", "excluding"),
    ],
)
def test_an_argument_that_may_be_meant_stays_with_the_likeliest_tool(said: str, kept: str) -> None:
    tools, _ = shown(["capacity_plan", *(name for name in BY_SIZE if name != "capacity_plan")][:6], said)
    assert kept in arguments(tools[0])


def test_a_prompt_that_leaves_no_room_costs_tools_from_the_end() -> None:
    tools = fitting("x" * 4_500, [TOOLS[name] for name in BY_SIZE[:6]], (), "")
    assert [tool.name for tool in tools] == BY_SIZE[: len(tools)]
    assert 1 <= len(tools) < 6


def test_arguments_go_from_the_least_likely_tool_first() -> None:
    twice = [shown(order, "all partners")[0] for order in (BY_SIZE[:6], BY_SIZE[5::-1])]
    first, last = (next(tool for tool in tools if tool.name == BY_SIZE[0]) for tools in twice)
    assert set(arguments(last)) < set(arguments(first))


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_a_tool_is_told_in_full_but_without_noise(tool: OfferedTool) -> None:
    spec = next(spec for spec in SPECS if spec.name == tool.name)
    assert set(arguments(tool)) == set(spec.arguments.model_fields)
    check_tool(tool.name, tool.wire["function"]["parameters"])
    assert not {"anyOf", "$ref", "title", "default"} & set(str(tool.wire).replace("'", " ").split())


def test_a_closed_set_of_a_tools_own_is_told_with_it() -> None:
    (show,) = (one for one in TOOLS["coverage_map"].arguments if one.name == "show")
    assert show.schema["enum"] == ["all", "empty", "single"]


def test_values_of_shared_arguments_are_told_in_the_system_prompt() -> None:
    for field in ("tier", "type", "scope"):
        values = next(spec for spec in SPECS if spec.name == "capacity_plan").arguments.model_json_schema()
        told = values["properties"][field]
        options = told.get("enum") or told["anyOf"][0]["enum"]
        assert all(option in SYSTEM for option in options)


def test_no_tool_is_told_about_twice() -> None:
    written = files("prompts").joinpath("planner/tools.yaml").read_text(encoding="utf-8")
    named = re.findall(r"^(\w+):", written, re.MULTILINE)
    assert sorted(named) == sorted(set(named))


def test_every_hint_and_sign_is_of_a_tool_and_an_argument_that_exist() -> None:
    assert set(tool_hints()) == set(TOOLS)
    for name, hint in tool_hints().items():
        assert set(hint.arguments) <= set(arguments(TOOLS[name]))
    assert set(argument_signs()) <= {name for tool in TOOLS.values() for name in arguments(tool)}
