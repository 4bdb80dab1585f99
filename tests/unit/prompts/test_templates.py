from __future__ import annotations

import pytest

from prompts.templates import Template, TemplateInvalid, load_template


def test_the_planners_prompt_says_the_same_every_day() -> None:
    assert load_template("planner/system", frozenset()).render().startswith("You plan for Rapport")


def test_a_missing_variable_fails_when_the_prompt_is_loaded() -> None:
    with pytest.raises(TemplateInvalid, match="'tools'"):
        load_template("planner/json", frozenset())
    with pytest.raises(TemplateInvalid, match="'tone'"):
        load_template("planner/json", frozenset(["tools", "tone"]))


def test_a_value_is_not_read_as_a_variable_again() -> None:
    template = Template("x", "{{name}} and {{ other }}")
    assert template.render(name="{{other}}", other="b") == "{{other}} and b"
