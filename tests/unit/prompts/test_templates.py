from __future__ import annotations

import pytest

from prompts.templates import Template, TemplateInvalid, load_template


def test_the_planners_prompt_names_exactly_its_variables() -> None:
    template = load_template("planner/system", frozenset(["today"]))
    assert "Today is 2026-09-30." in template.render(today="2026-09-30")


def test_a_missing_variable_fails_when_the_prompt_is_loaded() -> None:
    with pytest.raises(TemplateInvalid, match="'today'"):
        load_template("planner/system", frozenset())
    with pytest.raises(TemplateInvalid, match="'tone'"):
        load_template("planner/system", frozenset(["today", "tone"]))


def test_a_value_is_not_read_as_a_variable_again() -> None:
    template = Template("x", "{{name}} and {{ other }}")
    assert template.render(name="{{other}}", other="b") == "{{other}} and b"
