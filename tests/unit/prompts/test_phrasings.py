from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.planner.head import SHIPPED, load_head
from assistant.toolbox.arguments import ARGUMENTS
from prompts.phrasings import digest_of, load_phrasings
from prompts.words import named_shapes, ordinary_words, shape, shapes, value_patterns, words_for

DESIGN = frozenset(ARGUMENTS)
PHRASINGS = load_phrasings()


def test_every_tool_of_the_design_has_varied_phrasings_in_four_languages() -> None:
    counts = Counter(one.tool for one in PHRASINGS)
    assert set(counts) == DESIGN | {"out_of_scope", "forbidden", "greeting", "sharing"}
    assert min(counts.values()) >= 30
    assert min(counts[tool] for tool in ARGUMENTS) >= 140
    for tool in counts:
        assert {one.language for one in PHRASINGS if one.tool == tool} == {"en", "de", "es", "fr"}


def test_no_phrasing_stands_under_two_tools() -> None:
    tools: dict[str, set[str]] = {}
    for one in PHRASINGS:
        tools.setdefault(one.text.casefold().strip(" ?!."), set()).add(one.tool)
    assert {text: found for text, found in tools.items() if len(found) > 1} == {}


def test_placeholders_are_known() -> None:
    known = {
        "partner",
        "contact",
        "manager",
        "customer",
        "sector",
        "technology",
        "region",
        "language",
        "month",
        "day",
    }
    assert {name for one in PHRASINGS for name in re.findall(r"\{(\w*)\}", one.text)} <= known


def test_the_shipped_head_was_fitted_on_these_phrasings() -> None:
    head = load_head(Path(str(files("prompts").joinpath(SHIPPED))))
    assert head.digest == digest_of(PHRASINGS), "run: python -m evals.fitting"


@pytest.mark.parametrize(
    "slot",
    [
        "lane",
        "phase",
        "tier",
        "target",
        "type",
        "category",
        "purpose",
        "language",
        "speaks",
        "direction",
        "cells",
        "certificates",
        "level",
        "review",
        "basis",
        "times",
        "by",
        "cost",
        "plan",
        "economics",
        "cost_order",
        "commission",
        "proposition",
        "play_reason",
        "introduction",
    ],
)
def test_the_words_of_every_slot_compile(slot: str) -> None:
    assert value_patterns(slot)


def test_lists_and_shapes_load() -> None:
    assert "orange" in ordinary_words()
    assert shape("why").match("why?")
    assert len(shapes("ordinals")) == 5
    assert named_shapes("digest_actions")["pause"].search("pause it")
    assert words_for("stuck").search("who is stuck")
